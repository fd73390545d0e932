"""Where a deed is done and by whom: the gates that every deed passes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import actions as matters_actions
from linli.apps.matters import reads as matters
from linli.apps.talk.models import Comment, Discussion
from linli.apps.talk.refusing import No, no, of_engine
from linli.core.engine.acts import Actor
from linli.core.engine.refusal import refuse


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a deed: the number of the comment (or summary) it was about, or why it was not done.

    ``repeated``: the same form had been received before, and nothing was done twice.
    """

    number: int = 0
    refusal: No | None = None
    repeated: bool = False


class Refused(Exception):
    """Not to be done; carries the reason out of the transaction, which is thereby undone."""

    def __init__(self, refusal: No) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


Given = ParamSpec("Given")


def deed(work: Callable[Given, Done]) -> Callable[Given, Done]:
    """A deed whose answer is what was done, or why not: what is refused is undone as a whole."""
    in_one = community_actions.deed(work)

    @wraps(work)
    def done(*args: Given.args, **given: Given.kwargs) -> Done:
        try:
            return in_one(*args, **given)
        except Refused as refused:
            about: Any = given.get("comment", 0)
            return Done(about, refusal=refused.refusal)

    return done


def matter_at(community: Any, year: int, number: int) -> matters.Glance:
    """The matter. Raises :class:`Refused` where there is none that the reader may read."""
    found = matters.glance(community, matters.Viewer(), year, number)
    if found is None:
        raise Refused(no("no-such-matter"))
    return found


def running(community: Any, year: int, number: int) -> matters.Glance:
    """The matter, in which something is still done. Raises :class:`Refused`."""
    found = matter_at(community, year, number)
    if found.over:
        raise Refused(no("closed"))
    return found


def member(community: Any, by: Actor) -> None:
    """Whoever speaks is on the register here, and in the organ acted for. Raises :class:`Refused`."""
    roster, force = community_reads.roster(community), community_reads.force(community)
    if not by.person or by.person not in roster.people:
        raise Refused(no("not-of-community"))
    if by.organ and roster.since(force, by.organ, by.person, community_actions.now()) is None:
        title = force.organ_title(by.organ)
        raise Refused(of_engine(refuse("not-in-organ", f"organs.{by.organ}", organ=title)))


def discussion_of(community: Any, chain: str) -> Discussion:
    """The discussion of a matter, made where there is none yet, and held until the transaction ends."""
    Discussion.objects.get_or_create(community=community, chain=chain)
    return Discussion.objects.select_for_update().get(community=community, chain=chain)


def comment_at(community: Any, chain: str, number: int) -> Comment:
    """A comment by its number, held. Raises :class:`Refused` where there is none on this matter here."""
    rows = Comment.objects.select_for_update(of=("self",)).select_related("discussion", "under")
    found = rows.filter(discussion__community=community, discussion__chain=chain, number=number).first()
    if found is None:
        raise Refused(no("no-such-comment"))
    return found


def standing(comment: Comment) -> Comment:
    """A comment whose words are there to be read. Raises :class:`Refused`."""
    if comment.gone:
        raise Refused(no("gone"))
    if comment.hidden:
        raise Refused(no("hidden"))
    return comment


def words(typed: str, *, limit: int, field: str = "text") -> str:
    """Words as typed. Raises :class:`Refused` for none, BadInput for those that cannot be kept."""
    kept = matters_actions.typed_text(typed, field=field, limit=limit)
    if not any(unicodedata.category(char)[0] not in "CZ" for char in kept):
        raise Refused(no("empty"))
    return kept
