"""The fewest in favour with whom a condition holds: exact, and as quick for a hundred thousand as for ten."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from math import floor

from linli.core.charter.rule import AllOf, AnyOf, Compare, Cond
from linli.core.engine.counting import Figures, amount


def fewest(
    conds: Iterable[Cond],
    figures: Callable[[int], Figures],
    does: Callable[[int], bool],
    *,
    least: int,
    most: int,
) -> int | None:
    """The least number from ``least`` to ``most`` that does; None where none does.

    Every figure is linear in the number, so that a test changes at one place only, which can be worked out: it is
    enough to try beside those places, and the least.
    """
    turns = {turn for cond in conds for test in _tests(cond) for turn in _turns(test, figures)}
    return next((at for at in sorted(turns | {least}) if least <= at <= most and does(at)), None)


def _turns(test: Compare, figures: Callable[[int], Figures]) -> Iterator[int]:
    for measure in test.measures or ("",):
        none, one = (_difference(test, figures(number), measure) for number in (0, 1))
        if one != none:
            turn = floor(none / (none - one))
            yield from (turn, turn + 1)


def _difference(test: Compare, figures: Figures, measure: str) -> Fraction:
    return Fraction(amount(test.left, figures, measure)) - amount(test.right, figures, measure)


def _tests(cond: Cond) -> Iterator[Compare]:
    if isinstance(cond, AllOf | AnyOf):
        for test in cond.tests:
            yield from _tests(test)
    elif isinstance(cond, Compare):
        yield cond
