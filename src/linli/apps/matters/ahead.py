"""Whom a matter will ask later on, and from when at the earliest; worked out from the snapshot and the charter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import heappop, heappush

from linli.apps.matters.waiting import asked_of
from linli.core.charter.stages import Deliberate, Poll, Split, Stage
from linli.core.engine.anchored import moment
from linli.core.engine.calendar import after
from linli.core.engine.force import InForce
from linli.core.engine.passing import applies
from linli.core.engine.roster import Roster
from linli.core.engine.state import Disclosing, MatterState, Standing
from linli.core.lab.waits import lasting


@dataclass(frozen=True, slots=True)
class Ahead:
    """An organ that will be asked at a later stage; ``earliest`` is when that stage can begin."""

    organ: str
    stage: str
    earliest: datetime


def ahead(force: InForce, state: MatterState, roster: Roster) -> tuple[Ahead, ...]:
    """For each organ the first stage ahead at which it is asked, by the shortest way there.

    A way leads from stage to stage by any outcome; loops back and what goes up to another place are left out. Of time
    only what the charter itself makes wait is counted: what can be done at once may be done at once.
    """
    if state.ended is not None or isinstance(state.now, Disclosing):
        return ()
    found: dict[str, Ahead] = {}
    for name, earliest in _way(force, state, roster):
        stage = force.stage(state.procedure, name)
        for organ in asked_of(force, state, stage):
            found.setdefault(organ, Ahead(organ, name, earliest))
    return tuple(found.values())


def _way(force: InForce, state: MatterState, roster: Roster) -> Iterator[tuple[str, datetime]]:
    """The stages ahead that are for this matter, the soonest first, each with when it can begin."""
    stages = force.procedure(state.procedure).stages
    met = {state.stage}
    heap: list[tuple[datetime, int, str]] = []
    here = stages[state.stage]
    for name in _next(here):
        heappush(heap, (_left(force, state, here, roster), 1, name))
    while heap:
        at, steps, name = heappop(heap)
        if name in met or name not in stages:
            continue
        met.add(name)
        stage = stages[name]
        if applies(force, state, stage, roster):
            yield name, at
            following, at = _next(stage), _over(force, state, stage, roster, at)
        else:
            following = _next(stage)[:1]
        for one in following:
            heappush(heap, (at, steps + 1, one))


def _next(stage: Stage) -> tuple[str, ...]:
    leads = tuple(target.name for target in stage.then.values() if target.kind == "stage")
    strands = (*stage.strands, *([stage.first] if stage.first else [])) if isinstance(stage, Split) else ()
    return (*strands, *leads)


def _left(force: InForce, state: MatterState, stage: Stage, roster: Roster) -> datetime:
    """When the stage at which the matter is can be over."""
    now = state.now
    if isinstance(now, Standing) and now.until is not None:
        return max(now.until, state.last)
    if lasting(stage) is not None and state.due is not None and not isinstance(now, Standing):
        return max(state.due, state.last)
    return _over(force, state, stage, roster, state.last)


def _over(force: InForce, state: MatterState, stage: Stage, roster: Roster, at: datetime) -> datetime:
    """When a stage can be over that begins at ``at``: a sitting needs its notice, and some stages last."""
    if isinstance(stage, Poll | Deliberate) and stage.notice:
        at = after(at, stage.notice, roster.zone, roster.calendars).at
    lasts = lasting(stage)
    end = moment(lasts, at, roster.zone, roster.calendars, state.facts, force.language) if lasts else None
    return max(at, end.at) if end else at
