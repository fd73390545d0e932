"""Who holds power, worked out for many organs with many members, and against going through all coalitions."""

from __future__ import annotations

import time
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import comb, factorial, prod

from linli.core.lab.power.game import Game, TooLarge

ORGANS = (5, 10, 30)
MEMBERS = (10, 1_000, 100_000)


@dataclass(frozen=True)
class Took:
    """The processor time of each index in seconds; None where it was given up."""

    organs: int
    members: int
    banzhaf: float | None
    shapley: float | None
    enumerated: float | None = None


def game(organs: int, members: int) -> Game:
    """Organs of so many that must all agree, every other one by a majority and by two thirds."""
    quotas = tuple(members // 2 + 1 if at % 2 == 0 else -(-2 * members // 3) for at in range(organs))
    return Game((members,) * organs, (quotas,))


def worked_out() -> tuple[Took, ...]:
    """Every size, each index from nothing."""
    found = [
        Took(organs, members, _time(organs, members, "banzhaf_shares"), _time(organs, members, "shapley"))
        for organs in ORGANS
        for members in MEMBERS
    ]
    return _enumerated(3, 5), _enumerated(4, 9), *found


def _time(organs: int, members: int, index: str) -> float | None:
    began = time.process_time()
    try:
        getattr(game(organs, members), index)
    except TooLarge:
        return None
    return time.process_time() - began


def _enumerated(organs: int, members: int) -> Took:
    """A game small enough to go through all numbers that a coalition can have of each organ; the same must come out."""
    began = time.process_time()
    expected = tuple(_by_numbers(game(organs, members), at) for at in range(organs))
    took = time.process_time() - began
    again = game(organs, members)
    if (again.banzhaf, again.shapley) != tuple(zip(*expected, strict=True)):
        raise ArithmeticError(f"{organs} organs of {members} come out otherwise")
    return Took(
        organs, members, _often(organs, members, "banzhaf_shares"), _often(organs, members, "shapley"), took
    )


def _often(organs: int, members: int, index: str) -> float:
    """The time of one of many, for one alone is too short to take."""
    began = time.process_time()
    for _ in range(200):
        getattr(game(organs, members), index)
    return (time.process_time() - began) / 200


def _wins(one: Game, counts: tuple[int, ...]) -> bool:
    return any(all(n >= q for n, q in zip(counts, way, strict=True)) for way in one.ways)


def _by_numbers(one: Game, which: int) -> tuple[Fraction, Fraction]:
    people, rest = sum(one.sizes), [n - (at == which) for at, n in enumerate(one.sizes)]
    swings, orders = 0, Fraction(0)
    for counts in product(*(range(n + 1) for n in rest)):
        if not _wins(one, counts) and _wins(one, tuple(n + (at == which) for at, n in enumerate(counts))):
            many = prod(comb(n, k) for n, k in zip(rest, counts, strict=True))
            swings += many
            orders += Fraction(
                many * factorial(sum(counts)) * factorial(people - 1 - sum(counts)), factorial(people)
            )
    return Fraction(swings, 2 ** (people - 1)), orders
