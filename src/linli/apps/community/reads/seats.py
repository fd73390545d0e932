"""The seats of one organ: of which kinds, how many are taken, how many are left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from linli.apps.community.models import Community, Entry
from linli.apps.community.reads.charters import force as force_of
from linli.apps.community.reads.organs import SeatView, seats_held
from linli.apps.community.reads.people import Viewer
from linli.apps.community.reads.rosters import CHAIN
from linli.apps.community.reads.rosters import roster as roster_of
from linli.core.charter import explain
from linli.core.charter.model import SeatClass
from linli.core.charter.places import EACH, OF_HOUSES
from linli.core.charter.terms import Range
from linli.core.charter.text import Text
from linli.core.engine.force import InForce
from linli.core.engine.place import left_out
from linli.core.engine.refusal import Refusal
from linli.core.engine.roster import Roster
from linli.core.engine.seating import composition_of


@dataclass(frozen=True, slots=True)
class SeatKind:
    """A kind of seat. ``room`` is how many more there can be, None where nothing bounds it; ``barred`` is why none."""

    key: str
    title: Text
    seats: Text | None
    by: Text | None
    votes: bool
    taken: int
    room: int | None
    barred: Refusal | None


@dataclass(frozen=True, slots=True)
class OrganSeats:
    """The seats of an organ. ``free`` is None where their number has no bound; ``composed`` what they must be.

    ``barred`` is why the organ is not in this place, if it is not. ``parts`` is the kind of part for which each of its
    seats is, such as a grid; empty where they are for none in particular. ``levels`` are the kinds of place at which
    a seat can be, of an organ that stands at every level. ``size`` is how many seats it has now; ``may_have`` how many
    the charter allows, where that is a range.
    """

    key: str
    title: Text
    chair: Text | None
    held: tuple[SeatView, ...]
    free: int | None
    kinds: tuple[SeatKind, ...]
    composed: Text | None
    barred: Refusal | None
    parts: str = ""
    levels: tuple[str, ...] = ()
    size: int | None = None
    may_have: Text | None = None
    by_themselves: frozenset[str] = frozenset()
    """The pseudonyms of those who entered their own seat, which only who keeps the register alone may."""


def organ_seats(community: Community, organ: str, viewer: Viewer, at: datetime) -> OrganSeats | None:
    """The seats of an organ; None for one that is not in the charter, or has none to be filled here."""
    force, roster = force_of(community), roster_of(community)
    body = force.charter.organs.get(organ)
    if body is None or not (body.elected_by or body.chosen_by or body.appointed_by):
        return None
    held = seats_held(community, force, roster, organ, viewer, at)
    size = roster.sizes.get(organ, body.seats.most if body.seats else None)
    free = None if size is None else max(0, size - len(held))
    kinds = tuple(
        _kind(force, roster, (organ, key), kind, sum(one.seat_class == key for one in held), free)
        for key, kind in body.classes.items()
    )
    composed = composition_of(force, organ, body.composition) if body.composition else None
    barred = left_out(force, roster, body.when, f"organs.{organ}", body.title)
    return OrganSeats(
        organ,
        body.title,
        body.chair,
        held,
        free,
        kinds,
        composed,
        barred,
        body.at if body.at in force.parts else "",
        levels(force) if body.at == EACH else (),
        size,
        _range(body.seats) if body.seats and body.seats.least != body.seats.most else None,
        _by_themselves(community, roster, organ),
    )


def _by_themselves(community: Community, roster: Roster, organ: str) -> frozenset[str]:
    held = roster.seats.get(organ, {})
    since = [one.since for one in held.values()]
    rows = Entry.objects.filter(community=community, chain=CHAIN, seq__in=since, actor__in=list(held))
    entered = set(rows.values_list("seq", "actor"))
    return frozenset(who for who, one in held.items() if (one.since, who) in entered)


def levels(force: InForce) -> tuple[str, ...]:
    """The kinds of place at which a seat can be: the parts of the charter's own, that itself, others that it names."""
    named = [kind for one in (force.charter, *force.bases.values()) for kind in one.places]
    own = (force.charter.level, "grid", *OF_HOUSES)
    known = dict.fromkeys([*named, *(kind for kind in own if kind in force.kinds)])
    return tuple(sorted(known, key=lambda kind: (kind not in force.parts, kind != force.charter.level)))


def _kind(
    force: InForce, roster: Roster, at: tuple[str, str], kind: SeatClass, taken: int, free: int | None
) -> SeatKind:
    organ, key = at
    most = kind.seats.most if kind.seats else None
    bounds = [bound for bound in (free, None if most is None else max(0, most - taken)) if bound is not None]
    return SeatKind(
        key=key,
        title=kind.title,
        seats=_range(kind.seats),
        by=_by(force, kind),
        votes=kind.votes == "yes",
        taken=taken,
        room=min(bounds, default=None),
        barred=left_out(force, roster, kind.when, f"organs.{organ}.classes.{key}", kind.title),
    )


def _range(seats: Range | None) -> Text | None:
    if seats is None:
        return None
    one = (seats.most or seats.least) == 1
    said = explain.range_(seats, "en", "seat" if one else "seats")
    return Text(zh=explain.range_(seats, "zh", "席"), en=said)


def _by(force: InForce, kind: SeatClass) -> Text | None:
    if kind.by is None:
        return None
    charter, bases = force.charter, force.bases
    return Text(
        zh=explain.by(kind.by, charter, "zh", bases=bases), en=explain.by(kind.by, charter, "en", bases=bases)
    )
