"""What people are told of acts entered by one for another: that it was done, is contested, is answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q

from linli.apps.community import reads as community_reads
from linli.apps.matters.gate import Gate
from linli.apps.matters.models import EnteredAct
from linli.apps.matters.reads.news import News, Titled
from linli.apps.matters.reads.viewer import Viewer


def entered_news(community: Any, since: datetime) -> Iterator[News]:
    """What has come about since a moment, for her whose act it is and for who entered it, who may be nobody here."""
    rows = EnteredAct.objects.filter(community=community)
    for one in rows.filter(at__gte=since).order_by("at"):
        yield News("entered", one.chain, one.seq, one.at, person=one.person)
    lately = Q(contested__gte=since) | Q(answered__gte=since)
    for one in rows.filter(lately, contested__isnull=False).order_by("contested"):
        yield from _of_contest(one, since)


def _of_contest(one: EnteredAct, since: datetime) -> Iterator[News]:
    hand = one.account_id or 0
    if one.contested and one.contested >= since and hand and hand != one.contested_by_id:
        yield News("contested", one.chain, one.seq, one.contested, account=hand)
    if one.answered and one.answered >= since:
        yield News("answered", one.chain, one.seq, one.answered, person=one.person)
        if hand:
            yield News("answered", one.chain, one.seq, one.answered, account=hand)


def entered_title(community: Any, viewer: Viewer, chain: str, seq: int) -> Titled | None:
    """What an act entered is about, and the page on which it is contested; None for who may not see it."""
    gate = Gate(community, viewer.person, viewer.account)
    one = EnteredAct.objects.filter(community=community, chain=chain, seq=seq).first()
    if one is None or not gate.may_see(one):
        return None
    matter = gate.matters([one]).get(chain)
    if matter is None:
        return None
    force = community_reads.in_force(matter.charter_hash)
    title = force.procedure(one.procedure).title.in_(viewer.lang) if matter.closed else matter.title
    return Titled(title, ("contest", matter.year, matter.number, seq))
