"""The community's own chain: every act on people, seats, charters and calendars goes through :func:`enact`."""

from __future__ import annotations

from typing import Final

from msgspec import UNSET

from linli.apps.community import clock
from linli.apps.community.actions.refusals import log_refusal
from linli.apps.community.deed import deed
from linli.apps.community.door import door
from linli.apps.community.models import Account, Community, RosterSnapshot
from linli.apps.community.reads.charters import in_force
from linli.apps.community.reads.deciders import OWN_SEAT, keeps_alone
from linli.apps.community.reads.people import is_clerk, person_for
from linli.apps.community.reads.rosters import CHAIN, remember, roster
from linli.apps.community.store import StoredEntry, append
from linli.core.engine.acts import Actor
from linli.core.engine.community import CHARTER, CLERK, decide_community, evolve_community
from linli.core.engine.entry import GENESIS, CommunityEntry, seal
from linli.core.engine.moderation import ModeratingAct
from linli.core.engine.publications import PublishingAct
from linli.core.engine.publishing import timed
from linli.core.engine.refusal import Refusal
from linli.core.engine.roster import CarryOut, CommunityAct, Cover, Roster, TakeSeat
from linli.core.engine.struct import write


class Terminal:
    """Who sits at the machine's own terminal. Acts from there are recorded as the clerk's, without a person."""


TERMINAL: Final = Terminal()
By = Account | Terminal


@deed
def enact(community: Community, act: CommunityAct, *, actor: By, key: str = "") -> StoredEntry | Refusal:
    """Lock the community's chain, decide, append and store the new roster, or say why not."""
    lock(community)
    return _enact(community, act, as_actor(actor, community), key)


@deed
def publish(community: Community, act: PublishingAct, *, by: Actor, key: str = "") -> StoredEntry | Refusal:
    """Record in the community's chain what somebody publishes, takes down, objects to or answers, or say why not."""
    lock(community)
    return _enact(community, act, by, key)


@deed
def moderate(community: Community, act: ModeratingAct, *, by: Actor, key: str = "") -> StoredEntry | Refusal:
    """Record in the community's chain that a comment is hidden, an appeal made or decided, or say why not."""
    lock(community)
    return _enact(community, act, by, key)


@deed
def carry_out(community: Community, act: CarryOut) -> StoredEntry | Refusal:
    """Record in the community's chain what an entry of a matter enacted, in the transaction of that entry."""
    lock(community)
    return _enact(community, act, CHARTER)


def _enact(community: Community, act: CommunityAct, by: Actor, key: str = "") -> StoredEntry | Refusal:
    before = roster(community)
    at = max(clock.now(), before.last)
    force = in_force(before.charter) if before.charter else None
    if force and isinstance(act, PublishingAct):
        act = timed(force, before, act, at)
    if refusal := decide_community(force, before, act, by=by, at=at) or _own_seat(community, act, by):
        log_refusal(community, chain=CHAIN, by=by, refusal=refusal, at=at)
        return refusal
    entry = CommunityEntry(
        chain=CHAIN, seq=before.seq + 1, prev=_head(community), at=at, charter=before.charter, roster=before.seq,
        by=by, key=key, act=act,
        door=door() if by != CHARTER else UNSET,
    )  # fmt: skip
    return _record(community, entry, before, evolve_community(before, act, at, by))


def _own_seat(community: Community, act: CommunityAct, by: Actor) -> Refusal | None:
    """Who keeps the register enters her own seat only where nobody else keeps it; who keeps it is not in the record."""
    if not isinstance(act, TakeSeat | Cover) or act.person != by.person or keeps_alone(community, by.person):
        return None
    return OWN_SEAT


def lock(community: Community) -> Community:
    """Hold the community's row until the transaction ends; appends to other chains need not wait for it."""
    return Community.objects.select_for_update(no_key=True).get(pk=community.pk)


def as_actor(actor: By, community: Community) -> Actor:
    """Who acts, as the engine is told. Only a clerk's account, or the terminal, stands for the clerk."""
    if isinstance(actor, Terminal):
        return Actor("", CLERK)
    person = person_for(actor, community)
    return Actor(person.pseudonym if person else "", CLERK if is_clerk(actor, community) else "")


def _head(community: Community) -> str:
    head = RosterSnapshot.objects.filter(community=community).values_list("head", flat=True).first()
    return head or GENESIS


def _record(community: Community, entry: CommunityEntry, before: Roster, after: Roster) -> StoredEntry:
    # The hash of an adopted charter is cited from the next entry on: this one was decided under the old.
    sealed = seal(entry)
    head = append(community, entry, sealed)
    RosterSnapshot.objects.update_or_create(
        community=community, defaults={"seq": after.seq, "head": head, "data": write(after).decode()}
    )
    remember(head, after)
    if after.charter != before.charter or len(after.people) != community.people:
        community.charter_hash, community.people = after.charter, len(after.people)
        community.save(update_fields=["charter_hash", "people"])
    return StoredEntry(CHAIN, entry.seq, head, sealed[0], entry.at)


def must(found: StoredEntry | Refusal) -> StoredEntry:
    """For deeds made of several acts, where a refusal of one undoes all."""
    if isinstance(found, Refusal):
        raise Refused(found)
    return found


class Refused(Exception):
    """One act of several was refused; carries the refusal out of the transaction, which is thereby undone."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.says("en"))
        self.refusal = refusal
