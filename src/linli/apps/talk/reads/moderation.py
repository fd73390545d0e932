"""The public log of moderation, and what waits for the moderators."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q

from linli.apps.community import reads as community_reads
from linli.apps.matters import reads as matters
from linli.apps.matters.reads import Glance, Viewer
from linli.apps.talk.models import Comment, Hiding, Report
from linli.apps.talk.reads.officers import Bench
from linli.apps.talk.reads.pages import CommentShown, HidingShown
from linli.apps.talk.reads.periods import REPORT, Term, term
from linli.apps.talk.reads.seen import Seen

PAGE = 30
MOST = 100


def log(community: Any, viewer: Viewer, page: int = 1) -> tuple[list[HidingShown], int, int]:
    """What was hidden here, the newest first, without words and names; which page it is, and of how many."""
    rows = Hiding.objects.filter(community=community).order_by("-seq")
    pages = Paginator(rows.select_related("comment__discussion", "comment__answers"), PAGE)
    found = pages.page(min(max(page, 1), pages.num_pages))
    hidings = list(found.object_list)
    seen = Seen(community, replace(viewer, person=""), [one.comment for one in hidings], moderates=False)
    # A comment can have been hidden twice; its own row says what came of each.
    seen.texts = _texts(seen, hidings)
    known = matters.glances(community, viewer, {one.comment.discussion.chain for one in hidings})
    shown = [_in_log(seen, one, known[one.comment.discussion.chain]) for one in hidings]
    return shown, found.number, pages.num_pages


def _texts(seen: Seen, hidings: Iterable[Hiding]) -> Any:
    seals = {seal for one in hidings for seal in (one.reasons, one.decided) if seal}
    return community_reads.texts(seen.community, seals) if seals else {}


def _in_log(seen: Seen, row: Hiding, at: Glance) -> HidingShown:
    return replace(seen.hiding(row, row.comment), year=at.year, number=at.number, title=at.title, appeal="")


@dataclass(frozen=True, slots=True)
class Told:
    """What one reader told the moderators."""

    ground: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A comment that readers told of, or whose writer appealed. ``due`` says until when to look at it."""

    at: Glance
    comment: CommentShown
    told: tuple[Told, ...]
    due: str = ""
    late: bool = False


def waiting(community: Any, viewer: Viewer) -> list[Waiting]:
    """What waits for this viewer as a moderator, the oldest first."""
    rows = Comment.objects.filter(_waits(), discussion__community=community).distinct().order_by("at")
    chains = set(rows.values_list("discussion__chain", flat=True))
    known = matters.glances(community, viewer, chains)
    bench = Bench(community, viewer)
    hers = {one for one in {at.procedure for at in known.values()} if bench.officers(one).own}
    own = [chain for chain, at in known.items() if at.procedure in hers]
    # Who moderates a matter is shown all of it; an appeal may also be for who moderates none.
    mine = rows.filter(Q(discussion__chain__in=own) | Q(hidings__appealed__isnull=False, hidings__verdict=""))
    found = list(mine.select_related("discussion", "answers")[:MOST])
    seen = Seen(community, viewer, found, moderates=False)
    told = _told(found)
    shown: list[Waiting] = []
    for one in found:
        seen.moderates = one.discussion.chain in own
        comment = seen.one(one)
        if seen.moderates or (comment.hiding is not None and comment.hiding.settles):
            reports = tuple(told.get(one.pk, ())) if seen.moderates else ()
            due = _due(seen, reports)
            late = due is not None and due.late
            shown.append(
                Waiting(known[one.discussion.chain], comment, reports, due.text if due else "", late)
            )
    return shown


def _due(seen: Seen, reports: tuple[Told, ...]) -> Term | None:
    """Until when somebody should look at what readers told of; an appeal has a time of its own."""
    first = min((one.at for one in reports), default=None)
    return term(seen.roster, first, REPORT, seen.now, seen.viewer.lang) if first else None


def _told(comments: Iterable[Comment]) -> dict[int, list[Told]]:
    told: dict[int, list[Told]] = {}
    rows = Report.objects.filter(comment__in=[one.pk for one in comments], settled=None).order_by("pk")
    for row in rows:
        told.setdefault(row.comment_id, []).append(Told(row.ground, row.text, row.at))
    return told


def _waits() -> Q:
    reported = Q(reports__isnull=False, reports__settled=None, gone="", hidden=False)
    return reported | Q(hidings__appealed__isnull=False, hidings__verdict="", gone="")
