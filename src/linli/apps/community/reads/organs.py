"""Organs and who sits in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from linli.apps.community.models import Community
from linli.apps.community.reads.charters import force as force_of
from linli.apps.community.reads.people import Viewer, names
from linli.apps.community.reads.rosters import roster as roster_of
from linli.core.charter.model import Organ
from linli.core.charter.text import Text
from linli.core.engine.force import InForce
from linli.core.engine.parts import part_kind
from linli.core.engine.roster import NEVER, Roster, Seat


@dataclass(frozen=True, slots=True)
class SeatView:
    """One seat taken. ``until`` is None for a seat without a term; ``kind`` where the organ has several.

    ``level`` is the kind of place that it is at, ``by_parts`` the kind of part for which it can be; empty for none.
    """

    pseudonym: str
    name: str
    chair: bool
    until: datetime | None
    seat_class: str = ""
    kind: Text | None = None
    parts: tuple[str, ...] = ()
    level: str = ""
    by_parts: str = ""


@dataclass(frozen=True, slots=True)
class OrganView:
    """An organ as its community sees it. ``vacant`` counts seats without a holder, where seats are fixed."""

    key: str
    title: Text
    chair: Text | None
    says: Text | None
    members: int
    seats: tuple[SeatView, ...]
    vacant: int
    made_of: tuple[Text, ...]
    has_seats: bool


def organs(community: Community, viewer: Viewer, at: datetime) -> list[OrganView]:
    """Every organ of the charter in force, in the charter's order; bodies outside the community are left out."""
    force, roster = force_of(community), roster_of(community)
    seated = {who for seats in roster.seats.values() for who in seats}
    called = names(community, seated, viewer)
    return [
        _view(force, roster, key, organ, called, at)
        for key, organ in force.charter.organs.items()
        if organ.outside is None
    ]


def _view(
    force: InForce, roster: Roster, key: str, organ: Organ, called: dict[str, str], at: datetime
) -> OrganView:
    seats = _seats(force, roster, key, called, at)
    has_seats = bool(organ.elected_by or organ.chosen_by or organ.appointed_by)
    size = max(roster.size(force, key, at), organ.seats.least if organ.seats else 0)
    parts = organ.union or ((organ.assembly_of,) if organ.assembly_of else ())
    return OrganView(
        key=key,
        title=organ.title,
        chair=organ.chair,
        says=getattr(organ, "says", None),
        members=len(roster.members(force, key, at)),
        seats=seats,
        vacant=max(0, size - len(seats)) if has_seats else 0,
        made_of=tuple(force.organ_title(part) for part in parts),
        has_seats=has_seats,
    )


def seats_held(
    community: Community, force: InForce, roster: Roster, organ: str, viewer: Viewer, at: datetime
) -> tuple[SeatView, ...]:
    """Who sits in one organ, the chair first."""
    called = names(community, roster.seats.get(organ, {}), viewer)
    return _seats(force, roster, organ, called, at)


def _seats(
    force: InForce, roster: Roster, key: str, called: dict[str, str], at: datetime
) -> tuple[SeatView, ...]:
    held = [seat for seat in roster.seats.get(key, {}).values() if at < seat.until]
    return tuple(
        _seat(force, seat, force.organ(key), called)
        for seat in sorted(held, key=lambda seat: (not seat.chair, seat.since))
    )


def _seat(force: InForce, seat: Seat, organ: Organ, called: dict[str, str]) -> SeatView:
    until = None if seat.until == NEVER else seat.until
    kind = organ.classes.get(seat.seat_class)
    name = called.get(seat.person, seat.person)
    return SeatView(
        seat.person, name, seat.chair, until, seat.seat_class, kind.title if kind else None, seat.parts, seat.level,
        part_kind(force, organ, seat),
    )  # fmt: skip
