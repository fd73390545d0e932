"""What is on a list: counted, and fetched a slice at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from linli.apps.community.reads.reach import WHOLE, Reach
from linli.registers.cells import Value

Row = dict[str, Value | None]
"""Cells by column; under ``_key`` the number of a person, household or dwelling whose page the row leads on to."""
Fetch = Callable[[Sequence[Any], bool], list[Row]]


@dataclass(frozen=True, slots=True)
class Where:
    """A part of the place; empty words leave it whole. ``far`` is how far the reader sees at all."""

    grid: str = ""
    building: str = ""
    stairwell: str = ""
    far: Reach = WHOLE

    @property
    def narrow(self) -> bool:
        """Whether anything is left out."""
        return not self.far.whole or bool(self.grid or self.building or self.stairwell)

    def of(self, home: str) -> Q:
        """As a condition on rows that reach their dwelling under a name."""
        asked = {
            f"{home}building__grid": self.grid,
            f"{home}building__name": self.building,
            f"{home}stairwell": self.stairwell,
        }
        narrowed = Q(**{name: said for name, said in asked.items() if said})
        return narrowed & self.far.at(f"{home}building__")

    @property
    def buildings(self) -> Q:
        """As a condition on buildings."""
        asked = {"grid": self.grid, "name": self.building}
        return Q(**{name: said for name, said in asked.items() if said}) & self.far.at("")


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
