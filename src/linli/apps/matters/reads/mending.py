"""Corrections as matters, for who keeps the registers: what waits on desks, and where each stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from linli.apps.community import reads as community_reads
from linli.apps.community.reads import Errand
from linli.apps.community.reads.corrections import corrections_at
from linli.apps.community.reads.deciders import Deciders, may_settle, self_governing
from linli.apps.community.reads.errands import MOST
from linli.apps.community.reads.mending import Stands
from linli.apps.matters.models import DeskItem, Matter
from linli.apps.matters.reads.closed import late_since
from linli.apps.matters.reads.rows import Lists
from linli.apps.matters.reads.viewer import Viewer
from linli.core.engine.acts import CLERK


def errands(community: Any, person: str, owners: community_reads.Owners) -> list[Errand]:
    """Of somebody in the register who keeps it, or stands in for who does: each correction that she may settle."""
    who = community_reads.person_of(community, person)
    if who is None or who.account is None:
        return []
    clerk = community_reads.is_clerk(who.account, community)
    if not clerk and not any(organ in owners for organ in self_governing(community)):
        return []
    return list(_errands(community, who.account))


def of_clerk(community: Any, account: Any) -> list[Errand]:
    """The same for who keeps the register and is nobody in it."""
    return list(_errands(community, account))


def _errands(community: Any, account: Any) -> Iterator[Errand]:
    waiting = DeskItem.objects.filter(community=community, organ=CLERK, ahead=False, matter__closed=True)
    found = [item.matter for item in waiting.select_related("matter").order_by("matter__began", "pk")[:MOST]]
    known, by = corrections_at(community, [one.chain for one in found]), Deciders(community)
    for matter in found:
        one, over = known.get(matter.chain), late_since(matter.state)
        if one is None or may_settle(one, account, by, late=over is not None):
            yield _errand(community, matter, one, over or matter.due)


def _errand(community: Any, matter: Matter, one: Any, due: datetime | None) -> Errand:
    way = [community.slug, matter.year, matter.number]
    if one is None:
        title = _("Correction %(year)d-%(n)d: what was asked has been erased")
        return Errand(
            key=f"correction-{matter.year}-{matter.number}", button=_("Answer it"), due=due,
            title=title % {"year": matter.year, "n": matter.number}, url=reverse("matters:matter", args=way),
        )  # fmt: skip
    return Errand(
        key=f"correction-{one.number}", button=_("Answer it"), due=due,
        title=_("Correction asked for by %(who)s: no. %(number)d of %(year)d")
        % {"who": one.person.name, "number": matter.number, "year": matter.year},
        url=reverse("community:correction", args=[community.slug, one.number]),
    )  # fmt: skip


def stands(community: Any, chains: Iterable[str]) -> dict[str, Stands]:
    """Where the matters at some chains stand, for whoever came to them through the gate of corrections."""
    wanted = [one for one in chains if one]
    if not wanted:
        return {}
    lists = Lists(community, Viewer(lang=community_reads.lang()))
    rows = Matter.every.filter(community=community, chain__in=wanted)
    return {row.chain: _stand(community, lists, row) for row in rows}


def _stand(community: Any, lists: Lists, matter: Matter) -> Stands:
    shown = lists.row(matter)
    over = late_since(matter.state)
    return Stands(
        year=matter.year, number=matter.number, stage=shown.stage_title, who=shown.who, due=matter.due,
        until=lists.lens.before(matter.due), late=over is not None,
        late_by=lists.lens.late_by(over, lists.at) if over else "",
        url=reverse("matters:matter", args=[community.slug, matter.year, matter.number]),
    )  # fmt: skip
