"""What is known of the place, and which parts of the charter are there because of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from linli.apps.community.models import Community
from linli.apps.community.reads.charters import force as force_of
from linli.apps.community.reads.rosters import roster as roster_of
from linli.core.charter.model import KnownFact
from linli.core.charter.rule import Cond
from linli.core.charter.text import Text
from linli.core.engine.acts import FactValue
from linli.core.engine.force import InForce
from linli.core.engine.place import condition, known_of_places, left_out


@dataclass(frozen=True, slots=True)
class FactOfPlace:
    """A fact that the charter asks of a place; ``value`` is None where nobody has entered it."""

    key: str
    asked: KnownFact
    value: FactValue | None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the charter that is only in some places: at ``path``, where ``when`` is so; ``within`` an organ."""

    path: str
    title: Text
    when: Text
    here: bool
    within: Text | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """The facts in the charter's order, and what hangs on them."""

    facts: tuple[FactOfPlace, ...]
    parts: tuple[Part, ...]


def description(community: Community) -> Description:
    """What is known of a community's place."""
    force, roster = force_of(community), roster_of(community)
    facts = tuple(
        FactOfPlace(key, asked, roster.place.get(key)) for key, asked in known_of_places(force).items()
    )
    parts = tuple(
        Part(path, title, condition(force, when), left_out(force, roster, when, path, title) is None, within)
        for path, title, when, within in _conditional(force)
        if when is not None
    )
    return Description(facts, parts)


def _conditional(force: InForce) -> Iterator[tuple[str, Text, Cond | None, Text | None]]:
    for key, organ in force.charter.organs.items():
        yield f"organs.{key}", organ.title, organ.when, None
        for kind in organ.classes.values():
            yield f"organs.{key}", kind.title, kind.when, organ.title
    for key, procedure in force.charter.procedures.items():
        yield f"procedures.{key}", procedure.title, procedure.when, None
