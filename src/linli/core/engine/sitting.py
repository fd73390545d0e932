"""A sitting: a meeting with notice, agenda and attendance, which serves one or more matters."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from immutables import Map
from msgspec import Struct

from linli.core.engine.acts import Actor, Seal
from linli.core.engine.electorate import Roll
from linli.core.engine.struct import kebab_tag, reader


class _Act(Struct, frozen=True, forbid_unknown_fields=True, tag_field="do", tag=kebab_tag):
    pass


class Call(_Act, frozen=True):
    """Call a sitting of an organ; ``agenda`` names chains of matters, ``text`` says where and how."""

    organ: str
    starts: datetime
    agenda: tuple[str, ...]
    text: Seal = ""


class Attend(_Act, frozen=True):
    """Sign people in: oneself, or by whoever called the sitting those who are there."""

    people: tuple[str, ...]


class Leave(_Act, frozen=True):
    """Sign people out."""

    people: tuple[str, ...]


class EndSitting(_Act, frozen=True):
    """End the sitting; attendance is final."""


class SetAgenda(_Act, frozen=True):
    """Put other matters on the agenda, or take some off, before the sitting begins."""

    agenda: tuple[str, ...]


class SignMinutes(_Act, frozen=True):
    """Sign the minutes of a sitting that is over; from then on they stand."""

    text: Seal


SittingAct = Call | Attend | Leave | EndSitting | SetAgenda | SignMinutes


class _Event(Struct, frozen=True, forbid_unknown_fields=True, tag_field="was", tag=kebab_tag):
    at: datetime


class SittingCalled(_Event, frozen=True):
    by: Actor
    roll: Roll
    starts: datetime
    agenda: tuple[str, ...]
    text: Seal


class Attended(_Event, frozen=True):
    people: tuple[str, ...]


class Left(_Event, frozen=True):
    people: tuple[str, ...]


class SittingEnded(_Event, frozen=True):
    present: int


class AgendaSet(_Event, frozen=True):
    by: Actor
    agenda: tuple[str, ...]


class MinutesSigned(_Event, frozen=True):
    by: Actor
    text: Seal


SittingEvent = SittingCalled | Attended | Left | SittingEnded | AgendaSet | MinutesSigned


class SittingState(Struct, frozen=True):
    """Where a sitting stands; ``attending`` maps who is there now to when they came; ``minutes`` are those signed.

    ``ended`` is when it was over; None also for one that was over before this was kept.
    """

    id: str
    organ: str
    chair: str
    called: datetime
    starts: datetime
    agenda: tuple[str, ...]
    roll: Roll
    text: Seal = ""
    attending: Map[str, datetime] = Map()
    status: Literal["called", "ended"] = "called"
    seq: int = 0
    last: datetime | None = None
    minutes: Seal = ""
    ended: datetime | None = None


_reader = reader(SittingState)


def read_sitting(data: bytes | str) -> SittingState:
    """A sitting's state from its written form."""
    state: SittingState = _reader.decode(data)
    return state
