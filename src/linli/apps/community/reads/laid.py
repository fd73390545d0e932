"""How a place is laid out, as everybody may see it: its parts of every kind, what belongs to each, and how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from linli.apps.community.models import Building, Community, Piece
from linli.apps.community.reads.charters import force
from linli.apps.community.reads.extents import extent
from linli.apps.community.reads.ground import Figures, buildings_of, figures_of, natural
from linli.apps.community.reads.kinds import kinds_used
from linli.core.charter.text import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """The parts of one kind by what they are called, each with the buildings of which anything belongs to it."""

    key: str
    title: Text
    parts: Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its buildings in their order, the stairwells of those that are not in it as a whole, and how much."""

    buildings: tuple[Building, ...]
    stairwells: Mapping[int, list[str]]
    figures: Figures


def laid_out(community: Community, building: int = 0) -> list[Kind]:
    """The kinds of part that have any, in the order of the charter; with ``building`` those it belongs to."""
    now = force(community)
    found: dict[str, dict[str, set[int]]] = {kind: defaultdict(set) for kind in kinds_used(now)}
    pieces = Piece.objects.filter(community=community, level__in=found).exclude(part="")
    grids = Building.objects.filter(community=community).exclude(grid="")
    if building:
        pieces, grids = pieces.filter(building=building), grids.filter(pk=building)
    for kind, name, one in pieces.values_list("level", "part", "building"):
        found[kind][name].add(one)
    for name, one in grids.values_list("grid", "pk"):
        found["grid"][name].add(one)
    return [
        Kind(
            kind, now.level_title(kind), {name: frozenset(parts[name]) for name in sorted(parts, key=natural)}
        )
        for kind, parts in found.items()
        if parts
    ]


def part_of(community: Community, kind: str, name: str) -> Part | None:
    """A part of the place; None where nothing belongs to one of that name."""
    if not name or kind not in kinds_used(force(community)):
        return None
    found = extent(community, kind, [name])
    buildings = tuple(buildings_of(community, within=found.of_buildings("")))
    single = {one: sorted(filter(None, names), key=natural) for one, names in found.written.items()}
    return Part(buildings, single, figures_of(community, found)) if buildings else None
