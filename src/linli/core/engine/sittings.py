"""Calling sittings, signing in and out, ending them; and what a matter asks of the sitting it cites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import assert_never

from msgspec.structs import replace

from linli.core.charter.stages import Deliberate, Poll
from linli.core.charter.text import Text
from linli.core.engine.acts import Actor
from linli.core.engine.calendar import after, day_of, shown
from linli.core.engine.force import InForce
from linli.core.engine.refusal import Refusal, refuse
from linli.core.engine.roll import freeze
from linli.core.engine.roster import Roster
from linli.core.engine.sitting import (
    AgendaSet,
    Attend,
    Attended,
    Call,
    EndSitting,
    Leave,
    Left,
    MinutesSigned,
    SetAgenda,
    SignMinutes,
    SittingAct,
    SittingCalled,
    SittingEnded,
    SittingEvent,
    SittingState,
)
from linli.core.engine.state import MatterState, strands_of
from linli.core.engine.turn import Turn, titles

SittingOutcome = tuple[SittingEvent, ...] | Refusal


def decide_sitting(
    force: InForce, state: SittingState | None, act: SittingAct, *, id: str, by: Actor, roster: Roster, at: datetime,
    agenda: Mapping[str, MatterState],
) -> SittingOutcome:  # fmt: skip
    """Decide one act in a sitting's chain; ``agenda`` gives the matters that a call names, by chain."""
    if isinstance(act, Call):
        return (
            refuse("already-begun")
            if state
            else _call(force, act, by=by, roster=roster, at=at, agenda=agenda)
        )
    if state is None:
        return refuse("no-such-matter")
    if state.last is not None and at < state.last:
        return refuse("back-in-time")
    if isinstance(act, SignMinutes):
        return _sign(force, state, act, by=by, roster=roster, at=at)
    if state.status == "ended":
        return refuse("sitting-closed", f"organs.{state.organ}")
    if isinstance(act, SetAgenda):
        return _set_agenda(force, state, act, by=by, roster=roster, at=at, agenda=agenda)
    return _run(force, state, act, by=by, roster=roster, at=at)


def may_convene(force: InForce, organ: str, by: Actor, roster: Roster, at: datetime) -> Refusal | None:
    """Whether an actor may call sittings of an organ."""
    body = force.charter.organs.get(organ)
    if body is None or body.outside:
        return refuse("not-sitting-organ", f"organs.{organ}", organ=force.organ_title(organ))
    conveners = body.convened_by or (organ,)
    if by.organ in conveners and roster.since(force, by.organ, by.person, at) is not None:
        return None
    organs = [force.organ_title(name) for name in conveners]
    who = Text(zh="、".join(one.zh for one in organs), en=", ".join(one.en for one in organs))
    return refuse("not-convener", f"organs.{organ}", organ=force.organ_title(organ), who=who)


def _call(
    force: InForce, act: Call, *, by: Actor, roster: Roster, at: datetime, agenda: Mapping[str, MatterState]
) -> SittingOutcome:
    if refusal := may_convene(force, act.organ, by, roster, at):
        return refusal
    if act.starts < at:
        return refuse("in-the-past", f"organs.{act.organ}")
    if refusal := _agenda_wrong(force, act, act.agenda, roster, at, agenda):
        return refusal
    roll = freeze(force, roster, act.organ, at)
    return (SittingCalled(at, by, roll, act.starts, act.agenda, act.text),)


def _agenda_wrong(
    force: InForce,
    act: Call,
    new: Iterable[str],
    roster: Roster,
    at: datetime,
    agenda: Mapping[str, MatterState],
) -> Refusal | None:
    """Why one of the matters that come onto the agenda may not stand there."""
    found = (_may_stand(force, act, agenda.get(chain), roster, at) for chain in new)
    return next((one for one in found if one), None)


def presides(force: InForce, state: SittingState, by: Actor, roster: Roster, at: datetime) -> bool:
    """Whether an actor presides: who called the sitting; when they may convene no more, whoever may."""
    if by.person == state.chair:
        return True
    conveners = force.organ(state.organ).convened_by or (state.organ,)
    gone = all(roster.since(force, organ, state.chair, at) is None for organ in conveners)
    return force.language > 4 and gone and may_convene(force, state.organ, by, roster, at) is None


def _set_agenda(
    force: InForce, state: SittingState, act: SetAgenda, *, by: Actor, roster: Roster, at: datetime,
    agenda: Mapping[str, MatterState],
) -> SittingOutcome:  # fmt: skip
    """What comes onto the agenda needs its notice as if the sitting were called now."""
    clause = f"organs.{state.organ}"
    if not presides(force, state, by, roster, at):
        return refuse("not-chair", clause)
    if at >= state.starts:
        return refuse("agenda-stands", clause, starts=shown(state.starts, roster.zone))
    chains = tuple(dict.fromkeys(act.agenda))
    new = [one for one in chains if one not in state.agenda]
    call = Call(state.organ, state.starts, chains)
    return _agenda_wrong(force, call, new, roster, at, agenda) or (AgendaSet(at, by, chains),)


def _sign(
    force: InForce, state: SittingState, act: SignMinutes, *, by: Actor, roster: Roster, at: datetime
) -> SittingOutcome:
    clause = f"organs.{state.organ}"
    if not presides(force, state, by, roster, at):
        return refuse("not-chair", clause)
    if state.status != "ended":
        return refuse("sitting-goes-on", clause)
    return refuse("minutes-signed", clause) if state.minutes else (MinutesSigned(at, by, act.text),)


