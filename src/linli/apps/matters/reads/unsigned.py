"""Minutes that the charter wants signed by a day, and that are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.apps.community import reads as community_reads
from linli.apps.community.reads import Errand, Owners
from linli.apps.matters.models import Sitting
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.pages.boards import MinutesRow
from linli.apps.matters.reads.rows import Lists
from linli.core.charter import explain
from linli.core.charter.terms import Duration
from linli.core.engine.calendar import shown
from linli.core.engine.force import InForce
from linli.core.engine.minutes import readers, whose

MOST = 100


def asked(lists: Lists) -> tuple[str, ...]:
    """What the charter in force says of minutes, body by body; empty where it says nothing."""
    lens = lists.lens
    organs = lens.force.charter.organs.items()
    return tuple(_asked(lens, name, one.minutes_within) for name, one in organs if one.minutes_within)


def _asked(lens: Lens, organ: str, within: Duration) -> str:
    said = {"organ": lens.organ(organ), "within": explain.duration(within, lens.lang)}
    if not (found := readers(lens.force, organ)):
        return lens.say("minutes-asked", **said)
    return lens.say("minutes-asked-for", who=lens.text(whose(lens.force, found)), **said)


def unsigned(lists: Lists) -> tuple[MinutesRow, ...]:
    """The minutes that are to be signed, what is due first before the rest."""
    lens = lists.lens
    return tuple(
        MinutesRow(
            year=one.year, number=one.number, title=lens.organ(one.organ), held=lens.moment(one.starts),
            who=", ".join(lens.organ(organ) for organ in conveners(lens.force, one.organ)),
            due=lens.before(one.minutes_due), late=one.minutes_due is not None and one.minutes_due <= lists.at,
        )
        for one in _of(lens.force, _waiting(lists.community))
    )  # fmt: skip


def errands(community: Any, person: str, owners: Owners) -> Iterator[Errand]:
    """The minutes that wait on the desks of those who may convene the body."""
    # The record is asked for its rules only where something waits.
    found = list(_waiting(community))
    if not found:
        return
    force, lang = community_reads.force(community), community_reads.lang()
    zone = community_reads.roster(community).zone
    for one in _of(force, found):
        by = conveners(force, one.organ)
        organ = next((owner for owner in owners if owner in by), "")
        if organ:
            title, held = force.organ_title(one.organ).in_(lang), shown(one.starts, zone).in_(lang)
            yield Errand(
                key=f"minutes-{one.year}-{one.number}", button=_("Minutes"), organ=organ, due=one.minutes_due,
                title=_("Sign the minutes: %(organ)s, %(held)s") % {"organ": title, "held": held},
                url=reverse("matters:minutes", args=[community.slug, one.year, one.number]),
            )  # fmt: skip


def conveners(force: InForce, organ: str) -> tuple[str, ...]:
    """Who may convene a body, and so sees to its minutes."""
    return force.organ(organ).convened_by or (organ,)


def _waiting(community: Any) -> QuerySet[Sitting]:
    rows = Sitting.objects.filter(community=community, minutes_due__isnull=False)
    return rows.order_by("minutes_due", "pk")[:MOST]


def _of(force: InForce, found: Iterable[Sitting]) -> list[Sitting]:
    """Those of some sittings whose minutes the charter in force still wants by a day; never of one cancelled."""
    organs = force.charter.organs
    return [
        one
        for one in found
        if not one.cancelled and (organ := organs.get(one.organ)) and organ.minutes_within
    ]
