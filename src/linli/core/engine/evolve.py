"""The one fold: a matter's events make its state."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import assert_never

from msgspec.structs import replace

from linli.core.engine import events as e
from linli.core.engine.acts import Actor
from linli.core.engine.evolve_items import OfItems, evolve_items, left_behind, unsorted
from linli.core.engine.state import (
    Closed,
    Disclosing,
    Drafting,
    Gathering,
    HandCount,
    Made,
    MatterState,
    Objection,
    Offering,
    Party,
    Passage,
    Polling,
    Skip,
    Sorting,
    Splitting,
    Stand,
    Standing,
    Talking,
    Waiting,
    Working,
    strands_of,
)


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
    if isinstance(event, e.VoteCast):
        now = state.now
        assert isinstance(now, Polling)
        kinds = now.groups.set(event.voter, event.groups) if event.groups else now.groups
        votes = now.votes.set(event.voter, event.choice)
        now = Polling(now.roll, now.sitting, votes, now.count, groups=kinds)
        return replace(state, now=now, last=event.at, events=state.events + 1)
    if isinstance(event, e.StrandBegan | e.StrandMoved):
        moved = _strand(state, event)
        return replace(state, now=_with_strand(state.now, moved), last=event.at, events=state.events + 1)
    of_items = evolve_items(state, event) if isinstance(event, OfItems) else None
    changed = _did(of_items, _doer(event)) if of_items else _evolve(state, event)
    return replace(changed, last=event.at, events=state.events + 1)


def _begin(event: e.Submitted, id: str) -> MatterState:
    return MatterState(
        id=id, procedure=event.procedure, kind=event.kind, proposer=event.by, title=event.title, text=event.text,
        facts=event.facts, began=event.at, last=event.at, stage="", entered=event.at, now=Drafting(), events=1,
        holder=event.by.person, level=event.level,
    )  # fmt: skip


def _evolve(state: MatterState, event: e.Event) -> MatterState:
    match event:
        case e.StageEntered() | e.Raised() | e.StageLeft() | e.StageSkipped() | e.Ended():
            return _move(state, event)
        case e.Reported(next=next_) | e.Reminded(next=next_):
            return _did(replace(state, now=_stand(state.now, event), remind=next_), _doer(event), event)
        case e.Revised(by=by) | e.Established(by=by):
            return _did(_revised(state, event), by)
        case e.Disclosed(at, by, section, text, none):
            return _disclose(state, section, Made(at, by, text, none))
        case e.Extended(by=by, due=due):
            return _did(replace(state, due=due, now=_extended(state.now)), by)
        case e.Submitted() | e.Returned():
            return state
        case e.Accepted() | e.Paid() | e.Enacted() | e.PartyNamed() | e.PartyJoined() | e.PartyLeft():
            return _hands(state, event)
        case _:
            return _did(replace(state, now=_stand(state.now, event)), _doer(event), event)


def _hands(
    state: MatterState, event: e.Accepted | e.Paid | e.Enacted | e.PartyNamed | e.PartyJoined | e.PartyLeft
) -> MatterState:
    """In whose hands the matter is, between whom it is, what went from hand to hand and what took effect."""
    match event:
        case e.Accepted(by=by):
            return replace(state, holder=by.person, holder_organ=by.organ)
        case e.Paid(by=by, fund=fund, cents=cents):
            return _did(replace(state, paid={**state.paid, fund: state.paid.get(fund, 0) + cents}), by)
        case e.Enacted(effects=effects, void=void):
            return replace(state, effects=(*state.effects, *effects), void=(*state.void, *void))
        case _:
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


def _revised(state: MatterState, event: e.Revised | e.Established) -> MatterState:
    state = replace(state, facts={**state.facts, **event.facts})
    return state if isinstance(event, e.Established) else replace(state, title=event.title, text=event.text)


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


def _move(
    state: MatterState, event: e.StageEntered | e.Raised | e.StageLeft | e.StageSkipped | e.Ended
) -> MatterState:
    match event:
        case e.StageSkipped():
            return _skip(state, event)
        case e.StageEntered(at, stage, kind, visit, due, provisional, remind):
            return replace(
                state, stage=stage, visit=visit, entered=at, due=due, provisional=provisional, figures={},
                remind=remind, now=FRESH[kind](), visits={**state.visits, stage: visit},
                doers={**state.doers, stage: ()}, tally=None, items=unsorted(state.items, stage),
            )  # fmt: skip
        case e.Raised(level=level):
            return replace(state, level=level)
        case e.StageLeft(at, stage, outcome):
            ends: dict[str, str] = {name: one.end or "" for name, one in strands_of(state.now).items()}
            passage = Passage(
                stage, state.visit, state.entered, at, outcome, state.figures, state.tally, ends
            )
            state = _gathered(state)
            items = left_behind(state.items, stage, outcome)
            passages = (*state.passages, passage)
            return replace(state, passages=passages, loops=_looped(state, event), items=items)
        case e.Ended(at, end, _, awaits):
            now: Stand = Disclosing() if awaits else Closed()
            return replace(state, end=end, ended=None if awaits else at, due=None, remind=None, now=now)
        case _:
            assert_never(event)


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
    for strand in strands_of(state.now).values() if isinstance(state.now, Splitting) else ():
        for stage, people in strand.doers.items():
            doers[stage] = tuple(dict.fromkeys((*doers.get(stage, ()), *people)))
        for fund, cents in strand.paid.items():
            paid[fund] = paid.get(fund, 0) + cents
    return replace(state, doers=doers, paid=paid)


FRESH: dict[e.Kind, Callable[[], Stand]] = {
    "propose": Drafting, "gather": Gathering, "deliberate": Talking, "screen": Sorting, "poll": Polling,
    "publish": Standing, "work": Working, "wait": Waiting, "assign": Offering,
    "split": Splitting,
}  # fmt: skip


def _extended(now: Stand) -> Stand:
    return replace(now, extended=True) if isinstance(now, Working | Sorting) else now


def _stand(now: Stand, event: e.Event) -> Stand:
    """What an event changes within its stage."""
    match now:
        case Gathering():
            return _gather(now, event)
        case Talking():
            return _talk(now, event)
        case Polling():
            return _poll(now, event)
        case Standing():
            return _publish(now, event)
        case Working():
            return _work(now, event)
        case Offering():
            return Offering(event.to) if isinstance(event, e.Offered) else now
        case _:
            return now


def _gather(now: Gathering, event: e.Event) -> Gathering:
    match event:
        case e.Supported(_, by):
            return Gathering(now.supports.set(by.person, by.organ))
        case e.SupportRetracted(_, by):
            return Gathering(now.supports.delete(by.person))
        case _:
            return now


def _talk(now: Talking, event: e.Event) -> Talking:
    match event:
        case e.TalkOpened(_, sitting):
            return replace(now, sitting=sitting)
        case e.Stated():
            return replace(now, statements=now.statements + 1)
        case e.Minuted():
            return replace(now, minuted=True)
        case _:
            return now


def _poll(now: Polling, event: e.Event) -> Polling:
    match event:
        case e.PollOpened(_, roll, sitting):
            return Polling(roll, sitting)
        case e.CountEntered(_, by, count):
            return replace(now, count=HandCount(by, count))
        case e.CountsDiffered():
            return replace(now, count=None)
        case e.ItemsVoted(_, voter, chosen, scores):
            marks = {str(number): 1 for number in chosen} or scores
            return replace(now, marks=now.marks.set(voter, marks))
        case _:
            return now


def _publish(now: Standing, event: e.Event) -> Standing:
    match event:
        case e.NoticePosted(at, until=until):
            return replace(now, posted=at, until=until)
        case e.ObjectionRaised(at, by, number, text, due):
            return replace(now, objections=(*now.objections, Objection(number, by, text, at, due)))
        case e.ObjectionAnswered(_, number, verdict, reasons):
            answered = (
                replace(one, verdict=verdict, reasons=reasons) if one.number == number else one
                for one in now.objections
            )
            return replace(now, objections=tuple(answered))
        case _:
            return now


def _work(now: Working, event: e.Event) -> Working:
    match event:
        case e.Reported():
            return replace(now, reports=now.reports + 1)
        case e.Reminded():
            return replace(now, missed=now.missed + 1)
        case _:
            return now
