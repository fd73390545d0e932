"""The kinds of part that a charter knows, and what the parts of each are called in the registers."""

from __future__ import annotations

from linli.apps.community.models import Building, Community, Piece
from linli.apps.community.reads.extents import stairwells_of, well_name
from linli.core.charter.explain.words import LEVELS
from linli.core.charter.places import OF_HOUSES
from linli.core.charter.text import Text
from linli.core.engine.force import InForce

MOST_LETTERS = 60
"""What a part is called in the record has no more signs than this."""


def kinds_called(force: InForce) -> dict[str, str]:
    """The kinds of part by each of their names: as written in the charter, and by their titles."""
    names: dict[str, str] = {}
    for kind in force.parts:
        title = force.level_title(kind)
        for words in (kind, title.zh, title.en, *LEVELS.get(kind, ())):
            names.setdefault(words, kind)
    return names


def kinds_used(force: InForce) -> tuple[str, ...]:
    """The kinds of part of which it is said what belongs to them: those that the charter speaks of, and grids."""
    charters = (force.charter, *force.bases.values())
    spoken = {kind for one in charters for kind in one.places} | {
        organ.at for organ in force.charter.organs.values()
    }
    used = [kind for kind in force.parts if kind in spoken and kind not in OF_HOUSES]
    return tuple(dict.fromkeys([*used, "grid"]))


def titles_of_parts(force: InForce) -> list[Text]:
    """What those kinds are called."""
    return [force.level_title(kind) for kind in kinds_used(force)]


def part_names(community: Community, kind: str) -> list[str]:
    """What the parts of a kind are called in the registers; for whoever has come through a gate, and for deeds."""
    if kind == "building":
        found = Building.objects.filter(community=community)
        return list(dict.fromkeys(found.values_list("name", flat=True)))
    if kind == "stairwell":
        wells = dict.fromkeys(well_name(one) for one in stairwells_of(community))
        return [name for name in wells if len(name) <= MOST_LETTERS]
    pieces = Piece.objects.filter(community=community, level=kind).exclude(part="")
    names = {*pieces.values_list("part", flat=True)}
    if kind == "grid":
        grids = Building.objects.filter(community=community).exclude(grid="")
        names |= {*grids.values_list("grid", flat=True)}
    return sorted(names)
