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
from linli.apps.talk.reads.officers import Bench
from linli.apps.talk.reads.periods import REPORT, appeal_length
from linli.core.charter.terms import Duration
from linli.core.engine.calendar import after


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
    # What waits for others is not cut off before it is known whose it is.
    waits = {chain: (n, first) for chain, n, first in told.order_by("first")}
    if not waits:
        return
    bench = Bench(community, Viewer(person, lang=community_reads.lang()))
    for chain, at in matters.glances(community, bench.viewer, waits).items():
        own = bench.officers(at.procedure).own
        organ = next((one for one in owners if one in own), "")
        if organ:
            n, first = waits[chain]
            said = ngettext(
                "%(n)d comment was reported: %(title)s", "%(n)d comments were reported: %(title)s", n
            )
            due = _after(bench, first, REPORT)
            yield _errand(community, "reports", at, said % {"n": n, "title": at.title}, organ, due)


def _appeals(community: Any, person: str, owners: community_reads.Owners) -> Iterator[Errand]:
    rows = Hiding.objects.filter(
        community=community, appealed__isnull=False, verdict="", comment__gone=""
    ).order_by("appealed")
    waiting = list(rows.values_list("comment__discussion__chain", "seq", "appealed"))
    if not waiting:
        return
    bench = Bench(community, Viewer(person, lang=community_reads.lang()))
    hers: dict[str, list[tuple[Any, str]]] = {}
    for chain, seq, appealed in waiting:
        may = bench.deciders(seq)
        organ = next((one for one in owners if one in may), "")
        if organ:
            hers.setdefault(chain, []).append((appealed, organ))
    for chain, at in matters.glances(community, bench.viewer, hers).items() if hers else ():
        n, (appealed, organ) = len(hers[chain]), hers[chain][0]
        said = ngettext(
            "%(n)d appeal is to be decided: %(title)s", "%(n)d appeals are to be decided: %(title)s", n
        )
        due = _after(bench, appealed, appeal_length(bench.force, at.procedure))
        yield _errand(community, "appeals", at, said % {"n": n, "title": at.title}, organ, due)


def _after(bench: Bench, start: datetime, length: Duration) -> datetime:
    return after(start, length, bench.roster.zone, bench.roster.calendars).at


def _errand(community: Any, kind: str, at: Glance, title: str, organ: str, due: datetime) -> Errand:
    return Errand(
        key=f"talk-{kind}-{at.year}-{at.number}", title=title, url=reverse("talk:waiting", args=[community.slug]),
        button=_("Moderate"), organ=organ, due=due,
    )  # fmt: skip
