"""Sittings: calling, signing in and out, ending."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import typed
from linli.apps.matters.actions import numbers, repeats
from linli.apps.matters.actions.columns import note
from linli.apps.matters.actions.done import Done
from linli.apps.matters.actions.form import kept_key
from linli.apps.matters.actions.hand import Hand, once
from linli.apps.matters.envelope import Envelope
from linli.apps.matters.held import state_of
from linli.apps.matters.models import Matter, Sitting
from linli.core.engine import entry
from linli.core.engine.acting.attendance import votes_open
from linli.core.engine.acts import Actor
from linli.core.engine.calendar import after
from linli.core.engine.refusal import Refusal, refuse
from linli.core.engine.sitting import Attend, Call, EndSitting, Leave, SetAgenda, SittingAct, SittingState
from linli.core.engine.sittings import decide_sitting, fold_sitting
from linli.core.engine.state import MatterState
from linli.core.engine.struct import write

Make = Callable[[Envelope], SittingAct]


def call_sitting(
    *,
    community: Any,
    by: Actor,
    organ: str,
    starts: datetime,
    agenda: Sequence[str],
    text: str = "",
    key: str = "",
) -> Done:
    """Call a sitting of ``organ``; ``agenda`` are chains of matters, ``text`` says where and how.

    Raises :class:`typed.BadInput` for words that cannot be kept and a moment that nobody can mean.
    """
    text, starts, chains = typed.text(text), typed.moment(starts, "starts"), tuple(dict.fromkeys(agenda))

    def make(envelope: Envelope) -> Call:
        return Call(organ, starts, chains, envelope.words(text))

    return once(_call, community=community, by=by, make=make, chains=chains, key=kept_key(key))


@community_actions.deed
def _call(*, community: Any, by: Actor, make: Make, chains: tuple[str, ...], key: str) -> Done:
    matters = _on_agenda(community, chains)
    with numbers.series(community, numbers.SITTING) as series:
        draft = Sitting(
            community=community, year=series.year, number=series.number, chain=series.chain, head_seq=0,
            head_hash=entry.GENESIS, last=series.at,
        )  # fmt: skip
        if (before := Gavel(draft, {}).before(by, make, key)) is not None:
            called = Sitting.objects.filter(community=community, chain=before.chain).first()
            return replace(before, sitting=called)
        hands = _delivered(matters)
        gavel = Gavel(draft, hands)
        found = gavel.try_act(by, make, key)
        if not isinstance(found, Refusal):
            series.take()
            draft.agenda.set(hand.matter for hand in hands.values())
        for hand in hands.values():
            hand.save(desk=True)
    if isinstance(found, Refusal):
        community_actions.log_refusal(community, chain="", by=gavel.acting(by), refusal=found, at=gavel.at)
        return Done("", refusal=found)
    return Done(draft.chain, found, sitting=draft)


def attend(*, community: Any, chain: str, by: Actor, people: Sequence[str], key: str = "") -> Done:
    """Sign people in by their pseudonyms: oneself, or anybody by whoever called the sitting."""
    return in_sitting(community, chain, by, lambda _: Attend(tuple(people)), key)


def leave(*, community: Any, chain: str, by: Actor, people: Sequence[str], key: str = "") -> Done:
    """Sign people out."""
    return in_sitting(community, chain, by, lambda _: Leave(tuple(people)), key)


def end_sitting(*, community: Any, chain: str, by: Actor, key: str = "", leaving: bool = False) -> Done:
    """End the sitting; the matters on its agenda may then need another one.

    Refused while votes opened in it go on, unless they are expressly left to their time limits by ``leaving``; those
    that have none never are. The record allows it (ADR 0131): sittings do break up in the middle of a vote.
    """
    return in_sitting(community, chain, by, lambda _: EndSitting(), key, ending=True, leaving=leaving)


def in_sitting(
    community: Any,
    chain: str,
    by: Actor,
    make: Make,
    key: str,
    *,
    ending: bool = False,
    agenda: Sequence[str] = (),
    leaving: bool | None = None,
) -> Done:
    """One act in a sitting's chain; ``ending`` where the desks change with it, ``agenda`` the matters it names.

    ``leaving``: whether votes opened in the sitting may be left to their time; None where no act leaves any.
    """
    return once(
        _act_in, community=community, chain=chain, by=by, make=make, key=kept_key(key), ending=ending,
        agenda=tuple(agenda), leaving=leaving,
    )  # fmt: skip


def set_agenda(*, community: Any, chain: str, by: Actor, agenda: Sequence[str], key: str = "") -> Done:
    """Put other matters on the agenda of a sitting that has not begun."""
    chains = tuple(dict.fromkeys(agenda))
    return in_sitting(community, chain, by, lambda _: SetAgenda(chains), key, ending=True, agenda=chains)


@community_actions.deed
def _act_in(
    *, community: Any, chain: str, by: Actor, make: Make, key: str, ending: bool, agenda: tuple[str, ...],
    leaving: bool | None,
) -> Done:  # fmt: skip
    # Matters are locked before sittings everywhere, so that no two deeds wait for each other.
    rows = Matter.objects.select_for_update(of=("self",)).select_related("community").order_by("pk")
    named = Q(sittings__chain=chain) | Q(chain__in=agenda)
    matters = list(rows.filter(pk__in=_pks(community, named))) if ending else []
    sittings = Sitting.objects.select_for_update(of=("self",)).select_related("community")
    sitting = sittings.filter(community=community, chain=chain).first()
    if sitting is None:
        return Done(chain, refusal=refuse("no-such-matter"))
    if (before := Gavel(sitting, {}).before(by, make, key)) is not None:
        return before
    hands = _delivered(matters)
    gavel = Gavel(sitting, hands)
    found = gavel.try_act(
        by, make, key, but=_not_hers(gavel, by) or _not_here(sitting, hands.values(), leaving)
    )
    if isinstance(found, Refusal):
        for hand in hands.values():
            hand.save()
        community_actions.log_refusal(community, chain=chain, by=gavel.acting(by), refusal=found, at=gavel.at)
        return Done(chain, refusal=found, sitting=sitting)
    if ending and gavel.state is not None and gavel.state.status == "called":
        sitting.agenda.set(one for one in matters if one.chain in gavel.state.agenda)
    for hand in hands.values():
        hand.save(desk=True)
    return Done(chain, found, sitting=sitting)


def _not_hers(gavel: Gavel, by: Actor) -> Refusal | None:
    """Who called a sitting presides, but not in the name of a body that may convene it and in which she is not."""
    force, organ = gavel.force, gavel.sitting.organ
    convene = force.organ(organ).convened_by

    def hers(one: str) -> bool:
        return gavel.roster.since(force, one, by.person, gavel.at) is not None

    if by.organ not in convene or hers(by.organ) or not any(map(hers, (*convene, organ))):
        return None
    return refuse("not-in-organ", f"organs.{by.organ}", organ=force.organ_title(by.organ))


def _not_here(sitting: Sitting, hands: Iterable[Hand], leaving: bool | None) -> Refusal | None:
    """What this house refuses of what the record allows: minutes of what did not take place, leaving votes."""
    if sitting.cancelled:
        return refuse("sitting-cancelled", f"organs.{sitting.organ}")
    return None if leaving is None else _votes_open(sitting, hands, leaving=leaving)


def _votes_open(sitting: Sitting, hands: Iterable[Hand], *, leaving: bool) -> Refusal | None:
    """Why the sitting is not to end yet: what goes on in it, and above all what would never end after it."""
    found = [
        one
        for hand in hands
        if hand.state is not None
        for one in votes_open(hand.force, hand.state, sitting.chain)
    ]
    hanging = [one for one in found if one.due is None]
    clause = f"organs.{sitting.organ}"
    if hanging:
        return refuse("votes-hang", clause, n=len(hanging))
    return refuse("votes-open", clause, n=len(found)) if found and not leaving else None


def _on_agenda(community: Any, agenda: Sequence[str]) -> list[Matter]:
    """The matters that a call names, locked in one order."""
    rows = Matter.objects.select_for_update(of=("self",)).select_related("community").order_by("pk")
    return list(rows.filter(community=community, chain__in=agenda))


def _delivered(matters: Iterable[Matter]) -> dict[str, Hand]:
    """Matters in hand, the clock of each delivered: what that recorded is lost unless they are saved."""
    hands = {one.chain: Hand(one) for one in matters}
    for hand in hands.values():
        if hand.state is not None and hand.state.ended is None:
            hand.deliver_clock()
    return hands


def _pks(community: Any, named: Q) -> QuerySet[Matter, int]:
    return Matter.objects.filter(named, community=community).values_list("pk", flat=True)


class Gavel:
    """A locked sitting, deciding and recording; ``hands`` are the matters that a call names."""

    def __init__(self, sitting: Sitting, hands: Mapping[str, Hand]) -> None:
        self.sitting = sitting
        self.community = sitting.community
        self.state: SittingState | None = state_of(sitting) if sitting.head_seq else None
        self.agenda: dict[str, MatterState] = {
            chain: hand.state for chain, hand in hands.items() if hand.state is not None
        }
        self.roster = community_reads.roster(self.community)
        self.force = community_reads.in_force(sitting.charter_hash or self.roster.charter)
        self.at = max(
            community_actions.now(), sitting.last, self.roster.last, *(hand.at for hand in hands.values())
        )

    def acting(self, by: Actor) -> Actor:
        """The actor in an organ that the charter knows; whatever else a form says is no organ."""
        return by if by.organ in self.force.charter.organs else Actor(by.person, "")

    def before(self, by: Actor, make: Make, key: str) -> Done | None:
        """The answer that the same form got before; a refusal where it said something else then."""
        chain = self.sitting.chain if self.sitting.pk else ""
        found = repeats.answered(self.community, key, self.acting(by), make, chain=chain)
        if isinstance(found, Refusal):
            return Done(chain, refusal=found, sitting=self.sitting)
        return Done(found.chain, found.seq, repeated=True, sitting=self.sitting) if found else None

    def try_act(self, by: Actor, make: Make, key: str, *, but: Refusal | None = None) -> int | Refusal:
        """Decide and record one act of the sitting; ``but`` is what this house refuses of what the record allows."""
        by = self.acting(by)
        mark = transaction.savepoint()
        act = make(Envelope(self.community))
        found = decide_sitting(
            self.force, self.state, act, id=self.sitting.chain, by=by, roster=self.roster, at=self.at,
            agenda=self.agenda,
        )  # fmt: skip
        if but is not None and not isinstance(found, Refusal):
            found = but
        if isinstance(found, Refusal):
            transaction.savepoint_rollback(mark)
            return found
        transaction.savepoint_commit(mark)
        return self._record(act, by, found, key)

    def _record(self, act: SittingAct, by: Actor, events: tuple[Any, ...], key: str) -> int:
        sitting = self.sitting
        seq = sitting.head_seq + 1
        one = entry.SittingEntry(
            chain=sitting.chain, seq=seq, prev=sitting.head_hash, at=self.at, charter=self.force.hash,
            roster=self.roster.seq, by=by, key=key, door=community_actions.door(), act=act, events=events,
        )  # fmt: skip
        sitting.head_hash = community_actions.append(self.community, one)
        sitting.head_seq, sitting.last = seq, self.at
        self.state = fold_sitting(self.state, events, sitting.chain)
        note(self.community, one)
        self._save(self.state)
        return seq

    def _save(self, state: SittingState) -> None:
        row = self.sitting
        row.snapshot = write(state).decode()
        row.charter_hash = self.force.hash
        row.organ, row.chair, row.starts, row.called = state.organ, state.chair, state.starts, state.called
        row.status, row.members, row.present = state.status, state.roll.count, len(state.attending)
        row.minutes_due = self._minutes_due(state)
        row.save()

    def _minutes_due(self, state: SittingState) -> datetime | None:
        """By when the minutes are to be signed; None where they are, or nothing is said of it."""
        within = self.force.organ(state.organ).minutes_within
        if within is None or state.status != "ended" or state.minutes or self.sitting.cancelled:
            return None
        return after(self.at, within, self.roster.zone, self.roster.calendars).at
