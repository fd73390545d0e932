"""Who has no phone: an act is hers, and somebody else entered it. Where that is allowed, and by whom."""

from __future__ import annotations

from datetime import date, datetime

from linli.core.charter.stages import Poll
from linli.core.engine import acts as a
from linli.core.engine.calendar import day_of, day_shown, shown
from linli.core.engine.closed import is_covered
from linli.core.engine.community import CLERK
from linli.core.engine.entry import Entered
from linli.core.engine.force import InForce
from linli.core.engine.refusal import Refusal, refuse
from linli.core.engine.roster import Roster
from linli.core.engine.state import MatterState, strands_of
from linli.core.engine.turn import Turn, conveners, turn_of

OF_A_PERSON = (
    a.Submit, a.SubmitItems, a.Revise, a.Withdraw, a.AddItem, a.RetractItem, a.Support, a.Retract, a.State,
    a.Vote, a.VoteItems, a.Object, a.Join, a.Decline,
)  # fmt: skip
"""What people do in their own right; all else is done by bodies, whose members come themselves."""


def entering_forbidden(
    force: InForce, state: MatterState | None, act: a.Act, *, by: a.Actor, roster: Roster, at: datetime,
    entered: Entered | None, on: date | None = None, expects: str = "",
) -> Refusal | None:  # fmt: skip
    """Why an act cannot be entered for ``by`` by somebody else, if it cannot; what the act itself needs comes after.

    ``on`` is the day of the paper, ``expects`` the stage for which she signed it.
    """
    if entered is None:
        return refuse("day-without-paper")
    while type(act) is a.InStrand and state is not None:
        state, act, expects = strands_of(state.now).get(act.strand), act.act, expects.partition("/")[2]
    refusal = _who_forbids(force, state, act, by=by, roster=roster, at=at, entered=entered)
    if refusal or on is None:
        return refusal
    if entered.how != "paper":
        return refuse("day-without-paper")
    if on > day_of(at, roster.zone):
        return refuse("day-ahead", day=day_shown(on))
    return _stage_forbids(force, state, on, roster.zone, expects) if state is not None else None


def _who_forbids(
    force: InForce, state: MatterState | None, act: a.Act, *, by: a.Actor, roster: Roster, at: datetime,
    entered: Entered,
) -> Refusal | None:  # fmt: skip
    if entered.by.person == by.person:
        return refuse("entered-own")
    if not isinstance(act, OF_A_PERSON):
        return refuse("entered-not-personal")
    covered = _is_covered(force, state, act, by)
    if by.organ if covered else not is_of_everyone(force, by.organ):
        return refuse("entered-seat", f"organs.{by.organ}", organ=force.organ_title(by.organ))
    if state is None or state.end is not None:
        hand = None if entered.by.organ == CLERK else refuse("not-clerk")
    else:
        turn = turn_of(force, state, entered.by, roster, at)
        hand = _poll_forbids(turn, act) or _hand_forbidden(turn)
    # Last: who may enter nothing is not told who is in the register.
    return hand or (None if covered or by.person in roster.people else refuse("no-such-person"))


def _is_covered(force: InForce, state: MatterState | None, act: a.Act, by: a.Actor) -> bool:
    """Whether it is of somebody who asks for a register to be mended: then nobody's name is in the record."""
    name = state.procedure if state else getattr(act, "procedure", "")
    return is_covered(force.charter.procedures.get(name), state, by.person)


def _stage_forbids(force: InForce, state: MatterState, on: date, zone: str, expects: str) -> Refusal | None:
    """A paper is for the stage that was on when it was signed; one that was left lying is not entered any more."""
    name, _, visit = expects.partition("#")
    over = next((one for one in state.passages if (one.stage, str(one.visit)) == (name, visit)), None)
    stage, since = (over.stage, over.entered) if over else (state.stage, state.entered)
    clause = f"procedures.{state.procedure}.stages.{stage}"
    said = {"stage": force.stage(state.procedure, stage).title, "day": day_shown(on)}
    if on < (began := day_of(since, zone)):
        return refuse("day-too-early", clause, since=day_shown(began), **said)
    if over:
        return refuse("day-too-late", clause, until=shown(over.left, zone), **said)
    return None


def is_of_everyone(force: InForce, organ: str) -> bool:
    """Whether people belong to an organ by what they are, and not by a seat."""
    body = force.charter.organs.get(organ)
    if body is None:
        return False
    parts = (body.assembly_of,) if body.assembly_of else body.union
    return body.everyone is not None or (bool(parts) and all(is_of_everyone(force, one) for one in parts))


def _poll_forbids(turn: Turn, act: a.Act) -> Refusal | None:
    """Who enters a vote sees it, and in a sitting people answer themselves."""
    stage = turn.stage
    if not isinstance(act, a.Vote | a.VoteItems) or not isinstance(stage, Poll):
        return None
    if stage.ballot != "open":
        return turn.refuse("entered-secret")
    return turn.refuse("entered-sitting") if stage.at == "sitting" else None


def _hand_forbidden(turn: Turn) -> Refusal | None:
    """The clerk may enter, and whoever has a seat in an organ that convenes the stage."""
    organ, person = turn.by.organ, turn.by.person
    if organ == CLERK:
        return None
    convenes = organ in conveners(turn.force, turn.stage.by) and not is_of_everyone(turn.force, organ)
    if convenes and turn.roster.since(turn.force, organ, person, turn.at) is not None:
        return None
    return turn.refuse("entered-by-others")
