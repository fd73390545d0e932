"""How attendance at a sitting went: who has left and when, when the quorum was reached and by whom, when it broke."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from linli.apps.matters.models import Step
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.sight import Sight
from linli.core.charter.stages import Poll
from linli.core.engine.acting.attendance import too_few
from linli.core.engine.counting import Reason
from linli.core.engine.roster import Roster
from linli.core.engine.sitting import Attended, Left, SittingEvent, SittingState
from linli.core.engine.state import MatterState, Polling

STEPS = 1000
"""So many entries of a sitting are looked through, the newest."""
NAMED = 3


@dataclass(frozen=True, slots=True)
class Turned:
    """Attendance crossed what is needed: when, through whom, and how many were there then."""

    at: datetime
    people: tuple[str, ...]
    have: int


@dataclass(frozen=True, slots=True)
class Attendance:
    """``left`` are those who went and have not come back, with the moment; ``reached`` and ``broke`` the last times."""

    left: tuple[tuple[str, datetime], ...]
    reached: Turned | None
    broke: Turned | None

    def people(self) -> set[str]:
        """Everybody named in it."""
        turned = (one for one in (self.reached, self.broke) if one)
        return {person for person, _ in self.left} | {who for one in turned for who in one.people[:NAMED]}


def attendance_of(community: Any, sitting: str, need: int) -> Attendance:
    """What became of attendance at a sitting; what seats that were lost half-way did to it is not in it."""
    rows = Step.objects.filter(community=community, chain=sitting).order_by("-seq")[:STEPS]
    steps = list(rows)[::-1]
    found = _walked((event for step in steps for event in step.happened), need)
    # Where the beginning is not among them, nobody knows how many were there.
    return found if steps and steps[0].seq == 1 else replace(found, reached=None, broke=None)


def _walked(events: Iterable[SittingEvent], need: int) -> Attendance:
    there: set[str] = set()
    left: dict[str, datetime] = {}
    reached: Turned | None = None
    broke: Turned | None = None
    for one in events:
        before = len(there)
        match one:
            case Attended(at, people):
                there |= set(people)
                for person in people:
                    left.pop(person, None)
                if before < need <= len(there):
                    reached, broke = Turned(at, people, len(there)), None
            case Left(at, people):
                there -= set(people)
                left |= dict.fromkeys(people, at)
                if len(there) < need <= before:
                    broke = Turned(at, people, len(there))
            case _:
                continue
    return Attendance(tuple((who, at) for who, at in left.items()), reached, broke)


def told(lens: Lens, sight: Sight, found: Attendance, starts: datetime, *, short: bool) -> tuple[str, ...]:
    """When the quorum was reached and through whom; and since when it is broken, where it is."""
    said = []
    if found.reached:
        said.append(_said(lens, sight, "quorum-reached", found.reached, starts))
    if short and found.broke:
        said.append(_said(lens, sight, "quorum-broke", found.broke, starts))
    elif short and found.reached:
        said.append(lens.say("quorum-lost"))
    return tuple(said)


def _said(lens: Lens, sight: Sight, key: str, one: Turned, starts: datetime) -> str:
    between = "、" if lens.lang == "zh" else ", "
    who = between.join(sight.name(person) for person in one.people[:NAMED])
    if len(one.people) > NAMED:
        who = lens.say("and-others", who=who, n=len(one.people), more=len(one.people) - NAMED)
    return lens.say(key, at=lens.hour(one.at, starts), who=who, n=one.have)


def paused(
    lens: Lens, roster: Roster, state: MatterState, sitting: SittingState, at: datetime
) -> Reason | None:
    """What those there are short of to vote where a vote is open in this sitting; None where they may."""
    stage = lens.stage(state.procedure, state.stage)
    now = state.now
    if not isinstance(stage, Poll) or not isinstance(now, Polling) or now.roll is None:
        return None
    return too_few(lens.force, roster, stage, now.roll, sitting, at)
