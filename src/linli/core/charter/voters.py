"""The kinds of voters that a charter can tell apart: what a name after ``in`` means where some are asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from linli.core.charter.model import Charter, KnownFact
from linli.core.charter.text import Text

Kind = Literal["class", "organ", "fact", ""]


def seated(charter: Charter, organ: str, met: frozenset[str] = frozenset()) -> Iterator[str]:
    """The organs whose seats make up a body: its own, those of the organ it is the assembly of, those of its parts."""
    body = charter.organs.get(organ)
    if body is None or organ in met:
        return
    parts = (body.assembly_of,) if body.assembly_of else body.union
    if not parts:
        yield organ
    for part in parts:
        yield from seated(charter, part, met | {organ})


def kind_of(charter: Charter, facts: Mapping[str, KnownFact], organ: str, name: str) -> Kind:
    """What a name after ``in`` means for the voters of an organ; empty where nobody could tell who is of it.

    A kind of seat of the organ goes before another organ, and that before a fact of the register.
    """
    if any(name in charter.organs[one].classes for one in seated(charter, organ)):
        return "class"
    if name in charter.organs:
        return "organ"
    fact = facts.get(name)
    return "fact" if fact is not None and (fact.of, fact.type) == ("person", "yes-no") else ""


def title_of(charter: Charter, facts: Mapping[str, KnownFact], organ: str, name: str) -> Text | None:
    """What a kind of voter is called; None where there is none of this name."""
    for one in seated(charter, organ):
        if kind := charter.organs[one].classes.get(name):
            return kind.title
    named = charter.organs.get(name) or facts.get(name)
    return named.title if named else None
