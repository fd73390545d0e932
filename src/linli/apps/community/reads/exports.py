"""The registers as tables that go out, each in the shape in which it comes in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from linli.apps.community.models import (
    Building,
    Community,
    Dwelling,
    Household,
    PartyMember,
    Person,
    Piece,
    Resident,
    Stairwell,
    Unit,
)
from linli.apps.community.reads.charters import force
from linli.apps.community.reads.people import Viewer
from linli.apps.community.reads.reach import in_full, reach
from linli.apps.community.reads.rosters import roster
from linli.apps.community.reads.tables import residents_of, secrets_of
from linli.apps.community.sealing import unseal, use_of_units
from linli.core.engine.roster import NEVER, Seat
from linli.registers.cells import Value
from linli.registers.identity import masked
from linli.registers.shape import Shape

Values = dict[str, Value | None]
SECRET = frozenset({"residents", "units", "party"})
"""Registers that hold ID numbers, phones or birth dates."""


def exported(community: Community, shape: Shape, viewer: Viewer, *, whole: bool) -> Iterator[Values]:
    """A register row by row, in its shape, as far as somebody sees it; what is secret masked unless ``whole``.

    Raises OutOfReach for who does not see it, and for ``whole`` by anybody but the clerk.
    """
    far = reach(community, viewer, shape.key)
    if whole:
        in_full(community, viewer)
    return _EXPORTS[shape.key](community, far.rows(shape.key) if not far.whole else Q(), whole)


def _buildings(community: Community, seen: Q, _whole: bool) -> Iterator[Values]:
    names = ("address", "floors", "stairwells", "grid")
    for one in Building.objects.filter(seen, community=community).iterator():
        yield {"building": one.name, **{name: getattr(one, name) for name in names}}


def _stairwells(community: Community, seen: Q, _whole: bool) -> Iterator[Values]:
    for one in Stairwell.objects.filter(seen, community=community).select_related("building").iterator():
        plain = {name: getattr(one, name) for name in ("floors", "dwellings", "lift")}
        yield {"building": one.building.name, "stairwell": one.name, **plain}


def _dwellings(community: Community, seen: Q, _whole: bool) -> Iterator[Values]:
    for one in Dwelling.objects.filter(seen, community=community).select_related("building").iterator():
        yield {**_home(one), "number": one.number, "area": one.area, "use": one.use}


def _parts(community: Community, _seen: Q, _whole: bool) -> Iterator[Values]:
    titles = {kind: force(community).level_title(kind).zh for kind in force(community).parts}
    pieces = Piece.objects.filter(community=community).exclude(part="").select_related("building")
    for one in pieces.iterator():
        yield {
            "building": one.building.name,
            "stairwell": one.stairwell,
            "level": titles.get(one.level, one.level),
            "part": one.part,
        }


def _units(community: Community, seen: Q, whole: bool) -> Iterator[Values]:
    for one in Unit.objects.filter(seen, community=community).select_related("building").iterator():
        phone = unseal(bytes(one.sealed), use_of_units(community.pk)).decode() if one.sealed else ""
        plain = {name: getattr(one, name) for name in ("name", "kind", "address", "contact")}
        building = one.building.name if one.building else None
        yield {**plain, "building": building, "phone": phone if whole else masked(phone)}


def _households(community: Community, seen: Q, _whole: bool) -> Iterator[Values]:
    here = Household.objects.filter(seen, community=community, home__isnull=False)
    for one in here.select_related("home__building").order_by("number").iterator():
        yield {**_home(one.home), "code": one.code or None, "kind": one.kind}


def _residents(community: Community, seen: Q, whole: bool) -> Iterator[Values]:
    return (_resident(one, whole=whole) for one in residents_of(community).filter(seen).iterator())


def _resident(one: Resident, *, whole: bool) -> Values:
    household = one.person.household
    names = ("sex", "relation", "party", "owner", "registered", "lives")
    return {
        "name": one.person.name,
        "register": str(one.person.number),
        **{name: getattr(one, name) for name in names},
        **secrets_of(one, whole=whole),
        **_home(household.home if household else None),
        "household": household.code if household else None,
    }


def _home(home: Any) -> Values:
    if home is None:
        return {}
    return {"building": home.building.name, "stairwell": home.stairwell, "dwelling": home.number}


def _party(community: Community, seen: Q, whole: bool) -> Iterator[Values]:
    here = PartyMember.objects.filter(seen, community=community, person__departed=False)
    for one in here.select_related("person__resident").order_by("person__number").iterator():
        resident = getattr(one.person, "resident", None)
        identity = secrets_of(resident, whole=whole)["identity"] if resident else ""
        plain = {name: getattr(one, name) for name in ("branch", "joined", "stage")}
        yield {"name": one.person.name, "register": str(one.person.number), "identity": identity, **plain}


def _rosters(community: Community, _seen: Q, _whole: bool) -> Iterator[Values]:
    organs, now = force(community).charter.organs, roster(community)
    seated = {who for held in now.seats.values() for who in held}
    people = {one.pseudonym: one for one in Person.objects.filter(community=community, pseudonym__in=seated)}
    for key, held in now.seats.items():
        organ = organs.get(key)
        for who, seat in held.items():
            person = people[who]
            kind = organ.classes.get(seat.seat_class) if organ else None
            yield {
                "organ": organ.title.zh if organ else key,
                "name": person.name,
                "register": str(person.number),
                "chair": seat.chair,
                "class": kind.title.zh if kind else seat.seat_class,
                "until": _last_day(seat, community),
                "level": force(community).level_title(seat.level).zh if seat.level else "",
                "parts": "、".join(seat.parts),
            }


def _last_day(seat: Seat, community: Community) -> str | None:
    if seat.until >= NEVER:
        return None
    return (seat.until.astimezone(ZoneInfo(community.zone)) - timedelta(microseconds=1)).date().isoformat()


_EXPORTS: dict[str, Callable[[Community, Q, bool], Iterator[Values]]] = {
    "buildings": _buildings,
    "stairwells": _stairwells,
    "dwellings": _dwellings,
    "parts": _parts,
    "units": _units,
    "households": _households,
    "residents": _residents,
    "party": _party,
    "rosters": _rosters,
}
