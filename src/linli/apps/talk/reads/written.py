"""Everything that somebody wrote in discussions, for her own export."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linli.apps.talk.models import Comment, Hiding, Report, Summary, Support


@dataclass(frozen=True, slots=True)
class Written:
    """One thing: ``what`` is comment, wording, support, report, appeal or summary; ``number`` the comment's."""

    what: str
    chain: str
    number: int
    at: datetime
    text: str


def written_by(community: Any, person: str) -> list[Written]:
    """What a person wrote, supported and told the moderators here, in order. For that person and the clerk only."""
    found: list[Written] = []
    comments = Comment.objects.filter(discussion__community=community, person=person)
    for one in comments.select_related("discussion").prefetch_related("wordings"):
        chain = one.discussion.chain
        found.append(Written("comment", chain, one.number, one.at, one.text))
        found += [Written("wording", chain, one.number, old.until, old.text) for old in one.wordings.all()]
    of_comment = {"comment__discussion__community": community}
    for row in Support.objects.filter(**of_comment, person=person).select_related("comment__discussion"):
        found.append(Written("support", row.comment.discussion.chain, row.comment.number, row.at, ""))
    for told in Report.objects.filter(**of_comment, person=person).select_related("comment__discussion"):
        found.append(
            Written("report", told.comment.discussion.chain, told.comment.number, told.at, told.text)
        )
    appeals = Hiding.objects.filter(comment__in=comments, appealed__isnull=False)
    for hiding in appeals.select_related("comment__discussion"):
        assert hiding.appealed is not None
        chain, number = hiding.comment.discussion.chain, hiding.comment.number
        found.append(Written("appeal", chain, number, hiding.appealed, hiding.appeal))
    for summary in Summary.objects.filter(discussion__community=community, person=person).select_related(
        "discussion"
    ):
        found.append(Written("summary", summary.discussion.chain, 0, summary.at, summary.text))
    return sorted(found, key=lambda one: one.at)
