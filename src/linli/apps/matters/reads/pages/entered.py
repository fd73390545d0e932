"""What the pages of entering for others show: at the desk, on the receipt, in one's own file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from linli.apps.matters.reads.pages.parts import Deed, WhyNot
from linli.core.engine.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody of the register as who enters for her sees her: name, number, address (clerks only)."""

    number: int
    name: str
    home: str = ""


@dataclass(frozen=True, slots=True)
class DeskPage:
    """A matter at the desk. ``organ`` is for which organ the viewer enters, ``clerk``; empty where she may not.

    ``her`` is for whom, with what can be entered and why not the rest. ``answered`` where a vote of hers is counted
    already, of which another would take the place. Between ``since`` and ``today`` lies the day of a paper.
    """

    chain: str
    year: int
    number: int
    title: str
    expects: str
    organ: str
    organ_title: str
    clerk: bool
    charter_hash: str
    refusal: Refusal | None = None
    her: Found | None = None
    person: str = ""
    deeds: tuple[Deed, ...] = ()
    why_not: tuple[WhyNot, ...] = ()
    answered: bool = False
    since: date | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True)
class EnteredShown:
    """One act entered for somebody. ``words`` is what was said; how it was voted, for her and who entered it alone.

    ``may_contest``, ``may_answer``: what the viewer may do about it now; ``verdict`` is how it was answered.
    ``waits`` says until when and by whom it is or would be answered; ``nobody`` where nobody could. ``do``, ``saw`` and
    ``ruling`` are the stable words for ``act``, ``seen`` and ``verdict``, ``place`` is where it stands in lists.
    ``told`` is since when the person has the answer in hand; ``may_note``: the viewer can say so. ``mine``: it was
    entered for the viewer. ``closed``: in a closed matter.
    """

    chain: str
    year: int
    number: int
    seq: int
    title: str
    act: str
    stage: str
    at: datetime
    her: str
    hand: str
    seen: str
    paper: str
    words: str
    replaced: bool
    contested: datetime | None
    contest: str
    verdict: str
    answer: str
    answered: datetime | None
    answered_by: str
    may_contest: bool
    may_answer: bool
    may_print: bool
    do: str
    saw: str
    ruling: str
    place: int
    waits: str = ""
    due: datetime | None = None
    late: bool = False
    nobody: bool = False
    on: date | None = None
    hash: str = ""
    may_change: bool = False
    zone: str = ""
    told: datetime | None = None
    may_note: bool = False
    mine: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """What came of a correction: ``who`` asked ``what`` to be ``asked`` in the file of ``whose``, and the answer.

    ``told`` is since when who asked has the answer in hand; ``may_note``: the viewer can say so. ``mine``: it is her
    own, or she reported it.
    """

    year: int
    number: int
    who: str
    whose: str
    what: str
    asked: str
    reason: str
    state: str
    answer: str
    by: str
    at: datetime
    answered: datetime | None
    told: datetime | None
    mine: bool
    may_note: bool
    may_print: bool


@dataclass(frozen=True, slots=True)
class AgainShown:
    """A correction that came back to who asked: ``what`` it is about, how it should be and why as she asked last."""

    what: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class EnteredPage:
    """What was entered for one person, or in the whole community, the newest first; ``more`` beyond these."""

    rows: tuple[EnteredShown, ...]
    her: Found | None
    zone: str
    more: bool = False
