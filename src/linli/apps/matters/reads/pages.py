"""What the pages show: plain frozen values in the viewer's language, nothing to be fetched later.

Names of addresses are left to the pages: a matter is ``year`` and ``number``, a sitting likewise, an article of the
charter the path in ``path`` (``procedures.four-deliberations.stages.resolve``), a file its ``seal``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

StageShown = Literal["done", "now", "todo", "skipped"]
Tone = Literal["done", "failed", "plain"]
FieldKind = Literal[
    "title", "text", "reasons", "files", "choice", "score", "count", "bin", "verdict", "objection", "none", "people",
    "starts", "agenda",
]  # fmt: skip
Group = Literal["late", "today", "coming"]


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule as a sentence, its clause and source in words, and where it stands in the charter."""

    text: str
    clause: str = ""
    source: str = ""
    path: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RailItem:
    """One stage on the rail; ``summary`` is what came of it in figures, ``due`` until when in words."""

    name: str
    title: str
    state: StageShown
    who: str = ""
    summary: str = ""
    outcome: str = ""
    due: str = ""
    due_at: datetime | None = None
    rule_text: str = ""
    clause: str = ""
    source: str = ""
    path: str = ""
    visit: int = 1


@dataclass(frozen=True, slots=True)
class Meter:
    """How near attendance is to what is needed; whole numbers of people."""

    label: str
    have: int
    whole: int
    need: int
    have_text: str
    need_text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in for a deed. ``choices`` are values with their words."""

    name: FieldKind
    label: str
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """One act that the viewer may do now, in the capacity ``organ``.

    ``act`` is the engine's name (``enter-count``), or ``call-sitting``. ``final`` says what cannot be undone.
    A deed without fields is one button.
    """

    act: str
    title: str
    organ: str
    organ_title: str
    fields: tuple[Field, ...] = ()
    section: str = ""
    sitting: str = ""
    primary: bool = False
    final: str = ""


@dataclass(frozen=True, slots=True)
class WhyNot:
    """One act that the viewer may not do now: why, by which clause, and what instead."""

    act: str
    title: str
    what: str
    code: str = ""
    clause: str = ""
    source: str = ""
    path: str = ""
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DisclosureCell:
    """One of the disclosures owed. ``because`` is the reason where there is none to make."""

    section: str
    title: str
    state: Literal["done", "due", "late", "none"]
    text: str = ""
    because: str = ""
    at: datetime | None = None
    due: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """A text that somebody typed; ``erased`` where it has been erased and only its seal is left."""

    text: str
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that somebody attached."""

    seal: str
    title: str
    kind: Literal["photo", "file"]
    media_type: str
    size: str
    by: str = ""
    at: datetime | None = None
    erased: bool = False


@dataclass(frozen=True, slots=True)
class CourseEvent:
    """One line of the course of events; ``seq`` is the entry's sequence in the chain.

    ``notice``: a notice was posted, which can be printed.
    """

    at: datetime
    text: str
    seq: int
    state: Tone = "plain"
    chip: str = ""
    detail: str = ""
    files: tuple[Attachment, ...] = ()
    notice: bool = False


@dataclass(frozen=True, slots=True)
class ObjectionShown:
    """An objection; ``due`` says until when it must be answered, ``open`` whether it still waits."""

    number: int
    by: str
    text: Saying
    raised: datetime
    due: str
    verdict: str = ""
    reasons: Saying = Saying("")
    open: bool = True


@dataclass(frozen=True, slots=True)
class Proof:
    """The community's last checkpoint; ``root`` is empty before the first."""

    at: datetime | None = None
    root: str = ""


@dataclass(frozen=True, slots=True)
class SittingRow:
    """A sitting in a list."""

    chain: str
    year: int
    number: int
    organ: str
    organ_title: str
    starts: datetime
    ended: bool
    present: int
    members: int
    here: bool = False


@dataclass(frozen=True, slots=True)
class FactShown:
    """A fact that the matter carries."""

    title: str
    value: str


