"""What is handed over with a seat: what is open, what is due, who held it before and what they wrote down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linli.apps.community import reads as community_reads
from linli.apps.matters.models import DeskItem, HandoverNote, Matter, Sitting
from linli.apps.matters.reads.desks import row_of, waiting_in_order
from linli.apps.matters.reads.pages import DeskRow, MatterRow, SittingRow
from linli.apps.matters.reads.rows import Lists
from linli.apps.matters.reads.viewer import Viewer
from linli.core.charter import explain
from linli.core.charter.terms import By
from linli.core.engine.calendar import next_time

MOST = 100
FORMER = 10


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote down for whoever comes after."""

    who: str
    written: datetime
    text: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """Who sits or sat in the organ."""

    name: str
    took: datetime
    left: datetime | None
    sits: bool


@dataclass(frozen=True, slots=True)
class DutyDue:
    """Something that the charter asks of the organ again and again; ``next`` is when the period now running ends."""

    title: str
    every: str
    next: datetime
    path: str


@dataclass(frozen=True, slots=True)
class Left:
    """A matter that a former holder left; ``passes`` is False where the charter leaves it to that person alone."""

    matter: MatterRow
    who: str
    passes: bool


@dataclass(frozen=True, slots=True)
class Handover:
    """The sheet of one organ at a moment."""

    organ: str
    organ_title: str
    at: datetime
    zone: str
    holders: tuple[Holder, ...]
    rows: tuple[DeskRow, ...]
    more: bool
    left: tuple[Left, ...]
    sittings: tuple[SittingRow, ...]
    duties: tuple[DutyDue, ...]
    notes: tuple[Note, ...]


def handover(community: Any, viewer: Viewer, organ: str = "") -> Handover | None:
    """The sheet, for those who hold a seat of the organ; None for anybody else."""
    lists = Lists(community, viewer)
    organ = organ or viewer.organ
    own = community_reads.own_organs(lists.lens.force, lists.roster, viewer.person, lists.at)
    if organ not in own or lists.lens.force.charter.organs[organ].everyone is not None:
        return None
    tenures = community_reads.tenures(community, organ, lists.at)
    notes = list(HandoverNote.objects.filter(community=community, organ=organ).order_by("-written"))
    people = {*(one.person for one in tenures), *(one.person for one in notes)}
    names = community_reads.names(community, people, viewer.account)
    former = {one.person for one in tenures if not one.sits}
    owners = {body: organ for body in community_reads.bodies_of(lists.lens.force, organ)}
    items = list(waiting_in_order(community, owners)[: MOST + 1])
    sittings = Sitting.objects.filter(community=community, organ__in=owners, status=Sitting.Status.CALLED)
    return Handover(
        organ=organ, organ_title=lists.lens.organ(organ), at=lists.at, zone=lists.zone,
        holders=tuple(
            Holder(names.get(one.person, ""), one.took, one.left, one.sits) for one in tenures[:FORMER]
        ),
        rows=tuple(_row(lists, one, owners) for one in items[:MOST]), more=len(items) > MOST,
        left=_left(lists, organ, former, names),
        sittings=tuple(lists.sitting(one) for one in sittings.order_by("starts")[:MOST]),
        duties=_duties(lists, organ),
        notes=tuple(
            Note(names.get(one.person, ""), one.written, one.text, one.person == viewer.person) for one in notes
        ),
    )  # fmt: skip


def _row(lists: Lists, item: DeskItem, owners: dict[str, str]) -> DeskRow:
    overdue = item.late or (item.due is not None and item.due <= lists.at)
    return row_of(lists, item, "late" if overdue else "coming", owners)


def _left(lists: Lists, organ: str, former: set[str], names: dict[str, str]) -> tuple[Left, ...]:
    """What former holders held for the organ, and what came back to them to be put again."""
    open_ = Matter.objects.filter(community=lists.community, status=Matter.Status.OPEN)
    held = open_.filter(holder__in=former, holder_organ=organ).order_by("pk")
    drafts = open_.filter(proposer__in=former, proposer_organ=organ, stage_kind="propose").order_by("pk")
    found = [Left(lists.row(one), names.get(one.holder, ""), passes=True) for one in held[:MOST]]
    return (
        *found,
        *(
            Left(lists.row(one), names.get(one.proposer, ""), passes=_passes(lists, one, organ))
            for one in drafts[:MOST]
        ),
    )


def _passes(lists: Lists, matter: Matter, organ: str) -> bool:
    """Whether anybody of the organ may put a matter again."""
    by: By | None = lists.of(matter.charter_hash).stage(matter.procedure, matter.stage).by
    return by is not None and organ in by.organs


def _duties(lists: Lists, organ: str) -> tuple[DutyDue, ...]:
    lens, roster = lists.lens, lists.roster
    return tuple(
        DutyDue(
            lens.text(duty.title),
            explain.every(duty.every, lens.lang),
            next_time(lists.at, duty.every, roster.zone, roster.calendars),
            f"duties.{key}",
        )
        for key, duty in lens.force.charter.duties.items()
        if organ in duty.by.organs
    )
