"""A simple game between classes of people who are alike, and the power of each class: exact fractions.

A game is won by a coalition that has, for one of its ``ways``, at least so many of each class. Nothing is enumerated
over people: one class is gone through after another, and what is counted is how many coalitions leave the same things
missing (:mod:`~linli.core.lab.power.swings`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import comb

from linli.core.lab.power.rungs import Rungs, climbed, least
from linli.core.lab.power.sums import Steps, TooLarge, choose, tail
from linli.core.lab.power.swings import Band, Turned, swings

__all__ = ["Game", "TooLarge"]

Way = tuple[int, ...]


@dataclass(frozen=True)
class Game:
    """``sizes`` says how many there are of each class; a coalition wins that has as many as one of ``ways`` asks.

    The indices raise :class:`TooLarge` where they would take more than ``most`` steps.
    """

    sizes: tuple[int, ...]
    ways: tuple[Way, ...]
    most: int = field(default=Steps.most, compare=False)

    @cached_property
    def least(self) -> tuple[Way, ...]:
        """The ways of which none asks for all that another asks."""
        able = [way for way in self.ways if all(q <= n for q, n in zip(way, self.sizes, strict=True))]
        rungs = climbed(map(enumerate, able))
        found = least((rungs.number(enumerate(way)) for way in able), _any_number)
        return tuple(sorted(self._way(rungs, number) for number in found))

    def _way(self, rungs: Rungs[int], number: int) -> Way:
        asked = dict(rungs.need(number))
        return tuple(asked.get(at, 0) for at in range(len(self.sizes)))

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
    def shapley(self) -> tuple[Fraction, ...]:
        """For each class, its share in the game between the classes, of which each joins as one, with all its people.

        It is in so large a part of all orders of joining that the game is won by this class's joining. How many there
        are of a class, and how many a way asks of it, is nothing to it.
        """
        steps, ways = Steps(self.most), [[int(quota > 0) for quota in way] for way in self.least]
        rungs = climbed(map(enumerate, ways))
        players = len(rungs.asked)
        joins = 1 << (players + 1)
        bands = [(Band(0, 1, -1), Band(rungs.all_bits(one), joins, 1)) for one in rungs.asked]
        lone = least((rungs.number(enumerate(way)) for way in ways), steps.compare)
        found = dict(zip(rungs.asked, swings(lone, bands, steps).turns, strict=True))
        return tuple(_of_orders(found.get(at, 0), players) for at in range(len(self.sizes)))

    @cached_property
    def banzhaf(self) -> tuple[Fraction, ...]:
        """For one of each class, the share of all coalitions of the others that they turn into a winning one."""
        others, found = sum(self.sizes) - 1, self._turned(range(len(self.sizes)), Steps(self.most))
        return tuple(
            Fraction(turns, 2**others) if size else Fraction(0)
            for size, turns in zip(self.sizes, found.turns, strict=True)
        )

    @cached_property
    def banzhaf_shares(self) -> tuple[Fraction, ...]:
        """The same, as shares of their sum over all people: a ratio, so that what all have in common falls away."""
        steps = Steps(self.most)
        counted = self._in_ratio(steps)
        total = sum(one * many for one, many in zip(counted, self.sizes, strict=True))
        return tuple(Fraction(one, total) if total else Fraction(0) for one in counted)

    def _in_ratio(self, steps: Steps) -> tuple[int, ...]:
        """How often one of each class turns the game, divided by what is common to all.

        Of whom every way asks for the same number, they are worked out by kind of class: by how many there are, and how
        many are asked for.
        """
        fixed = {at for at in range(len(self.sizes)) if len({way[at] for way in self.least}) == 1}
        varied = [at for at in range(len(self.sizes)) if at not in fixed]
        rest = self._turned(varied, steps)
        kinds = {at: (self.sizes[at], self.least[0][at]) for at in sorted(fixed)}
        wins = {(size, quota): tail(size, quota, steps) for size, quota in dict.fromkeys(kinds.values())}
        bits = sum(size for size, _ in wins) + rest.won.bit_length()
        steps.multiply(bits, bits, times=2 * len(wins) + len(varied))
        steps.spend(len(self.sizes) * (bits // 30) ** 2 // 4)
        worth = {kind: _others(wins, kind) * rest.won * _turning(*kind) for kind in wins}
        common = _others(wins, None)
        found = {at: worth[kind] for at, kind in kinds.items()}
        found |= {at: turns * common for at, turns in zip(varied, rest.turns, strict=True)}
        return tuple(found[at] for at in range(len(self.sizes)))

    def _turned(self, among: Sequence[int], steps: Steps) -> Turned:
        """What turns on one of each of some classes, the others being there."""
        ways = [[(at, way[at]) for at in among] for way in self.least]
        rungs = climbed(ways)
        bands = [_bands(rungs, at, self.sizes[at], steps) for at in among]
        return swings(least(map(rungs.number, ways), steps.compare), bands, steps)


def _any_number(_: int) -> None:
    """Ways are compared with each other, however many."""


def _bands(rungs: Rungs[int], at: int, size: int, steps: Steps) -> list[Band]:
    """So few that nothing asked of the class is reached, so many that the first is, and so on."""
    quotas = [0, *rungs.asked.get(at, ())]
    above = [*(tail(size, quota, steps) for quota in quotas), 0]
    turning = [*(_turning(size, quota) for quota in quotas), 0]
    return [
        Band(
            rungs.bits(at, rung) if rung else 0,
            above[rung] - above[rung + 1],
            turning[rung] - turning[rung + 1],
        )
        for rung in range(len(quotas))
    ]


def _turning(size: int, quota: int) -> int:
    """In how many coalitions of the others of a class one of it is who makes up the number."""
    return choose(size - 1, quota - 1) if quota else 0


def _others(wins: dict[tuple[int, int], int], but: tuple[int, int] | None) -> int:
    product = 1
    for kind, many in wins.items():
        product *= many if kind != but else 1
    return product


def _of_orders(turns: int, players: int) -> Fraction:
    """The part of all orders in which one turns the game, from how often it does so to how many, packed in a number."""
    width, total = players + 1, Fraction(0)
    for joined in range(players):
        turned = turns >> (width * joined) & ((1 << width) - 1)
        total += Fraction(turned, players * comb(players - 1, joined))
    return total
