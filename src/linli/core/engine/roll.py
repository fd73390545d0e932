"""Freezing who is entitled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from msgspec import UNSET

from linli.core.charter.stages import Poll
from linli.core.charter.terms import Who
from linli.core.engine import groups, merkle
from linli.core.engine.electorate import Roll
from linli.core.engine.force import InForce
from linli.core.engine.roster import Roster
from linli.core.engine.state import MatterState
from linli.core.engine.turn import did

LISTED = 200


def freeze(force: InForce, roster: Roster, organ: str, at: datetime) -> Roll:
    """The roll of an organ at a moment: up to 200 people by name, a longer one by its Merkle root.

    Who has a seat without a vote is not on it.
    """
    people = tuple(sorted(groups.of_organ(force, roster, organ, at)))
    return Roll(organ, roster.seq, len(people), roster.size(force, organ, at), _root(people), _listed(people))


def _listed(people: tuple[str, ...]) -> tuple[str, ...]:
    return people if len(people) <= LISTED else ()


@lru_cache(maxsize=64)
def _root(people: tuple[str, ...]) -> str:
    return merkle.root(person.encode() for person in people).hex()


def roll_of(force: InForce, roster: Roster, stage: Poll, state: MatterState, at: datetime) -> Roll:
    """Who is entitled at a poll: an organ's members, or those named by their part in the matter, one by one.

    How many are of each kind that the rule counts apart is fixed with it.
    """
    assert stage.by is not None
    who = stage.by.any_of[0]
    if who.kind == "organ":
        return _of_organ(force, roster, who, groups.named(force.rule(stage)), at)
    keys = tuple(sorted(_individuals(force, state, who)))
    return Roll(_label(who), roster.seq, len(keys), len(keys), _root(keys), keys)


def _of_organ(force: InForce, roster: Roster, who: Who, kinds: tuple[str, ...], at: datetime) -> Roll:
    if not kinds and not who.within:
        return freeze(force, roster, who.name, at)
    people = tuple(sorted(groups.of_organ(force, roster, who.name, at, within=who.within)))
    counted = {
        kind: sum(groups.since(force, roster, who.name, kind, one, at) is not None for one in people)
        for kind in kinds
    }
    size = len(people) if who.within else roster.size(force, who.name, at)
    return Roll(
        who.name, roster.seq, len(people), size, _root(people), _listed(people), who.within or UNSET,
        counted or UNSET,
    )  # fmt: skip


def _individuals(force: InForce, state: MatterState, who: Who) -> set[str]:
    match who.kind:
        case "parties":
            return {one.key for one in state.parties}
        case "doer":
            return set(did(force, state, who.name))
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
    if since is None or since > roll.roster:
        return False
    if force.mutes and roster.mute(force, roll.organ, person, at) is not None:
        return False
    return not roll.within or is_in(force, roster, roll, roll.within, person, at)


def among(force: InForce, roster: Roster, roll: Roll, people: Iterable[str], at: datetime) -> list[str]:
    """Those of some people who are on a roll, in the order given."""
    since = roster.members(force, roll.organ, at)
    own = [one for one in people if one in since and since[one] <= roll.roster]
    if not force.mutes and not roll.within:
        return own
    return [one for one in own if on_roll(force, roster, roll, one, at)]


def is_in(force: InForce, roster: Roster, roll: Roll, kind: str, person: str, at: datetime) -> bool:
    """Whether somebody on a roll has been of a kind ever since it was frozen."""
    found = groups.since(force, roster, roll.organ, kind, person, at)
    return found is not None and found <= roll.roster


def kinds_of(force: InForce, roster: Roster, roll: Roll, person: str, at: datetime) -> tuple[str, ...]:
    """Of which kinds that the rule counts apart somebody on a roll is."""
    return tuple(kind for kind in sorted(roll.groups or ()) if is_in(force, roster, roll, kind, person, at))
