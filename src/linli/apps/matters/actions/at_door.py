"""Who presides finds somebody at the door by the name that she is told; what she could not see otherwise is noted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters.held import state_of
from linli.apps.matters.models import Sitting
from linli.core.engine.acts import Actor
from linli.core.engine.refusal import Refusal, refuse
from linli.core.engine.sitting import Attend
from linli.core.engine.sittings import decide_sitting

NAMES, WITHIN = "names at the door", timedelta(hours=1)
MOST: Final = 20
"""So many names that nobody on the roll has, of one who presides over one sitting within an hour."""
NOBODY = "nobody"
LONGEST = 60


@dataclass(frozen=True, slots=True)
class AtDoor:
    """Somebody who may come: by pseudonym, as called at the door, and since when signed in."""

    person: str
    called: str
    since: datetime | None


@community_actions.deed
def find_at_door(*, community: Any, chain: str, by: Actor, account: Any, who: str) -> AtDoor | Refusal:
    """The one who may come to a sitting and is called exactly so, or has this register number.

    For whoever presides, on the day and until the sitting is over. Where the name is one that is not shown to her, the
    person can see that she was found by it. Nothing is signed by it.
    """
    row = Sitting.objects.filter(community=community, chain=chain).first()
    if row is None:
        return refuse("no-such-matter")
    state, force = state_of(row), community_reads.in_force(row.charter_hash)
    roster, at = community_reads.roster(community), max(community_actions.now(), row.last)
    refusal = decide_sitting(
        force, state, Attend((NOBODY,)), id=chain, by=by, roster=roster, at=at, agenda={}
    )
    if isinstance(refusal, Refusal) and refusal.code != "not-in-organ":
        community_actions.log_refusal(community, chain=chain, by=by, refusal=refusal, at=at)
        return refusal
    found = _found(community, chain, account, who[:LONGEST], roster.members(force, state.organ, at))
    if isinstance(found, Refusal):
        return found
    person, called = found
    return AtDoor(person.pseudonym, called, state.attending.get(person.pseudonym))


def _found(
    community: Any, chain: str, account: Any, who: str, among: Collection[str]
) -> tuple[Any, str] | Refusal:
    """The person, and what to call her; a number tells no name."""
    who = " ".join(who.replace("\x00", "").split())
    if who.isascii() and who.isdecimal():
        person = community_reads.person_called(community, who)
        if person is None or person.pseudonym not in among:
            return refuse("not-called-so", who=who)
        return person, community_reads.names(community, [person.pseudonym], account)[person.pseudonym]
    tried = f"{community.pk} {chain} {account.pk}"
    if community_actions.tried_too_often(NAMES, tried, most=MOST, within=WITHIN):
        return refuse("door-tried")
    found = community_reads.namesakes(community, who, among)
    if not found:
        community_actions.note_try(NAMES, tried)
        return refuse("not-called-so", who=who)
    for one in found:
        if not community_reads.called(community, [one.pseudonym], account)[one.pseudonym].named:
            community_actions.note_at_door(one, actor=account)
    return (
        (found[0], found[0].name) if len(found) == 1 else refuse("several-called-so", who=who, n=len(found))
    )
