"""Who holds power, worked out for many organs with many members, and against going through all coalitions."""

from __future__ import annotations

import time
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations, product
from math import comb, prod

from linli.core.lab.power.game import Game, TooLarge

ORGANS = (5, 10, 30)
MEMBERS = (10, 1_000, 100_000, 1_000_000)


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
    one = game(organs, members)
    expected = tuple(_swings(one, at) for at in range(organs)), _orders(one)
    took = time.process_time() - began
    if (one.banzhaf, one.shapley) != expected:
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


def _swings(one: Game, which: int) -> Fraction:
    """Banzhaf's index of one of an organ, over all numbers that the coalition of the others can have."""
    rest, swings = [n - (at == which) for at, n in enumerate(one.sizes)], 0
    for counts in product(*(range(n + 1) for n in rest)):
        if not _wins(one, counts) and _wins(one, tuple(n + (at == which) for at, n in enumerate(counts))):
            swings += prod(comb(n, k) for n, k in zip(rest, counts, strict=True))
    return Fraction(swings, 2 ** sum(rest))


def _orders(one: Game) -> tuple[Fraction, ...]:
    """Shapley and Shubik's index of each organ, over all orders in which they can join."""
    decides, orders = [0] * len(one.sizes), list(permutations(range(len(one.sizes))))
    for order in orders:
        joined = [0] * len(one.sizes)
        for which in order:
            joined[which] = one.sizes[which]
            if _wins(one, tuple(joined)):
                decides[which] += 1
                break
    return tuple(Fraction(many, len(orders)) for many in decides)
