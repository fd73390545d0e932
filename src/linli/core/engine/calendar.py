"""Moments and days: zones, due moments, working days by an adopted calendar."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import assert_never
from zoneinfo import ZoneInfo

from msgspec import Struct

from linli.core.charter.terms import Duration, Every
from linli.core.charter.text import Text

MAX_WALK = 40_000
_FIRST, _LAST = date(1900, 1, 1), date(9998, 12, 31)
"""Dates beyond these are taken as these: nobody waits for them, and no zone can put them out of range."""


class Calendar(Struct, frozen=True, forbid_unknown_fields=True):
    """One year's exceptions to the week of Monday to Friday; ``source`` says who published them."""

    off: tuple[date, ...] = ()
    on: tuple[date, ...] = ()
    source: str = ""


class Moment(Struct, frozen=True):
    """The first moment that is too late. Provisional where a year's calendar is not adopted yet."""

    at: datetime
    provisional: bool = False


@cache
def zone_of(name: str) -> ZoneInfo:
    """The zone by its name in the tz database."""
    return ZoneInfo(name)


def day_of(at: datetime, zone: str) -> date:
    """The calendar day of a moment in a zone."""
    return at.astimezone(zone_of(zone)).date()


@lru_cache(maxsize=1024)
def midnight_after(day: date, zone: str) -> datetime:
    """24:00 of a day, in UTC."""
    return datetime.combine(_plus(day, 0) + timedelta(days=1), time(), zone_of(zone)).astimezone(UTC)


def _plus(day: date, days: int) -> date:
    ordinal = min(max(day.toordinal() + days, _FIRST.toordinal()), _LAST.toordinal())
    return date.fromordinal(ordinal)


_A_MOMENT = timedelta(microseconds=1)


def after(start: datetime, length: Duration, zone: str, calendars: Mapping[str, Calendar]) -> Moment:
    """When a length of time from ``start`` is over.

    Day 1 is the day after; the last day ends at 24:00 in the zone. What begins at midnight, as all does that follows
    from a due moment, begins at 24:00 of the day before. Hours run from the moment itself.
    """
    day = day_of(start - _A_MOMENT, zone)
    match length.unit:
        case "hours":
            return Moment(start + timedelta(hours=length.count))
        case "working-days":
            return _working(day, length.count, zone, calendars)
        case "days":
            day = _plus(day, length.count)
        case "weeks":
            day = _plus(day, 7 * length.count)
        case "months":
            day = _months(day, length.count)
        case "years":
            day = _months(day, 12 * length.count)
        case _:
            assert_never(length.unit)
    return Moment(midnight_after(day, zone))


def next_time(start: datetime, every: Every, zone: str, calendars: Mapping[str, Calendar]) -> datetime:
    """The next moment of something that recurs: at its hour on its weekday, at 24:00 of its day, or so long after."""
    if every.weekday is not None:
        return _next_weekday(start, every.weekday, every.clock, zone)
    if every.by_day is not None:
        return _next_day(start, every, every.by_day, zone)
    return after(start, every.length, zone, calendars).at


def _next_weekday(start: datetime, weekday: int, clock: int | None, zone: str) -> datetime:
    day = day_of(start, zone)
    day = _plus(day, (weekday - day.weekday()) % 7)
    found = at_clock(day, clock, zone)
    return found if found > start else at_clock(_plus(day, 7), clock, zone)


def at_clock(day: date, clock: int | None, zone: str) -> datetime:
    """So many minutes after the midnight with which a day begins; 24:00 where none are given."""
    if clock is None:
        return midnight_after(day, zone)
    return datetime.combine(day, time(*divmod(clock, 60)), zone_of(zone)).astimezone(UTC)


def _next_day(start: datetime, every: Every, by_day: int, zone: str) -> datetime:
    first = day_of(start - _A_MOMENT, zone).replace(day=1)
    found = _by_day(first, by_day, every, zone)
    while found <= start:
        first = _months(first, 1)
        found = _by_day(first, by_day, every, zone)
    return found


def _by_day(first: date, by_day: int, every: Every, zone: str) -> datetime:
    """24:00 of a day of the month in which the period begins; months and years count in periods from January."""
    months = every.length.count if every.length.unit == "months" else 12
    return on_day(_months(first, -((first.month - 1) % months)), by_day, zone)


def on_day(first: date, by_day: int, zone: str) -> datetime:
    """24:00 of a day of the month that begins with ``first``; of its last day where it has fewer."""
    last = monthrange(first.year, first.month)[1]
    return midnight_after(first.replace(day=min(by_day, last)), zone)


def _months(day: date, count: int) -> date:
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    if not _FIRST.year <= year <= _LAST.year:
        return _LAST if year > _LAST.year else _FIRST
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _working(day: date, count: int, zone: str, calendars: Mapping[str, Calendar], step: int = 1) -> Moment:
    provisional = False
    for _ in range(MAX_WALK):
        day = _plus(day, step)
        calendar = calendars.get(str(day.year))
        provisional = provisional or calendar is None
        count -= is_working(day, calendar)
        if count == 0:
            break
    return Moment(midnight_after(day, zone), provisional)


def working_days_from(day: date, count: int, zone: str, calendars: Mapping[str, Calendar]) -> Moment:
    """24:00 of the day that lies so many working days after a date; before it, where ``count`` is negative."""
    return _working(day, abs(count), zone, calendars, 1 if count > 0 else -1)


def is_working(day: date, calendar: Calendar | None) -> bool:
    """Whether a day is a working day; without a calendar, Monday to Friday."""
    if calendar is not None and day in calendar.on:
        return True
    return day.weekday() < 5 and (calendar is None or day not in calendar.off)


def before(day: date, length: Duration, zone: str) -> Moment:
    """24:00 of the day that lies a length of time before a date, as in ``day(election-day) - 20 days``."""
    days = {"days": 1, "weeks": 7}.get(length.unit, 1) * length.count
    if length.unit in ("months", "years"):
        return Moment(
            midnight_after(_months(day, -length.count * (12 if length.unit == "years" else 1)), zone)
        )
    return Moment(midnight_after(_plus(day, -days), zone))


def day_shown(day: date) -> Text:
    """A day as people write it."""
    return Text(zh=f"{day.year} 年 {day.month} 月 {day.day} 日", en=f"{day.day} {day:%B} {day.year}")


def shown(at: datetime, zone: str) -> Text:
    """A moment as people write it, in the place's zone; midnight is the end of the day before."""
    local = at.astimezone(zone_of(zone))
    if local.time() == time():
        day = day_shown(local.date() - timedelta(days=1))
        return Text(zh=f"{day.zh} 24:00", en=f"the end of {day.en}")
    day, clock = day_shown(local.date()), f"{local:%H:%M}"
    return Text(zh=f"{day.zh} {clock}", en=f"{day.en}, {clock}")
