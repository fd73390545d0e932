"""Who has no phone: an act is hers, and somebody else entered it. Where that is allowed, and by whom."""

from __future__ import annotations

from datetime import datetime

from linli.core.charter.stages import Poll
from linli.core.engine import acts as a
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
    entered: Entered,
) -> Refusal | None:  # fmt: skip
    """Why an act cannot be entered for ``by`` by somebody else, if it cannot; what the act itself needs comes after."""
    if entered.by.person == by.person:
        return refuse("entered-own")
    if by.person not in roster.people:
        return refuse("no-such-person")
    while type(act) is a.InStrand and state is not None:
        state, act = strands_of(state.now).get(act.strand), act.act
    if not isinstance(act, OF_A_PERSON):
        return refuse("entered-not-personal")
    if not is_of_everyone(force, by.organ):
        return refuse("entered-seat", f"organs.{by.organ}", organ=force.organ_title(by.organ))
    if state is None or state.end is not None:
        return None if entered.by.organ == CLERK else refuse("not-clerk")
    turn = turn_of(force, state, entered.by, roster, at)
    return _poll_forbids(turn, act) or _hand_forbidden(turn)


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
