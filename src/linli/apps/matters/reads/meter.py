"""How near attendance is to what the rule needs. Before a poll closes nothing is said of its answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.pages import Meter
from linli.core.charter.rule import AllOf, Base, Compare, Cond
from linli.core.charter.stages import Poll
from linli.core.engine import counting
from linli.core.engine.acting.attendance import too_few
from linli.core.engine.roster import Roster
from linli.core.engine.sitting import SittingState
from linli.core.engine.state import MatterState, Polling

ATTENDING = ("present", "participating", "cast", "returned")


def meter(
    lens: Lens, state: MatterState, roster: Roster, sitting: SittingState | None, at: datetime
) -> Meter | None:  # fmt: skip
    """The meter of a poll that is running or about to; None for every other stage, and where no quorum is asked."""
    stage = lens.stage(state.procedure, state.stage)
    if state.end is not None or not isinstance(stage, Poll) or not isinstance(state.now, Polling):
        return None
    roll = state.now.roll
    if roll is None and sitting is not None:
        roll = sitting.roll
    if roll is None:
        return None
    figures = {"members": roll.count, "electors": roll.count, "seats": roll.seats}
    found = next(needs(lens.force.rule(stage).quorum, figures), None)
    if found is None:
        return None
    if sitting is not None:
        # Who lost the seat since does not count; the engine counts exactly at closing.
        present = sum(roster.since(lens.force, roll.organ, one, at) is not None for one in sitting.attending)
        note = _short(lens, stage, state, roster, sitting, at)
        return replace(attendance(lens, present, roll.count, found), note=note)
    answered = len(state.now.votes) + len(state.now.marks)
    return attendance(lens, answered, roll.count, found, sits=False)


def _short(
    lens: Lens, stage: Poll, state: MatterState, roster: Roster, sitting: SittingState, at: datetime
) -> str:  # fmt: skip
    """What it means for the vote that too few are there, and what can be done; empty where enough may be."""
    assert isinstance(state.now, Polling)
    roll = state.now.roll or sitting.roll
    short = too_few(lens.force, roster, stage, roll, sitting, at) if stage.ballot == "open" else None
    if short is None:
        return ""
    return lens.say("voting-paused" if state.now.roll else "opens-short", why=lens.text(short.says))


def needs(cond: Cond | None, figures: counting.Figures) -> Iterator[int]:
    """How many the quorum asks for, where it asks for heads."""
    match cond:
        case AllOf(tests):
            for test in tests:
                yield from needs(test, figures)
        case Compare(Base(name), cmp, right, ()) if name in ATTENDING and cmp in (">", ">="):
            try:
                yield counting.needed(cmp, counting.amount(right, figures))
            except counting.NotCounted:
                return
        case _:
            return


def attendance(lens: Lens, have: int, whole: int, need: int, *, sits: bool = True) -> Meter:
    """A meter of people who are there, or who have taken part."""
    missing = max(0, need - have)
    enough = "enough" if need else "any-number"
    return Meter(
        label=lens.say("attendance" if sits else "participation"), have=have, whole=whole, need=need,
        have_text=lens.say("present-of" if sits else "taken-part-of", have=have, whole=whole),
        need_text=lens.say("missing", n=missing) if missing else lens.say(enough),
    )  # fmt: skip
