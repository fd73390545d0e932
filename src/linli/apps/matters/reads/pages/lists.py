"""What the pages of many matters show: the square, desks, sittings, disclosures, the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from linli.apps.matters.reads.pages.parts import (
    CourseEvent,
    Deed,
    FactAsked,
    Field,
    MatterRow,
    Meter,
    Proof,
    RuleLine,
    Saying,
    SittingRow,
    Where,
    WhyNot,
)

Group = Literal["late", "today", "coming", "ahead"]


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
    listing: Field | None = None


@dataclass(frozen=True, slots=True)
class Square:
    """What is being decided, done and published here, the newest ends, the coming sittings; at most 20 of each.

    ``notices`` are those about one building, where only that is shown.
    """

    deciding: tuple[MatterRow, ...]
    doing: tuple[MatterRow, ...]
    published: tuple[MatterRow, ...]
    ended: tuple[MatterRow, ...]
    sittings: tuple[SittingRow, ...]
    may_propose: tuple[Proposing, ...]
    zone: str
    notices: tuple[DisclosureRow, ...] = ()


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One thing that waits for an organ: a sentence with one button; none where it is not its turn yet.

    ``capacity`` is as whom the viewer acts for it; ``late_by`` how long it is overdue, in words. ``booked`` is the
    sitting in which it can be done, while that is still to come.
    """

    matter: MatterRow
    act: str
    sentence: str
    button: str
    section: str
    due: str
    due_at: datetime | None
    group: Group
    capacity: str
    capacity_title: str
    organ_title: str
    late_by: str = ""
    booked: SittingRow | None = None


@dataclass(frozen=True, slots=True)
class ErrandRow:
    """Something on a desk that waits in no matter: a sentence, and the page where it is done."""

    key: str
    title: str
    url: str
    button: str
    due: str
    due_at: datetime | None
    group: Group
    organ: str
    organ_title: str
    capacity: str
    capacity_title: str
    late_by: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """Several matters that wait for the same deed of one organ at the same stage of one charter version.

    ``why`` is why the charter wants them done one by one; None where they can be done at once.
    """

    organ: str
    organ_title: str
    act: str
    act_title: str
    procedure: str
    stage: str
    stage_title: str
    charter: str
    count: int
    why: WhyNot | None = None


@dataclass(frozen=True, slots=True)
class AskedLater:
    """A stage at which the charter asks an organ; ``path`` leads to the article."""

    procedure_title: str
    stage_title: str
    path: str


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for an organ. ``counts`` are of the rows in each group, up to ``most``; ``rows`` are this page's.

    ``errands``, all of them on every page, wait outside of matters and are not among the counts.

    ``capacities`` are all of the viewer's own; ``elsewhere`` is how much waits in those not shown. ``asked`` says for
    what an empty desk will be asked one day, ``notes`` whether somebody left one for whoever holds the seat now.
    """

    organ: str
    organ_title: str
    counts: dict[Group, int]
    rows: tuple[DeskRow, ...]
    page: int
    pages: int
    sittings: tuple[SittingRow, ...]
    zone: str
    capacities: tuple[tuple[str, str], ...]
    most: int
    errands: tuple[ErrandRow, ...] = ()
    batches: tuple[Batch, ...] = ()
    asked: tuple[AskedLater, ...] = ()
    elsewhere: int = 0
    notes: bool = False


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody at a sitting, or on its roll; ``part`` is the part of the body, or the kind of seat, if it has any."""

    person: str
    name: str
    present: bool
    since: datetime | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class SittingPage:
    """A sitting: who is there, what is on the agenda, what the viewer may do (attend, leave, end-sitting).

    ``kinds``: of each part or kind its title, how many are there and how many there are. ``voting``: a vote opened
    here goes on; ``paused`` says why no vote is taken in it now. ``presiding`` is the capacity in which the viewer
    presides, if any. ``open_votes`` are the matters in which such votes go on; ``results`` says what came here of
    matters of the agenda, by chain. ``cancelled``: it was ended before it began. ``quorum`` tells when the quorum was
    reached and through whom, and since when it is broken; ``left`` who has gone, and when. ``people`` are those of the
    name ``sought``, up to two hundred; ``attending`` counts all who are signed in.
    """

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
    kinds: tuple[tuple[str, int, int], ...] = ()
    voting: bool = False
    begun: bool = False
    presiding: str = ""
    minuted: bool = False
    paused: str = ""
    quorum: tuple[str, ...] = ()
    left: tuple[tuple[str, datetime], ...] = ()
    sought: str = ""
    attending: int = 0
    open_votes: tuple[str, ...] = ()
    cancelled: bool = False
    title: str = ""
    results: tuple[tuple[str, str], ...] = ()
    door: bool = False


@dataclass(frozen=True, slots=True)
class SittingsPage:
    """The sittings called, the nearest first, then those held, the newest first."""

    rows: tuple[SittingRow, ...]
    page: int
    pages: int
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
    entered: str = ""
    door: str = ""


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
    """Something made public, in the list of disclosures of a community; ``matter`` is None where it is in none.

    ``title`` is its own; ``called`` what it is called where it has none.
    """

    section: str
    section_title: str
    matter: MatterRow | None
    at: datetime
    text: str
    none: bool
    seq: int = 0
    notice: bool = False
    title: str = ""
    called: str = ""
    period: str = ""
    year: int | None = None
    number: int | None = None
    number_text: str = ""
    down: str = ""
    building: Where | None = None


@dataclass(frozen=True, slots=True)
class DisclosuresPage:
    """What has been made public, newest first, by section."""

    sections: tuple[tuple[str, str, int], ...]
    section: str
    rows: tuple[DisclosureRow, ...]
    page: int
    pages: int
    zone: str
