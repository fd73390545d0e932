"""When a stage must be over: so long after it was entered, or counted from a date that the matter carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from msgspec.structs import replace

from linli.core.charter.stages import Propose, Publish, Split, Stage, Wait
from linli.core.charter.terms import Anchor, Due, Duration
from linli.core.engine.acts import FactValue
from linli.core.engine.calendar import Calendar, Moment, after, before, shown, working_days_from
from linli.core.engine.force import InForce
from linli.core.engine.passing import applies
from linli.core.engine.refusal import Refusal, refuse
from linli.core.engine.roster import Roster
from linli.core.engine.state import MatterState


def due_of(
    force: InForce, stage: Stage, at: datetime, roster: Roster, facts: Mapping[str, FactValue]
) -> Moment | None:
    """By when a stage that is entered now must be over; its ``within`` holds where no date is given for the other."""
    found = [
        moment(due, at, roster.zone, roster.calendars, facts, force.language) for due in stage.times.values()
    ]
    # Before language 3 nothing held where the date was not given.
    known = [one for one in found if one is not None] if force.language > 2 else found[:1]
    times = (*known[:1], _up_by(force, stage, at, roster, facts))
    return min((one for one in times if one is not None), key=lambda one: one.at, default=None)


def _up_by(
    force: InForce, stage: Stage, at: datetime, roster: Roster, facts: Mapping[str, FactValue]
) -> Moment | None:
    """By when a notice that stands until a day must be up: put up later, it would come down at once."""
    if not isinstance(stage, Publish) or stage.for_ is None or isinstance(stage.for_.at, Duration):
        return None
    if force.language < 4:
        return None
    return moment(stage.for_, at, roster.zone, roster.calendars, facts, force.language)


def moment(
    due: Due, at: datetime, zone: str, calendars: Mapping[str, Calendar], facts: Mapping[str, FactValue],
    language: int,
) -> Moment | None:  # fmt: skip
    """The first moment that is too late; None for an anchor whose date the matter does not carry.

    Where an anchored moment is over already, it is too late at once, never earlier than now.
    """
    if isinstance(due.at, Duration):
        return after(at, due.at, zone, calendars)
    found = _anchored(due.at, zone, calendars, facts, language)
    return Moment(max(found.at, at), found.provisional) if found else None


def _anchored(
    anchor: Anchor,
    zone: str,
    calendars: Mapping[str, Calendar],
    facts: Mapping[str, FactValue],
    language: int,
) -> Moment | None:
    given = facts.get(anchor.fact)
    if not isinstance(given, str):
        return None
    day = date.fromisoformat(given)
    if anchor.offset is None:
        return before(day, Duration(0, "days"), zone)
    sign = 1 if anchor.before else -1
    # Before language 3 working days that were counted from a date were days.
    if anchor.offset.unit == "working-days" and language > 2:
        return working_days_from(day, -sign * anchor.offset.count, zone, calendars)
    return before(day, Duration(sign * anchor.offset.count, anchor.offset.unit), zone)


def dates_wrong(force: InForce, state: MatterState, roster: Roster, at: datetime) -> Refusal | None:
    """Why a matter cannot be put with these dates: one is missing, or leaves a stage ahead no time at all.

    Asked of all stages to which the matter can come before it is put again, for there the dates can be mended.
    """
    if force.language < 3 or state.procedure not in force.dated:
        return None
    for name, stage in _ahead(force, state, roster):
        clause = f"procedures.{state.procedure}.stages.{name}"
        for times in _limits(stage):
            if refusal := _no_time(force, state, roster, at, stage, times, clause):
                return refusal
        if refusal := _opened_wrong(force, state, roster, at, stage):
            return refusal
    return None


def _opened_wrong(
    force: InForce, state: MatterState, roster: Roster, at: datetime, stage: Stage
) -> Refusal | None:
    """The same of what its objections open, which carries the matter's own dates."""
    opens = stage.objections.opens if isinstance(stage, Publish) and stage.objections else ""
    if not opens or force.language < 4:
        return None
    first = next(iter(force.procedure(opens).stages))
    return dates_wrong(force, replace(state, procedure=opens, stage=first), roster, at)


def _limits(stage: Stage) -> Iterator[dict[str, Due]]:
    yield stage.times
    if isinstance(stage, Publish) and stage.for_:
        yield {"for": stage.for_}


def _no_time(
    force: InForce, state: MatterState, roster: Roster, at: datetime, stage: Stage, times: Mapping[str, Due],
    clause: str,
) -> Refusal | None:  # fmt: skip
    """Why one time of a stage cannot be kept, or not be told."""
    missing: Refusal | None = None
    for key, due in times.items():
        if isinstance(due.at, Duration):
            return None
        found = _anchored(due.at, roster.zone, roster.calendars, state.facts, force.language)
        fact = force.procedure(state.procedure).facts[due.at.fact].title
        if found is None:
            missing = missing or refuse("date-missing", f"{clause}.{key}", stage=stage.title, fact=fact)
        elif found.at <= at and not _only_waits(stage):
            over = shown(found.at, roster.zone)
            return refuse("date-over", f"{clause}.{key}", stage=stage.title, fact=fact, due=over)
        else:
            return None
    return missing


def _only_waits(stage: Stage) -> bool:
    """Whether nothing is lost where the time is over already: what waits for a day alone goes on."""
    return isinstance(stage, Wait) and stage.condition is None


def _ahead(force: InForce, state: MatterState, roster: Roster) -> Iterator[tuple[str, Stage]]:
    """The stages to which a matter can come from here, up to where it would be put again."""
    stages = force.procedure(state.procedure).stages
    coming, met = [state.stage], set[str]()
    while coming:
        name = coming.pop(0)
        if name in met or (met and isinstance(stages[name], Propose)):
            continue
        met.add(name)
        here = applies(force, state, stages[name], roster)
        if here:
            yield name, stages[name]
        coming += _following(name, stages[name], passed_over=not here)


def _following(name: str, stage: Stage, *, passed_over: bool) -> list[str]:
    """The stages that can follow one; one that is passed over is left by its first outcome."""
    targets = list(stage.then.values())[: 1 if passed_over else None]
    found = [(one.stage if one.kind == "up" else one.name) or name for one in targets if one.kind != "end"]
    if isinstance(stage, Split) and not passed_over:
        found += [stage.first] if stage.first else list(stage.strands)
    return found
