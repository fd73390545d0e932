"""The same words in many rows: which of them are wrong, and what is to be put instead wherever they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from linli.registers.problem import Problem
from linli.registers.shape import Shape
from linli.registers.table import Chunk, open_cell

MOST: Final = 500
"""No more different words than these are counted."""
LONGEST: Final = 60
OF_THE_WORDS: Final = frozenset(
    ["missing", "error-value", "not-a-choice", "not-a-number", "not-an-area", "unknown-building"]
) | {"no-such-organ", "no-such-class", "no-such-kind"}
"""Faults that the same words have in whichever row they stand."""


def plain_ends(words: str) -> str:
    """The words with every end of a line as one sign: browsers send it back in their own way."""
    return words.replace("\r\n", "\n").replace("\r", "\n")


class Swap(NamedTuple):
    """Wherever a column says some words, others are put."""

    column: str
    words: str
    put: str


@dataclass(slots=True)
class Swaps:
    """What is to be put for what, and in how many rows it was."""

    given: Sequence[Swap] = ()
    rows: Counter[tuple[str, str]] = field(default_factory=Counter)

    def put(self, chunk: Chunk) -> dict[str, Sequence[str]]:
        """The cells of some rows with everything put; cells whose value cannot be seen stay."""
        typed = dict(chunk.cells)
        for key in {one.column for one in self.given} & typed.keys():
            mine = {one.words: one.put for one in self.given if one.column == key}
            typed[key] = [
                words if at in chunk.hidden and key in chunk.hidden[at] else self._one(key, words, mine)
                for at, words in enumerate(typed[key])
            ]
        return typed

    def _one(self, key: str, words: str, mine: Mapping[str, str]) -> str:
        said = plain_ends(open_cell(words))
        if said not in mine:
            return words
        self.rows[key, said] += 1
        return mine[said]


NONE: Final = Swaps()


@dataclass(slots=True)
class Repeats:
    """Words that are wrong wherever they stand: what is wrong with them, and in how many rows."""

    shape: Shape
    rows: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: dict[tuple[str, str], Problem] = field(default_factory=dict)

    def note(self, typed: Mapping[str, Sequence[str]], at: int, problems: Iterable[Problem]) -> None:
        """Note what is wrong with a row."""
        for one in problems:
            if one.code in OF_THE_WORDS and one.column in typed and self.shape.column(one.column).repeats:
                self._count(one, plain_ends(open_cell(typed[one.column][at])))

    def _count(self, one: Problem, words: str) -> None:
        key = (one.column, words)
        if len(words) <= LONGEST and (key in self.wrong or len(self.wrong) < MOST):
            self.wrong.setdefault(key, one)
            self.rows[key] += 1

    def many(self, most: int) -> list[tuple[Problem, str, int]]:
        """Those in more than one row, most rows first: what is wrong, the words, in how many rows."""
        found = ((key, count) for key, count in self.rows.most_common(most) if count > 1)
        return [(self.wrong[key], key[1], count) for key, count in found]


def joined(before: Sequence[Swap], fresh: Iterable[Swap]) -> list[Swap]:
    """What is put when more is said: what was put already, and is found wrong, becomes what is put now."""
    found = {(one.column, one.words): one for one in before}
    for one in fresh:
        for key, old in found.items():
            if old.column == one.column and old.put == one.words:
                found[key] = old._replace(put=one.put)
        found[one.column, one.words] = one
    return [*found.values()]
