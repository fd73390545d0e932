"""Handing over: the note that one leaves for whoever comes after."""

from __future__ import annotations

from typing import Any

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import typed
from linli.apps.matters.models import HandoverNote
from linli.core.engine.acts import Actor
from linli.core.engine.refusal import Refusal, refuse


@community_actions.deed
def leave_note(*, community: Any, by: Actor, text: str) -> Refusal | None:
    """Write one's note for whoever comes after in the organ acted for; without words it is taken away.

    It changes nothing about who may do what and is for those who act for the organ only: no entry of the record.
    """
    text = typed.text(text)
    force, roster, at = (
        community_reads.force(community),
        community_reads.roster(community),
        community_actions.now(),
    )
    seated = roster.seats.get(by.organ, {}).get(by.person) is not None
    if not seated or roster.since(force, by.organ, by.person, at) is None:
        return refuse("not-in-organ", f"organs.{by.organ}", organ=force.organ_title(by.organ))
    notes = HandoverNote.objects.filter(community=community, organ=by.organ, person=by.person)
    if not text.strip():
        notes.delete()
        return None
    HandoverNote.objects.update_or_create(
        community=community, organ=by.organ, person=by.person, defaults={"text": text, "written": at}
    )
    return None
