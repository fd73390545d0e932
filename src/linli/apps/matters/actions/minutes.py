"""The minutes of a sitting: corrected as a text, then signed in its chain."""

from __future__ import annotations

from typing import Any

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import typed
from linli.apps.matters.actions.done import Done
from linli.apps.matters.actions.sittings import in_sitting
from linli.apps.matters.models import MinutesDraft, Sitting
from linli.core.engine.acts import Actor
from linli.core.engine.refusal import Refusal, refuse
from linli.core.engine.sitting import SignMinutes
from linli.core.engine.sittings import may_convene, presides


@community_actions.deed
def correct_minutes(*, community: Any, chain: str, by: Actor, drawn: str, text: str, stamp: int) -> Done:
    """Write what the minutes are to say; nothing is signed by it. ``drawn`` is what the record gives.

    ``stamp`` is the version that was seen (0: none); one that somebody changed meanwhile is not written over.
    """
    text = typed.text(text)
    rows = Sitting.objects.select_for_update(of=("self",)).select_related("community")
    sitting = rows.filter(community=community, chain=chain).first()
    if sitting is None:
        return Done(chain, refusal=refuse("no-such-matter"))
    refusal = _why_not(community, sitting, by)
    draft = MinutesDraft.objects.filter(sitting=sitting).first()
    if refusal is None and (draft.stamp if draft else 0) != stamp:
        refusal = refuse("draft-changed", f"organs.{sitting.organ}")
    if refusal is not None:
        return Done(chain, refusal=refusal, sitting=sitting)
    draft = draft or MinutesDraft(sitting=sitting, drawn=drawn, stamp=0)
    draft.text, draft.person, draft.changed, draft.stamp = (
        text,
        by.person,
        community_actions.now(),
        draft.stamp + 1,
    )
    draft.save()
    return Done(chain, sitting.head_seq, sitting=sitting)


def _why_not(community: Any, sitting: Sitting, by: Actor) -> Refusal | None:
    """Whoever presides or may convene corrects the minutes of a sitting that is over, until they are signed."""
    force, roster = community_reads.in_force(sitting.charter_hash), community_reads.roster(community)
    at, state = max(community_actions.now(), sitting.last), sitting.state
    clause = f"organs.{state.organ}"
    if state.status != "ended":
        return refuse("sitting-goes-on", clause)
    if sitting.cancelled:
        return refuse("sitting-cancelled", clause)
    if state.minutes:
        return refuse("minutes-signed", clause)
    if presides(force, state, by, roster, at):
        return None
    return may_convene(force, state.organ, by, roster, at)


def sign_minutes(*, community: Any, chain: str, by: Actor, text: str, key: str = "") -> Done:
    """Sign the minutes as this text; its hash goes into the record, and the text stands from then on."""
    text = typed.text(text)
    return in_sitting(community, chain, by, lambda envelope: SignMinutes(envelope.words(text)), key)
