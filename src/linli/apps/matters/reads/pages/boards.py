"""What the pages of disclosures and notices show: sections with their periods, what was published, the sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from linli.apps.matters.reads.pages.lists import Group
from linli.apps.matters.reads.pages.matter import ObjectionShown
from linli.apps.matters.reads.pages.parts import Attachment, MatterRow, Saying, Where

Became = Literal["on-time", "late", "none", "missing", "open"]
NoticeKind = Literal["general", "accounts", "nothing", "period", "election", "result", "meeting"]


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """What became of one period; ``year`` and ``number`` are those of the notice that stands for it."""

    begins: date
    title: str
    due: str
    due_at: datetime
    became: Became
    made_at: datetime | None = None
    year: int | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class OwedRow:
    """A matter that still has to be published in a section."""

    matter: MatterRow
    organ_title: str
    due: str
    late: bool


@dataclass(frozen=True, slots=True)
class SectionCard:
    """A section: what the charter says of it, what is missing, what is due next, what was published last.

    ``capacity`` is the organ in which the viewer may publish in it, empty for who may not.
    """

    name: str
    title: str
    says: tuple[str, ...]
    source: str
    path: str
    who: str
    capacity: str
    regular: bool
    missing: tuple[PeriodRow, ...]
    now: PeriodRow | None
    owed: tuple[OwedRow, ...]
    count: int
    last: datetime | None


@dataclass(frozen=True, slots=True)
class SectionPage:
    """One section with its periods, the newest first, at most so many as fit a page."""

    card: SectionCard
    periods: tuple[PeriodRow, ...]
    more: int
    zone: str


@dataclass(frozen=True, slots=True)
class MinutesRow:
    """Minutes that are to be signed: of which sitting, whose task it is, until when."""

    year: int
    number: int
    title: str
    held: str
    who: str
    due: str
    late: bool


@dataclass(frozen=True, slots=True)
class Board:
    """All sections of a community; ``capacity`` is the organ in whose name the viewer can put up a notice, if any.

    ``minutes`` are those not signed yet of which the charter says by when, ``minutes_say`` what it says.
    """

    cards: tuple[SectionCard, ...]
    capacity: str
    capacity_title: str
    zone: str
    minutes: tuple[MinutesRow, ...] = ()
    minutes_say: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyRow:
    """Something that an organ has to publish, correct or answer, for its desk. ``number`` names the notice, if any."""

    kind: Literal["publish", "reply", "correct"]
    organ: str
    organ_title: str
    section: str
    title: str
    due: str
    due_at: datetime | None
    late: bool
    period: date | None = None
    year: int | None = None
    number: int | None = None
    group: Group = "coming"
    late_by: str = ""


@dataclass(frozen=True, slots=True)
class Ref:
    """Another notice, by its number."""

    year: int
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Posted:
    """Something published in no matter, as its page shows it. ``may`` are the deeds that the viewer may do."""

    seq: int
    year: int
    number: int
    number_text: str
    title: str
    section: str
    section_title: str
    period: date | None
    period_title: str
    organ: str
    organ_title: str
    by: str
    at: datetime
    text: Saying
    typed_title: Saying
    table: tuple[tuple[str, ...], ...]
    typed_table: str
    files: tuple[Attachment, ...]
    none: bool
    down: str
    reasons: Saying
    correction: Ref | None
    corrects: Ref | None
    objecting: str
    takes: bool
    objections: tuple[ObjectionShown, ...]
    may: frozenset[str]
    zone: str
    building: Where | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The data of the A4 notice; ``body`` is one string per paragraph, ``kind`` which template it takes.

    ``standing`` is empty, or says why it no longer stands. ``way`` names the page that it leads to,
    ``concerns`` says which building it is about, ``to`` calls those who live there where it is for them alone.
    """

    kind: NoticeKind
    title: str
    section: str
    period: str
    body: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]
    figures: tuple[str, ...]
    issuer: str
    date: datetime
    day: str
    starts: str
    until: str
    number: str
    objections: str
    standing: str
    root: str
    erased: bool
    zone: str
    concerns: str = ""
    to: str = ""
    way: tuple[str, int, int] = field(default=("", 0, 0))
