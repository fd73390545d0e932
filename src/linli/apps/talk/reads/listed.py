"""Comments in the order in which they were made, for programs."""

from __future__ import annotations

from typing import Any

from linli.apps.matters import reads as matters
from linli.apps.matters.reads import Viewer
from linli.apps.talk.models import Comment
from linli.apps.talk.reads.officers import officers
from linli.apps.talk.reads.pages import CommentShown
from linli.apps.talk.reads.seen import Seen


def comments_listed(
    community: Any, viewer: Viewer, year: int, number: int, *, after: int, most: int
) -> list[CommentShown] | None:
    """The comments of a matter before the comment ``after`` (0: the newest), one more than ``most`` if there are."""
    at = matters.glance(community, viewer, year, number)
    if at is None:
        return None
    rows = Comment.objects.filter(discussion__community=community, discussion__chain=at.chain)
    if after:
        rows = rows.filter(number__lt=after)
    found = list(rows.select_related("answers", "discussion").order_by("-number")[: most + 1])
    office = officers(community, viewer, at.procedure)
    seen = Seen(community, viewer, found, moderates=bool(office.own), over=at.over)
    return [seen.one(one) for one in found]
