"""A column at a time: each way of writing a cell is read once, and ID numbers by tables instead of digit by digit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from linli.registers import cells
from linli.registers.cells import Value
from linli.registers.problem import Problem
from linli.registers.shape import Column
from linli.registers.table import open_cell

MOST_KEPT: Final = 50_000
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"
_MOBILES: Final = frozenset(f"1{one}" for one in range(3, 10))
_MOBILE: Final = re.compile(r"1[3-9][0-9]{9}", re.ASCII).fullmatch


class Reader(dict[str, Value | None]):
    """What the cells of a column mean, by what is typed; None where that is nothing or wrong, which ``wrong`` says."""

    def __init__(self, column: Column, today: date) -> None:
        super().__init__()
        self.column = column
        self.today = today
        self.wrong: dict[str, Problem] = {}

    def read(self, typed: Sequence[str]) -> list[Value | None]:
        """The values of some cells."""
        self._lighten()
        return [self[words] for words in typed]

    def _lighten(self) -> None:
        if len(self) > MOST_KEPT:
            self.clear()
            self.wrong.clear()

    def __missing__(self, words: str) -> Value | None:
        said = open_cell(words)
        found = cells.parse(self.column, said, self.today) if said else None
        if isinstance(found, Problem):
            self.wrong[words] = found
            found = None
        self[words] = found
        return found


class TextReader(Reader):
    """Texts: those of letters and digits alone stand for themselves, all others are looked at one by one."""

    def read(self, typed: Sequence[str]) -> list[Value | None]:
        self._lighten()
        if "" not in typed and "".join(typed).isalnum() and max(map(len, typed)) <= cells.LONGEST:
            return [*typed]
        return [words if words.isalnum() and len(words) <= cells.LONGEST else self[words] for words in typed]


class PhoneReader(Reader):
    """Phones: plain mobile numbers stand for themselves."""

    def read(self, typed: Sequence[str]) -> list[Value | None]:
        self._lighten()
        digits = "".join(typed)
        if (
            {*map(len, typed)} == {11}
            and digits.isascii()
            and digits.isdecimal()
            and {words[:2] for words in typed} <= _MOBILES
        ):
            return [*typed]
        return [words if len(words) == 11 and _MOBILE(words) else self[words] for words in typed]


class IdentityReader(Reader):
    """ID numbers: those plainly right are known by their parts, all others are looked at one by one."""

    def read(self, typed: Sequence[str]) -> list[Value | None]:
        self._lighten()
        first, last = cells.born_between(self.today)
        return [
            words if len(words) == 18 and _plainly_right(words, first, last) else self[words]
            for words in typed
        ]


class _Sums(dict[str, int]):
    """What the digits from a place on add to the check sum; -1 for what is no digits."""

    def __init__(self, start: int) -> None:
        super().__init__()
        self.start = start

    def __missing__(self, digits: str) -> int:
        plain = digits.isascii() and digits.isdecimal()
        weights = _WEIGHTS[self.start : self.start + len(digits)]
        found = sum(int(one) * weight for one, weight in zip(digits, weights, strict=True)) if plain else -1
        if len(self) < MOST_KEPT:
            self[digits] = found
        return found


class _Days(dict[str, str]):
    """The day that eight digits say, empty where there is none."""

    def __missing__(self, digits: str) -> str:
        try:
            found = date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).isoformat()
        except ValueError:
            found = ""
        if len(self) < MOST_KEPT:
            self[digits] = found
        return found


_AREAS, _BORN, _SERIALS, DAYS = _Sums(0), _Sums(6), _Sums(14), _Days()


def _plainly_right(number: str, first: str, last: str) -> bool:
    area, born, serial = _AREAS[number[:6]], _BORN[number[6:14]], _SERIALS[number[14:17]]
    return (
        area >= 0 <= born
        and serial >= 0
        and _CHECKS[(area + born + serial) % 11] == number[17]
        and first <= DAYS[number[6:14]] <= last
    )


_KINDS: Final[dict[str, type[Reader]]] = {
    "identity": IdentityReader,
    "phone": PhoneReader,
    "text": TextReader,
}


def reader(column: Column, today: date) -> Reader:
    """What reads a column."""
    return _KINDS.get(column.kind, Reader)(column, today)
