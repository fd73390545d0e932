"""The registers as tables, what was brought in, and the rows that need a hand: for the clerk, and some for seats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, Q, QuerySet, When

from linli.apps.community.models import (
    BroughtTable,
    Building,
    Community,
    Dwelling,
    Household,
    Look,
    PartyMember,
    Person,
    Piece,
    Resident,
    Stairwell,
    TableRow,
    Unit,
)
from linli.apps.community.personal import opened, veiled
from linli.apps.community.reads.people import Viewer, is_clerk
from linli.apps.community.reads.reach import reach, reader
from linli.apps.community.reads.rosters import roster
from linli.registers.cells import place_key

PAGE = 50
PEOPLE_PAGE = 25
"""So many residents stand on a page: on a phone each takes several lines."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A resident as the clerk sees them in the list: numbers masked, or open where that was asked for and noted."""

    number: int
    name: str
    home: str
    identity: str
    phone: str
    relation: str


def gate(community: Community, viewer: Viewer) -> None:
    """Only a clerk of this community comes through; raises PermissionDenied."""
    if not is_clerk(viewer, community):
        raise PermissionDenied


def tables(community: Community, viewer: Viewer) -> QuerySet[BroughtTable]:
    """Everything brought in, newest first, without the files."""
    gate(community, viewer)
    return BroughtTable.objects.filter(community=community).defer("file", "undo").select_related("account")


def table(community: Community, number: int, viewer: Viewer) -> BroughtTable | None:
    """One table brought in."""
    return tables(community, viewer).select_related("community").filter(number=number).first()


def table_rows(found: BroughtTable, viewer: Viewer) -> Paginator[TableRow]:
    """The rows that are wrong, then those that were mended, 50 a page."""
    gate(found.community, viewer)
    right = Case(When(problems=[], then=1), default=0)
    return Paginator(TableRow.objects.filter(table=found).order_by(right, "line"), PAGE)


def sizes(community: Community, viewer: Viewer) -> dict[str, int]:
    """How many rows each register has, of those that somebody sees, in the part that she sees."""
    who = reader(community, viewer)
    kept: dict[str, QuerySet[Any]] = {
        "buildings": Building.objects.filter(community=community),
        "stairwells": Stairwell.objects.filter(community=community),
        "dwellings": Dwelling.objects.filter(community=community),
        "parts": Piece.objects.filter(community=community).exclude(part=""),
        "units": Unit.objects.filter(community=community),
        "households": Household.objects.filter(community=community, home__isnull=False),
        "residents": residents_of(community),
        "party": PartyMember.objects.filter(community=community, person__departed=False),
    }
    if not who.clerk:
        who.reach()
        return {one: kept[one].filter(who.reach(one).rows(one)).count() for one in who.registers}
    seats = sum(len(held) for held in roster(community).seats.values())
    return {shape: rows.count() for shape, rows in kept.items()} | {"rosters": seats}


def residents_of(community: Community) -> QuerySet[Resident]:
    """Everybody in the register; whoever asks has come through a gate."""
    found = Resident.objects.filter(person__community=community, person__departed=False)
    return found.select_related("person__household__home__building").order_by("person__number")


def residents_seen(community: Community, viewer: Viewer) -> QuerySet[Resident]:
    """The register of residents as far as somebody sees it. Raises OutOfReach for who does not at all."""
    return residents_of(community).filter(reach(community, viewer, "residents").rows("residents"))


def looks(community: Community, viewer: Viewer) -> QuerySet[Look]:
    """Who looked at what is secret of others, newest first."""
    gate(community, viewer)
    return (
        Look.objects.filter(community=community).exclude(what="own-copy").select_related("account", "person")
    )


def residents(community: Community, viewer: Viewer, words: str = "") -> Paginator[Resident]:
    """The register of residents, or those whose name holds some words, a page at a time; as far as somebody sees it."""
    found = residents_seen(community, viewer)
    return Paginator(found.filter(person__name__contains=words) if words else found, PEOPLE_PAGE)


def known_by_name(community: Community, viewer: Viewer, words: str, *, most: int) -> list[Person]:
    """For the clerk, the first of whom the register has no more than a name, as when a community is founded."""
    if not is_clerk(viewer, community):
        return []
    found = Person.objects.filter(
        community=community, departed=False, resident__isnull=True, name__contains=words
    )
    return list(found.order_by("number")[:most])


def residents_listed(
    community: Community, viewer: Viewer, words: str = "", *, after: int = 0, most: int = PAGE
) -> list[Seen]:
    """The same in the order of their numbers, those ``after`` a number, as shown."""
    found = residents_seen(community, viewer).filter(person__number__gt=after)
    return [seen(one) for one in (found.filter(person__name__contains=words) if words else found)[:most]]


def seen(one: Resident, *, whole: bool = False) -> Seen:
    """A resident as shown. ``whole``: with the numbers open, which whoever asks has noted."""
    shown = secrets_of(one, whole=whole)
    return Seen(
        one.person.number,
        one.person.name,
        home_of(one.person),
        shown["identity"],
        shown["phone"],
        one.relation,
    )


def secrets_of(one: Resident, *, whole: bool) -> dict[str, str]:
    """What is secret of a resident: masked, or open where whoever asks has noted it."""
    found = opened(one)
    return (found if whole else veiled(found))._asdict()


def found_people(community: Community, viewer: Viewer, words: str, most: int = 20) -> list[Person]:
    """Those in the register whose name, number, household or address some words say, for the clerk."""
    gate(community, viewer)
    people = Person.objects.filter(community=community, departed=False)
    people = people.select_related("household__home__building")
    *above, last = words.split() or [""]
    number = Q(number=int(words)) if words.isascii() and words.isdecimal() and len(words) < 9 else Q()
    home = Q(household__home__number=last) | Q(household__code=last)
    if above:
        home &= Q(household__home__building__key=place_key("".join(above)))
    return list(people.filter(Q(name__contains=words) | home | number)[:most])


def home_of(person: Person) -> str:
    """Where somebody lives, as words; who shows it has gated that."""
    home = person.household.home if person.household else None
    return f"{home.building} {home}" if home else ""
