"""What an event changes within the stage where a matter stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from linli.core.engine import events as e
from linli.core.engine.state import (
    Drafting,
    Gathering,
    HandCount,
    Objection,
    Offering,
    Polling,
    Sorting,
    Splitting,
    Stand,
    Standing,
    Talking,
    Waiting,
    Working,
)

FRESH: dict[e.Kind, Callable[[], Stand]] = {
    "propose": Drafting, "gather": Gathering, "deliberate": Talking, "screen": Sorting, "poll": Polling,
    "publish": Standing, "work": Working, "wait": Waiting, "assign": Offering,
    "split": Splitting,
}  # fmt: skip


def extended(now: Stand) -> Stand:
    """The stage after its time has been extended."""
    return replace(now, extended=True) if isinstance(now, Working | Sorting) else now


def changed(now: Stand, event: e.Event) -> Stand:
    """What an event changes within its stage."""
    changes = WITHIN.get(type(now))
    return changes(now, event) if changes else now


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


def _offer(now: Offering, event: e.Event) -> Offering:
    return Offering(event.to) if isinstance(event, e.Offered) else now


WITHIN: dict[type, Callable[[Any, e.Event], Stand]] = {
    Gathering: _gather, Talking: _talk, Polling: _poll, Standing: _publish, Working: _work, Offering: _offer,
}  # fmt: skip
