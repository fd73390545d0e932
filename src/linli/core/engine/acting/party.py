"""The parties of a matter: named, joining, leaving; fixed once they vote."""

from __future__ import annotations

from typing import assert_never

from linli.core.charter.formula import in_force
from linli.core.charter.model import Organ
from linli.core.charter.stages import Poll
from linli.core.charter.terms import By
from linli.core.engine.acts import Decline, Join, NameParty
from linli.core.engine.calendar import day_of
from linli.core.engine.events import PartyJoined, PartyLeft, PartyNamed
from linli.core.engine.force import InForce
from linli.core.engine.refusal import Refusal
from linli.core.engine.state import MatterState, Party, Polling
from linli.core.engine.turn import Outcome, Turn, is_one_of, is_party, titles

PARTY_ACTS = (NameParty, Join, Decline)
MOST = 100
"""More parties than this is a community, which has organs."""


def as_whole(force: InForce, name: str) -> bool:
    """Whether an organ is a party as a body: a committee is; the residents, or the units of an area, are each one."""
    organ = force.charter.organs.get(name)
    return organ is not None and _is_body(organ)


def _is_body(organ: Organ) -> bool:
    of_many = organ.everyone is not None or bool(organ.assembly_of or organ.union)
    return not of_many and organ.members == "persons"


def partners(force: InForce, state: MatterState, zone: str) -> By | None:
    """Who can be a party of a matter: as it was on the day when the matter was put."""
    return in_force(force.procedure(state.procedure).parties or {}, day_of(state.began, zone))


def decide_party(turn: Turn, act: NameParty | Join | Decline) -> Outcome:
    """Decide one act about the parties."""
    by = partners(turn.force, turn.state, turn.roster.zone)
    if by is None:
        return turn.refuse("not-here")
    match act:
        case NameParty():
            return _name(turn, by, act)
        case Join():
            return _join(turn)
        case Decline():
            return _decline(turn, act)
        case _:
            assert_never(act)


def proposer_joins(turn: Turn) -> tuple[PartyJoined, ...]:
    """Who puts a matter is one of its parties, where the charter lets them be one."""
    by = partners(turn.force, turn.state, turn.roster.zone)
    if by is None or is_one_of(turn, by) is not None:
        return ()
    return (PartyJoined(turn.at, turn.by, as_whole(turn.force, turn.by.organ)),)


def fixed(turn: Turn) -> bool:
    """Whether the parties have been asked: from then on nobody comes or goes, unless they did not agree.

    A matter that has come back to before they were asked is open again.
    """
    if isinstance(turn.state.now, Polling) and turn.state.now.roll is not None:
        return _asks_parties(turn, turn.state.stage)
    order = list(turn.procedure.stages)
    asked = (one.stage for one in turn.state.passages if one.outcome == "passed")
    return any(
        _asks_parties(turn, name) and order.index(name) < order.index(turn.state.stage) for name in asked
    )


def _asks_parties(turn: Turn, name: str) -> bool:
    stage = turn.procedure.stages[name]
    return isinstance(stage, Poll) and stage.by is not None and stage.by.any_of[0].kind == "parties"


def _name(turn: Turn, by: By, act: NameParty) -> Outcome:
    if refusal := _may_name(turn):
        return refusal
    if act.organ not in by.organs:
        named = turn.force.organ_title(act.organ[:60])
        return turn.refuse("no-such-party", party=named, choices=titles(turn.force, by))
    if refusal := _fits(turn, act):
        return refusal
    new = Party(act.organ, act.person)
    if any(one.key == new.key for one in turn.state.parties):
        return turn.refuse("already-party")
    if len(turn.state.parties) >= MOST:
        return turn.refuse("too-many-parties", n=MOST)
    return (PartyNamed(turn.at, turn.by, act.organ, act.person),)


def _may_name(turn: Turn) -> Refusal | None:
    """Who put the matter, the parties, who holds it and whoever acts at the stage may say whom it concerns."""
    own = By.parse("proposer or parties or holder").any_of
    stage = turn.stage.by.any_of if turn.stage.by else ()
    if is_one_of(turn, By((*own, *stage))) is not None:
        return turn.refuse("not-namer")
    return turn.refuse("parties-fixed") if fixed(turn) else None


def _fits(turn: Turn, act: NameParty) -> Refusal | None:
    title = turn.force.organ_title(act.organ)
    if as_whole(turn.force, act.organ):
        return turn.refuse("party-whole", organ=title) if act.person else None
    if not act.person:
        return turn.refuse("party-person", organ=title)
    if turn.roster.since(turn.force, act.organ, act.person, turn.at) is None:
        return turn.refuse("party-stranger", organ=title)
    return None


def _own(turn: Turn) -> Party | None:
    return next((one for one in turn.state.parties if is_party(turn, one)), None)


def _join(turn: Turn) -> Outcome:
    party = _own(turn)
    if party is None:
        return turn.refuse("not-named")
    if party.joined:
        return turn.refuse("already-party")
    return (PartyJoined(turn.at, turn.by, not party.person),)


def _decline(turn: Turn, act: Decline) -> Outcome:
    party = _own(turn)
    if party is None:
        return turn.refuse("not-named")
    if fixed(turn):
        return turn.refuse("parties-fixed")
    return (PartyLeft(turn.at, turn.by, not party.person, act.reasons),)
