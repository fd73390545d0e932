"""The summary that those who conduct a matter write and pin."""

from __future__ import annotations

from typing import Any, Final

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters.actions import Form
from linli.apps.talk.actions.at import Done, Refused, deed, discussion_of, member, running, words
from linli.apps.talk.models import Summary
from linli.apps.talk.refusing import no
from linli.core.charter.terms import By, Who
from linli.core.engine.acts import Actor
from linli.core.engine.moderating import conducting
from linli.core.engine.turn import titles

LONGEST_SUMMARY: Final = 4_000


@deed
def summarise(*, community: Any, by: Actor, year: int, number: int, text: str, key: str = "") -> Done:
    """Pin a summary; the one before it is no longer pinned and stays readable."""
    kept, once = words(text, limit=LONGEST_SUMMARY), Form(key=key).once
    at = running(community, year, number)
    officer(community, by, at.procedure)
    discussion = discussion_of(community, at.chain)
    pinned = discussion.summaries.filter(pinned=True)
    sent = discussion.summaries.filter(person=by.person, key=once).first() if once else None
    if sent is not None and sent.text not in (kept, ""):
        raise Refused(no("form-sent"))
    same = pinned.filter(person=by.person, organ=by.organ, text=kept).first()
    if (before := sent or same) is not None:
        return Done(before.pk, repeated=True)
    pinned.update(pinned=False)
    made = Summary.objects.create(
        discussion=discussion,
        person=by.person,
        organ=by.organ,
        text=kept,
        at=community_actions.now(),
        key=once,
    )
    return Done(made.pk)


@deed
def take_summary_down(*, community: Any, by: Actor, year: int, number: int) -> Done:
    """Pin no summary; it stays readable."""
    at = running(community, year, number)
    officer(community, by, at.procedure)
    pinned = discussion_of(community, at.chain).summaries.filter(pinned=True)
    if not pinned.update(pinned=False):
        raise Refused(no("no-summary"))
    return Done()


def officer(community: Any, by: Actor, procedure: str) -> None:
    """Whoever conducts the procedure, in that capacity. Raises :class:`Refused`."""
    member(community, by)
    force = community_reads.force(community)
    organs = conducting(force, procedure)
    if by.organ not in organs:
        raise Refused(no("not-officer", organ=titles(force, By(tuple(Who("organ", one) for one in organs)))))
