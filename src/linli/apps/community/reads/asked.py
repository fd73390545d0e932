"""What the charter asks about people: nothing else about anybody belongs in the record."""

from __future__ import annotations

from collections.abc import Iterator

from linli.core.charter.model import Charter
from linli.core.charter.rule import AllOf, AnyOf, Cond, Fact


def asked_of_people(charter: Charter) -> frozenset[str]:
    """The facts about a person on which membership depends."""
    return frozenset(
        name
        for organ in charter.organs.values()
        if organ.everyone is not None
        for name in _names(organ.everyone)
    )


def _names(cond: Cond) -> Iterator[str]:
    match cond:
        case Fact(base):
            yield base.name
        case AllOf(tests) | AnyOf(tests):
            for test in tests:
                yield from _names(test)
        case _:
            return
