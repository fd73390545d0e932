"""Saying something, changing it for a while, taking it back."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any, Final

from linli.apps.community import actions as community_actions
from linli.apps.matters.actions import Form
from linli.apps.talk.actions.at import (
    Done,
    Refused,
    comment_at,
    deed,
    discussion_of,
    matter_at,
    member,
    running,
    standing,
    words,
)
from linli.apps.talk.actions.erasing import empty
from linli.apps.talk.models import Comment, Discussion, Telling, Wording
from linli.apps.talk.refusing import no
from linli.core.engine.acts import Actor

LONGEST: Final = 2_000
"""So many characters; what is longer is a file or a matter of its own."""
EDIT_MINUTES: Final = 15
EDITS = 10
"""So often a comment can be edited: each older wording stays on its page."""
SALT_BYTES = 16
IN_TEN_MINUTES, IN_A_DAY = 10, 100
TWICE = timedelta(minutes=2)
"""The same words to the same comment within this time are the same form, sent twice."""


@deed
def say(
    *, community: Any, by: Actor, year: int, number: int, text: str, answers: int = 0, key: str = ""
) -> Done:
    """Comment on a matter, or reply to its comment ``answers``."""
    kept, once = words(text, limit=LONGEST), Form(key=key).once
    at = running(community, year, number)
    member(community, by)
    discussion = discussion_of(community, at.chain)
    now = community_actions.now()
    if (before := _before(discussion, by.person, kept, answers, once)) is not None:
        return Done(before.number, repeated=True)
    answered = standing(comment_at(community, at.chain, answers)) if answers else None
    _not_too_often(community, by.person)
    discussion.last += 1
    discussion.save(update_fields=["last"])
    Comment.objects.create(
        discussion=discussion, number=discussion.last, under=(answered.under or answered) if answered else None,
        answers=answered, person=by.person, organ=by.organ, text=kept, salt=_salt(), at=now, key=once,
    )  # fmt: skip
    if answered is not None and answered.person != by.person:
        Telling.objects.create(
            community=community, kind=Telling.Kind.REPLY, chain=at.chain, seq=discussion.last, person=answered.person,
            at=now,
        )  # fmt: skip
    return Done(discussion.last)


def _salt() -> str:
    return secrets.token_bytes(SALT_BYTES).hex()


def _before(discussion: Discussion, person: str, text: str, answers: int, key: str) -> Comment | None:
    """What the same form, or the same words just now, became. Raises :class:`Refused` for a form sent with others."""
    own = discussion.comments.filter(person=person)
    if key and (found := own.filter(key=key).select_related("answers").first()) is not None:
        if not found.gone and (_first_words(found), found.answers.number if found.answers else 0) != (
            text,
            answers,
        ):
            raise Refused(no("form-sent"))
        return found
    since = community_actions.now() - TWICE
    same = own.filter(text=text, at__gte=since, gone="")
    return (same.filter(answers__number=answers) if answers else same.filter(answers=None)).first()


def _first_words(comment: Comment) -> str:
    wording = comment.wordings.order_by("until").first() if comment.edited else None
    return wording.text if wording else comment.text


def _not_too_often(community: Any, person: str) -> None:
    now = community_actions.now()
    own = Comment.objects.filter(discussion__community=community, person=person)
    if own.filter(at__gt=now - timedelta(minutes=10)).count() >= IN_TEN_MINUTES:
        raise Refused(no("too-fast", n=IN_TEN_MINUTES))
    if own.filter(at__gt=now - timedelta(days=1)).count() >= IN_A_DAY:
        raise Refused(no("too-many", n=IN_A_DAY))


@deed
def edit(*, community: Any, by: Actor, year: int, number: int, comment: int, text: str) -> Done:
    """Change the words of one's own comment, for a while; the old ones stay readable."""
    kept = words(text, limit=LONGEST)
    at = running(community, year, number)
    member(community, by)
    found = standing(_own(community, at.chain, comment, by))
    now = community_actions.now()
    if now >= found.at + timedelta(minutes=EDIT_MINUTES):
        raise Refused(no("too-late", n=EDIT_MINUTES))
    if found.text == kept:
        return Done(comment, repeated=True)
    if found.wordings.count() >= EDITS:
        raise Refused(no("edited-enough", n=EDITS))
    Wording.objects.create(comment=found, text=found.text, until=now)
    found.text, found.salt, found.edited = kept, _salt(), now
    found.save(update_fields=["text", "salt", "edited"])
    return Done(comment)


@deed
def delete(*, community: Any, by: Actor, year: int, number: int, comment: int) -> Done:
    """Take back one's own comment with all its wordings; a gap stays that says so. Also when the matter is over."""
    at = matter_at(community, year, number)
    found = _own(community, at.chain, comment, by)
    if found.gone:
        return Done(comment, repeated=True)
    empty([found], Comment.Gone.DELETED)
    return Done(comment)


def _own(community: Any, chain: str, number: int, by: Actor) -> Comment:
    found = comment_at(community, chain, number)
    if not by.person or found.person != by.person:
        raise Refused(no("not-own"))
    return found
