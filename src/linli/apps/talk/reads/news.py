"""What somebody is to be told of, for the app that tells."""

from __future__ import annotations

from typing import Any

from django.db.models import Max

from linli.apps.matters import reads as matters
from linli.apps.matters.reads import Viewer
from linli.apps.matters.reads.news import News, Titled
from linli.apps.talk.models import Comment, Hiding, Telling

BATCH = 500


def newest(community: Any) -> int:
    """The last row: where reading the news begins."""
    return Telling.objects.filter(community=community).aggregate(last=Max("pk"))["last"] or 0


def news(community: Any, after: int) -> tuple[list[News], int]:
    """What is new after a row, and the row up to which it was read."""
    rows = list(Telling.objects.filter(community=community, pk__gt=after).order_by("pk")[:BATCH])
    found = [News(one.kind, one.chain, one.seq, one.at, person=one.person) for one in rows]
    return found, rows[-1].pk if rows else after


def told(community: Any, viewer: Viewer, kind: str, chain: str, seq: int) -> Titled | None:
    """What a piece of news is about, as this reader may see it now; None where nothing is left of it."""
    at = matters.glances(community, viewer, [chain]).get(chain)
    if at is None:
        return None
    rows = Comment.objects.filter(discussion__community=community, discussion__chain=chain)
    if kind != Telling.Kind.REPLY:
        hiding = Hiding.objects.filter(community=community, seq=seq).select_related("comment").first()
        number = hiding.comment.number if hiding else 0
        return Titled(at.title, ("comment", at.year, at.number, number)) if number else None
    found = rows.filter(number=seq, gone="", hidden=False).first()
    return Titled(at.title, ("comment", at.year, at.number, found.number)) if found else None
