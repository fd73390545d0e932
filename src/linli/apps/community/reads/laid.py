"""How a place is laid out, as everybody may see it: its parts of every kind, what belongs to each, and how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from linli.apps.community.models import Building, Community, Dwelling, Person, Piece
from linli.apps.community.reads.charters import force
from linli.apps.community.reads.extents import Extent, extent
from linli.apps.community.reads.ground import FEW, TENS, Figures, natural
from linli.apps.community.reads.kinds import kinds_used
from linli.core.charter.text import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """The parts of one kind by what they are called, each with the buildings of which anything belongs to it."""

    key: str
    title: Text
    parts: Mapping[str, frozenset[int]]

    def of(self, building: int) -> list[str]:
        """The parts that a building, or anything in it, belongs to."""
        return [name for name, found in self.parts.items() if building in found]


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its buildings in their order, the stairwells of those that are not in it as a whole, and how much."""

    buildings: tuple[Building, ...]
    stairwells: Mapping[int, list[str]]
    figures: Figures


def laid_out(community: Community) -> list[Kind]:
    """The kinds of part that have any, in the order of the charter."""
    now = force(community)
    found: dict[str, dict[str, set[int]]] = {kind: defaultdict(set) for kind in kinds_used(now)}
    pieces = Piece.objects.filter(community=community, level__in=found).exclude(part="")
    for kind, name, building in pieces.values_list("level", "part", "building"):
        found[kind][name].add(building)
    grids = Building.objects.filter(community=community).exclude(grid="")
    for name, building in grids.values_list("grid", "pk"):
        found["grid"][name].add(building)
    return [
        Kind(
            kind, now.level_title(kind), {name: frozenset(parts[name]) for name in sorted(parts, key=natural)}
        )
        for kind, parts in found.items()
        if parts
    ]


def part_of(community: Community, kind: str, name: str) -> Part | None:
    """A part of the place; None where nothing belongs to one of that name."""
    found = extent(community, kind, [name]) if kind in kinds_used(force(community)) and name else Extent()
    there = Building.objects.filter(found.of_buildings(""), community=community)
    buildings = tuple(sorted(there, key=lambda one: (natural(one.name), one.pk)))
    single = {one: sorted(filter(None, names), key=natural) for one, names in found.written.items()}
    return Part(buildings, single, figures_of(community, found)) if buildings else None


def figures_of(community: Community, found: Extent) -> Figures:
    """How much there is in what belongs to a part."""
    living = Person.objects.filter(found.of_homes("household__home__"), community=community, departed=False)
    people = living.aggregate(n=Count("pk"))["n"]
    homes = Dwelling.objects.filter(found.of_homes(""), community=community).count()
    return Figures(homes, 0 if people < FEW else (people + TENS // 2) // TENS * TENS)
