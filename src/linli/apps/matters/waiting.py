"""What a matter waits for, and from whom: worked out from the snapshot, kept as rows for the desks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from linli.core.charter.model import Disclosure
from linli.core.charter.stages import Assign, Deliberate, Gather, Pay, Poll, Publish, Screen, Stage
from linli.core.charter.terms import By, Duration, Who
from linli.core.engine.acting.assign import offered
from linli.core.engine.acting.strands import running
from linli.core.engine.acts import CLERK
from linli.core.engine.calendar import after
from linli.core.engine.clock import next_due
from linli.core.engine.flow import owed
from linli.core.engine.force import InForce
from linli.core.engine.items import live
from linli.core.engine.running import over_items
from linli.core.engine.state import (
    Disclosing,
    Drafting,
    Gathering,
    MatterState,
    Offering,
    Polling,
    Sorting,
    Splitting,
    Stand,
    Standing,
    Talking,
    Waiting,
    Working,
    strands_of,
)
from linli.core.engine.turn import conveners

CALL = "call-sitting"
_ACTS: dict[type, str] = {
    Drafting: "revise",
    Gathering: "support",
    Sorting: "sort",
    Waiting: "establish",
    Splitting: "divide",
}
_OF_ITEMS: dict[type, str] = {Gathering: "add-item", Sorting: "sort-item"}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing waited for at ``stage``; ``late`` where somebody has been reminded of it already."""

    organ: str
    act: str
    due: datetime | None
    section: str = ""
    late: bool = False
    stage: str = ""


def waiting(
    force: InForce, state: MatterState, *, sittings: Mapping[str, str], reminded: bool = False
) -> tuple[Item, ...]:  # fmt: skip
    """Everything that the matter waits for.

    ``sittings``: those that have it on their agenda and have not ended, each with its organ; ``reminded``: a report on
    the work is missing, and a reminder has gone out since the last one came.
    """
    if state.ended is not None:
        return ()
    if isinstance(state.now, Disclosing):
        return tuple(_disclosures(force, state))
    places = (state, *(strand for _, strand in running(state)))
    stages = [(place, force.stage(place.procedure, place.stage)) for place in places]
    items = dict.fromkeys(
        replace(item, stage=place.stage)
        for place, stage in stages
        if not _closes_by_itself(place, sittings)
        for item in _of_stage(force, place, stage, sittings)
    )
    return tuple(replace(one, late=reminded and one.act == "report") for one in items)


def _closes_by_itself(state: MatterState, sittings: Mapping[str, str]) -> bool:
    """Whether the sitting is over in which the stage was opened: nobody can go on with it then, its time closes it."""
    opened = state.now.sitting if isinstance(state.now, Polling | Talking) else ""
    return bool(opened) and opened not in sittings


def _called(stage: Stage, sittings: Mapping[str, str]) -> bool:
    """Whether a sitting is called for a stage; one of another body, at which an earlier stage was held, is none."""
    return stage.by is not None and not set(stage.by.organs).isdisjoint(sittings.values())


def _of_stage(
    force: InForce, state: MatterState, stage: Stage, sittings: Mapping[str, str]
) -> Iterator[Item]:  # fmt: skip
    due = next_due(state)
    called = _called(stage, sittings)
    match state.now:
        case Drafting() | Gathering() | Sorting() | Waiting() | Splitting() as now:
            by = None if strands_of(now) else stage.by
            yield from _each(by, state, _act(stage, now), due)
            if isinstance(now, Gathering) and due is None and live(state):
                yield from (Item(organ, "close", due) for organ in conveners(force, stage.by))
        case Offering() as now:
            yield from _offer(stage, now, state, due)
        case Talking() as now:
            yield from _talk(force, stage, now, due, called)
        case Polling() as now:
            yield from _poll(force, state, stage, now, due, called)
        case Standing() as now:
            yield from _notice(state, stage, now, due)
        case Working() as now:
            end = "pay" if isinstance(stage, Pay) else "finish"
            act = end if state.remind is None else "report"
            yield from _each(stage.by, state, act, state.remind or due)
        case _:
            return


