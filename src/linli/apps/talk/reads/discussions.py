"""The discussion of a matter, its threads, and its summaries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from linli.apps.community import reads as community_reads
from linli.apps.matters import reads as matters
from linli.apps.matters.reads import Glance, Viewer
from linli.apps.talk.models import Comment, Discussion, Hiding, Report
from linli.apps.talk.reads.officers import Bench, officers
from linli.apps.talk.reads.pages import CommentShown, DiscussionPage, Sort, SummaryShown, Thread
from linli.apps.talk.reads.seen import Seen
from linli.apps.talk.refusing import WHY

THREADS, REPLIES = 20, 3
"""So many threads on a page, and so many replies below each: a page stays light on a slow phone."""
IN_THREAD = 20
ORDERS: dict[Sort, tuple[str, ...]] = {"newest": ("-number",), "supported": ("-supported", "-number")}


def discussion(
    community: Any, viewer: Viewer, year: int, number: int, *, sort: Sort = "newest", page: int = 1,
    thread: int = 0, most: int = THREADS, below: int = REPLIES,
) -> DiscussionPage | None:  # fmt: skip
    """A page of the discussion, or of the one ``thread`` that a comment is at the head of; None where there is none."""
    at = matters.glance(community, viewer, year, number)
    if at is None:
        return None
    return discussion_on(community, viewer, at, sort=sort, page=page, thread=thread, most=most, below=below)


def discussion_on(
    community: Any, viewer: Viewer, at: Glance, *, sort: Sort = "newest", page: int = 1, thread: int = 0,
    most: int = THREADS, below: int = REPLIES,
) -> DiscussionPage | None:  # fmt: skip
    """The same, of a matter that has been read already."""
    found = Discussion.objects.filter(community=community, chain=at.chain).first()
    bench = Bench(community, viewer)
    office = bench.officers(at.procedure)
    heads, pages, page = _heads(found, sort, page, most, thread)
    if thread and not heads:
        return None
    replies, threaded = _replies(heads, page if thread else 1, IN_THREAD if thread else below)
    if thread:
        page, pages = threaded
    seen = Seen(community, viewer, [*heads, *replies], bench=bench, moderates=bool(office.own), over=at.over,
                brief=not thread)  # fmt: skip
    last = _last_summary(found)
    speaks = bool(viewer.person) and not at.over
    return DiscussionPage(
        chain=at.chain, year=at.year, number=at.number, title=at.title, over=at.over, total=found.last if found else 0,
        threads=tuple(_threads(seen, heads, replies, whole=bool(thread))), sort=sort, page=page, pages=pages,
        summary=_summary(seen, last) if last and last.pinned else None, summaries=last.n if last else 0,
        member=bool(viewer.person), speaks=speaks, why_not=_why_not(viewer, at),
        moderates=bool(office.own), sums=bool(office.own) and not at.over,
        waits=_waits(found) if found and office.own else 0, zone=seen.roster.zone,
    )  # fmt: skip


def _last_summary(found: Discussion | None) -> Any:
    """The summary that is pinned, else the last, with how many there are (``n``); None where there are none."""
    rows = found.summaries.annotate(n=Window(Count("pk"))) if found else None
    return rows.order_by("-pinned", "-pk").first() if rows is not None else None


def _why_not(viewer: Viewer, at: Glance) -> str:
    if at.over:
        return WHY["closed"][0].in_(viewer.lang)
    signed_in = viewer.account is not None and viewer.account.is_authenticated
    return WHY["not-of-community"][0].in_(viewer.lang) if signed_in and not viewer.person else ""


def _heads(
    found: Discussion | None, sort: Sort, page: int, most: int, thread: int
) -> tuple[list[Comment], int, int]:
    """The heads of a page, how many pages there are, and which this is."""
    if found is None:
        return [], 1, 1
    rows = _rows(found.comments.filter(under=None).annotate(n=Count("replies")))
    if thread:
        return list(rows.filter(number=thread)), 1, page
    pages = max(1, -(-found.comments.filter(under=None).count() // most))
    page = min(max(page, 1), pages)
    return list(rows.order_by(*ORDERS[sort])[(page - 1) * most : page * most]), pages, page


def _replies(heads: Sequence[Comment], page: int, most: int) -> tuple[list[Comment], tuple[int, int]]:
    """The replies of a page, and which page of how many it is."""
    with_replies = [one.pk for one in heads if _count(one)]
    if not with_replies:
        return [], (1, 1)
    pages = max(1, -(-max(_count(one) for one in heads) // most))
    page = min(max(page, 1), pages)
    place = Window(RowNumber(), partition_by=[F("under")], order_by=F("number").asc())
    rows = _rows(Comment.objects.filter(under__in=with_replies)).annotate(place=place)
    return list(rows.filter(place__gt=(page - 1) * most, place__lte=page * most).order_by("number")), (
        page,
        pages,
    )


def _rows(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("answers", "discussion")


def _count(head: Any) -> int:
    """How many replies a comment has, as the query counted them."""
    return int(head.n)


def _threads(
    seen: Seen, heads: Iterable[Comment], replies: Iterable[Comment], *, whole: bool
) -> Iterable[Thread]:
    below: dict[int, list[CommentShown]] = {}
    for one in replies:
        assert one.under_id is not None
        below.setdefault(one.under_id, []).append(seen.one(one))
    for head in heads:
        shown = tuple(below.get(head.pk, ()))
        yield Thread(seen.one(head), shown, 0 if whole else _count(head) - len(shown))


def _summary(seen: Seen, row: Any) -> SummaryShown:
    if row.person not in seen.names:
        seen.names |= community_reads.names(seen.community, [row.person], seen.viewer.account)
    return SummaryShown(row.text, seen.who(row.person, row.organ), row.at, row.pinned)


def summaries(community: Any, viewer: Viewer, year: int, number: int) -> list[SummaryShown]:
    """Every summary of a discussion, the newest first."""
    at = matters.glance(community, viewer, year, number)
    found = Discussion.objects.filter(community=community, chain=at.chain).first() if at else None
    if found is None:
        return []
    seen = Seen(community, viewer, [], moderates=False)
    return [_summary(seen, one) for one in found.summaries.order_by("-pk")[:50]]


def comment(community: Any, viewer: Viewer, year: int, number: int, comment: int) -> CommentShown | None:
    """One comment; None where there is none on a matter that this reader may read."""
    at = matters.glance(community, viewer, year, number)
    rows = _rows(Comment.objects.filter(discussion__community=community, number=comment))
    found = rows.filter(discussion__chain=at.chain).first() if at else None
    if at is None or found is None:
        return None
    office = officers(community, viewer, at.procedure)
    return Seen(community, viewer, [found], moderates=bool(office.own), over=at.over).one(found)


def _waits(found: Discussion) -> int:
    reported = Report.objects.filter(
        comment__discussion=found, settled=None, comment__gone="", comment__hidden=False
    )
    appealed = Hiding.objects.filter(
        comment__discussion=found, appealed__isnull=False, verdict="", comment__gone=""
    )
    return reported.values("comment").distinct().count() + appealed.count()


def place_of(community: Any, viewer: Viewer, year: int, number: int, comment: int) -> tuple[int, int] | None:
    """The head of the thread that a comment is in, and on which page of it; None for no such comment."""
    at = matters.glance(community, viewer, year, number)
    rows = Comment.objects.filter(discussion__community=community, number=comment).select_related("under")
    found = rows.filter(discussion__chain=at.chain).first() if at else None
    if found is None:
        return None
    if found.under is None:
        return found.number, 1
    before = Comment.objects.filter(under=found.under, number__lt=found.number).count()
    return found.under.number, before // IN_THREAD + 1
