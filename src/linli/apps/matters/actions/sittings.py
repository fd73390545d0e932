"""Sittings: calling, signing in and out, ending."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from linli.apps.community import actions as community_actions
from linli.apps.community import clock as shell_clock
from linli.apps.community import reads as community_reads
from linli.apps.matters import typed
from linli.apps.matters.actions.done import Done
from linli.apps.matters.actions.hand import Hand, log_refusal, received, refresh_desk
from linli.apps.matters.actions.numbers import next_number
from linli.apps.matters.envelope import Envelope
from linli.apps.matters.models import Counter, Matter, Sent, Sitting
from linli.core.engine import entry
from linli.core.engine.acts import Actor
from linli.core.engine.refusal import Refusal, refuse
from linli.core.engine.sitting import Attend, Call, EndSitting, Leave, SittingAct, SittingState
from linli.core.engine.sittings import decide_sitting, fold_sitting
from linli.core.engine.state import MatterState
from linli.core.engine.struct import write

Make = Callable[[Envelope], SittingAct]


def call_sitting(
    *, community: Any, by: Actor, organ: str, starts: datetime, agenda: Sequence[str], text: str = "", key: str = ""
) -> Done:
    """Call a sitting of ``organ``; ``agenda`` are chains of matters, ``text`` says where and how."""
    text = typed.text(text)
    starts = starts.astimezone(UTC)
    with transaction.atomic():
        hands = _on_agenda(community, agenda)
        draft = _draft(community)
        if (before := received(community, by, key)) is not None:
            _give_back(draft)
            return _again(community, before)
        gavel = Gavel(draft, hands)
        found = gavel.try_act(
            by, lambda e: Call(organ, starts, tuple(dict.fromkeys(agenda)), e.words(text)), key
        )
        for hand in hands.values():
            hand.save()
        if isinstance(found, Refusal):
            _give_back(draft)
            log_refusal(community, "", by, found, gavel.at)
            return Done("", refusal=found)
        draft.agenda.set(hand.matter for hand in hands.values())
        for hand in hands.values():
            assert hand.state is not None
            refresh_desk(hand.matter, hand.force, hand.state)
        return Done(draft.chain, found, sitting=draft)


def attend(*, community: Any, chain: str, by: Actor, people: Sequence[str], key: str = "") -> Done:
    """Sign people in by their pseudonyms: oneself, or anybody by whoever called the sitting."""
    return _in_sitting(community, chain, by, lambda _: Attend(tuple(people)), key)


def leave(*, community: Any, chain: str, by: Actor, people: Sequence[str], key: str = "") -> Done:
    """Sign people out."""
    return _in_sitting(community, chain, by, lambda _: Leave(tuple(people)), key)


def end_sitting(*, community: Any, chain: str, by: Actor, key: str = "") -> Done:
    """End the sitting."""
    with transaction.atomic():
        done = _in_sitting(community, chain, by, lambda _: EndSitting(), key)
        if done.sitting and not done.refused and not done.repeated:
            for matter in done.sitting.agenda.select_related("community"):
                refresh_desk(matter, community_reads.in_force(matter.charter_hash), matter.state)
        return done


def _in_sitting(community: Any, chain: str, by: Actor, make: Make, key: str) -> Done:
    with transaction.atomic():
        rows = Sitting.objects.select_for_update(of=("self",)).select_related("community")
        sitting = rows.filter(community=community, chain=chain).first()
        if sitting is None:
            return Done(chain, refusal=refuse("no-such-matter"))
        if (before := received(community, by, key)) is not None:
            return Done(before.chain, before.seq, repeated=True, sitting=sitting)
        gavel = Gavel(sitting, {})
        found = gavel.try_act(by, make, key)
        if isinstance(found, Refusal):
            log_refusal(community, chain, by, found, gavel.at)
            return Done(chain, refusal=found, sitting=sitting)
        return Done(chain, found, sitting=sitting)


def _on_agenda(community: Any, agenda: Sequence[str]) -> dict[str, Hand]:
    """The matters that a call names, locked in one order, each with its clock delivered."""
    rows = Matter.objects.select_for_update(of=("self",)).select_related("community")
    hands = {
        one.chain: Hand(one) for one in rows.filter(community=community, chain__in=agenda).order_by("pk")
    }
    for hand in hands.values():
        hand.deliver_clock()
    return hands


def _draft(community: Any) -> Sitting:
    roster = community_reads.roster(community)
    now = max(shell_clock.now(), roster.last)
    year, number = next_number(community, Counter.Kind.SITTING, now, roster.zone)
    return Sitting(
        community=community, year=year, number=number, chain=f"sitting/{year}/{number}", head_seq=0,
        head_hash=entry.GENESIS, last=now, called=now,
    )  # fmt: skip


def _give_back(draft: Sitting) -> None:
    rows = Counter.objects.filter(community=draft.community, kind=Counter.Kind.SITTING, year=draft.year)
    rows.update(last=draft.number - 1)


def _again(community: Any, before: Sent) -> Done:
    sitting = Sitting.objects.get(community=community, chain=before.chain)
    return Done(before.chain, before.seq, repeated=True, sitting=sitting)


class Gavel:
    """A locked sitting, deciding and recording; ``hands`` are the matters that a call names."""

    def __init__(self, sitting: Sitting, hands: Mapping[str, Hand]) -> None:
        self.sitting = sitting
        self.community = sitting.community
        self.state: SittingState | None = sitting.state if sitting.head_seq else None
        self.agenda: dict[str, MatterState] = {
            chain: hand.state for chain, hand in hands.items() if hand.state is not None
        }
        self.roster = community_reads.roster(self.community)
        self.force = community_reads.in_force(sitting.charter_hash or self.roster.charter)
        self.at = max(shell_clock.now(), sitting.last, self.roster.last, *(hand.at for hand in hands.values()))

    def try_act(self, by: Actor, make: Make, key: str) -> int | Refusal:
        """Decide and record one act of the sitting."""
        mark = transaction.savepoint()
        act = make(Envelope(self.community))
        found = decide_sitting(
            self.force, self.state, act, id=self.sitting.chain, by=by, roster=self.roster, at=self.at,
            agenda=self.agenda,
        )  # fmt: skip
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
            roster=self.roster.seq, by=by, key=key, act=act, events=events,
        )  # fmt: skip
        sitting.head_hash = community_actions.append(community=self.community, entry=one)
        sitting.head_seq, sitting.last = seq, self.at
        self.state = fold_sitting(self.state, events, sitting.chain)
        if key:
            Sent.objects.create(community=self.community, person=by.person, key=key, chain=sitting.chain, seq=seq)
        self._save(self.state)
        return seq

    def _save(self, state: SittingState) -> None:
        row = self.sitting
        row.snapshot = write(state).decode()
        row.charter_hash = self.force.hash
        row.organ, row.chair, row.starts, row.called = state.organ, state.chair, state.starts, state.called
        row.status, row.members, row.present = state.status, state.roll.count, len(state.attending)
        row.save()