def _act(stage: Stage, now: Stand) -> str:
    of_items = isinstance(stage, Gather | Screen) and stage.of == "items"
    return (_OF_ITEMS if of_items else _ACTS)[type(now)]


def _each(by: By | None, state: MatterState, act: str, due: datetime | None) -> Iterator[Item]:
    for organ in by.organs if by else ():
        yield Item(organ, act, due)
    for who in by.any_of if by else ():
        for organ in _own_organs(state, who):
            yield Item(organ, act, due)


def asked_of(force: InForce, state: MatterState, stage: Stage) -> tuple[str, ...]:
    """The organs that a stage asks for something, whoever convenes its sittings included."""
    asked = [one.organ for one in _each(stage.by, state, "", None)]
    if isinstance(stage, Assign):
        asked += [one.organ for one in _each(stage.to, state, "", None)]
    if isinstance(stage, Poll | Deliberate):
        asked += conveners(force, stage.by)
    return tuple(dict.fromkeys(asked))


def _own_organs(state: MatterState, who: Who) -> tuple[str, ...]:
    """The bodies for which those act whom a stage names by their part in the matter."""
    match who.kind:
        case "holder" if state.holder_organ:
            return (state.holder_organ,)
        case "parties":
            return tuple(one.organ for one in state.parties if one.joined)
        case "keeper":
            return (CLERK,)
        case "organ" | "chair":
            return ()
        case _:
            return (state.proposer.organ,) if state.proposer.organ else ()


def _offer(stage: Stage, now: Offering, state: MatterState, due: datetime | None) -> Iterator[Item]:
    assert isinstance(stage, Assign)
    if not now.to:
        yield from _each(stage.by, state, "offer", due)
        return
    yield from _each(By((offered(stage.to)[now.to],)), state, "accept", due)


def _talk(force: InForce, stage: Stage, now: Talking, due: datetime | None, called: bool) -> Iterator[Item]:
    sits = isinstance(stage, Deliberate) and stage.at == "sitting"
    act = "close" if now.minuted else "minute"
    if sits and not now.sitting:
        act = "open" if called else CALL
    for organ in conveners(force, stage.by):
        yield Item(organ, act, due)


def _poll(
    force: InForce, state: MatterState, stage: Stage, now: Polling, due: datetime | None, called: bool
) -> Iterator[Item]:
    assert isinstance(stage, Poll)
    if now.roll is not None and stage.ballot == "open":
        if now.roll.organ in force.charter.organs:
            yield Item(now.roll.organ, "vote-items" if over_items(stage) else "vote", due)
        else:
            yield from _each(stage.by, state, "vote", due)
    act = "open" if called else CALL
    if now.roll is not None:
        act = "enter-count" if stage.ballot == "paper" else "close"
    if stage.at == "sitting" or now.roll is None or stage.ballot == "paper":
        for organ in conveners(force, stage.by):
            yield Item(organ, act, due)


def _notice(state: MatterState, stage: Stage, now: Standing, due: datetime | None) -> Iterator[Item]:
    assert isinstance(stage, Publish)
    if now.posted is None:
        yield from _each(stage.by, state, "post", due)
    for objection in now.objections:
        if not objection.verdict and stage.objections:
            yield from _each(stage.objections.answered_by, state, "answer", objection.due)


def _disclosures(force: InForce, state: MatterState) -> Iterator[Item]:
    for section in owed(force.procedure(state.procedure), state):
        asked = force.charter.disclosures[section]
        due = _soon(asked, state, force.charter.zone)
        for organ in asked.by.organs if asked.by else (state.proposer.organ,):
            yield Item(organ, "disclose", due, section)


def _soon(asked: Disclosure, state: MatterState, zone: str) -> datetime | None:
    """When a section wants the end of a matter published; by periods it is due for its own part only."""
    soon = asked.within.at if asked.within and asked.every is None else None
    ended = state.passages[-1].left if state.passages else None
    return after(ended, soon, zone, {}).at if ended and isinstance(soon, Duration) else None
