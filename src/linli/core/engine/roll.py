"""Freezing who is entitled."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from linli.core.engine import merkle
from linli.core.engine.events import Roll
from linli.core.engine.force import InForce
from linli.core.engine.roster import Roster

LISTED = 200


def freeze(force: InForce, roster: Roster, organ: str, at: datetime) -> Roll:
    """The roll of an organ at a moment: up to 200 people by name, a longer one by its Merkle root."""
    people = sorted(roster.members(force, organ, at))
    listed = tuple(people) if len(people) <= LISTED else ()
    return Roll(organ, roster.seq, len(people), roster.size(force, organ, at), _root(tuple(people)), listed)


@lru_cache(maxsize=64)
def _root(people: tuple[str, ...]) -> str:
    return merkle.root(person.encode() for person in people).hex()


def on_roll(force: InForce, roster: Roster, roll: Roll, person: str, at: datetime) -> bool:
    """Whether a person was on the roll when it was frozen and has belonged to the organ ever since."""
    since = roster.since(force, roll.organ, person, at)
    return since is not None and since <= roll.roster
