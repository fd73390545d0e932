"""A matter in hand: locked, its clock delivered, deciding, recording. Everything happens in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from msgspec import UNSET, UnsetType

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters.actions import closing, repeats
from linli.apps.matters.actions.columns import fill, note, publish, refresh_desk
from linli.apps.matters.actions.desk import entered_by, is_own_hand, keep_entered, warn_of_answer, whose
from linli.apps.matters.actions.done import Done
from linli.apps.matters.actions.form import Form
from linli.apps.matters.closed import Closed
from linli.apps.matters.envelope import Envelope
from linli.apps.matters.held import hold, keep, state_of
from linli.apps.matters.models import Matter, Sitting
from linli.core.charter.stages import Deliberate, Poll
from linli.core.engine import clock, entry
from linli.core.engine.acting.strands import in_strand, innermost, strand_at
from linli.core.engine.acts import Act, Actor, Close, EnterCount, Minute, Open, Tick, Vote, VoteItems
from linli.core.engine.decide import decide
from linli.core.engine.enacting import carried
from linli.core.engine.events import (
    Event,
    ItemsVoted,
    Supported,
    SupportRetracted,
    VoteCast,
)
from linli.core.engine.evolve import fold
from linli.core.engine.force import InForce
from linli.core.engine.refusal import Refusal, refuse
from linli.core.engine.roster import CarryOut, Roster
from linli.core.engine.several import barred_in
from linli.core.engine.state import MatterState, Polling, Talking
from linli.core.engine.struct import write

Make = Callable[[Envelope], Act]


NO_FORM = Form()
IN_SITTING = (Open, Vote, VoteItems, Minute, Close)
"""The acts that are done in a sitting, where the stage is held in one."""
SNAPSHOT = ("snapshot", "head_seq", "head_hash")
QUIET = frozenset([VoteCast, ItemsVoted, Supported, SupportRetracted])
"""What alone changes neither where a matter stands nor whom it waits for."""


def act_on(*, community: Any, chain: str, by: Actor, make: Make, form: Form = NO_FORM) -> Done:
    """Do one act on a matter, or refuse it.

    ``make`` builds the act, sealing its words. Where no sitting is cited the right one is found. What the clock owed
    is recorded even where the act is refused.
    """
    given = {"community": community, "chain": chain, "by": by, "make": make, "form": form}
    try:
        return _act_on(**given)
    except community_actions.Repeated:
        return _act_on(**given, known=True)


@community_actions.deed
def _act_on(*, community: Any, chain: str, by: Actor, make: Make, form: Form, known: bool = False) -> Done:
    """Whether the form was received before is asked where that is known, or where the act would be turned down;
    and at a desk, where a second answer is warned of first.
    """
    held = hold(community, chain, form.cited)
    if held is None:
        return Done(chain, refusal=refuse("no-such-matter"))
    matter, hand = held.matter, Hand(*held)
    if (known or form.desk) and (before := hand.before(by, make, form)):
        return before
    hand.deliver_clock()
    stale = form.version not in (0, matter.head_seq)
    found = None if stale else hand.try_act(by, make, form)
    hand.save()
    if isinstance(found, int):
        return Done(chain, found, matter=matter)
    if before := hand.before(by, make, form):
        return before
    if found is None:
        return Done(chain, stale=matter.head_seq, matter=matter)
    community_actions.log_refusal(community, chain=chain, by=hand.acting(by), refusal=found, at=hand.at)
    return Done(chain, refusal=found, matter=matter)


def _door(act: Act, entered: entry.Entered | None) -> entry.Door | UnsetType:
    """Through which door an act came: the clock delivers itself, whoever opened the page."""
    if type(act) is Tick:
        return "clock"
    way = community_actions.door()
    return "clerk" if entered and way == "page" else way


def once(work: Callable[..., Done], **given: Any) -> Done:
    """Do a deed; where the same form was received at the same instant, do it again, which gives the first answer."""
    try:
        return work(**given)
    except community_actions.Repeated:
        return work(**given)


def lock(community: Any, chain: str) -> Matter | None:
    """The matter's row, locked until the transaction ends."""
    held = hold(community, chain)
    return held.matter if held is not None else None


