"""The parts of a place as everybody may see them: grids, buildings, stairwells; never who lives there.

How many people live somewhere is said in tens only, and of fewer than twenty only that they are fewer: whoever knows
most of a house learns nothing of the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from linli.apps.community.models import Building, Community, Dwelling, Person, Stairwell, Unit
from linli.apps.community.reads.extents import Extent, wholly

FEW = 20
TENS = 10
EVERYWHERE = Q()


@dataclass(frozen=True, slots=True)
class Figures:
    """How much there is. ``people`` in tens; 0 for fewer than twenty."""

    dwellings: int
    people: int


@dataclass(frozen=True, slots=True)
class Ground:
    """One building: what stands there, and what has its seat there."""

    building: Building
    stairwells: tuple[Stairwell, ...]
    units: tuple[Unit, ...]
    figures: Figures


def buildings_of(community: Community, *, within: Q = EVERYWHERE, begins: str = "") -> list[Building]:
    """The buildings of a community, or those within a part of it, or whose name or address has some words in it."""
    found = Building.objects.filter(within, community=community)
    if begins:
        found = found.filter(name__icontains=begins) | found.filter(address__icontains=begins)
    return sorted(found, key=lambda one: (natural(one.name), one.pk))


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """2号楼 stands before 10号楼."""
    parts: list[str] = []
    for sign in name[:60]:
        digit = sign.isascii() and sign.isdecimal()
        if parts and digit == (parts[-1].isascii() and parts[-1].isdecimal()):
            parts[-1] += sign
        else:
            parts.append(sign)
    return tuple((int(one), "") if one.isascii() and one.isdecimal() else (-1, one) for one in parts)


def building_at(community: Community, number: int) -> Building | None:
    """A building of a community."""
    return Building.objects.filter(community=community, pk=number).first()


def own_building(account: Any, community: Community) -> Building | None:
    """The building in which the holder of an account lives, as the register says; for nobody else to see."""
    if getattr(account, "pk", None) is None:
        return None
    living = Person.objects.filter(community=community, account=account.pk, departed=False)
    return Building.objects.filter(pk__in=living.values("household__home__building")).first()


def buildings_lived_in(community: Community, pseudonyms: Collection[str]) -> dict[str, int]:
    """In which building each of some people lives, by pseudonym, for whoever tells them of it; of some in none."""
    living = Person.objects.filter(community=community, pseudonym__in=pseudonyms, departed=False)
    housed = living.filter(household__home__isnull=False)
    return dict(housed.values_list("pseudonym", "household__home__building"))


def ground(community: Community, number: int) -> Ground | None:
    """One building as everybody may see it."""
    one = building_at(community, number)
    if one is None:
        return None
    units = Unit.objects.filter(building=one)
    return Ground(one, tuple(one.own_stairwells.all()), tuple(units), figures(community, [one.pk]))


def figures(community: Community, buildings: Iterable[int]) -> Figures:
    """How much there is in some buildings of a community."""
    return figures_of(community, wholly(buildings))


def figures_of(community: Community, found: Extent) -> Figures:
    """How much there is in what belongs to a part of the place."""
    people = Person.objects.filter(found.of_homes("household__home__"), community=community, departed=False)
    homes = Dwelling.objects.filter(found.of_homes(""), community=community).count()
    living = people.aggregate(n=Count("pk"))["n"]
    return Figures(homes, 0 if living < FEW else (living + TENS // 2) // TENS * TENS)