@dataclass(frozen=True, slots=True)
class MatterPage:
    """Everything the page of a matter shows.

    ``expects`` goes back with every act as a hidden field: it names the stage that the viewer saw. ``mine`` is the
    viewer's own vote in words. ``turnout`` says how many have answered an open poll, never how.
    """

    chain: str
    year: int
    number: int
    title: Saying
    text: Saying
    kind: str
    procedure: str
    status: str
    status_text: str
    stage: str
    stage_title: str
    expects: str
    by: str
    by_organ: str
    began: datetime
    ended: datetime | None
    due: str
    due_at: datetime | None
    whose_turn: str
    rail: tuple[RailItem, ...]
    rule: RuleLine | None
    meter: Meter | None
    turnout: str
    mine: str
    deeds: tuple[Deed, ...]
    why_not: tuple[WhyNot, ...]
    disclosures: tuple[DisclosureCell, ...]
    facts: tuple[FactShown, ...]
    files: tuple[Attachment, ...]
    objections: tuple[ObjectionShown, ...]
    sittings: tuple[SittingRow, ...]
    events: tuple[CourseEvent, ...]
    events_total: int
    events_before: int | None
    proof: Proof
    charter_hash: str
    charter_version: str
    zone: str


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter in a list. ``say`` tells whether the viewer has a say in the stage that is running."""

    chain: str
    year: int
    number: int
    title: str
    procedure: str
    kind: str
    stage: str
    stage_title: str
    status: str
    status_text: str
    due: str
    due_at: datetime | None
    days_left: int | None
    late: bool
    say: bool
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Square:
    """What is being decided, done and published here, the newest ends, the coming sittings; at most 20 of each."""

    deciding: tuple[MatterRow, ...]
    doing: tuple[MatterRow, ...]
    published: tuple[MatterRow, ...]
    ended: tuple[MatterRow, ...]
    sittings: tuple[SittingRow, ...]
    may_propose: tuple[Proposing, ...]
    zone: str


@dataclass(frozen=True, slots=True)
class Proposing:
    """A procedure that somebody may begin: who, and what is asked. ``organ`` is the viewer's capacity, or empty."""

    procedure: str
    title: str
    says: str
    kinds: tuple[tuple[str, str], ...]
    facts: tuple[FactAsked, ...]
    organ: str
    organ_title: str
    who: str
    first_stage: RuleLine


@dataclass(frozen=True, slots=True)
class FactAsked:
    """A fact to fill in; ``type`` as in the charter (yes-no, number, money, date, choice …)."""

    name: str
    title: str
    type: str
    required: bool
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One thing that waits for an organ: a sentence with one button."""

    matter: MatterRow
    act: str
    sentence: str
    button: str
    section: str
    due: str
    due_at: datetime | None
    group: Group


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for an organ. ``counts`` are of all rows in each group; ``rows`` are this page's, in order."""

    organ: str
    organ_title: str
    counts: dict[Group, int]
    rows: tuple[DeskRow, ...]
    page: int
    pages: int
    sittings: tuple[SittingRow, ...]
    zone: str


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody at a sitting, or on its roll."""

    person: str
    name: str
    present: bool
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class SittingPage:
    """A sitting: who is there, what is on the agenda, what the viewer may do (attend, leave, end-sitting)."""

    chain: str
    year: int
    number: int
    organ: str
    organ_title: str
    chair: str
    called: datetime
    starts: datetime
    ended: bool
    text: Saying
    meter: Meter
    agenda: tuple[MatterRow, ...]
    people: tuple[Attendee, ...]
    people_total: int
    here: bool
    deeds: tuple[Deed, ...]
    why_not: tuple[WhyNot, ...]
    events: tuple[CourseEvent, ...]
    zone: str


@dataclass(frozen=True, slots=True)
class Notice:
    """The data of the A4 notice; ``body`` is one string per paragraph."""

    title: str
    section: str
    body: tuple[str, ...]
    issuer: str
    date: datetime
    until: str
    number: str
    chain: str
    objections: str
    figures: tuple[str, ...]
    root: str
    erased: bool
    zone: str


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One entry of the record as a ledger line."""

    chain: str
    seq: int
    at: datetime
    act: str
    who: str
    hash: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """The record of a community: how much there is, its last checkpoint, and the newest entries."""

    entries: int
    chains: int
    proof: Proof
    key: str
    rows: tuple[LedgerRow, ...]
    page: int
    pages: int
    zone: str


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """Something made public, in the list of disclosures of a community."""

    section: str
    section_title: str
    matter: MatterRow
    at: datetime
    text: str
    none: bool
    seq: int = 0
    notice: bool = False


@dataclass(frozen=True, slots=True)
class DisclosuresPage:
    """What has been made public, newest first, by section."""

    sections: tuple[tuple[str, str, int], ...]
    section: str
    rows: tuple[DisclosureRow, ...]
    page: int
    pages: int
    zone: str


@dataclass(frozen=True, slots=True)
class SittingsPage:
    """The sittings called, the nearest first, then those held, the newest first."""

    rows: tuple[SittingRow, ...]
    page: int
    pages: int
    zone: str


@dataclass(frozen=True, slots=True)
class FileFound:
    """A file that the viewer may fetch: where its bytes lie, and how it is to be called."""

    path: Path
    name: str
    media_type: str
