"""Freezing who is entitled."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from linli.core.charter.terms import By, Who
from linli.core.engine import merkle
from linli.core.engine.electorate import Roll
from linli.core.engine.force import InForce
from linli.core.engine.roster import Roster
from linli.core.engine.state import MatterState

LISTED = 200


def freeze(force: InForce, roster: Roster, organ: str, at: datetime) -> Roll:
    """The roll of an organ at a moment: up to 200 people by name, a longer one by its Merkle root.

    Who has a seat without a vote is not on it.
    """
    people = sorted(one for one in roster.members(force, organ, at) if not roster.mute(force, organ, one))
    listed = tuple(people) if len(people) <= LISTED else ()
    return Roll(organ, roster.seq, len(people), roster.size(force, organ, at), _root(tuple(people)), listed)


@lru_cache(maxsize=64)
def _root(people: tuple[str, ...]) -> str:
    return merkle.root(person.encode() for person in people).hex()


def roll_of(force: InForce, roster: Roster, by: By, state: MatterState, at: datetime) -> Roll:
    """Who is entitled at a stage: an organ's members, or those named by their part in the matter, one by one."""
    who = by.any_of[0]
    if who.kind == "organ":
        return freeze(force, roster, who.name, at)
    keys = tuple(sorted(_individuals(state, who)))
    return Roll(_label(who), roster.seq, len(keys), len(keys), _root(keys), keys)


def _individuals(state: MatterState, who: Who) -> set[str]:
    match who.kind:
        case "parties":
            return {one.key for one in state.parties}
        case "doer":
            return set(state.doers.get(who.name, ()))
        case _:
            return {state.holder if who.kind == "holder" else state.proposer.person}


def _label(who: Who) -> str:
    """Names of organs have no spaces and are none of the words of the language."""
    return f"whoever did {who.name}" if who.kind == "doer" else who.kind


def is_of_people(force: InForce, roll: Roll) -> bool:
    """Whether a roll lists people by their part in the matter, not the members of an organ."""
    return roll.organ not in force.charter.organs


def on_roll(force: InForce, roster: Roster, roll: Roll, person: str, at: datetime) -> bool:
    """Whether a person was on the roll when it was frozen and has belonged to the organ ever since."""
    since = roster.since(force, roll.organ, person, at)
    return since is not None and since <= roll.roster and not roster.mute(force, roll.organ, person)
