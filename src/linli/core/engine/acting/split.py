"""分: beginning strands, and joining them when all have ended or the time is over."""

from __future__ import annotations

from linli.core.charter.stages import Split
from linli.core.engine import counting
from linli.core.engine.acts import Divide
from linli.core.engine.events import Event
from linli.core.engine.flow import begin, leave
from linli.core.engine.state import Splitting
from linli.core.engine.turn import Outcome, Turn, is_apart, is_one_of

MOST = 200
LONGEST = 60


def decide_split(turn: Turn, now: Splitting, act: Divide) -> Outcome:
    """Begin one strand for each organ or place."""
    stage = turn.stage
    assert isinstance(stage, Split)
    if refusal := is_one_of(turn, stage.by) or is_apart(turn):
        return refusal
    if now.strands:
        return turn.refuse("already-divided")
    among = act.among
    if not among or len(set(among)) < len(among) or len(among) > MOST:
        return turn.refuse("divide-among", n=MOST)
    known = turn.force.charter.organs if stage.each == "organs" else None
    unknown = [one for one in among if _is_wrong(one) or (known is not None and one not in known)]
    if unknown:
        return turn.refuse("no-such-strand", strand=unknown[0][:LONGEST] or "?")
    return begin(turn.force, turn.state, among, roster=turn.roster, at=turn.at)


def _is_wrong(name: str) -> bool:
    return not name.strip() or len(name) > LONGEST or "/" in name


def join(turn: Turn, *, by_clock: bool = False) -> tuple[Event, ...]:
    """The split is over when all its strands have ended: joined or broken, by its rule."""
    now = turn.state.now
    if not isinstance(now, Splitting) or any(one.ended is None for one in now.strands.values()):
        return ()
    return _joined(turn, now, by_clock=by_clock)


def split_times_out(turn: Turn, now: Splitting) -> tuple[Event, ...]:
    """The time is over: what has not ended by now is not finished."""
    return _joined(turn, now, by_clock=True)


def _joined(turn: Turn, now: Splitting, *, by_clock: bool) -> tuple[Event, ...]:
    stage = turn.stage
    assert isinstance(stage, Split)
    strands = list(now.strands.values())
    figures = {"strands": len(strands), "finished": sum(one.end == "done" for one in strands)}
    all_ended = bool(strands) and all(one.ended is not None for one in strands)
    carried = counting.holds(stage.join, figures) and bool(strands) if stage.join else all_ended
    outcome = "joined" if carried else "broken"
    return leave(turn.force, turn.state, outcome, roster=turn.roster, at=turn.at, by_clock=by_clock)
