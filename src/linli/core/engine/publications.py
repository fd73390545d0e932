"""What a community publishes outside its matters: into the sections of its charter, period by period, or as a notice.

It is published, corrected, taken down and objected to in the community's own chain.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from linli.core.engine.acts import Seal
from linli.core.engine.struct import kebab_tag


class _Act(Struct, frozen=True, forbid_unknown_fields=True, tag_field="do", tag=kebab_tag):
    pass


class PutUp(_Act, frozen=True):
    """Publish into a section for the period that begins on a day, or a notice of one's organ without a section.

    ``none`` says that there is nothing to disclose, and the text why. ``instead_of`` is the entry that is corrected.
    ``until`` is when objections come too late, as the charter has it.
    """

    section: str
    text: Seal
    title: Seal = ""
    table: Seal = ""
    files: tuple[Seal, ...] = ()
    none: bool = False
    period: date | None = None
    instead_of: int = 0
    until: datetime | None = None


class TakeDown(_Act, frozen=True):
    """Withdraw what the entry ``publication`` published; it stays in the record, and on its page with a mark."""

    publication: int
    reasons: Seal


class Dispute(_Act, frozen=True):
    """Object to what was published; ``due`` is when an answer comes too late, as the charter has it."""

    publication: int
    text: Seal
    due: datetime


class Reply(_Act, frozen=True):
    """Answer an objection to what was published."""

    publication: int
    objection: int
    verdict: Literal["upheld", "dismissed"]
    reasons: Seal


PublishingAct = PutUp | TakeDown | Dispute | Reply


class Objected(Struct, frozen=True, forbid_unknown_fields=True):
    """An objection to a publication. Not answered by ``due`` it is upheld: silence cannot wear it down."""

    person: str
    text: Seal
    at: datetime
    due: datetime
    verdict: Literal["", "upheld", "dismissed"] = ""
    reasons: Seal = ""
    answered: datetime | None = None

    def settled(self, at: datetime) -> Literal["", "upheld", "dismissed"]:
        """How it stands at a moment; empty while the answer is awaited."""
        return self.verdict or ("upheld" if at >= self.due else "")


class Published(Struct, frozen=True, forbid_unknown_fields=True):
    """Something published; ``until`` is when objections are too late, ``down`` why it no longer stands, if so."""

    section: str
    organ: str
    at: datetime
    period: date | None = None
    none: bool = False
    until: datetime | None = None
    down: Literal["", "corrected", "withdrawn"] = ""
    objections: tuple[Objected, ...] = ()
