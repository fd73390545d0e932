"""征 and 议: gathering supports; talking, and leaving minutes."""

from __future__ import annotations

from typing import assert_never

from linli.core.charter.rule import Cond, bases
from linli.core.charter.stages import Deliberate, Gather
from linli.core.engine import counting
from linli.core.engine.acts import Close, Minute, Open, Retract, State, Support
from linli.core.engine.events import Event, Minuted, Stated, Supported, SupportRetracted, TalkOpened
from linli.core.engine.flow import leave
from linli.core.engine.refusal import Refusal
from linli.core.engine.sittings import cited
from linli.core.engine.state import Gathering, Talking
from linli.core.engine.turn import Outcome, Turn, is_convener, is_one_of


def decide_supports(turn: Turn, now: Gathering, act: Support | Retract) -> Outcome:
    """Decide one act while supports are gathered; enough supports end the stage at once."""
    if refusal := is_one_of(turn, turn.stage.by):
        return refusal
    supports = now.supports.get(turn.by.person)
    if isinstance(act, Retract):
        return turn.refuse("not-supported") if supports is None else (SupportRetracted(turn.at, turn.by),)
    if supports is not None:
        return turn.refuse("already-supported")
    supported = Supported(turn.at, turn.by)
    stage = turn.stage
    assert isinstance(stage, Gather)
    people = (*now.supports, turn.by.person)
    if stage.enough is not None and counting.holds(stage.enough, gathered(turn, stage.enough, people)):
        return supported, *leave(turn.force, turn.state, "enough", roster=turn.roster, at=turn.at)
    return (supported,)


def gathered(turn: Turn, cond: Cond, people: tuple[str, ...]) -> dict[str, int]:
    """The figures of a petition: supports, the stage's members, and both in each organ that the condition names."""
    organs = turn.stage.by.organs if turn.stage.by else ()
    members: set[str] = set()
    for organ in organs:
        members |= turn.roster.members(turn.force, organ, turn.at).keys()
    figures = {"supports": len(people), "members": len(members), "electors": len(members)}
    for base in bases(cond):
        for organ in (base.name, base.within):
            if organ in turn.force.charter.organs:
                inside = turn.roster.members(turn.force, organ, turn.at)
                figures[organ] = len(inside)
                figures[f"supports/{organ}"] = sum(person in inside for person in people)
    return figures


def supports_time_out(turn: Turn) -> tuple[Event, ...]:
    """The time to gather is over and there were too few; without a threshold whatever came is enough."""
    stage = turn.stage
    assert isinstance(stage, Gather)
    outcome = "too-few" if stage.enough is not None else "enough"
    return leave(turn.force, turn.state, outcome, roster=turn.roster, at=turn.at, by_clock=True)


def decide_talk(turn: Turn, now: Talking, act: Open | State | Minute | Close) -> Outcome:
    """Decide one act in a deliberation."""
    match act:
        case State(text):
            return is_one_of(turn, turn.stage.by) or (Stated(turn.at, turn.by, text),)
        case Open():
            return _open(turn, now)
        case Minute() | Close():
            return is_convener(turn) or _conclude(turn, now, act)
        case _:
            assert_never(act)


def _open(turn: Turn, now: Talking) -> Outcome:
    if refusal := is_convener(turn):
        return refusal
    if now.sitting or not _needs_sitting(turn):
        return turn.refuse("already-open")
    sitting = cited(turn)
    return sitting if isinstance(sitting, Refusal) else (TalkOpened(turn.at, sitting.id),)


def _needs_sitting(turn: Turn) -> bool:
    stage = turn.stage
    return isinstance(stage, Deliberate) and stage.at == "sitting"


def _conclude(turn: Turn, now: Talking, act: Minute | Close) -> Outcome:
    if _needs_sitting(turn) and not now.sitting:
        return turn.refuse("not-open")
    sitting = cited(turn, now.sitting) if now.sitting else None
    if isinstance(sitting, Refusal):
        return sitting
    if isinstance(act, Minute):
        present = len(sitting.attending) if sitting else 0
        return (Minuted(turn.at, turn.by, act.text, present, act.files),)
    if not now.minuted:
        return turn.refuse("no-minutes")
    return leave(turn.force, turn.state, "concluded", roster=turn.roster, at=turn.at)


def talk_times_out(turn: Turn, now: Talking) -> tuple[Event, ...]:
    """Minuted, it is concluded; else it was not held."""
    outcome = "concluded" if now.minuted else "not-held"
    return leave(turn.force, turn.state, outcome, roster=turn.roster, at=turn.at, by_clock=True)
