"""What waits for moderators, for their desks: one line for each matter, however many comments there are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.apps.community import reads as community_reads
from linli.apps.community.reads import Errand
from linli.apps.matters import reads as matters
from linli.apps.matters.reads import Glance, Viewer
from linli.apps.talk.models import Hiding, Report
from linli.apps.talk.reads.officers import deciders, officers
from linli.apps.talk.reads.periods import REPORT, appeal_length
from linli.core.engine.calendar import after

MOST = 100


def errands(community: Any, person: str, owners: community_reads.Owners) -> list[Errand]:
    """Comments that readers told of and appeals, for whoever may do something about them in one of her capacities."""
    return [*_reports(community, person, owners), *_appeals(community, person, owners)]


def _reports(community: Any, person: str, owners: community_reads.Owners) -> Iterator[Errand]:
    rows = Report.objects.filter(
        settled=None, comment__gone="", comment__hidden=False, comment__discussion__community=community
    ).exclude(comment__person=person)
    told = rows.values_list("comment__discussion__chain").annotate(
        n=Count("comment", distinct=True), first=Min("at")
    )
    waits = {chain: (n, first) for chain, n, first in told.order_by("first")[:MOST]}
    viewer = Viewer(person, lang=community_reads.lang())
    known = matters.glances(community, viewer, waits) if waits else {}
    own = {
        one: officers(community, viewer, one).own for one in {glance.procedure for glance in known.values()}
    }
    roster = community_reads.roster(community)
    for chain, (n, first) in waits.items():
        at = known.get(chain)
        organ = next((one for one in owners if one in own[at.procedure]), "") if at else ""
        if at and organ:
            said = ngettext(
                "%(n)d comment was reported: %(title)s", "%(n)d comments were reported: %(title)s", n
            )
            due = after(first, REPORT, roster.zone, roster.calendars).at
            yield _errand(community, "reports", at, said % {"n": n, "title": at.title}, organ, due)


def _appeals(community: Any, person: str, owners: community_reads.Owners) -> Iterator[Errand]:
    rows = Hiding.objects.filter(
        community=community, appealed__isnull=False, verdict="", comment__gone=""
    ).order_by("appealed")
    viewer = Viewer(person, lang=community_reads.lang())
    force, roster = community_reads.force(community), community_reads.roster(community)
    waits: dict[str, list[tuple[datetime, str]]] = {}
    for chain, seq, appealed in rows.values_list("comment__discussion__chain", "seq", "appealed")[:MOST]:
        may = deciders(community, viewer, seq)
        organ = next((one for one in owners if one in may), "")
        if organ:
            assert appealed is not None
            waits.setdefault(chain, []).append((appealed, organ))
    known = matters.glances(community, viewer, waits) if waits else {}
    for chain, at in known.items():
        found = waits[chain]
        said = ngettext(
            "%(n)d appeal is to be decided: %(title)s",
            "%(n)d appeals are to be decided: %(title)s",
            len(found),
        )
        appealed, organ = found[0]
        due = after(appealed, appeal_length(force, at.procedure), roster.zone, roster.calendars).at
        yield _errand(community, "appeals", at, said % {"n": len(found), "title": at.title}, organ, due)


def _errand(community: Any, kind: str, at: Glance, title: str, organ: str, due: datetime) -> Errand:
    return Errand(
        key=f"talk-{kind}-{at.year}-{at.number}", title=title, url=reverse("talk:waiting", args=[community.slug]),
        button=_("Moderate"), organ=organ, due=due,
    )  # fmt: skip
