"""From stage to stage: where an outcome leads, and what entering a stage sets going."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from linli.core.charter.model import Procedure
from linli.core.charter.rule import bases
from linli.core.charter.stages import Poll, Split, Stage, Wait, Work
from linli.core.charter.terms import Target
from linli.core.engine import items
from linli.core.engine.acts import Seal
from linli.core.engine.anchored import due_of
from linli.core.engine.calendar import next_time
from linli.core.engine.counting import holds
from linli.core.engine.electorate import Roll
from linli.core.engine.enacting import enacted
from linli.core.engine.events import (
    BallotSet,
    End,
    Ended,
    Event,
    Kind,
    PollOpened,
    Raised,
    StageEntered,
    StageLeft,
    StageSkipped,
    StrandBegan,
    StrandMoved,
)
from linli.core.engine.evolve import evolve, fold
from linli.core.engine.force import InForce
from linli.core.engine.passing import applies, passed_to
from linli.core.engine.roll import roll_of
from linli.core.engine.roster import Roster
from linli.core.engine.running import over_items
from linli.core.engine.state import MatterState, strands_of

NOTHING: frozenset[str] = frozenset()
KINDS: dict[str, Kind] = {
    "propose": "propose", "gather": "gather", "deliberate": "deliberate", "screen": "screen", "verify": "screen",
    "poll": "poll", "appraise": "poll", "publish": "publish", "work": "work", "wait": "wait",
    "assign": "assign", "pay": "work", "split": "split",
}  # fmt: skip
DEFAULT_ENDS: dict[str, End] = {
    "withdrawn": "withdrawn",
    "lapsed": "lapsed",
    "failed": "refused",
    "void": "refused",
}


def leave(
    force: InForce, state: MatterState, outcome: str, *, roster: Roster, at: datetime, by_clock: bool = False
) -> tuple[Event, ...]:
    """The current stage is over with ``outcome``: leave it and go where that leads."""
    left = StageLeft(at, state.stage, outcome, by_clock)
    after = evolve(state, left, state.id)
    done = enacted(force, after, outcome, roster, at)
    return (left, *done, *_go(force, fold(after, done, state.id), outcome, roster, at))


def _go(
    force: InForce,
    state: MatterState,
    outcome: str,
    roster: Roster,
    at: datetime,
    over: frozenset[str] = NOTHING,
) -> tuple[Event, ...]:
    procedure = force.procedure(state.procedure)
    target = target_of(procedure.stages[state.stage], outcome)
    match target.kind:
        case "end":
            return (ended(procedure, state, target.name, at),)
        case "up":
            return _up(force, state, target, roster, at, over)
        case "again":
            taken = state.loops[f"{state.stage}:{outcome}"] - 1
            if target.at_most is not None and taken >= target.at_most:
                return (ended(procedure, state, target.exhausted, at),)
            return enter(force, state, target.name or state.stage, roster=roster, at=at, over=over)
        case _ if target.name == _joined(force, state):
            return (ended(procedure, state, "done", at),)
        case _:
            return enter(force, state, target.name, roster=roster, at=at, over=over)


def _joined(force: InForce, state: MatterState) -> str:
    """The stage to which the strands of a split lead together: a strand that comes to it is finished."""
    if not state.split:
        return ""
    target = target_of(force.stage(state.procedure, state.split), "joined")
    return target.name if target.kind == "stage" else ""


def _up(
    force: InForce, state: MatterState, target: Target, roster: Roster, at: datetime, over: frozenset[str]
) -> tuple[Event, ...]:
    """One place up, or to the kind of place named; where there is none above, the matter ends."""
    level = force.above(state.level, target.name)
    if level is None:
        return (ended(force.procedure(state.procedure), state, target.exhausted, at),)
    raised = Raised(at, level)
    state = evolve(state, raised, state.id)
    return (raised, *enter(force, state, target.stage or state.stage, roster=roster, at=at, over=over))


def target_of(stage: Stage, outcome: str) -> Target:
    """Where an outcome leads; outcomes that the charter does not lead anywhere end the matter."""
    return stage.then.get(outcome) or Target("end", DEFAULT_ENDS.get(outcome, "lapsed"))


def owed(procedure: Procedure, state: MatterState) -> tuple[str, ...]:
    """The disclosures that the matter still owes."""
    return tuple(section for section in procedure.discloses if section not in state.disclosed)


def ended(procedure: Procedure, state: MatterState, end: str, at: datetime, reasons: Seal = "") -> Ended:
    """The matter's end; done waits for the disclosures owed, which a strand leaves to its matter."""
    awaits = owed(procedure, state) if end == "done" and not state.strand else ()
    return Ended(at, end, reasons, awaits)  # type: ignore[arg-type]  # targets name only ends


