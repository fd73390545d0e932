"""Taking words away for good. What the record has of them are commitments, which tell nothing without their salts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.talk.models import Comment, Hiding, Report, Support, Wording


def empty(comments: Iterable[Comment], why: str) -> None:
    """Leave gaps where some comments were: words, salts and older wordings go, the rows stay."""
    now = community_actions.now()
    for one in comments:
        one.text, one.salt, one.gone, one.gone_at = "", "", why, now
        one.save(update_fields=["text", "salt", "gone", "gone_at"])
        one.wordings.all().delete()


@community_actions.deed
def erase_written(*, community: Any, person: str, actor: Any) -> int:
    """Erase everything that a person wrote or supported in discussions; gives how many comments were emptied.

    ``actor`` is the account of that person, the clerk's, or the terminal. Raises PermissionDenied for anybody else.
    Summaries stay: they are what an organ says. So do the entries of the record, with seals that no longer open.
    """
    if not _may(community, person, actor):
        raise PermissionDenied
    own = Comment.objects.filter(discussion__community=community, person=person)
    left = list(own.exclude(gone=Comment.Gone.ERASED))
    empty(left, Comment.Gone.ERASED)
    Wording.objects.filter(comment__in=own).delete()
    Hiding.objects.filter(comment__in=own).update(appeal="", appeal_salt="")
    Report.objects.filter(comment__discussion__community=community, person=person).update(text="")
    stood = Support.objects.filter(comment__discussion__community=community, person=person)
    Comment.objects.filter(pk__in=list(stood.values_list("comment_id", flat=True))).update(
        supported=F("supported") - 1
    )
    stood.delete()
    return len(left)


def _may(community: Any, person: str, actor: Any) -> bool:
    if isinstance(actor, community_actions.Terminal):
        return True
    own = community_reads.person_for(actor, community)
    return (own is not None and own.pseudonym == person) or community_reads.is_clerk(actor, community)
