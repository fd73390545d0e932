"""Walking through conditions."""

from __future__ import annotations

from collections.abc import Iterator

from linli.core.charter.rule import AllOf, AnyOf, Compare, Cond


def compares(cond: Cond) -> Iterator[Compare]:
    """Every comparison of a condition, in order."""
    match cond:
        case Compare():
            yield cond
        case AllOf(tests) | AnyOf(tests):
            for test in tests:
                yield from compares(test)
        case _:
            return


def measures(cond: Cond) -> Iterator[str]:
    """Every way of counting that a condition names after ``by``."""
    for compare in compares(cond):
        yield from compare.measures
