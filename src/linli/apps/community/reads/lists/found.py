"""What is on a list: counted, and fetched a slice at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from linli.registers.cells import Value

Row = dict[str, Value | None]
"""Cells by column; under ``_key`` the number of a person, household or dwelling whose page the row leads on to."""
Fetch = Callable[[Sequence[Any], bool], list[Row]]


@dataclass(frozen=True, slots=True)
class Where:
    """A part of the place; empty words leave it whole."""

    grid: str = ""
    building: str = ""
    stairwell: str = ""

    def of(self, home: str) -> dict[str, str]:
        """As conditions on rows that reach their dwelling under a name."""
        asked = {
            f"{home}building__grid": self.grid,
            f"{home}building__name": self.building,
            f"{home}stairwell": self.stairwell,
        }
        return {name: said for name, said in asked.items() if said}


@dataclass(frozen=True, slots=True)
class Found:
    """The keys of what is on a list, in its order. ``people`` are the rows of those whom opened numbers belong to."""

    keys: Sequence[Any]
    fetch: Fetch
    people: Callable[[], list[int]] = list

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, some: slice) -> list[Row]:
        return self.fetch(self.keys[some], False)

    def rows(self, some: Sequence[Any], *, whole: bool) -> list[Row]:
        """The rows of some keys; what is secret masked, or ``whole``, which whoever asks has noted."""
        return self.fetch(some, whole)
