"""What ways ask for, as whole numbers: a bit for each rung that somebody asks of a class.

Whoever asks for more of a class has all the bits of whoever asks for fewer. So what two ways ask for together is their
union, and whether one asks for all that another asks is a question of bits.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Class = TypeVar("Class", bound=Hashable)
Need = Iterable[tuple[Class, int]]
"""How many of each class are asked for."""


@dataclass(frozen=True)
class Rungs(Generic[Class]):
    """The numbers that are asked of each class, from the least on, and where the bits of the class begin."""

    asked: dict[Class, list[int]]
    begin: dict[Class, int] = field(init=False)

    def __post_init__(self) -> None:
        begin, at = dict[Class, int](), 0
        for one, numbers in self.asked.items():
            begin[one], at = at, at + len(numbers)
        object.__setattr__(self, "begin", begin)

    def bits(self, one: Class, rungs: int) -> int:
        """The lowest so many rungs of a class."""
        return ((1 << rungs) - 1) << self.begin[one]

    def all_bits(self, one: Class) -> int:
        """All the rungs of a class."""
        return self.bits(one, len(self.asked[one]))

    def number(self, need: Need[Class]) -> int:
        """What is asked for, as a number."""
        found = 0
        for one, many in need:
            if many > 0:
                found |= self.bits(one, self.asked[one].index(many) + 1)
        return found

    def need(self, number: int) -> tuple[tuple[Class, int], ...]:
        """The number, as what is asked for."""
        asked = ((one, (number & self.all_bits(one)).bit_count()) for one in self.asked)
        return tuple((one, self.asked[one][rungs - 1]) for one, rungs in asked if rungs)


def climbed(needs: Iterable[Need[Class]]) -> Rungs[Class]:
    """All numbers that are asked for; nobody is asked for nothing."""
    found: dict[Class, set[int]] = {}
    for need in needs:
        for one, many in need:
            if many > 0:
                found.setdefault(one, set()).add(many)
    return Rungs({one: sorted(numbers) for one, numbers in found.items()})


def least(numbers: Iterable[int], spend: Callable[[int], None]) -> frozenset[int]:
    """Those of which none has all the bits of another; ``spend`` is told how many are compared."""
    kept: list[int] = []
    for one in sorted(set(numbers), key=int.bit_count):
        spend(len(kept) + 1)
        if all(other & ~one for other in kept):
            kept.append(one)
    return frozenset(kept)
