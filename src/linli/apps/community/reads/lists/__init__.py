"""The lists that are derived from the registers: nothing in them is typed, nothing of them is kept.

For the clerk; for a seat that sees a part, those made of registers that it sees, of that part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from linli.apps.community.models import Building, Community, Correction, Dwelling
from linli.apps.community.reads.charters import force
from linli.apps.community.reads.lists import changes, homes, people
from linli.apps.community.reads.lists.found import Found, Where
from linli.apps.community.reads.people import Viewer
from linli.apps.community.reads.reach import reach, reader
from linli.apps.community.reads.tables import gate
from linli.core.charter.text import Text
from linli.registers.lists import Given, Listing

__all__ = ["Found", "Where", "bodies", "corrections_in", "drawn", "parts_of"]

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
    far = reach(community, viewer, *listing.registers)
    if where.narrow and not far.whole:
        # Who asks for a part that she does not see is told so, instead of being shown that nobody is there.
        asked = replace(where, far=far).buildings
        far.must(Building.objects.filter(asked, community=community).first())
    return _SOURCES[listing.of](community, given, replace(where, far=far))


def parts_of(community: Community, where: Where, viewer: Viewer) -> tuple[list[str], list[str], list[str]]:
    """By what a list can be narrowed: the grids, the buildings, and the stairwells of the building chosen."""
    who = reader(community, viewer)
    far = who.reach(*who.registers[:1])
    rows = list(Building.objects.filter(far.at(""), community=community).values_list("name", "grid"))
    grids = sorted({grid for _name, grid in rows if grid})
    homes_here = Dwelling.objects.filter(
        far.at("building__"), community=community, building__name=where.building
    )
    stairwells = sorted(set(homes_here.exclude(stairwell="").values_list("stairwell", flat=True)))
    return grids, [name for name, _grid in rows], stairwells if where.building else []


def corrections_in(community: Community, where: Where, viewer: Viewer) -> int:
    """How many corrections wait for an answer, of people who live in a part of the place."""
    gate(community, viewer)
    there = where.of("person__household__home__")
    return Correction.objects.filter(there, community=community, state=Correction.State.OPEN).count()


def bodies(community: Community, viewer: Viewer) -> dict[str, Text]:
    """The bodies of the charter that have members here, those of everybody first."""
    reach(community, viewer, "residents")
    organs = {key: one for key, one in force(community).charter.organs.items() if not one.outside}
    return {key: one.title for key, one in sorted(organs.items(), key=lambda item: item[1].everyone is None)}
