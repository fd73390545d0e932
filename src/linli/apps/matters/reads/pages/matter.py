"""What the page of a matter shows, and its notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from linli.apps.matters.reads.pages.parts import (
    NOTHING_SAID,
    Attachment,
    CourseEvent,
    Deed,
    Meter,
    Proof,
    RuleLine,
    Saying,
    SittingRow,
    Where,
    WhyNot,
)

StageShown = Literal["done", "failed", "now", "todo", "skipped"]


@dataclass(frozen=True, slots=True)
class StrandShown:
    """A strand of the stage where the matter is: at which stage of its own, or how it ended."""

    title: str
    state: StageShown
    now: str
    who: str = ""
    due: str = ""


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
    strands: tuple[StrandShown, ...] = ()


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
class ObjectionShown:
    """An objection; ``due`` says until when it must be answered, ``open`` whether it still waits."""

    number: int
    by: str
    text: Saying
    raised: datetime
    due: str
    verdict: str = ""
    reasons: Saying = NOTHING_SAID
    open: bool = True


@dataclass(frozen=True, slots=True)
class FactShown:
    """A fact that the matter carries."""

    title: str
    value: str


@dataclass(frozen=True, slots=True)
class ItemShown:
    """One item: who put it, where it was sorted and why, and what it got in the last poll about it.

    ``state`` is a word on how it stands, ``share`` how much of the most that any item got, in hundredths.
    """

    number: int
    title: Saying
    text: Saying
    by: str
    facts: tuple[FactShown, ...] = ()
    state: str = ""
    tone: Literal["done", "wait", "plain"] = "plain"
    reasons: Saying = NOTHING_SAID
    got: str = ""
    share: int = 0


@dataclass(frozen=True, slots=True)
class Glance:
    """A matter at a glance. ``title`` is empty once it is erased; ``over``: nothing is done in it any more."""

    chain: str
    year: int
    number: int
    title: str
    procedure: str
    over: bool


@dataclass(frozen=True, slots=True)
class MatterPage:
    """Everything the page of a matter shows.

    ``expects`` goes back with every act as a hidden field: it names the stage that the viewer saw. ``mine`` is the
    viewer's own vote in words. ``turnout`` says how many have answered an open poll, never how. ``version`` is how many
    entries the matter has, those that the clock owes included. ``entered`` says how much of what is counted others
    entered for whom it is of; ``entering`` is for which organ the viewer may, empty for none. ``building`` is the
    number and name of the one that it is about; ``own`` whether the viewer put it; ``held`` are the viewer's capacities
    in which she holds it now, and ``glance`` is what other apps ask of a matter: both for those that put something
    beside it, so that they do not read it again. What is ``closed`` is read by those only whom it concerns, and nothing
    is put beside it; ``late_by`` says how late its answer is.
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
    glance: Glance
    held: tuple[tuple[str, str], ...] = ()
    items: tuple[ItemShown, ...] = ()
    items_title: str = ""
    proposes: str = ""
    changes: list[dict[str, Any]] | None = None
    version: int = 0
    entered: tuple[str, ...] = ()
    entering: str = ""
    building: Where | None = None
    own: bool = False
    closed: bool = False
    late_by: str = ""
