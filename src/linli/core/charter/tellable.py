"""What a test over a matter and its place can name: facts, what is known of a place that the matter names, choices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from linli.core.charter.model import FactKind, KnownFact, Procedure
from linli.core.charter.rule import AllOf, AnyOf, Base, Compare, Cond, bases


def tellable(procedure: Procedure, known: Mapping[str, KnownFact]) -> dict[str, FactKind]:
    """The facts that can be told of a matter, by their keys; one of the matter goes before one of the place.

    What is known of a place that the matter names by its fact ``quarter`` has the key ``inhabitants/quarter``.
    """
    of_place = {name: fact for name, fact in known.items() if fact.of == "place"}
    named = [name for name, fact in procedure.facts.items() if fact.type == "place"]
    there = {f"{name}/{place}": fact for place in named for name, fact in of_place.items()}
    return {**of_place, **procedure.facts, **there}


def key(base: Base) -> str:
    """Under which key a figure stands."""
    return f"{base.name}/{base.within}" if base.within else base.name


def apart_from_choices(cond: Cond, facts: Mapping[str, FactKind]) -> Iterator[str]:
    """The keys that a condition names besides choices which it compares with a fact of theirs; these can be told."""
    if isinstance(cond, AllOf | AnyOf):
        for test in cond.tests:
            yield from apart_from_choices(test, facts)
    elif not (isinstance(cond, Compare) and _chosen(cond, facts)):
        yield from (key(base) for base in bases(cond))


def _chosen(test: Compare, facts: Mapping[str, FactKind]) -> bool:
    """A name that is a fact too would mean two things, and is no choice here."""
    if not (isinstance(test.left, Base) and isinstance(test.right, Base)) or test.cmp != "=" or test.measures:
        return False
    kind, choice = facts.get(key(test.left)), key(test.right)
    return kind is not None and kind.type == "choice" and choice in kind.choices and choice not in facts


def numbered(facts: Mapping[str, FactKind], told: Mapping[str, object]) -> dict[str, int]:
    """Numbers for facts of kind choice and their choices, equal just where a fact is that choice; 0 where not told."""
    kinds = {name: kind for name, kind in facts.items() if kind.type == "choice"}
    names = sorted({choice for kind in kinds.values() for choice in kind.choices})
    number = {choice: place for place, choice in enumerate(names, 1)}
    given = {name: number.get(str(told.get(name)), 0) for name in kinds}
    return {choice: place for choice, place in number.items() if choice not in facts} | given
