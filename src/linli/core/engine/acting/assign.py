"""派: offering a matter to an organ, which takes it over or gives it back."""

from __future__ import annotations

from typing import assert_never

from linli.core.charter.stages import Assign
from linli.core.charter.terms import By, Who
from linli.core.charter.text import Text
from linli.core.engine.acts import Accept, Offer, Return
from linli.core.engine.events import Accepted, Offered, Returned
from linli.core.engine.evolve import evolve
from linli.core.engine.flow import leave
from linli.core.engine.state import Offering
from linli.core.engine.turn import Outcome, Turn, is_apart, is_one_of, titles


def decide_assign(turn: Turn, now: Offering, act: Offer | Accept | Return) -> Outcome:
    """Decide one act while a matter is offered."""
    stage = turn.stage
    assert isinstance(stage, Assign)
    match act:
        case Offer():
            return _offer(turn, stage, now, act)
        case Accept() | Return():
            return _reply(turn, stage, now, act)
        case _:
            assert_never(act)


def offered(to: By) -> dict[str, Who]:
    """To whom a stage may offer, by the word that an offer names them with."""
    return {who.name if who.kind in ("organ", "chair") else who.kind: who for who in to.any_of}


def _offer(turn: Turn, stage: Assign, now: Offering, act: Offer) -> Outcome:
    if refusal := is_one_of(turn, stage.by) or is_apart(turn):
        return refusal
    if now.to:
        return turn.refuse("already-offered", organ=_title(turn, stage, now.to))
    if act.to not in offered(stage.to):
        named = turn.force.organ_title(act.to[:60])
        return turn.refuse("not-offered-to", organ=named, choices=titles(turn.force, stage.to))
    return (Offered(turn.at, turn.by, act.to, act.reasons),)


def _title(turn: Turn, stage: Assign, to: str) -> Text:
    return titles(turn.force, By((offered(stage.to)[to],)))


def _reply(turn: Turn, stage: Assign, now: Offering, act: Accept | Return) -> Outcome:
    if not now.to:
        return is_one_of(turn, stage.to) or turn.refuse("not-offered")
    if refusal := is_one_of(turn, By((offered(stage.to)[now.to],))):
        return refusal
    if isinstance(act, Return):
        if not act.reasons:
            return turn.refuse("words-missing")
        returned = Returned(turn.at, turn.by, act.reasons)
        return returned, *leave(turn.force, turn.state, "returned", roster=turn.roster, at=turn.at)
    if turn.force.language > 3 and (refusal := is_apart(turn)):
        return refusal
    accepted = Accepted(turn.at, turn.by)
    state = evolve(turn.state, accepted, turn.state.id)
    return accepted, *leave(turn.force, state, "accepted", roster=turn.roster, at=turn.at)
