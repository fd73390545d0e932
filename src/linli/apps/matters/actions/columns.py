"""What an entry changes in the rows that lists, desks and the course of events read."""

from __future__ import annotations

from typing import Any

from linli.apps.matters.actions.numbers import number_notice
from linli.apps.matters.ahead import ahead
from linli.apps.matters.models import DeskItem, Matter, Publication, Sitting, Step, events_text
from linli.apps.matters.waiting import waiting
from linli.core.engine import clock, entry
from linli.core.engine.events import (
    Disclosed,
    Event,
    NoticePosted,
    Reminded,
    Reported,
    StageEntered,
    StrandMoved,
)
from linli.core.engine.flow import KINDS
from linli.core.engine.force import InForce
from linli.core.engine.roster import Roster
from linli.core.engine.state import Disclosing, MatterState, Working, strands_of
from linli.core.engine.struct import write

LOOK_BACK = 10


def note(community: Any, one: entry.MatterEntry | entry.SittingEntry, stage: str = "") -> None:
    """Write the line that the course of events shows."""
    Step.objects.create(
        community=community, chain=one.chain, seq=one.seq, at=one.at, stage=stage, person=one.by.person,
        organ=one.by.organ, events=events_text(one.events), door=one.door or "",
        entered=write(one.entered).decode() if isinstance(one, entry.MatterEntry) and one.entered else "", on=one.on,
    )  # fmt: skip


def fill(matter: Matter, force: InForce, state: MatterState) -> None:
    """Set the columns from the state."""
    matter.snapshot = write(state).decode()
    matter.charter_hash = force.hash
    matter.stage = state.stage
    matter.stage_kind = KINDS[force.stage(state.procedure, state.stage).kind]
    matter.status = status_of(state)
    matter.due = state.due
    matter.next_due = clock.next_due(state)
    matter.ended = state.ended
    matter.holder, matter.holder_organ = state.holder, state.holder_organ


def status_of(state: MatterState) -> str:
    """The status of a matter as lists show it."""
    if state.end is None:
        return Matter.Status.OPEN
    return Matter.Status.DISCLOSING if isinstance(state.now, Disclosing) else state.end


def publish(matter: Matter, seq: int, state: MatterState | None, events: tuple[Event, ...]) -> None:
    """Note what an entry made public, in the matter or in a strand of its own procedure."""
    stage = state.stage if state is not None else ""
    for event in events:
        match event:
            case StrandMoved(strand=name, event=moved) if state is not None:
                strand = strands_of(state.now).get(name)
                if strand is not None and strand.procedure == state.procedure:
                    publish(matter, seq, strand, (moved,))
                continue
            case NoticePosted(at, by, text, section, until):
                row = Publication(at=at, text=text, section=section, until=until, notice=True)
            case Disclosed(at, by, section, text, none):
                row = Publication(at=at, text=text, section=section, none=none)
            case _:
                continue
        row.matter, row.community, row.seq, row.stage = matter, matter.community, seq, stage
        row.person, row.organ = by.person, by.organ
        if row.notice:
            number_notice(row)
        row.save()


def is_reminded(matter: Matter) -> bool:
    """Whether the last word on the work was a reminder that a report is missing."""
    steps = Step.objects.filter(community=matter.community, chain=matter.chain).order_by("-seq")
    for step in steps[:LOOK_BACK]:
        for event in reversed(step.happened):
            if isinstance(event, Reminded | Reported | StageEntered):
                return isinstance(event, Reminded)
    return False


def refresh_desk(matter: Matter, force: InForce, state: MatterState, roster: Roster) -> None:
    """Write anew what the matter waits for, and whom it will ask later."""
    sittings = dict(matter.sittings.filter(status=Sitting.Status.CALLED).values_list("chain", "organ"))
    reminded = isinstance(state.now, Working) and is_reminded(matter)
    matter.desk_items.all().delete()
    now = waiting(force, state, sittings=sittings, reminded=reminded)
    rows = [
        DeskItem(
            organ=one.organ, act=one.act, section=one.section, due=one.due, late=one.late, stage=one.stage
        )
        for one in now
    ]
    busy = {one.organ for one in now}
    later = [one for one in ahead(force, state, roster) if one.organ not in busy]
    rows += [DeskItem(organ=one.organ, stage=one.stage, due=one.earliest, ahead=True) for one in later]
    for row in rows:
        row.community, row.matter = matter.community, matter
    DeskItem.objects.bulk_create(rows)