def enter(
    force: InForce,
    state: MatterState,
    name: str,
    *,
    roster: Roster,
    at: datetime,
    over: frozenset[str] = NOTHING,
) -> tuple[Event, ...]:
    """Enter a stage: its due moment, and for a poll over some days the roll, are fixed now.

    A stage that is not for this matter is passed over; ``over`` are those passed over on the way here.
    """
    stage = force.stage(state.procedure, name)
    if not applies(force, state, stage, roster):
        return _pass_over(force, state, name, roster, at, over)
    visit = state.visits.get(name, 0) + 1
    due = due_of(force, stage, at, roster, state.facts)
    entered = StageEntered(
        at, name, KINDS[stage.kind], visit, due.at if due else None, due.provisional if due else False,
        next_reminder(stage, at, roster),
    )  # fmt: skip
    if isinstance(stage, Poll) and stage.over and stage.by:
        roll = roll_of(force, roster, stage, state, at)
        return (entered, PollOpened(at, roll), *ballot_set(force, state, name, roster, roll, at))
    if isinstance(stage, Wait) and visit == 1 and is_ripe(force, stage, state, roster, at):
        return entered, *leave(force, evolve(state, entered, state.id), "reached", roster=roster, at=at)
    if isinstance(stage, Split):
        return entered, *_strands(force, stage, evolve(state, entered, state.id), roster, at)
    return (entered,)


def _pass_over(
    force: InForce, state: MatterState, name: str, roster: Roster, at: datetime, over: frozenset[str]
) -> tuple[Event, ...]:
    """On to where the first outcome leads; a ring of stages that are all passed over leads nowhere."""
    skipped = StageSkipped(at, name, passed_to(force.stage(state.procedure, name)))
    after = evolve(state, skipped, state.id)
    if name in over:
        return (skipped, ended(force.procedure(state.procedure), after, "lapsed", at))
    return (skipped, *_go(force, after, skipped.outcome, roster, at, over | {name}))


def _strands(
    force: InForce, stage: Split, state: MatterState, roster: Roster, at: datetime
) -> tuple[Event, ...]:
    """The strands that begin by themselves; where there is no item, there is nothing to join."""
    if stage.each != "items":
        return begin(force, state, stage.strands, roster=roster, at=at)
    names = [str(one.number) for one in items.going_on(state)]
    if not names:
        return leave(force, state, "broken", roster=roster, at=at)
    return begin(force, state, names, roster=roster, at=at)


def ballot_set(
    force: InForce, state: MatterState, name: str, roster: Roster, roll: Roll, at: datetime
) -> tuple[BallotSet, ...]:
    """What a poll over items is about, fixed when it opens; nothing for other polls."""
    stage = force.stage(state.procedure, name)
    if not over_items(stage):
        return ()
    assert isinstance(stage, Poll)
    assert stage.by is not None
    places = items.seats(force, state, name, roster, at)
    # Before language 2 members without a vote were counted here, though they were on no roll.
    members = roll.count if force.language > 1 else len(roster.members(force, stage.by.organs[0], at))
    figures = {"seats": places, "seats-left": places, "members": members, "electors": members}
    ballot = items.ballot(stage, name, state, figures)
    return (BallotSet(at, ballot, places, items.goes_on(stage, name, state)),)


def begin(
    force: InForce, state: MatterState, names: Iterable[str], *, roster: Roster, at: datetime
) -> tuple[Event, ...]:
    """Begin the strands of a split, in order."""
    split = force.stage(state.procedure, state.stage)
    assert isinstance(split, Split)
    happened: list[Event] = []
    for name in names:
        item = int(name) if split.each == "items" else 0
        began = StrandBegan(at, name, organ=name if split.each == "organs" else "", item=item)
        strand = strands_of(evolve(state, began, state.id).now)[name]
        entered = enter(force, strand, split.first or name, roster=roster, at=at)
        happened += [began, *within(name, entered)]
    return tuple(happened)


def within(strand: str, happened: Iterable[Event]) -> tuple[Event, ...]:
    """What happened in a strand, as the matter records it."""
    return tuple(StrandMoved(event.at, strand, event) for event in happened)


def is_ripe(force: InForce, stage: Wait, state: MatterState, roster: Roster, at: datetime) -> bool:
    """Whether what a stage waits for is so: of the facts that the matter carries, and of how many sit in an organ."""
    if stage.condition is None:
        return False
    figures = {name: 0 for name in force.procedure(state.procedure).facts}
    figures |= {name: int(value) for name, value in state.facts.items() if isinstance(value, int)}
    for base in bases(stage.condition):
        if base.name in force.charter.organs:
            figures[base.name] = len(roster.members(force, base.name, at))
    return holds(stage.condition, figures)


def next_reminder(stage: Stage, at: datetime, roster: Roster) -> datetime | None:
    """When a reminder is due next: where progress is to be reported a report is missing then."""
    every = stage.progress if isinstance(stage, Work) and stage.progress else stage.remind
    return next_time(at, every, roster.zone, roster.calendars) if every else None
