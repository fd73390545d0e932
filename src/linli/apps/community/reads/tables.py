"""The registers as tables, what was brought in, and the rows that need a hand: for the clerk alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet

from linli.apps.community.models import (
    BroughtTable,
    Building,
    Community,
    Dwelling,
    Household,
    Look,
    Person,
    Resident,
    TableRow,
)
from linli.apps.community.personal import opened
from linli.apps.community.reads.people import Viewer, is_clerk
from linli.registers.cells import Value
from linli.registers.identity import masked
from linli.registers.shape import Shape

Values = dict[str, Value | None]
PAGE = 50


@dataclass(frozen=True, slots=True)
class Seen:
    """A resident as the clerk sees them in the list: numbers masked, or open where that was asked for and noted."""

    number: int
    name: str
    home: str
    identity: str
    phone: str
    relation: str


def _gate(community: Community, viewer: Viewer) -> None:
    if not is_clerk(viewer, community):
        raise PermissionDenied


def tables(community: Community, viewer: Viewer) -> QuerySet[BroughtTable]:
    """Everything brought in, newest first, without the files."""
    _gate(community, viewer)
    return BroughtTable.objects.filter(community=community).defer("file", "undo").select_related("account")


def table(community: Community, number: int, viewer: Viewer) -> BroughtTable | None:
    """One table brought in."""
    return tables(community, viewer).select_related("community").filter(number=number).first()


def table_rows(found: BroughtTable, viewer: Viewer) -> Paginator[TableRow]:
    """The rows that are wrong or were mended, 50 a page."""
    _gate(found.community, viewer)
    return Paginator(TableRow.objects.filter(table=found), PAGE)


def sizes(community: Community, viewer: Viewer) -> dict[str, int]:
    """How many rows each register has."""
    _gate(community, viewer)
    return {
        "buildings": Building.objects.filter(community=community).count(),
        "dwellings": Dwelling.objects.filter(community=community).count(),
        "households": Household.objects.filter(community=community, home__isnull=False).count(),
        "residents": _residents(community).count(),
    }


def _residents(community: Community) -> QuerySet[Resident]:
    found = Resident.objects.filter(community=community, person__departed=False)
    return found.select_related("person__household__home__building").order_by("person__number")


def looks(community: Community, viewer: Viewer) -> QuerySet[Look]:
    """Who looked at what is secret, newest first."""
    _gate(community, viewer)
    return Look.objects.filter(community=community).select_related("account", "person")


def residents(community: Community, viewer: Viewer, words: str = "") -> Paginator[Resident]:
    """The register of residents, or those whose name holds some words, 50 a page."""
    _gate(community, viewer)
    found = _residents(community)
    return Paginator(found.filter(person__name__contains=words) if words else found, PAGE)


def seen(one: Resident, *, whole: bool = False) -> Seen:
    """A resident as shown. ``whole``: with the numbers open, which whoever asks has noted."""
    shown = _secrets(one, whole=whole)
    return Seen(
        one.person.number,
        one.person.name,
        _address(one.person),
        shown["identity"],
        shown["phone"],
        one.relation,
    )


def _secrets(one: Resident, *, whole: bool) -> dict[str, str]:
    found = opened(one)
    shown = {"identity": found.identity, "phone": found.phone}
    if whole:
        return shown | {"born": found.born}
    born = f"{found.born[:4]}-**-**" if found.born else ""
    return {key: masked(words) for key, words in shown.items()} | {"born": born}


def _address(person: Person) -> str:
    home = person.household.home if person.household else None
    return f"{home.building} {home}" if home else ""


def exported(community: Community, shape: Shape, viewer: Viewer, *, whole: bool) -> Iterator[Values]:
    """A register row by row, in its shape; numbers masked unless ``whole``."""
    _gate(community, viewer)
    match shape.key:
        case "buildings":
            return (_building(one) for one in Building.objects.filter(community=community).iterator())
        case "dwellings":
            homes = Dwelling.objects.filter(community=community).select_related("building")
            return (
                {**_home(one), "number": one.number, "area": one.area, "use": one.use}
                for one in homes.iterator()
            )
        case "households":
            here = Household.objects.filter(community=community, home__isnull=False)
            rows = here.select_related("home__building").order_by("number").iterator()
            return ({**_home(one.home), "code": one.code or None, "kind": one.kind} for one in rows)
        case _:
            return (_resident(one, whole=whole) for one in _residents(community).iterator())


def _building(one: Building) -> Values:
    return {
        "building": one.name,
        "address": one.address,
        "floors": one.floors,
        "stairwells": one.stairwells,
        "grid": one.grid,
    }


def _home(home: Any) -> Values:
    if home is None:
        return {}
    return {"building": home.building.name, "stairwell": home.stairwell, "dwelling": home.number}


def _resident(one: Resident, *, whole: bool) -> Values:
    household = one.person.household
    plain = {
        name: getattr(one, name) for name in ("sex", "relation", "party", "owner", "registered", "lives")
    }
    return {
        "name": one.person.name,
        "register": str(one.person.number),
        **plain,
        **_secrets(one, whole=whole),
        **_home(household.home if household else None),
        "household": household.code if household else None,
    }