def _may_stand(
    force: InForce, act: Call, state: MatterState | None, roster: Roster, at: datetime
) -> Refusal | None:
    """Whether a matter may stand on the agenda: its stage is this organ's, and the notice is long enough."""
    if state is None or state.ended is not None or not state.stage:
        return refuse("no-such-matter")
    running = [state, *(one for one in strands_of(state.now).values() if one.ended is None)]
    found = [_why_not(force, act, one, roster, at) for one in running]
    return None if None in found else found[-1]


def _why_not(force: InForce, act: Call, state: MatterState, roster: Roster, at: datetime) -> Refusal | None:
    """Why a sitting is not for what a matter, or one of its strands, is at."""
    stage = force.stage(state.procedure, state.stage)
    clause = f"procedures.{state.procedure}.stages.{state.stage}"
    if not isinstance(stage, Poll | Deliberate) or stage.by is None or act.organ not in stage.by.organs:
        by = stage.by
        return refuse("wrong-sitting", clause, organ=titles(force, by))
    if stage.notice is None:
        return None
    earliest = after(at, stage.notice, roster.zone, roster.calendars).at
    return (
        refuse("notice-too-short", clause, earliest=shown(earliest, roster.zone))
        if act.starts < earliest
        else None
    )


def _run(
    force: InForce,
    state: SittingState,
    act: Attend | Leave | EndSitting,
    *,
    by: Actor,
    roster: Roster,
    at: datetime,
) -> SittingOutcome:
    chairs = presides(force, state, by, roster, at)
    match act:
        case Attend(people):
            if not chairs and people != (by.person,):
                return refuse("not-chair", f"organs.{state.organ}")
            return _attend(force, state, people, roster, at)
        case Leave(people):
            if not chairs and people != (by.person,):
                return refuse("not-chair", f"organs.{state.organ}")
            gone = [one for one in people if one not in state.attending]
            if gone or not people or len(set(people)) < len(people):
                return refuse("not-present", f"organs.{state.organ}")
            return (Left(at, people),)
        case EndSitting():
            if not chairs:
                return refuse("not-chair", f"organs.{state.organ}")
            return (SittingEnded(at, len(state.attending)),)
        case _:
            assert_never(act)


def _attend(
    force: InForce, state: SittingState, people: tuple[str, ...], roster: Roster, at: datetime
) -> SittingOutcome:
    clause = f"organs.{state.organ}"
    if day_of(at, roster.zone) < day_of(state.starts, roster.zone):
        return refuse("not-sign-in-day", clause)
    there = [one for one in people if one in state.attending]
    if there or len(set(people)) < len(people) or not people:
        return refuse("already-present", clause, n=max(len(there), 1))
    if not roster.members(force, state.organ, at).keys() >= set(people):
        return refuse("not-in-organ", clause, organ=force.organ_title(state.organ))
    return (Attended(at, people),)


def fold_sitting(state: SittingState | None, happened: Iterable[SittingEvent], id: str) -> SittingState:
    """The state after some events."""
    for event in happened:
        state = evolve_sitting(state, event, id)
    if state is None:
        raise ValueError("a sitting begins when it is called")
    return replace(state, seq=state.seq + 1)


def evolve_sitting(state: SittingState | None, event: SittingEvent, id: str) -> SittingState:
    """The state after one event. ``seq`` counts entries, so only :func:`fold_sitting` moves it."""
    if isinstance(event, SittingCalled):
        return SittingState(
            id=id, organ=event.roll.organ, chair=event.by.person, called=event.at, starts=event.starts,
            agenda=event.agenda, roll=event.roll, text=event.text, last=event.at,
        )  # fmt: skip
    if state is None:
        raise ValueError("a sitting begins when it is called")
    return replace(_evolve(state, event), last=event.at)


def _evolve(
    state: SittingState, event: Attended | Left | SittingEnded | AgendaSet | MinutesSigned
) -> SittingState:
    match event:
        case Attended(at, people):
            return replace(state, attending=state.attending.update(dict.fromkeys(people, at)))
        case Left(_, people):
            attending = state.attending
            for person in people:
                attending = attending.delete(person)
            return replace(state, attending=attending)
        case SittingEnded(at):
            return replace(state, status="ended", ended=at)
        case AgendaSet(agenda=agenda):
            return replace(state, agenda=agenda)
        case MinutesSigned(text=text):
            return replace(state, minutes=text)
        case _:
            assert_never(event)


def cited(turn: Turn, expected: str = "") -> SittingState | Refusal:
    """The sitting that an act cites, fit for the current stage; ``expected`` is the one the poll was opened in."""
    sitting = turn.sitting
    if expected and (sitting is None or sitting.id != expected):
        return turn.refuse("other-sitting")
    if sitting is None:
        return turn.refuse("no-sitting")
    stage = turn.stage
    if stage.by is None or sitting.organ not in stage.by.organs:
        return turn.refuse("wrong-sitting", organ=titles(turn.force, stage.by))
    if turn.state.id not in sitting.agenda:
        return turn.refuse("not-on-agenda")
    if sitting.status == "ended":
        return turn.refuse("sitting-closed")
    if turn.at < sitting.starts:
        return turn.refuse("sitting-not-begun", starts=shown(sitting.starts, turn.roster.zone))
    return sitting
