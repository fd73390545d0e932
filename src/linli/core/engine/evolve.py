"""The one fold: a matter's events make its state."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, assert_never

from msgspec.structs import replace

from linli.core.engine import events as e
from linli.core.engine.acts import Actor
from linli.core.engine.evolve_items import OF_ITEMS, OfItems, evolve_items, left_behind, unsorted
from linli.core.engine.evolve_stand import FRESH, changed, extended
from linli.core.engine.state import (
    Closed,
    Disclosing,
    Drafting,
    Made,
    MatterState,
    Party,
    Passage,
    Polling,
    Skip,
    Splitting,
    Stand,
    Standing,
    strands_of,
)

IN_STRANDS = frozenset([e.StrandBegan, e.StrandMoved])


def fold(state: MatterState | None, happened: Iterable[e.Event], id: str) -> MatterState:
    """The state after some events, from the state before them (None before the first)."""
    for event in happened:
        state = evolve(state, event, id)
    if state is None:
        raise ValueError("a matter begins with an event")
    return state


def evolve(state: MatterState | None, event: e.Event, id: str) -> MatterState:
    """The state after one event; ``state`` is None before the first, which is Submitted."""
    if state is None:
        if not isinstance(event, e.Submitted):
            raise ValueError("a matter begins when it is submitted")
        return _begin(event, id)
    if type(event) is e.VoteCast:
        now = state.now
        assert isinstance(now, Polling)
        kinds = now.groups.set(event.voter, event.groups) if event.groups else now.groups
        votes = now.votes.set(event.voter, event.choice)
        now = Polling(now.roll, now.sitting, votes, now.count, groups=kinds)
        return replace(state, now=now, last=event.at, events=state.events + 1)
    if type(event) in IN_STRANDS:
        assert isinstance(event, e.StrandBegan | e.StrandMoved)
        moved = _strand(state, event)
        return replace(state, now=_with_strand(state.now, moved), last=event.at, events=state.events + 1)
    if type(event) in OF_ITEMS:
        assert isinstance(event, OfItems)
        after = _did(evolve_items(state, event), _doer(event))
    else:
        after = _evolve(state, event)
    return replace(after, last=event.at, events=state.events + 1)


def _begin(event: e.Submitted, id: str) -> MatterState:
    return MatterState(
        id=id, procedure=event.procedure, kind=event.kind, proposer=event.by, title=event.title, text=event.text,
        facts=event.facts, began=event.at, last=event.at, stage="", entered=event.at, now=Drafting(), events=1,
        holder=event.by.person, level=event.level,
    )  # fmt: skip


def _evolve(state: MatterState, event: e.Event) -> MatterState:
    changes = CHANGES.get(type(event))
    if changes is not None:
        return changes(state, event)
    return _did(replace(state, now=changed(state.now, event)), _doer(event), event)


def _reminded(state: MatterState, event: e.Reported | e.Reminded) -> MatterState:
    return _did(replace(state, now=changed(state.now, event), remind=event.next), _doer(event), event)


def _revised(state: MatterState, event: e.Revised) -> MatterState:
    after = replace(state, facts={**state.facts, **event.facts}, title=event.title, text=event.text)
    return _did(after, event.by)


def _established(state: MatterState, event: e.Established) -> MatterState:
    return _did(replace(state, facts={**state.facts, **event.facts}), event.by)


def _disclosed(state: MatterState, event: e.Disclosed) -> MatterState:
    return _disclose(state, event.section, Made(event.at, event.by, event.text, event.none))


def _longer(state: MatterState, event: e.Extended) -> MatterState:
    return _did(replace(state, due=event.due, now=extended(state.now)), event.by)


def _same(state: MatterState, event: e.Submitted | e.Returned) -> MatterState:
    return state


def _accepted(state: MatterState, event: e.Accepted) -> MatterState:
    """In whose hands the matter is."""
    return replace(state, holder=event.by.person, holder_organ=event.by.organ)


def _paid(state: MatterState, event: e.Paid) -> MatterState:
    sum_ = state.paid.get(event.fund, 0) + event.cents
    return _did(replace(state, paid={**state.paid, event.fund: sum_}), event.by)


def _enacted(state: MatterState, event: e.Enacted) -> MatterState:
    """What took effect."""
    return replace(state, effects=(*state.effects, *event.effects), void=(*state.void, *event.void))


def _between(state: MatterState, event: e.PartyNamed | e.PartyJoined | e.PartyLeft) -> MatterState:
    """Between whom the matter is."""
    return replace(state, parties=_parties(state.parties, event))


def _parties(
    parties: tuple[Party, ...], event: e.PartyNamed | e.PartyJoined | e.PartyLeft
) -> tuple[Party, ...]:
    match event:
        case e.PartyNamed(_, _, organ, person):
            return (*parties, Party(organ, person))
        case e.PartyJoined(_, by, whole):
            joined = Party(by.organ, "" if whole else by.person, joined=True)
            others = tuple(joined if one.key == joined.key else one for one in parties)
            return others if joined in others else (*parties, joined)
        case e.PartyLeft(_, by, whole):
            left = Party(by.organ, "" if whole else by.person)
            return tuple(one for one in parties if one.key != left.key)
        case _:
            assert_never(event)


def _doer(event: e.Event) -> Actor | None:
    by = getattr(event, "by", None)
    return by if isinstance(by, Actor) else None


def _did(state: MatterState, by: Actor | None, event: e.Event | None = None) -> MatterState:
    """Note who did the stage, which ``apart-from`` and ``whoever did`` ask about."""
    if isinstance(event, e.NoticePosted) and event.section:
        assert by is not None
        state = _disclose(state, event.section, Made(event.at, by, event.text))
    if isinstance(event, e.PollClosed):
        state = replace(state, figures=event.figures)
    if by is None or not by.person or by.person in state.doers.get(state.stage, ()):
        return state
    doers = {**state.doers, state.stage: (*state.doers.get(state.stage, ()), by.person)}
    return replace(state, doers=doers)


def _disclose(state: MatterState, section: str, made: Made) -> MatterState:
    return replace(state, disclosed={**state.disclosed, section: made})


def _entered(state: MatterState, event: e.StageEntered) -> MatterState:
    return replace(
        state, stage=event.stage, visit=event.visit, entered=event.at, due=event.due,
        provisional=event.provisional, figures={}, remind=event.remind, now=FRESH[event.kind](),
        visits={**state.visits, event.stage: event.visit}, doers={**state.doers, event.stage: ()}, tally=None,
        items=unsorted(state.items, event.stage),
    )  # fmt: skip


def _raised(state: MatterState, event: e.Raised) -> MatterState:
    return replace(state, level=event.level)


def _left(state: MatterState, event: e.StageLeft) -> MatterState:
    ends: dict[str, str] = {name: one.end or "" for name, one in strands_of(state.now).items()}
    passage = Passage(
        event.stage, state.visit, state.entered, event.at, event.outcome, state.figures, state.tally, ends
    )
    state = _gathered(state) if type(state.now) is Splitting else state
    items = left_behind(state.items, event.stage, event.outcome) if state.items else ()
    passages = (*state.passages, passage)
    return replace(state, passages=passages, loops=_looped(state, event), items=items)


def _ended(state: MatterState, event: e.Ended) -> MatterState:
    now: Stand = Disclosing() if event.awaits else Closed()
    ended = None if event.awaits else event.at
    return replace(state, end=event.end, ended=ended, due=None, remind=None, now=now)


def _skip(state: MatterState, event: e.StageSkipped) -> MatterState:
    skip = Skip(event.stage, event.at, event.outcome, len(state.passages))
    return replace(
        state, stage=event.stage, loops=_looped(state, event), skipped=(*state.skipped, skip), due=None, remind=None,
    )  # fmt: skip


def _looped(state: MatterState, event: e.StageLeft | e.StageSkipped) -> dict[str, int]:
    loop = f"{event.stage}:{event.outcome}"
    return {**state.loops, loop: state.loops.get(loop, 0) + 1}


def _strand(state: MatterState, event: e.StrandBegan | e.StrandMoved) -> MatterState:
    """The strand of which an event tells, after it."""
    if isinstance(event, e.StrandMoved):
        return evolve(strands_of(state.now)[event.strand], event.event, state.id)
    return _fresh_strand(state, event)


def _fresh_strand(state: MatterState, event: e.StrandBegan) -> MatterState:
    """A strand as it begins: it knows what the matter knows, and has gone no way of its own yet."""
    own = replace(
        state, began=event.at, last=event.at, entered=event.at, stage="", now=Drafting(), visit=1, due=None,
        provisional=False, remind=None, skipped=(), visits={}, loops={}, figures={}, paid={}, strand=event.strand,
        split="" if event.procedure else state.stage, events=0,
    )  # fmt: skip
    if event.organ:
        own = replace(own, holder="", holder_organ=event.organ)
    if event.item:
        item = state.items[event.item - 1]
        own = replace(own, title=item.title, text=item.text, facts={**state.facts, **item.facts})
    if event.by is None:
        return own
    return replace(
        own, procedure=event.procedure, kind=event.kind, text=event.text, proposer=event.by, holder=event.by.person,
        holder_organ="", parties=(), passages=(), doers={}, disclosed={},
    )  # fmt: skip


def _with_strand(now: Stand, strand: MatterState) -> Stand:
    assert isinstance(now, Splitting | Standing)
    return replace(now, strands={**now.strands, strand.strand: strand})


def _gathered(state: MatterState) -> MatterState:
    """What the strands of a split leave to the matter: who did what, and what was paid."""
    doers, paid = dict(state.doers), dict(state.paid)
    for strand in strands_of(state.now).values():
        for stage, people in strand.doers.items():
            doers[stage] = tuple(dict.fromkeys((*doers.get(stage, ()), *people)))
        for fund, cents in strand.paid.items():
            paid[fund] = paid.get(fund, 0) + cents
    return replace(state, doers=doers, paid=paid)


CHANGES: dict[type, Callable[[MatterState, Any], MatterState]] = {
    e.StageEntered: _entered, e.StageLeft: _left, e.StageSkipped: _skip, e.Raised: _raised, e.Ended: _ended,
    e.Submitted: _same, e.Returned: _same, e.Revised: _revised, e.Established: _established,
    e.Disclosed: _disclosed, e.Extended: _longer, e.Reported: _reminded, e.Reminded: _reminded,
    e.Accepted: _accepted, e.Paid: _paid, e.Enacted: _enacted,
    e.PartyNamed: _between, e.PartyJoined: _between, e.PartyLeft: _between,
}  # fmt: skip
"""What changes more of the matter than where its stage stands."""
