"""Standing behind a comment: once per person, and no longer."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from linli.apps.community import actions as community_actions
from linli.apps.talk.actions.at import Done, Refused, comment_at, deed, member, running, standing
from linli.apps.talk.models import Comment, Support
from linli.apps.talk.refusing import no
from linli.core.engine.acts import Actor


@deed
def support(*, community: Any, by: Actor, year: int, number: int, comment: int, stands: bool = True) -> Done:
    """Stand behind a comment, or (``stands`` no longer) take that back; done twice it is done once."""
    at = running(community, year, number)
    member(community, by)
    found = comment_at(community, at.chain, comment)
    if not stands:
        taken = Support.objects.filter(comment=found, person=by.person).delete()[0]
        return _counted(found, -taken)
    standing(found)
    if found.person == by.person:
        raise Refused(no("own-support"))
    now = community_actions.now()
    _row, new = Support.objects.get_or_create(comment=found, person=by.person, defaults={"at": now})
    return _counted(found, int(new))


def _counted(comment: Comment, change: int) -> Done:
    if change:
        Comment.objects.filter(pk=comment.pk).update(supported=F("supported") + change)
    return Done(comment.number, repeated=not change)
