"""A simple game between classes of people who are alike, and the power of one of each class: exact fractions.

A game is won by a coalition that has, for one of its ``ways``, at least so many of each class. Nothing is enumerated
but the ways: what several of them have in common is taken off by inclusion and exclusion, what is left is a product
of binomial sums, one for each class.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from itertools import combinations
from math import comb

MOST_WAYS = 8
"""With more ways that do not contain each other, the sums over their subsets would grow too long."""
MOST_WORK = 1_500_000
"""How many products the Shapley–Shubik indices may take at once."""
MOST_PEOPLE = 20_000
"""With more people the numbers themselves grow too long."""

Way = tuple[int, ...]


class TooLarge(ValueError):
    """A game that would take too long to work out."""


@dataclass(frozen=True)
class Game:
    """``sizes`` says how many there are of each class; a coalition wins that has as many as one of ``ways`` asks."""

    sizes: tuple[int, ...]
    ways: tuple[Way, ...]

    @cached_property
    def least(self) -> tuple[Way, ...]:
        """The ways of which none asks for all that another asks."""
        able = {way for way in self.ways if all(q <= n for q, n in zip(way, self.sizes, strict=True))}
        return tuple(sorted(way for way in able if not any(_within(other, way) for other in able - {way})))

    def blocks(self, which: int) -> bool:
        """Whether nothing is won without anybody of the class."""
        return bool(self.least) and all(way[which] > 0 for way in self.least)

    def carries(self, which: int) -> bool:
        """Whether the class wins by itself."""
        return any(sum(way) == way[which] for way in self.least)

    @cached_property
    def smallest(self) -> int | None:
        """How few can win; None where nobody can."""
        return min(map(sum, self.least), default=None)

    @cached_property
    def banzhaf(self) -> tuple[Fraction, ...]:
        """For one of each class, the share of all coalitions of the others that they turn into a winning one."""
        others = sum(self.sizes) - 1
        return tuple(Fraction(self._swings(which), 2**others) for which in range(len(self.sizes)))

    @cached_property
    def shapley(self) -> tuple[Fraction, ...]:
        """For one of each class, the share of all orders of joining in which they are the one who decides."""
        people = sum(self.sizes)
        found: list[Fraction] = []
        for which in range(len(self.sizes)):
            swings = self._swings_by_size(which)
            orders = sum(
                (Fraction(count, comb(people - 1, size)) for size, count in swings if count), Fraction(0)
            )
            found.append(orders / people)
        return tuple(found)

    def _swings(self, which: int) -> int:
        total = 0
        for sign, way in self._unions():
            if way[which] > 0:
                swings = comb(self.sizes[which] - 1, way[which] - 1)
                for at, (quota, size) in enumerate(zip(way, self.sizes, strict=True)):
                    swings *= 1 if at == which else sum(_combs(size)[quota:])
                total += sign * swings
        return total

    def _swings_by_size(self, which: int) -> Iterator[tuple[int, int]]:
        """How many coalitions of each size one of the class turns into winning ones."""
        total: dict[int, int] = {}
        for sign, way in self._unions():
            if way[which] > 0:
                row = self._row(which, way)
                for size, count in enumerate(row, sum(way) - 1):
                    total[size] = total.get(size, 0) + sign * count
        yield from total.items()

    def _row(self, which: int, way: Way) -> list[int]:
        """Coalitions that just lack one of the class, by how many more than needed they have of the others."""
        row = [comb(self.sizes[which] - 1, way[which] - 1)]
        for at, (quota, size) in enumerate(zip(way, self.sizes, strict=True)):
            if at != which:
                row = _product(row, _combs(size)[quota:])
        return row

    def _unions(self) -> Iterator[tuple[int, Way]]:
        """Every set of ways as the one that asks for all that they ask, with the sign that it is counted with."""
        if len(self.least) > MOST_WAYS or sum(self.sizes) > MOST_PEOPLE:
            raise TooLarge
        for many in range(1, len(self.least) + 1):
            for chosen in combinations(self.least, many):
                yield (1 if many % 2 else -1), tuple(map(max, zip(*chosen, strict=True)))


@cache
def _combs(size: int) -> tuple[int, ...]:
    """How many coalitions of each number there are among so many."""
    row = [1]
    for k in range(size):
        row.append(row[-1] * (size - k) // (k + 1))
    return tuple(row)


def _within(one: Way, other: Way) -> bool:
    return all(a <= b for a, b in zip(one, other, strict=True))


def _product(one: list[int], other: Sequence[int]) -> list[int]:
    if len(one) * len(other) > MOST_WORK:
        raise TooLarge
    row = [0] * (len(one) + len(other) - 1)
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            row[i + j] += a * b
    return row
