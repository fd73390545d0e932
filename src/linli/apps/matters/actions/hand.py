"""A matter in hand: locked, its clock delivered, deciding, recording. Everything happens in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from linli.apps.community import actions as community_actions
from linli.apps.community import clock as shell_clock
from linli.apps.community import reads as community_reads
from linli.apps.matters.actions.done import Done
from linli.apps.matters.envelope import Envelope
from linli.apps.matters.models import DeskItem, Matter, Publication, Sent, Sitting
from linli.apps.matters.waiting import waiting
from linli.core.charter.stages import Deliberate, Poll
from linli.core.engine import clock, entry
from linli.core.engine.acts import Act, Actor, Tick
from linli.core.engine.decide import decide
from linli.core.engine.events import Disclosed, Event, NoticePosted
from linli.core.engine.evolve import fold
from linli.core.engine.flow import KINDS
from linli.core.engine.force import InForce
from linli.core.engine.refusal import Refusal, refuse
from linli.core.engine.roster import Roster
from linli.core.engine.state import Disclosing, MatterState, Polling, Talking
from linli.core.engine.struct import write

Make = Callable[[Envelope], Act]


@dataclass(frozen=True, slots=True)
class Form:
    """What comes with an act: the stage that the actor saw (``stage#visit``), the sitting cited, the form's own key."""

    expects: str = ""
    sitting: str = ""
    key: str = ""


def act_on(*, community: Any, chain: str, by: Actor, make: Make, form: Form = Form()) -> Done:
    """Do one act on a matter, or refuse it.

    ``make`` builds the act, sealing its words. Where no sitting is cited the right one is found. What the clock owed
    is recorded even where the act is refused.
    """
    with transaction.atomic():
        matter = lock(community, chain)
        if matter is None:
            return Done(chain, refusal=refuse("no-such-matter"))
        if (before := received(community, by, form.key)) is not None:
            return Done(before.chain, before.seq, repeated=True, matter=matter)
        hand = Hand(matter)
        hand.deliver_clock()
        found = hand.try_act(by, make, form)
        hand.save()
        if isinstance(found, Refusal):
            log_refusal(community, chain, by, found, hand.at)
            return Done(chain, refusal=found, matter=matter)
        return Done(chain, found, matter=matter)


def lock(community: Any, chain: str) -> Matter | None:
    """The matter's row, locked until the transaction ends."""
    rows = Matter.objects.select_for_update(of=("self",)).select_related("community")
    return rows.filter(community=community, chain=chain).first()


def received(community: Any, by: Actor, key: str) -> Sent | None:
    """The answer already given to a form with this key by this person."""
    return Sent.objects.filter(community=community, person=by.person, key=key).first() if key else None


def log_refusal(community: Any, chain: str, by: Actor, refusal: Refusal, at: datetime) -> None:
    """Note a refusal; refusals are logged, never chained."""
    community_actions.log_refusal(community=community, chain=chain, by=by, refusal=refusal, at=at)


class Hand:
    """A locked matter with its state, its charter and its community as of now; ``state`` is None for one not begun.

    ``at`` is taken after the lock and never runs backwards.
    """

    def __init__(self, matter: Matter) -> None:
        self.matter = matter
        self.community = matter.community
        self.state: MatterState | None = matter.state if matter.head_seq else None
        self.roster: Roster = community_reads.roster(self.community)
        self.force: InForce = community_reads.in_force(matter.charter_hash or self.roster.charter)
        self.at = max(shell_clock.now(), matter.last, self.roster.last)
        self._kept: list[tuple[Envelope, int, Actor]] = []
        self._changed = False

    def deliver_clock(self) -> None:
        """Record everything that has fallen due as an entry of its own."""
        assert self.state is not None
        while (due := clock.next_due(self.state)) is not None and due <= self.at:
            happened = clock.advance(self.force, self.state, self._roster_at, self.at)
            self.record(Tick(), clock.CLOCK, happened)

    def _roster_at(self, at: datetime) -> Roster:
        return community_reads.roster_at(self.community, at)

    def try_act(self, by: Actor, make: Make, form: Form) -> int | Refusal:
        """Decide and record an act; of a refused one nothing is left, not even its texts."""
        sitting = self._sitting(form.sitting)
        if sitting is not None:
            self.at = max(self.at, sitting.last)
        mark = transaction.savepoint()
        envelope = Envelope(self.community)
        act = make(envelope)
        found = decide(
            self.force, self.state, act, id=self.matter.chain, by=by, roster=self.roster, at=self.at,
            sitting=sitting.state if sitting else None, expects=form.expects,
        )  # fmt: skip
        if isinstance(found, Refusal):
            transaction.savepoint_rollback(mark)
            return found
        transaction.savepoint_commit(mark)
        seq = self.record(act, by, found, sitting=sitting, key=form.key)
        self._kept.append((envelope, seq, by))
        return seq

    def _sitting(self, cited: str) -> Sitting | None:
        """The sitting that an act is done in: the one cited, the one that the stage was opened in, or the next."""
        if self.state is None or self.state.end is not None:
            return None
        stage = self.force.stage(self.state.procedure, self.state.stage)
        if not isinstance(stage, Poll | Deliberate) or stage.at != "sitting":
            return None
        now = self.state.now
        opened = now.sitting if isinstance(now, Polling | Talking) else ""
        rows = Sitting.objects.select_for_update(of=("self",)).filter(community=self.community)
        if cited or opened:
            return rows.filter(chain=cited or opened).first()
        called = list(rows.filter(agenda=self.matter, status=Sitting.Status.CALLED).order_by("starts"))
        begun = [one for one in called if one.starts <= self.at]
        return begun[-1] if begun else next(iter(called), None)

    def record(
        self, act: Act, by: Actor, events: tuple[Event, ...], *, sitting: Sitting | None = None, key: str = ""
    ) -> int:
        """Append one entry, fold its events, and note that the form has been received."""
        matter = self.matter
        seq = matter.head_seq + 1
        one = entry.MatterEntry(
            chain=matter.chain, seq=seq, prev=matter.head_hash, at=self.at, charter=self.force.hash,
            roster=self.roster.seq, by=by, key=key, act=act, events=events,
            sitting=entry.Cited(sitting.chain, sitting.head_seq) if sitting else None,
        )  # fmt: skip
        matter.head_hash = community_actions.append(community=self.community, entry=one)
        matter.head_seq, matter.last = seq, self.at
        if self.state is not None:
            publish(matter, seq, self.state.stage, events)
        self.state = fold(self.state, events, matter.chain)
        self._changed = True
        if key:
            Sent.objects.create(community=self.community, person=by.person, key=key, chain=matter.chain, seq=seq)
        return seq

    def save(self) -> None:
        """Write the snapshot, the columns of lists, the rows of desks, and the files kept."""
        if self._changed and self.state is not None:
            fill(self.matter, self.force, self.state)
            self.matter.save()
            refresh_desk(self.matter, self.force, self.state)
        for envelope, seq, by in self._kept:
            envelope.keep(self.matter, seq, by, self.at)


def fill(matter: Matter, force: InForce, state: MatterState) -> None:
    """Set the columns from the state."""
    matter.snapshot = write(state).decode()
    matter.charter_hash = force.hash
    matter.stage = state.stage
    matter.stage_kind = KINDS[force.stage(state.procedure, state.stage).kind]
    matter.status = status_of(state)
    matter.due = state.due
    matter.next_due = clock.next_due(state)
    matter.ended = state.ended


def status_of(state: MatterState) -> str:
    """The status of a matter as lists show it."""
    if state.end is None:
        return Matter.Status.OPEN
    return Matter.Status.DISCLOSING if isinstance(state.now, Disclosing) else state.end


def publish(matter: Matter, seq: int, stage: str, events: tuple[Event, ...]) -> None:
    """Note what an entry made public."""
    for event in events:
        match event:
            case NoticePosted(at, by, text, section, until):
                row = Publication(at=at, text=text, section=section, until=until, notice=True)
            case Disclosed(at, by, section, text, none):
                row = Publication(at=at, text=text, section=section, none=none)
            case _:
                continue
        row.matter, row.community, row.seq, row.stage = matter, matter.community, seq, stage
        row.person, row.organ = by.person, by.organ
        row.save()


def refresh_desk(matter: Matter, force: InForce, state: MatterState) -> None:
    """Write anew what the matter waits for."""
    called = matter.sittings.filter(status=Sitting.Status.CALLED).exists()
    matter.desk_items.all().delete()
    DeskItem.objects.bulk_create(
        DeskItem(
            community=matter.community, matter=matter, organ=one.organ, act=one.act, section=one.section,
            due=one.due, late=one.late,
        )
        for one in waiting(force, state, called=called)
    )  # fmt: skip
