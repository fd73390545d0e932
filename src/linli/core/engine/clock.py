"""Time: what falls due, in order and dated at its due moment, so that a late clock gives what a punctual one gives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Literal, NamedTuple, assert_never

from msgspec.structs import replace

from linli.core.engine.acting.gather import gather_times_out
from linli.core.engine.acting.poll import on_time_out
from linli.core.engine.acting.publish import notice_comes_down, objection_times_out
from linli.core.engine.acting.split import split_times_out
from linli.core.engine.acting.strands import over
from linli.core.engine.acting.talk import talk_times_out
from linli.core.engine.acting.wait import assessed, wait_times_out
from linli.core.engine.acts import Actor
from linli.core.engine.events import Event, Reminded
from linli.core.engine.evolve import fold
from linli.core.engine.flow import leave, next_reminder, within
from linli.core.engine.force import InForce
from linli.core.engine.roster import Roster
from linli.core.engine.state import (
    Gathering,
    MatterState,
    Polling,
    Splitting,
    Standing,
    Talking,
    Waiting,
    strands_of,
)
from linli.core.engine.turn import Turn, turn_of

AT_MOST = 200
"""After how many events one delivery stops; the next one goes on from there."""

CLOCK = Actor("", "clock")

TIMED = frozenset([Standing, Splitting])
"""Where more can fall due than the stage itself."""


class Timer(NamedTuple):
    """The next thing to fall due. At one moment: strands, then objections, notices, reminders, and the stage."""

    at: datetime
    rank: int
    kind: Literal["strand", "objection", "notice", "reminder", "stage"]
    number: int = 0
    strand: str = ""


def next_due(state: MatterState) -> datetime | None:
    """When something falls due next; None where nothing does."""
    if state.remind is None and type(state.now) not in TIMED:
        return state.due
    timer = next_timer(state)
    return timer.at if timer else None


def is_due(state: MatterState, at: datetime) -> bool:
    """Whether something has fallen due at a moment."""
    plain = state.remind is None and type(state.now) not in TIMED
    due = state.due if plain else next_due(state)
    return due is not None and due <= at


def next_timer(state: MatterState) -> Timer | None:
    """The next timer of a matter. All timers stand in the state, so that neither zone nor charter is asked."""
    now = state.now
    standing = now if type(now) is Standing else None
    # The time in which a notice must be put up is over once it is up.
    up = standing is not None and standing.posted is not None
    timers = [Timer(state.due, 3, "stage")] if state.due is not None and not up else []
    if standing is not None:
        timers += _notice_timers(standing)
    if state.remind is not None:
        timers.append(Timer(state.remind, 2, "reminder"))
    for name, strand in strands_of(now).items():
        if (due := next_due(strand)) is not None:
            timers.append(Timer(due, -1, "strand", 0, name))
    return min(timers, default=None)


def _notice_timers(now: Standing) -> list[Timer]:
    waiting = [one for one in now.objections if not one.verdict]
    timers = [Timer(one.due, 0, "objection", one.number) for one in waiting]
    if now.until is not None and not waiting:
        timers.append(Timer(now.until, 1, "notice"))
    return timers


def advance(
    force: InForce, state: MatterState, rosters: Callable[[datetime], Roster], at: datetime
) -> tuple[Event, ...]:
    """Everything that has fallen due up to ``at``; ``rosters`` gives the community as of a moment."""
    happened: list[Event] = []
    while len(happened) < AT_MOST and is_due(state, at):
        timer = next_timer(state)
        assert timer is not None
        fired = _fire(turn_of(force, state, CLOCK, rosters(timer.at), timer.at), timer)
        state = fold(state, fired, state.id)
        happened += fired
    return tuple(happened)


def _fire(turn: Turn, timer: Timer) -> tuple[Event, ...]:
    now = turn.state.now
    match timer.kind:
        case "reminder":
            following = next_reminder(turn.stage, turn.at, turn.roster)
            assert following is not None
            return assessed(turn) or (Reminded(turn.at, following),)
        case "strand":
            return _fire_in(turn, timer.strand)
        case "objection":
            assert isinstance(now, Standing)
            return objection_times_out(turn, now, timer.number)
        case "notice":
            assert isinstance(now, Standing)
            return notice_comes_down(turn, now)
        case "stage":
            return _stage_over(turn)
        case _:
            assert_never(timer.kind)


def _fire_in(turn: Turn, name: str) -> tuple[Event, ...]:
    """What falls due in a strand, before anything of the matter that it is part of."""
    strand = strands_of(turn.state.now)[name]
    timer = next_timer(strand)
    assert timer is not None
    own = turn_of(turn.force, strand, turn.by, turn.roster, turn.at)
    moved = within(name, _fire(own, timer))
    state = fold(turn.state, moved, turn.state.id)
    return *moved, *over(replace(turn, state=state), name, by_clock=True)


def _stage_over(turn: Turn) -> tuple[Event, ...]:
    match turn.state.now:
        case Polling() as now:
            return on_time_out(turn, now)
        case Gathering():
            return gather_times_out(turn)
        case Talking() as talk:
            return talk_times_out(turn, talk)
        case Splitting() as split:
            return split_times_out(turn, split)
        case Waiting():
            return wait_times_out(turn)
        case _:
            return leave(turn.force, turn.state, "lapsed", roster=turn.roster, at=turn.at, by_clock=True)
