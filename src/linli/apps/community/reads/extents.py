"""What belongs to parts of the place: whole buildings, and stairwells of buildings that do not belong as a whole.

What is said of a stairwell goes before what is said of its building. Nothing is kept: it is worked out from the
registers as they are when it is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Q

from linli.apps.community.models import Building, Community, Dwelling, Piece, Stairwell
from linli.registers.cells import place_key

BETWEEN = "·"
"""What stands between a building and a stairwell where both are named in one."""
Names = frozenset[str]


class Well(NamedTuple):
    """A stairwell: of the register of stairwells, or one in which dwellings are. ``name`` is as written there."""

    building: int
    called: str
    key: str
    name: str


def stairwells_of(community: Community, buildings: Collection[int] | None = None) -> list[Well]:
    """The stairwells of some buildings, or of all; one that is written in two ways is there twice."""
    own = Stairwell.objects.filter(community=community)
    homes = Dwelling.objects.filter(community=community)
    if buildings is not None:
        own, homes = own.filter(building__in=buildings), homes.filter(building__in=buildings)
    written = own.values_list("building", "building__name", "name")
    lived = homes.order_by("building_id", "stairwell").values_list("building", "building__name", "stairwell")
    found = dict.fromkeys([*written, *lived.distinct()])
    return [Well(building, called, place_key(name), name) for building, called, name in found if name]


def well_name(one: Well) -> str:
    """What a stairwell is called by itself."""
    return f"{one.called}{BETWEEN}{one.name}"


@dataclass(frozen=True, slots=True)
class Extent:
    """What belongs to some parts. ``owned`` are the buildings that belong as a whole, ``wholes`` those of which no
    stairwell belongs elsewhere; of all others that have something in it, ``wells`` are the stairwells that belong."""

    owned: frozenset[int] = frozenset()
    wholes: frozenset[int] = frozenset()
    wells: Mapping[int, Names] = field(default_factory=dict)
    """By building, what its stairwells are told by; empty for dwellings without a stairwell."""
    written: Mapping[int, Names] = field(default_factory=dict)
    """The same, as dwellings and stairwells write it."""

    def of_buildings(self, building: str) -> Q:
        """As a condition on rows that reach a building of which anything belongs, under a name."""
        return Q(**{f"{building}pk__in": self.wholes | {*self.wells}})

    def of_whole(self, building: str) -> Q:
        """As a condition on rows that reach a building and are in no stairwell of it."""
        return Q(**{f"{building}pk__in": self.owned})

    def of_stairwells(self, building: str, key: str) -> Q:
        """As a condition on rows that reach a building and what a stairwell is told by."""
        return self._inside(self.wells, building, key)

    def of_homes(self, home: str) -> Q:
        """As a condition on rows that reach a dwelling under a name."""
        return self._inside(self.written, f"{home}building__", f"{home}stairwell")

    def holds(self, building: int, well: str) -> bool:
        """Whether a stairwell belongs; the whole building where none is named."""
        if not well:
            return building in self.owned
        return building in self.wholes or well in self.wells.get(building, ())

    def spans(self, building: int, but: Collection[str]) -> bool:
        """Whether anything of a building belongs that is in none of some stairwells."""
        return building in self.wholes or bool(self.wells.get(building, frozenset()).difference(but))

    def _inside(self, wells: Mapping[int, Names], building: str, stairwell: str) -> Q:
        found = Q(**{f"{building}pk__in": self.wholes})
        alike: dict[Names, list[int]] = defaultdict(list)
        for one, names in wells.items():
            alike[names].append(one)
        for names, some in alike.items():
            found |= Q(**{f"{building}pk__in": some, f"{stairwell}__in": names})
        return found


def extent(community: Community, kind: str, names: Iterable[str]) -> Extent:
    """What belongs to the parts of a kind that have some names."""
    named = frozenset(names)
    if kind == "building":
        return wholly(
            Building.objects.filter(community=community, name__in=named).values_list("pk", flat=True)
        )
    if kind == "stairwell":
        return _stairwells([one for one in stairwells_of(community) if well_name(one) in named])
    return _said(community, kind, named)


def wholly(buildings: Iterable[int]) -> Extent:
    """Some buildings, each as a whole."""
    found = frozenset(buildings)
    return Extent(found, found)


def _stairwells(some: Iterable[Well], owned: frozenset[int] = frozenset()) -> Extent:
    """Single stairwells, and the buildings that belong as a whole, of which all but these may belong elsewhere."""
    wells: dict[int, set[str]] = defaultdict(set)
    written: dict[int, set[str]] = defaultdict(set)
    for one in some:
        wells[one.building].add(one.key)
        written[one.building].add(one.name)
    return Extent(
        owned, owned - {*wells}, {key: frozenset(names) for key, names in wells.items()},
        {key: frozenset(names) for key, names in written.items()},
    )  # fmt: skip


def _said(community: Community, kind: str, named: Names) -> Extent:
    """What is said to belong, of whole buildings and of their stairwells."""
    pieces = Piece.objects.filter(community=community, level=kind).exclude(part="")
    rows = list(pieces.values_list("building", "key", "part"))
    said = {(building, key.partition("/")[2]): part for building, key, part in rows}
    owned = {building for (building, well), part in said.items() if not well and part in named}
    if kind == "grid":
        grids = Building.objects.filter(community=community, grid__in=named)
        owned |= {*grids.values_list("pk", flat=True)}
    single = {at: part for at, part in said.items() if at[1]}
    # Only a stairwell that belongs elsewhere than its building makes a difference.
    mixed = {at[0] for at, part in single.items() if (at[0] in owned) != (part in named)}
    without = [Well(building, "", "", "") for building in owned & mixed]
    belong = [
        one
        for one in [*stairwells_of(community, mixed), *without]
        if (
            single[one.building, one.key] in named
            if (one.building, one.key) in single
            else one.building in owned
        )
    ]
    return _stairwells(belong, frozenset(owned))
