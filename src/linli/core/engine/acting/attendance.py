"""Who of a poll's roll is at its sitting, and whether they are enough for votes to be taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from linli.core.charter.rule import AllOf, AnyOf, Base, Compare, Cond
from linli.core.charter.stages import Poll
from linli.core.engine import counting
from linli.core.engine.counting import Figures, NotCounted, Reason
from linli.core.engine.electorate import Roll
from linli.core.engine.force import InForce
from linli.core.engine.roll import among, is_in
from linli.core.engine.roster import Roster
from linli.core.engine.sitting import SittingState
from linli.core.engine.state import MatterState, Polling, strands_of

SINCE = 6
"""From this meaning on no vote is taken in a sitting while too few are there."""


def there(force: InForce, roster: Roster, roll: Roll, sitting: SittingState, at: datetime) -> list[str]:
    """Those signed in who are on the roll, but for who signed out again."""
    return among(force, roster, roll, sitting.attending, at)


def votes_open(force: InForce, state: MatterState, sitting: str) -> Iterator[MatterState]:
    """The matter, or those of its strands, whose vote by name was opened in a sitting and goes on.

    Paper ballots are not among them: they are counted, and the count entered, when the sitting may long be over.
    """
    if state.ended is not None:
        return
    now = state.now
    if isinstance(now, Polling) and now.sitting == sitting:
        stage = force.stage(state.procedure, state.stage)
        if isinstance(stage, Poll) and stage.ballot == "open":
            yield state
    for strand in strands_of(now).values():
        yield from votes_open(force, strand, sitting)


def of_kind(force: InForce, roster: Roster, roll: Roll, kind: str, people: list[str], at: datetime) -> int:
    """How many of some people are of one kind of voter."""
    return sum(is_in(force, roster, roll, kind, one, at) for one in people)


def figures_of(roll: Roll, answers: Mapping[str, int]) -> dict[str, int]:
    """All figures of a poll: the roll's and the answers'."""
    apart = {
        f"{name}/{kind}": n for kind, n in (roll.groups or {}).items() for name in ("members", "electors")
    }
    return {"members": roll.count, "electors": roll.count, "seats": roll.seats, **apart, **answers}


@dataclass(frozen=True, slots=True)
class _Asked:
    force: InForce
    stage: Poll
    roll: Roll
    sitting: SittingState
    found: Reason | None


def too_few(
    force: InForce, roster: Roster, stage: Poll, roll: Roll, sitting: SittingState, at: datetime
) -> Reason | None:
    """What those there are short of to take a vote; None where they may be enough."""
    # Every vote of a poll asks the same; told apart as objects, since none of them ever changes.
    last: _Asked | None = roster.recalled.get("too-few")
    if (
        last is not None and last.sitting is sitting and last.roll is roll and last.stage is stage
        and last.force is force and at < roster.first_end
    ):  # fmt: skip
        return last.found
    found = _too_few(force, roster, stage, roll, sitting, at)
    roster.recalled["too-few"] = _Asked(force, stage, roll, sitting, found)
    return found


def _too_few(
    force: InForce, roster: Roster, stage: Poll, roll: Roll, sitting: SittingState, at: datetime
) -> Reason | None:
    quorum = force.rule(stage).quorum
    if force.language < SINCE or quorum is None:
        return None
    people = there(force, roster, roll, sitting, at)
    kinds = {f"present/{kind}": of_kind(force, roster, roll, kind, people, at) for kind in roll.groups or ()}
    return short_of(quorum, figures_of(roll, {**kinds, "present": len(people)}))


def short_of(quorum: Cond, figures: Figures) -> Reason | None:
    """What attendance is short of, whatever those there would answer; None where it may be enough.

    What a quorum asks besides attendance is known only when the poll is closed, and passes for fulfilled until then.
    """
    match quorum:
        case AllOf(tests):
            return next((found for one in tests if (found := short_of(one, figures))), None)
        case AnyOf(tests):
            each = [short_of(one, figures) for one in tests]
            return each[0] if all(each) else None
        case Compare(Base("present")):
            return _untrue(quorum, figures)
        case _:
            return None


def _untrue(test: Compare, figures: Figures) -> Reason | None:
    try:
        return next((one for one in counting.worked_out("quorum", test, figures) if not one.holds), None)
    except NotCounted:
        return None
