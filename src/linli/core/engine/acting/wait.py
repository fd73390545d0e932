"""待: until a date, or until something is so; who watches says what has come to be so."""

from __future__ import annotations

from collections.abc import Mapping

from linli.core.charter.model import FactKind
from linli.core.charter.rule import bases
from linli.core.charter.stages import Wait
from linli.core.engine.acts import Establish
from linli.core.engine.events import Established, Event
from linli.core.engine.evolve import evolve
from linli.core.engine.facts import facts_wrong
from linli.core.engine.flow import is_ripe, leave
from linli.core.engine.state import Waiting
from linli.core.engine.turn import Outcome, Turn, is_apart, is_one_of


def awaited(stage: Wait, facts: Mapping[str, FactKind]) -> tuple[str, ...]:
    """The facts, of those that a matter can carry, for which a stage waits."""
    named = bases(stage.condition) if stage.condition else []
    return tuple(dict.fromkeys(base.name for base in named if base.name in facts))


def decide_wait(turn: Turn, now: Waiting, act: Establish) -> Outcome:
    """Take down what has come to be so; as soon as the condition holds, the wait is over."""
    stage = turn.stage
    assert isinstance(stage, Wait)
    if stage.condition is None:
        return turn.refuse("not-here")
    if refusal := is_one_of(turn, stage.by) or is_apart(turn):
        return refusal
    foreign = [name for name in act.facts if name not in awaited(stage, turn.procedure.facts)]
    if foreign or not act.facts:
        return turn.refuse("not-awaited", fact=foreign[0][:60] if foreign else "—")
    if refusal := facts_wrong(
        turn.procedure, {**turn.state.facts, **act.facts}, f"procedures.{turn.state.procedure}"
    ):
        return refusal
    established = Established(turn.at, turn.by, act.facts)
    state = evolve(turn.state, established, turn.state.id)
    if not is_ripe(turn.force, stage, state, turn.roster, turn.at):
        return (established,)
    return established, *leave(turn.force, state, "reached", roster=turn.roster, at=turn.at)


def assessed(turn: Turn) -> tuple[Event, ...]:
    """Looked at again when a reminder is due: whether what is waited for has come about by itself."""
    stage = turn.stage
    if not isinstance(stage, Wait) or not is_ripe(turn.force, stage, turn.state, turn.roster, turn.at):
        return ()
    return leave(turn.force, turn.state, "reached", roster=turn.roster, at=turn.at, by_clock=True)


def wait_times_out(turn: Turn) -> tuple[Event, ...]:
    """The time is over: reached where only time was waited for, or where the condition holds by now."""
    stage = turn.stage
    assert isinstance(stage, Wait)
    if stage.condition is not None:
        outcome = "reached" if is_ripe(turn.force, stage, turn.state, turn.roster, turn.at) else "expired"
    else:
        outcome = "reached" if "reached" in stage.then else "expired"
    return leave(turn.force, turn.state, outcome, roster=turn.roster, at=turn.at, by_clock=True)
