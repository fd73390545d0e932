"""What is on a list: counted, and fetched a slice at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q

from linli.apps.community.models import Community
from linli.apps.community.reads.extents import Extent, extent
from linli.apps.community.reads.reach import WHOLE, Reach
from linli.registers.cells import Value

Row = dict[str, Value | None]
"""Cells by column; under ``_key`` the number of a person, household or dwelling whose page the row leads on to."""
Fetch = Callable[[Sequence[Any], bool], list[Row]]


@dataclass(frozen=True, slots=True)
class Where:
    """A part of the place; empty words leave it whole. ``parts`` are kinds and names of other parts than grids.

    ``far`` is how far the reader sees at all, ``inside`` what belongs to the grid and the parts: see :func:`settled`.
    """

    grid: str = ""
    building: str = ""
    stairwell: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    far: Reach = WHOLE
    inside: tuple[Extent, ...] = ()

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """The kinds and names of its parts, the grid first."""
        return tuple((kind, name) for kind, name in (("grid", self.grid), *self.parts) if name)

    @property
    def narrow(self) -> bool:
        """Whether anything is left out."""
        return not self.far.whole or bool(self.named or self.building or self.stairwell)

    def of(self, home: str) -> Q:
        """As a condition on rows that reach their dwelling under a name."""
        asked = {f"{home}building__name": self.building, f"{home}stairwell": self.stairwell}
        narrowed = Q(**{name: said for name, said in asked.items() if said})
        for one in self.inside:
            narrowed &= one.of_homes(home)
        return narrowed & self.far.homes(home)

    @property
    def buildings(self) -> Q:
        """As a condition on buildings."""
        narrowed = Q(name=self.building) if self.building else Q()
        for one in self.inside:
            narrowed &= one.of_buildings("")
        return narrowed & self.far.buildings()


def settled(where: Where, community: Community, far: Reach) -> Where:
    """The same with what belongs to it now, as far as somebody sees."""
    return replace(
        where, far=far, inside=tuple(extent(community, kind, [name]) for kind, name in where.named)
    )


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
