"""What the pages show, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Sort = Literal["newest", "supported"]


@dataclass(frozen=True, slots=True)
class WordingShown:
    """How a comment read before."""

    text: str
    until: datetime


@dataclass(frozen=True, slots=True)
class HidingShown:
    """That a comment was hidden: when, by which organ, why; and what came of the appeal.

    ``appeal`` is what its writer said, for her and the moderators. ``settles``: the viewer may decide it;
    ``appeals``: the viewer may appeal. ``within`` says how long an appeal takes at most, ``due`` until when this one
    is to be decided; ``late`` where that is past. ``gone``: the comment is no longer there, and nothing waits.
    """

    seq: int
    at: datetime
    organ: str
    ground: str
    reasons: str
    appealed: datetime | None
    verdict: str
    decided: str
    decided_at: datetime | None
    decided_organ: str
    year: int = 0
    number: int = 0
    comment: int = 0
    title: str = ""
    gone: str = ""
    appeal: str = ""
    appeals: bool = False
    settles: bool = False
    within: str = ""
    due: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class CommentShown:
    """One comment as this reader may see it. ``text`` is empty where it is gone, or hidden from this reader.

    ``cut``: only the beginning of its words is here, as on pages with many comments. ``quotes`` is whom and what a
    reply answers, where that is not the head of its thread.
    """

    number: int
    who: str
    text: str
    at: datetime
    edited: datetime | None
    gone: str
    hidden: bool
    supported: int
    own: bool
    mine: bool
    answers: int
    quotes: tuple[str, str] | None
    wordings: tuple[WordingShown, ...] = ()
    hiding: HidingShown | None = None
    editable: bool = False
    reports: int = 0
    cut: bool = False

    @property
    def there(self) -> bool:
        """Whether its words can be read by everybody."""
        return not self.gone and not self.hidden


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with its replies, the earliest first; ``more`` is how many are not among them."""

    head: CommentShown
    replies: tuple[CommentShown, ...]
    more: int


@dataclass(frozen=True, slots=True)
class SummaryShown:
    """A summary: who wrote it for which organ, and when."""

    text: str
    who: str
    at: datetime
    pinned: bool


@dataclass(frozen=True, slots=True)
class DiscussionPage:
    """The discussion of a matter: ``speaks``, ``moderates`` and ``sums`` are what the viewer may do in it.

    ``member``: she is on the
    register here; ``why_not`` is why she may not speak. ``waits`` is how many reports and appeals wait for
    moderators.
    """

    chain: str
    year: int
    number: int
    title: str
    over: bool
    total: int
    threads: tuple[Thread, ...]
    sort: Sort
    page: int
    pages: int
    summary: SummaryShown | None
    summaries: int
    member: bool
    speaks: bool
    why_not: str
    moderates: bool
    sums: bool
    waits: int
    zone: str
