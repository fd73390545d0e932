"""Buildings and what is in them, of the registers and as far as somebody sees them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Q

from linli.apps.community.models import Building, Community, Dwelling, Person, Piece, Stairwell, Unit
from linli.apps.community.reads.extents import extent, stairwells_of
from linli.apps.community.reads.ground import natural
from linli.apps.community.reads.lists.found import Where, settled
from linli.apps.community.reads.people import Viewer
from linli.apps.community.reads.reach import Reach, Reader, reach
from linli.apps.community.sealing import mark, unseal, use_of_units
from linli.registers.cells import place_key
from linli.registers.identity import masked


class Buildings:
    """The buildings of the register, a slice at a time, each with how many dwellings, units and people it has."""

    def __init__(self, community: Community, far: Reach) -> None:
        self.community, self.far = community, far
        self.found = Building.objects.filter(far.buildings(), community=community)
        self.count = self.found.count()

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, some: slice) -> list[Any]:
        shown: list[Any] = list(self.found[some])
        keys = [one.pk for one in shown]
        living = Person.objects.filter(community=self.community, departed=False)
        far = self.far
        homes = _counted(Dwelling.objects.filter(far.homes(), building__in=keys), "building")
        shops = _counted(Unit.objects.filter(far.rows("units"), building__in=keys), "building")
        inside = living.filter(far.homes("household__home__"), household__home__building__in=keys)
        people = _counted(inside, "household__home__building")
        for one in shown:
            one.homes, one.shops, one.people = (found.get(one.pk, 0) for found in (homes, shops, people))
        return shown


def _counted(rows: Any, by: str) -> dict[int, int]:
    return dict(rows.order_by().values_list(by).annotate(Count("pk")))


def registered_buildings(community: Community, viewer: Viewer) -> Buildings:
    """Every building that somebody sees."""
    return Buildings(community, reach(community, viewer, "buildings"))


def buildings_in(community: Community, where: Where, viewer: Viewer) -> list[Building]:
    """The buildings of which anything is in a part of the place, of those that somebody sees."""
    here = settled(where, community, reach(community, viewer, "buildings")).buildings
    return list(Building.objects.filter(here, community=community))


def building(community: Community, key: int, viewer: Viewer) -> Building | None:
    """A building."""
    far = reach(community, viewer, "buildings")
    return far.must(Building.objects.filter(far.buildings(), community=community, pk=key).first())


@dataclass(frozen=True, slots=True)
class Inside:
    """What is in a building, of what somebody sees. ``homes`` count how many people live in each."""

    stairwells: tuple[Stairwell, ...] = ()
    homes: tuple[Any, ...] = ()
    units: tuple[Unit, ...] = ()


def within(one: Building, who: Reader) -> Inside:
    """The stairwells, dwellings and units of a building that somebody sees."""
    seen = {key: who.reach(key).rows(key) for key in ("stairwells", "dwellings", "units") if who.sees(key)}
    living = Count("households__members", filter=Q(households__members__departed=False))
    return Inside(
        tuple(one.own_stairwells.filter(seen["stairwells"])) if "stairwells" in seen else (),
        tuple(one.dwellings.filter(seen["dwellings"]).annotate(people=living)) if "dwellings" in seen else (),
        tuple(one.units.filter(seen["units"])) if "units" in seen else (),
    )


def pieces_of(one: Building, viewer: Viewer) -> list[Piece]:
    """To which parts a building and its stairwells belong, of those stairwells that somebody sees."""
    far = reach(one.community, viewer, "buildings")
    found = [(each, place_key(each.stairwell)) for each in one.pieces.exclude(part="")]
    apart: dict[str, set[str]] = {each.level: set() for each, _well in found}
    for each, well in found:
        apart[each.level] |= {well} - {""}
    return [
        each
        for each, well in found
        if (far.holds(one.pk, well) if well else far.spans(one.pk, apart[each.level]))
    ]


class PartOf(NamedTuple):
    """A building, or a stairwell of it, as it may belong to a part of a kind."""

    kind: str
    stairwell: str = ""


WHOLE_GRID = PartOf("grid")
"""The grid of a building as a whole, which is a field of the building."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """To which parts a building and its stairwells belong. ``state`` is the same as long as nothing of it changes."""

    parts: dict[PartOf, str]
    stairwells: tuple[str, ...]
    state: str


def belonging(one: Building) -> Belonging:
    """The parts that a building and its stairwells belong to; for whoever came to it through its gate, and deeds."""
    grid = Building.objects.filter(pk=one.pk).values_list("grid", flat=True).first()
    wells = {each.key: each.name for each in stairwells_of(one.community, [one.pk])}
    parts = {PartOf(each.level, wells.get(place_key(each.stairwell), each.stairwell)): each.part
             for each in one.pieces.exclude(part="")}  # fmt: skip
    parts |= {WHOLE_GRID: grid} if grid else {}
    held = [sorted(parts.items()), sorted(wells.items())]
    return Belonging(
        parts, tuple(sorted(wells.values(), key=natural)), mark(json.dumps(held), f"seen {one.community_id}")
    )


def wells_within(community: Community, kind: str, name: str, viewer: Viewer) -> dict[int, list[str]]:
    """Of buildings that do not belong to a part as a whole, the stairwells that do, of those that somebody sees."""
    far = reach(community, viewer, "buildings")
    return {
        building: sorted(one for one in names if one and far.holds(building, place_key(one)))
        for building, names in extent(community, kind, [name]).written.items()
    }


def units(community: Community, viewer: Viewer) -> list[Unit]:
    """The units of the area, as far as somebody sees it."""
    seen = reach(community, viewer, "units").rows("units")
    return list(Unit.objects.filter(seen, community=community).select_related("building"))


def unit(community: Community, key: int, viewer: Viewer, *, whole: bool) -> tuple[Unit, str] | None:
    """A unit and its phone, masked unless opened, which whoever did has noted."""
    far = reach(community, viewer, "units")
    found = Unit.objects.select_related("building").filter(far.rows("units"), community=community)
    one = far.must(found.filter(pk=key).first())
    if one is None:
        return None
    phone = unseal(bytes(one.sealed), use_of_units(community.pk)).decode() if one.sealed else ""
    return one, phone if whole else masked(phone)
