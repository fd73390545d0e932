"""For which organs somebody can act."""

from __future__ import annotations

from datetime import datetime

from linli.core.charter.model import Organ
from linli.core.engine.force import InForce
from linli.core.engine.roster import Roster


def own_organs(force: InForce, roster: Roster, person: str, at: datetime) -> tuple[str, ...]:
    """The organs that a person belongs to in their own right: those with a seat first, then those of everyone."""
    keys = [
        key
        for key, organ in force.charter.organs.items()
        if not _derived(organ) and roster.since(force, key, person, at) is not None
    ]
    return tuple(sorted(keys, key=lambda key: force.charter.organs[key].everyone is not None))


def bodies_of(force: InForce, organ: str) -> tuple[str, ...]:
    """An organ with the unions and assemblies that its members thereby belong to, and theirs in turn."""
    found = [organ] if organ else []
    for key in found:
        found += [
            name
            for name, body in force.charter.organs.items()
            if (key in body.union or body.assembly_of == key) and name not in found
        ]
    return tuple(found)


def _derived(organ: Organ) -> bool:
    return bool(organ.union or organ.assembly_of)
