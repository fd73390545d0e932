"""Seats: how many an organ has, who takes and who leaves one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from linli.apps.community import clock
from linli.apps.community.actions.chain import By, enact
from linli.apps.community.deed import deed
from linli.apps.community.models import Community, Person
from linli.apps.community.reads.charters import force
from linli.apps.community.store import StoredEntry
from linli.core.engine import roster as engine
from linli.core.engine.calendar import after
from linli.core.engine.refusal import Refusal

MOST_PARTS = 60
"""For so many parts a seat can be."""


@deed
def size_organ(community: Community, organ: str, seats: int, *, actor: By) -> StoredEntry | Refusal:
    """Fix how many seats an organ has, within what the charter allows."""
    return enact(community, engine.Size(organ, seats), actor=actor)


@deed
def take_seat(
    community: Community,
    person: Person,
    organ: str,
    *,
    actor: By,
    chair: bool = False,
    seat_class: str = "",
    until: datetime | None = None,
    how: Literal["elected", "chosen", "appointed", "co-opted"] = "elected",
    level: str = "",
) -> StoredEntry | Refusal:
    """Seat a person. Without ``until`` the term is the charter's, counted from now. Office is held under one's name.

    ``level`` is the kind of place that the seat is at, in an organ that stands at every level.
    """
    end = until or term_end(community, organ)
    act = engine.TakeSeat(
        person.pseudonym, organ, chair=chair, seat_class=seat_class, until=end, how=how, level=level
    )
    found = enact(community, act, actor=actor)
    if isinstance(found, StoredEntry) and not person.public:
        person.public = True
        person.save(update_fields=["public"])
    return found


def term_end(community: Community, organ: str) -> datetime:
    """When a term that begins now is over; the end of time for an organ without terms."""
    body = force(community).charter.organs.get(organ)
    if body is None or body.term is None:
        return engine.NEVER
    return after(clock.now(), body.term, community.zone, {}).at


@deed
def leave_seat(
    community: Community,
    person: Person,
    organ: str,
    *,
    actor: By,
    how: Literal["resigned", "recalled", "ended", "moved", "died"] = "resigned",
) -> StoredEntry | Refusal:
    """Vacate a seat."""
    return enact(community, engine.LeaveSeat(person.pseudonym, organ, how=how), actor=actor)


@deed
def cover(
    community: Community, person: Person, organ: str, parts: Sequence[str], *, actor: By
) -> StoredEntry | Refusal:
    """Say for which parts of the place a seat is, by their names in the registers; none for no part."""
    named = tuple(dict.fromkeys(parts))[:MOST_PARTS]
    return enact(community, engine.Cover(person.pseudonym, organ, named), actor=actor)
