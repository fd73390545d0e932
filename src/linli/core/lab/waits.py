"""How long a charter makes a matter wait, at least, from when it is put to when it is decided.

Only what the charter itself makes wait is counted: the notice of a sitting, how long a vote or a call for items is
open, how long a notice stands, what is waited for. What must be done within a time can be done at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from linli.core.charter.explain.words import UNITS
from linli.core.charter.load import Loaded
from linli.core.charter.model import Procedure
from linli.core.charter.powers import powers
from linli.core.charter.stages import Deliberate, Gather, Poll, Publish, Screen, Stage, Wait
from linli.core.charter.terms import Anchor, Due, Duration, Unit
from linli.core.charter.text import Text

MOST_STEPS = 5_000
"""How many stages the search for the shortest way may go through."""
_ON = ("submitted", "enough", "concluded", "passed", "elected", "short", "unopposed", "accepted", "finished", "reached",
       "joined")  # fmt: skip
_ROUGHLY: Mapping[Unit, int] = {
    "hours": 1, "days": 24, "working-days": 24, "weeks": 7 * 24, "months": 28 * 24, "years": 365 * 24,
}  # fmt: skip
"""Hours that each unit has at least, to tell which of two waits is the shorter."""


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time, each unit for itself, for no one knows how many working days a month has."""

    units: tuple[tuple[Unit, int], ...] = ()

    def plus(self, unit: Unit, many: int) -> Span:
        """So much longer; weeks are counted in days."""
        if unit == "weeks":
            unit, many = "days", 7 * many
        found = dict(self.units)
        found[unit] = found.get(unit, 0) + many
        return Span(tuple(sorted((one, n) for one, n in found.items() if n)))

    @property
    def roughly(self) -> int:
        """How many hours it has at least."""
        return sum(_ROUGHLY[unit] * many for unit, many in self.units)

    @property
    def says(self) -> Text:
        """A length that is not nothing, in words: 7 天加 5 个工作日."""
        order = ("years", "months", "days", "working-days", "hours")
        parts = [(dict(self.units)[unit], UNITS[unit]) for unit in order if unit in dict(self.units)]
        return Text(
            zh="加 ".join(f"{many} {zh}" for many, (zh, _) in parts),
            en=" and ".join(f"{many} {en}{'s' if many != 1 else ''}" for many, (_, en) in parts),
        )


@dataclass(frozen=True, slots=True)
class Waited:
    """The shortest wait of a procedure before its last decision; none where it ends well without one."""

    procedure: str
    span: Span | None
    finished: bool = True


@dataclass(frozen=True)
class _Trip:
    """How a way has gone so far: the time, the earliest dates that the matter can carry, when it was last decided."""

    time: Span = Span()
    dates: Mapping[str, tuple[Span, int]] = field(default_factory=dict[str, tuple[Span, int]])
    decided: Span | None = None


class _TooMany(ValueError):
    """More ways than are looked at."""


def waits(loaded: Loaded) -> tuple[Waited, ...]:
    """For each procedure in which a poll decides, how long it takes at least from proposal to decision."""
    known = powers(loaded.charter)
    deciding = {
        name: {one.stage for one in known.in_.get(name, ()) if one.does in ("decides", "elects")}
        for name in loaded.charter.procedures
    }
    return tuple(_shortest(loaded, name, stages) for name, stages in deciding.items() if stages)


def _shortest(loaded: Loaded, name: str, deciding: set[str]) -> Waited:
    procedure = loaded.charter.procedures[name]
    search = _Search(procedure, deciding)
    try:
        spans = list(search.through(next(iter(procedure.stages)), frozenset(), _Trip()))
    except _TooMany:
        return Waited(name, None, finished=False)
    return Waited(name, min(spans, key=lambda span: span.roughly, default=None))


@dataclass
class _Search:
    procedure: Procedure
    deciding: set[str]
    steps: int = 0

    def through(self, name: str, met: frozenset[str], trip: _Trip) -> Iterator[Span]:
        """The time of the last decision on each way from a stage to the end."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise _TooMany
        stage = self.procedure.stages[name]
        trip = _after(stage, trip)
        if name in self.deciding:
            trip = replace(trip, decided=trip.time)
        on = stage.bins if isinstance(stage, Screen) else _ON
        for leads, target in stage.then.items():
            if leads not in on:
                continue
            if (
                target.kind == "stage"
                and target.name not in met | {name}
                and target.name in self.procedure.stages
            ):
                yield from self.through(target.name, met | {name}, trip)
            elif (target.kind, target.name) == ("end", "done") and trip.decided is not None:
                yield trip.decided


def _after(stage: Stage, trip: _Trip) -> _Trip:
    """The trip when the stage is over, as soon as it can be."""
    if stage.within:
        trip = _by(stage.within, trip)
    if isinstance(stage, Poll | Deliberate) and stage.notice:
        trip = replace(trip, time=trip.time.plus(stage.notice.unit, stage.notice.count))
    lasts = lasting(stage)
    return _until(lasts, trip) if lasts else trip


def lasting(stage: Stage) -> Due | None:
    """How long a stage lasts even where everybody hurries."""
    match stage:
        case Poll(closes=""):
            return stage.over
        case Gather(of="items"):
            return stage.over
        case Publish():
            return stage.for_
        case Wait(condition=None):
            return stage.until
        case _:
            return None


def _by(due: Due, trip: _Trip) -> _Trip:
    """What must be done by a date makes the date later than now."""
    if isinstance(due.at, Duration):
        return trip
    return _dated(due.at, trip)


def _dated(at: Anchor, trip: _Trip) -> _Trip:
    ahead = _days(at)
    known = trip.dates.get(at.fact)
    if known and _moved(*known).roughly >= _moved(trip.time, ahead).roughly:
        return trip
    return replace(trip, dates={**trip.dates, at.fact: (trip.time, ahead)})


def _until(due: Due, trip: _Trip) -> _Trip:
    """The stage lasts so long, or until a date."""
    at = due.at
    if isinstance(at, Duration):
        return replace(trip, time=trip.time.plus(at.unit, at.count))
    if at.fact in trip.dates:
        begun, ahead = trip.dates[at.fact]
        end = _moved(begun, max(ahead - _days(at), 0))
        trip = replace(trip, time=max(trip.time, end, key=lambda span: span.roughly))
    return _dated(at, trip)


def _moved(span: Span, days: int) -> Span:
    return span.plus("days", days)


def _days(at: Anchor) -> int:
    """How many days before its date an anchored time is."""
    if at.offset is None:
        return 0
    days = at.offset.count * _ROUGHLY[at.offset.unit] // 24
    return days if at.before else -days
