"""Sums of binomial coefficients, with their work counted in steps so that nothing runs on without end."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from math import comb, isqrt

MOST_STEPS = 1_000_000_000
"""So many steps at most; a step is about one product of two machine words."""
_DIGIT = 30
"""Bits of a digit of Python's whole numbers."""
_SMALL = 3000


class TooLarge(ValueError):
    """What would take too long to work out."""


@dataclass
class Steps:
    """A count of steps that gives up when there are too many."""

    most: int = MOST_STEPS
    taken: int = 0

    def spend(self, steps: int) -> None:
        """Take so many steps; raises :class:`TooLarge`."""
        self.taken += steps
        if self.taken > self.most:
            raise TooLarge

    def compare(self, pairs: int) -> None:
        """Take the steps of comparing so many pairs of ways."""
        self.spend(20 * pairs)

    def multiply(self, one: int, other: int, times: int = 1) -> None:
        """Take the steps of multiplying numbers of so many bits."""
        few, many = sorted((one // _DIGIT + 1, other // _DIGIT + 1))
        self.spend(times * (60 + (many // few + 1) * few * min(few, 3 * isqrt(few))))


def choose(size: int, few: int) -> int:
    """The binomial coefficient, from the powers of the primes in it: quick for large numbers, too."""
    if size < _SMALL:
        return comb(size, few)
    rest, primes = size - few, bytearray([1]) * (size + 1)
    factors: list[int] = []
    for prime in range(2, size + 1):
        if primes[prime]:
            primes[prime * prime :: prime] = bytes(len(range(prime * prime, size + 1, prime)))
            factor, power = 1, prime
            while power <= size:
                factor *= prime if size // power > few // power + rest // power else 1
                power *= prime
            if factor > 1:
                factors.append(factor)
    while len(factors) > 1:
        factors = [reduce(int.__mul__, factors[at : at + 2]) for at in range(0, len(factors), 2)]
    return factors[0] if factors else 1


def tail(size: int, quota: int, steps: Steps) -> int:
    """How many coalitions among so many have at least ``quota``: added up from the nearer of the end and the middle."""
    if not quota:
        return 1 << size
    half = size // 2 + 1
    steps.spend(100 * size)
    steps.multiply(_DIGIT, size, times=2 * min(size - quota + 1, abs(half - quota)))
    if size - quota < abs(half - quota):
        return _run(size, quota, size + 1)
    most = (1 << (size - 1)) - (choose(size, size // 2) // 2 if size % 2 == 0 else 0)
    return most + (_run(size, quota, half) if quota < half else -_run(size, half, quota))


def _run(size: int, start: int, stop: int) -> int:
    """The binomial coefficients of ``size`` from ``start`` up to before ``stop``, added up."""
    one, total = choose(size, start) if start < stop else 0, 0
    for k in range(start, stop):
        total += one
        one = one * (size - k) // (k + 1)
    return total
