"""A simple game between classes of people who are alike, and the power of one of each class: exact fractions.

A game is won by a coalition that has, for one of its ``ways``, at least so many of each class. Nothing is enumerated
but the ways: what several of them have in common is taken off by inclusion and exclusion, what is left is a product
of binomial sums, one for each class. The largest of the other classes is not even summed over: who of a large crowd
comes before whom of a small one is a closed form, whose length is that of the small one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import factorial

from linli.core.lab.power.sums import Steps, TooLarge, choose, product, tail

__all__ = ["Game", "TooLarge"]

MOST_UNIONS = 1024
"""So many sets of ways that ask for different things are told apart at most."""

Way = tuple[int, ...]


@dataclass(frozen=True)
class Game:
    """``sizes`` says how many there are of each class; a coalition wins that has as many as one of ``ways`` asks.

    The indices raise :class:`TooLarge` where they would take more than ``most`` steps.
    """

    sizes: tuple[int, ...]
    ways: tuple[Way, ...]
    most: int = field(default=Steps.most, compare=False)
    _tails: dict[tuple[int, int], int] = field(
        default_factory=dict[tuple[int, int], int], init=False, repr=False, compare=False
    )

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
        steps, others = Steps(self.most), sum(self.sizes) - 1
        return tuple(
            Fraction(self._swings(which, steps), 2**others) if self.sizes[which] else Fraction(0)
            for which in range(len(self.sizes))
        )

    @cached_property
    def banzhaf_shares(self) -> tuple[Fraction, ...]:
        """The same, as shares of their sum over all people: a ratio, so that what all have in common falls away."""
        steps = Steps(self.most)
        swings = self._ratios(steps) if len(self.least) == 1 else self._all_swings(steps)
        total = sum(one * many for one, many in zip(swings, self.sizes, strict=True))
        return tuple(Fraction(one, total) if total else Fraction(0) for one in swings)

    @cached_property
    def shapley(self) -> tuple[Fraction, ...]:
        """For one of each class, the share of all orders of joining in which they are the one who decides."""
        steps, alike = Steps(self.most), self._alike
        needed = {one for one in alike if any(way[one] for way in self.least)}
        worth = self._worths(needed, steps) if needed else {}
        return tuple(worth.get(one, Fraction(0)) for one in alike)

    def _worths(self, needed: set[int], steps: Steps) -> dict[int, Fraction]:
        """All shares together are one: what the largest class has is what the others leave."""
        largest = max(needed, key=lambda one: self.sizes[one])
        worth = {one: self._decides(one, steps) for one in needed - {largest}}
        taken = sum(
            (worth[one] * size for size, one in zip(self.sizes, self._alike, strict=True) if one in worth),
            Fraction(0),
        )
        people = sum(size for size, one in zip(self.sizes, self._alike, strict=True) if one == largest)
        return {**worth, largest: (1 - taken) / people}

    @cached_property
    def _alike(self) -> tuple[int, ...]:
        """For each class the first that can change places with it without changing the game."""
        found: list[int] = []
        for at in range(len(self.sizes)):
            same = (one for one in dict.fromkeys(found) if self._exchangeable(one, at))
            found.append(next(same, at))
        return tuple(found)

    def _exchangeable(self, one: int, other: int) -> bool:
        if self.sizes[one] != self.sizes[other]:
            return False
        return {_exchanged(way, one, other) for way in self.least} == set(self.least)

    def _ratios(self, steps: Steps) -> tuple[int, ...]:
        """The swings of a game with one way, divided by what is common to all: by kind of class, not by class."""
        kinds = tuple(zip(self.sizes, self.least[0], strict=True))
        wins = {(size, quota): tail(size, quota, steps) for size, quota in dict.fromkeys(kinds)}
        bits = sum(size for size, _ in wins)
        steps.multiply(bits, bits, times=2 * len(wins))
        steps.spend(len(self.sizes) * (bits // 30) ** 2 // 4)
        worth: dict[tuple[int, int], int] = {}
        for (size, quota), own in wins.items():
            rest = 1
            for kind, others in wins.items():
                rest *= others if kind != (size, quota) else 1
            worth[size, quota] = rest * choose(size - 1, quota - 1) if quota and own else 0
        return tuple(worth[kind] for kind in kinds)

    def _all_swings(self, steps: Steps) -> tuple[int, ...]:
        worth = {one: self._swings(one, steps) for one in dict.fromkeys(self._alike)}
        return tuple(worth[one] for one in self._alike)

    def _swings(self, which: int, steps: Steps) -> int:
        total = 0
        for way, sign in self._unions:
            if way[which] > 0:
                steps.spend(self.sizes[which])
                swings = choose(self.sizes[which] - 1, way[which] - 1)
                for at, (quota, size) in enumerate(zip(way, self.sizes, strict=True)):
                    if at != which:
                        steps.multiply(swings.bit_length(), size)
                        swings *= self._tail(size, quota, steps)
                total += sign * swings
        return total

    def _tail(self, size: int, quota: int, steps: Steps) -> int:
        if (size, quota) not in self._tails:
            self._tails[size, quota] = tail(size, quota, steps)
        return self._tails[size, quota]

    def _decides(self, which: int, steps: Steps) -> Fraction:
        """How often one of a class is the last that was missing, when people join in a random order.

        All but the largest other class are counted by how many of them have joined; of the largest it is then only
        asked whether enough of it have joined before.
        """
        others = [at for at in range(len(self.sizes)) if at != which]
        crowd = max(others, key=lambda at: self.sizes[at], default=None)
        few = [at for at in others if at != crowd]
        joined = self.sizes[which] - 1 + sum(self.sizes[at] for at in few)
        many = self.sizes[crowd] if crowd is not None else 0
        total = 0
        for way, sign in self._unions:
            if way[which] > 0:
                before = _before(many, way[crowd] if crowd is not None else 0, joined + 1, steps)
                total += sign * sum(
                    count * before[size] * factor
                    for size, count, factor in self._joining(which, few, way, joined, steps)
                )
        return Fraction(total, factorial(joined + 1) * choose(many + joined + 1, many))

    def _joining(
        self, which: int, few: list[int], way: Way, joined: int, steps: Steps
    ) -> Iterator[tuple[int, int, int]]:
        """Coalitions that just lack one of the class, by size, with in how many orders that many can have joined."""
        row = [choose(self.sizes[which] - 1, way[which] - 1)]
        for at in sorted(few, key=lambda at: self.sizes[at]):
            row = product(row, self.sizes[at], way[at], steps)
        size = way[which] - 1 + sum(way[at] for at in few)
        factor = factorial(size) * factorial(joined - size)
        for count in row:
            yield size, count, factor
            size += 1
            factor = factor * size // max(joined - size + 1, 1)

    @cached_property
    def _unions(self) -> tuple[tuple[Way, int], ...]:
        """What sets of ways ask for together, with how often each is counted when no coalition is counted twice."""
        found: dict[Way, int] = {}
        for way in self.least:
            added = [(way, 1), *((tuple(map(max, way, one)), -sign) for one, sign in found.items())]
            for one, sign in added:
                found[one] = found.get(one, 0) + sign
            found = {one: sign for one, sign in found.items() if sign}
            if len(found) > MOST_UNIONS:
                raise TooLarge
        return tuple(found.items())


def _before(many: int, quota: int, joined: int, steps: Steps) -> Sequence[int]:
    """In how many orders ``quota`` of a crowd join before so many + 1 of ``joined`` others, for each so many."""
    orders = choose(many + joined, joined)
    steps.multiply(orders.bit_length() // 2, orders.bit_length() // 2, times=joined)
    if not quota:
        return [orders] * joined
    found, total = list[int](), 0
    first, second = 1, choose(many - quota + joined, joined)
    for j in range(joined):
        total += first * second
        found.append(total)
        first = first * (quota + j) // (j + 1)
        second = second * (joined - j) // (many - quota + joined - j) if many > quota else 1
    return found


def _exchanged(way: Way, one: int, other: int) -> Way:
    row = list(way)
    row[one], row[other] = row[other], row[one]
    return tuple(row)


def _within(one: Way, other: Way) -> bool:
    return all(a <= b for a, b in zip(one, other, strict=True))
