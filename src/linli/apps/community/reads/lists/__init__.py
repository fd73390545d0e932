"""The lists that are derived from the registers: nothing in them is typed, nothing of them is kept.

For the clerk; for a seat that sees a part, those made of registers that it sees, of that part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from linli.apps.community.models import Building, Community, Correction, Dwelling, Piece
from linli.apps.community.reads.charters import force
from linli.apps.community.reads.kinds import kinds_used
from linli.apps.community.reads.lists import changes, homes, people
from linli.apps.community.reads.lists.found import Found, Where, settled
from linli.apps.community.reads.people import Viewer
from linli.apps.community.reads.reach import WHOLE, Reach, reach, reader
from linli.apps.community.reads.tables import gate
from linli.core.charter.text import Text
from linli.registers.lists import Given, Listing

__all__ = ["Divided", "Found", "Where", "bodies", "corrections_in", "divided", "drawn"]

_SOURCES = {
    "people": people.people,
    "households": people.households,
    "buildings": people.buildings,
    "homes": homes.homes,
    "changes": changes.changes,
}


def drawn(
    community: Community, listing: Listing, given: Mapping[str, Given], where: Where, viewer: Viewer
) -> Found:
    """A list as the registers are now; its rows are fetched when they are looked at, a slice at a time."""
    found = settled(where, community, reach(community, viewer, *listing.registers))
    if where.narrow and not found.far.whole:
        # Who asks for a part that she does not see is told so, instead of being shown that nobody is there.
        found.far.must(_there(community, found) or None)
    return _SOURCES[listing.of](community, given, found)


def _there(community: Community, where: Where) -> bool:
    """Whether a part of the place is there, as far as somebody sees."""
    names = _names(community, where.far)
    if any(name not in names.get(kind, ()) for kind, name in where.named):
        return False
    if where.stairwell:
        return Dwelling.objects.filter(where.of(""), community=community).exists()
    return Building.objects.filter(where.buildings, community=community).exists()


def _names(community: Community, far: Reach) -> dict[str, set[str]]:
    """The names of the parts of each kind, as far as somebody sees."""
    grids = Building.objects.filter(far.buildings(), community=community).exclude(grid="")
    pieces = Piece.objects.filter(community=community).exclude(part="")
    said = [(building, "grid", "", grid) for building, grid in grids.values_list("pk", "grid")]
    said += [
        (building, key.partition("/")[0], key.partition("/")[2], part)
        for building, key, part in pieces.values_list("building", "key", "part")
    ]
    apart: dict[tuple[int, str], set[str]] = defaultdict(set)
    for building, kind, well, _part in said:
        apart[building, kind] |= {well} - {""}
    names: dict[str, set[str]] = {kind: set() for kind in kinds_used(force(community))}
    for building, kind, well, part in said:
        seen = far.holds(building, well) if well else far.spans(building, apart[building, kind])
        if seen and kind in names:
            names[kind].add(part)
    return names


@dataclass(frozen=True, slots=True)
class Divided:
    """By what a list can be narrowed: the names of parts by their kind, buildings, the stairwells of one of them."""

    parts: dict[str, list[str]]
    buildings: list[str]
    stairwells: list[str]


def divided(community: Community, where: Where, viewer: Viewer) -> Divided:
    """The parts and buildings that somebody sees, and the stairwells of the building chosen."""
    who = reader(community, viewer)
    far = who.reach(*who.registers[:1])
    buildings = Building.objects.filter(far.buildings(), community=community).values_list("name", flat=True)
    homes_here = Dwelling.objects.filter(far.homes(), community=community, building__name=where.building)
    stairwells = sorted(set(homes_here.exclude(stairwell="").values_list("stairwell", flat=True)))
    return Divided(
        {kind: sorted(some) for kind, some in _names(community, far).items() if some},
        list(buildings),
        stairwells if where.building else [],
    )


def corrections_in(community: Community, where: Where, viewer: Viewer) -> int:
    """How many corrections wait for an answer, of people who live in a part of the place."""
    gate(community, viewer)
    there = settled(where, community, WHOLE).of("person__household__home__")
    return Correction.objects.filter(
        there, community=community, state=Correction.State.OPEN, by_keeper=True
    ).count()


def bodies(community: Community, viewer: Viewer) -> dict[str, Text]:
    """The bodies of the charter that have members here, those of everybody first."""
    reach(community, viewer, "residents")
    organs = {key: one for key, one in force(community).charter.organs.items() if not one.outside}
    return {key: one.title for key, one in sorted(organs.items(), key=lambda item: item[1].everyone is None)}