class Hand:
    """A locked matter with its state, its charter and its community as of now; ``state`` is None for one not begun.

    ``at`` is taken after the lock and never runs backwards.
    """

    def __init__(self, matter: Matter, sitting: Sitting | None = None, roster: str | None = None) -> None:
        self.matter = matter
        self.community = matter.community
        self.state: MatterState | None = state_of(matter) if matter.head_seq else None
        self.roster: Roster = community_reads.roster(self.community, roster)
        self._held = sitting
        self.force: InForce = community_reads.in_force(matter.charter_hash or self.roster.charter)
        self.at = max(community_actions.now(), matter.last, self.roster.last)
        if self.state is not None:
            self.at = max(self.at, self.state.last)
        self._kept: list[tuple[Envelope, int, Actor]] = []
        self._moved = False
        self._done: tuple[Act, Form] = Tick(), NO_FORM

    def deliver_clock(self) -> None:
        """Record everything that has fallen due as an entry of its own."""
        assert self.state is not None
        while (due := clock.next_due(self.state)) is not None and due <= self.at:
            happened = clock.advance(self.force, self.state, self._roster_at, self.at)
            self.record(Tick(), clock.CLOCK, happened)

    def _roster_at(self, at: datetime) -> Roster:
        return community_reads.roster_at(self.community, at)

    def acting(self, by: Actor) -> Actor:
        """The actor in an organ that the charter knows; whatever else a form says is no organ."""
        return by if by.organ in self.force.charter.organs else Actor(by.person, "")

    def _named(self, by: Actor, make: Callable[[], Act], form: Form) -> Actor | Refusal:
        """Under which name and for which organ an act is recorded; ``make`` builds the act where that is asked."""
        if not self.matter.closed:
            return self.acting(by)
        if form.desk and is_own_hand(self.community, form.desk, by.person):
            return refuse("entered-own")
        if self.state is None:
            return by  # who puts it gives the cover
        gate = Closed(self.matter, by.person, form.signed_in, roster=self.roster, state=self.state)
        return gate.acting(by, innermost(make()))

    def before(self, by: Actor, make: Make, form: Form) -> Done | None:
        """The answer that the same form got before; a refusal where it said something else then."""
        if not form.once:
            return None
        named = self._named(by, lambda: make(repeats.Reading(self.community)), form)
        if isinstance(named, Refusal):
            return None
        found = repeats.answered(
            self.community, form.once, named, lambda one: in_strand(form.strand, make(one)),
            chain=self.matter.chain if self.matter.pk else "", entered=self._entered(form), on=form.on,
        )  # fmt: skip
        if isinstance(found, Refusal):
            return Done(self.matter.chain, refusal=found, matter=self.matter)
        return Done(found.chain, found.seq, repeated=True, matter=self.matter) if found else None

    def try_act(self, by: Actor, make: Make, form: Form) -> int | Refusal:
        """Decide and record an act; of a refused one nothing is left, not even its texts."""
        envelope, hers = Envelope(self.community, closed=self.matter.closed), by.person
        act = in_strand(form.strand, make(envelope))
        named = self._named(by, lambda: act, form)
        if isinstance(named, Refusal):
            envelope.undo()
            return named
        by, self._done = named, (act, form)
        entered = self._entered(form)
        sitting = self._sitting(form.cited, self._strand(form.strand), innermost(act))
        if sitting is not None:
            self.at = max(self.at, sitting.last)
        found = decide(
            self.force, self.state, act, id=self.matter.chain, by=by, roster=self.roster, at=self.at,
            sitting=state_of(sitting) if sitting else None, expects=form.expects, entered=entered, on=form.on,
        )  # fmt: skip
        if not isinstance(found, Refusal) and form.several and self.state is not None:
            found = barred_in(self.force, self.state, act) or found
        if isinstance(found, Refusal):
            envelope.undo()
            return found
        at = self._strand(form.strand)
        if form.desk and at:
            # Not before it is decided: who may not enter it is not told whether and when somebody voted.
            warn_of_answer(self.matter, self.force, at, by.person, act, form.desk)
        seq = self.record(act, by, found, sitting=sitting, key=form.once, entered=entered, on=form.on)
        if self.matter.entered or entered:
            keep_entered(
                self.matter,
                seq,
                whose(by, hers, form),
                at or self.state,
                innermost(act),
                form,
                entered,
                self.at,
            )
        self._kept.append((envelope, seq, by))
        return seq

    def _strand(self, path: str) -> MatterState | None:
        """The strand in which something is done; the matter itself where none is named."""
        return strand_at(self.state, path) if self.state is not None else None

    def _entered(self, form: Form) -> entry.Entered | None:
        """Who enters it; whether she may is for the engine to say, and who is the clerk is said here."""
        return entered_by(self.community, form.desk, self.acting) if form.desk else None

    def _sitting(self, cited: str, state: MatterState | None, act: Act) -> Sitting | None:
        """The sitting that an act is done in: the one cited, the one that the stage was opened in, or the next.

        Acts that do not ask for it must not cite it: a count of ballots may be entered long after the sitting.
        """
        if not isinstance(act, (*IN_SITTING, EnterCount)) or state is None or state.end is not None:
            return None
        stage = self.force.stage(state.procedure, state.stage)
        if isinstance(act, EnterCount) and getattr(stage, "ballot", "") != "open":
            return None
        if not isinstance(stage, Poll | Deliberate) or stage.at != "sitting":
            return None
        now = state.now
        opened = now.sitting if isinstance(now, Polling | Talking) else ""
        if one := cited or opened:
            if self._held is not None and self._held.chain == one:
                return self._held
            return community_actions.locked(Sitting, community_id=self.community.pk, chain=one)
        rows = Sitting.objects.select_for_update(of=("self",)).filter(community=self.community)
        called = list(rows.filter(agenda=self.matter, status=Sitting.Status.CALLED).order_by("starts"))
        begun = [one for one in called if one.starts <= self.at]
        return begun[-1] if begun else next(iter(called), None)

    def record(
        self, act: Act, by: Actor, events: tuple[Event, ...], *, sitting: Sitting | None = None, key: str = "",
        entered: entry.Entered | None = None, on: date | None = None,
    ) -> int:  # fmt: skip
        """Append one entry and fold its events; one that moves nothing writes the snapshot in the same journey."""
        matter, before = self.matter, self.state
        seq = matter.head_seq + 1
        one = entry.MatterEntry(
            chain=matter.chain, seq=seq, prev=matter.head_hash, at=self.at, charter=self.force.hash,
            roster=self.roster.seq, by=by, key=key, act=act, events=events,
            sitting=entry.Cited(sitting.chain, sitting.head_seq) if sitting else None,
            entered=entered or UNSET, on=on, door=_door(act, entered),
        )  # fmt: skip
        sealed = entry.seal(one)
        self.state = fold(before, events, matter.chain)
        self._moved = self._moved or len(events) > 1 or type(events[0]) not in QUIET
        matter.head_seq, matter.head_hash = seq, sealed[1]
        if self._moved:
            matter.last = self.at
        else:
            matter.snapshot = write(self.state).decode()
        also = None if self._moved else (matter, SNAPSHOT)
        community_actions.append(self.community, one, sealed, also=also)
        keep(matter, self.state)
        publish(matter, seq, before, events)
        if not isinstance(innermost(act), Vote | VoteItems) or len(events) > 1:
            note(self.community, one, before.stage if before is not None else "")
        self._carry_out(seq, events)
        return seq

    def _carry_out(self, seq: int, events: tuple[Event, ...]) -> None:
        """What the entry enacted takes effect in the community's chain, in the same transaction."""
        if effects := carried(events):
            done = community_actions.carry_out(self.community, CarryOut(self.matter.chain, seq, effects))
            assert not isinstance(done, Refusal)
            if self.matter.closed:
                closing.mend(self.matter, effects, self._done[1].signed_in)
            self.roster = community_reads.roster(self.community)
            self.at = max(self.at, self.roster.last)

    def begin(self) -> None:
        """Set the columns of a matter that has just been put."""
        assert self.state is not None
        matter, state = self.matter, self.state
        matter.procedure, matter.kind, matter.began = state.procedure, state.kind, state.began
        matter.proposer, matter.proposer_organ = state.proposer.person, state.proposer.organ

    def save(self, *, desk: bool = False) -> None:
        """Write the snapshot, the columns of lists, the rows of desks (with ``desk`` in any case), the files kept."""
        if self.state is not None and (self._moved or desk):
            fill(self.matter, self.force, self.state)
            self.matter.save()
            if self.matter.closed:
                closing.close(self.matter, self.state, *self._done)
            refresh_desk(self.matter, self.force, self.state, self.roster)
        for envelope, seq, by in self._kept:
            envelope.keep(self.matter, seq, by, self.at)
