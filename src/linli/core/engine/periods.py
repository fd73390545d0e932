"""Periods by which something is published: which day belongs to which, when it is due, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Literal

from msgspec import Struct

from linli.core.charter.model import Charter, Disclosure
from linli.core.charter.stages import Objections
from linli.core.charter.terms import By, Duration, Every
from linli.core.charter.text import Text
from linli.core.engine.calendar import Calendar, after, at_clock, day_of, midnight_after, on_day
from linli.core.engine.publications import Published

DAY = timedelta(days=1)
MOST = 1200
"""No page asks about more periods than this: a hundred years of months."""


class Section(Struct, frozen=True):
    """What must or may be published: a section of the charter, or a duty to publish. ``path`` is its article."""

    name: str
    title: Text
    by: By | None
    every: Every | None
    within: Duration | None
    for_: Duration | None
    objections: Objections | None
    path: str


class Period(Struct, frozen=True):
    """From the day it begins until it is ``over``; ``due`` is the first moment that is too late."""

    begins: date
    over: datetime
    due: datetime


class Turnout(Struct, frozen=True):
    """What became of a period: by the entry ``seq`` on time, late or as nothing to disclose; missing; still open."""

    period: Period
    became: Literal["on-time", "late", "none", "missing", "open"]
    seq: int = 0
    at: datetime | None = None


def sections(charter: Charter) -> dict[str, Section]:
    """The sections of a charter and its duties to publish, by their names."""
    found = {
        name: Section(name, duty.title, duty.by, duty.every, None, None, None, f"duties.{name}")
        for name, duty in charter.duties.items()
        if duty.does == "publish"
    }
    return found | {name: _section(name, one) for name, one in charter.disclosures.items()}


def _section(name: str, one: Disclosure) -> Section:
    within = one.within.at if one.within and isinstance(one.within.at, Duration) else None
    title = Text(zh=one.zh, en=one.en)
    return Section(name, title, one.by, one.every, within, one.for_, one.objections, f"disclosures.{name}")


def period_at(section: Section, day: date, zone: str, calendars: Mapping[str, Calendar]) -> Period | None:
    """The period in which a day lies; None for a section that is not published by periods.

    Months and years are those of the calendar, counted from January; weeks begin on Monday.
    """
    if section.every is None:
        return None
    begins = _begins(day, section.every.length)
    over = midnight_after(_next(begins, section.every.length) - DAY, zone)
    due = _asked(section.every, begins, over, zone)
    if section.within:
        due = after(due, section.within, zone, calendars).at
    return Period(begins, over, due)


def _begins(day: date, length: Duration) -> date:
    if length.unit in ("months", "years"):
        count = length.count * (12 if length.unit == "years" else 1)
        months = day.year * 12 + day.month - 1
        years, month = divmod(months - months % count, 12)
        return date(max(years, 1), month + 1, 1)
    days = _days(length)
    return date.fromordinal((day.toordinal() - 1) // days * days + 1)


def _next(begins: date, length: Duration) -> date:
    if length.unit in ("months", "years"):
        count = length.count * (12 if length.unit == "years" else 1)
        years, month = divmod(begins.year * 12 + begins.month - 1 + count, 12)
        return date(min(years, 9999), month + 1, 1)
    return begins + timedelta(days=_days(length))


def _days(length: Duration) -> int:
    """How many days a period has that is not counted in months; part of a day is one."""
    return {"weeks": 7 * length.count, "hours": -(-length.count // 24)}.get(length.unit, length.count)


def _asked(every: Every, begins: date, over: datetime, zone: str) -> datetime:
    if every.weekday is not None:
        return at_clock(begins + timedelta(days=every.weekday), every.clock, zone)
    return over if every.by_day is None else on_day(begins, every.by_day, zone)


def turnouts(
    section: Section,
    published: Mapping[str, Published],
    *,
    since: datetime,
    at: datetime,
    zone: str,
    calendars: Mapping[str, Calendar],
) -> Iterator[Turnout]:
    """What became of every period due since a moment, the newest first; the one under way is the first.

    A late publication stays late; one that has been corrected was made when it was first made.
    """
    made = made_by(section.name, published)
    day = day_of(at, zone)
    for _ in range(MOST):
        period = period_at(section, day, zone, calendars)
        if period is None or period.due <= since:
            return
        yield _turnout(period, made.get(period.begins), at)
        if period.begins.toordinal() == 1:
            return
        day = period.begins - DAY


def _turnout(period: Period, made: Made | None, at: datetime) -> Turnout:
    if made is None:
        return Turnout(period, "missing" if at >= period.due else "open")
    if made.none:
        return Turnout(period, "none", made.seq, made.first)
    return Turnout(period, "on-time" if made.first < period.due else "late", made.seq, made.first)


class Made(Struct, frozen=True):
    """What stands for a period: the entry ``seq``; ``first`` is when what it corrects was first published."""

    seq: int
    first: datetime
    none: bool


def made_by(section: str, published: Mapping[str, Published]) -> dict[date, Made]:
    """What stands for each period of a section; what was withdrawn does not, nor does it count for what follows."""
    first: dict[date, datetime] = {}
    found: dict[date, Made] = {}
    for seq, one in sorted((int(seq), one) for seq, one in published.items()):
        if one.section != section or one.period is None:
            continue
        if one.down == "withdrawn":
            first.pop(one.period, None)
            continue
        at = first.setdefault(one.period, one.at)
        if not one.down:
            found[one.period] = Made(seq, at, one.none)
    return found
