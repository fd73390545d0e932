"""What a period is called."""

from __future__ import annotations

from datetime import date, timedelta

from linli.apps.matters.reads.lens import Lens
from linli.core.charter.terms import Every
from linli.core.engine.calendar import day_of
from linli.core.engine.periods import Period

DAY = timedelta(days=1)


def title(lens: Lens, every: Every, period: Period) -> str:
    """A period as people say it: 2026 年第 1 季度, the week from 2 to 8 March."""
    begins, length = period.begins, every.length
    months = length.count * {"months": 1, "years": 12}.get(length.unit, 0)
    match months:
        case 1:
            return lens.say("month", year=begins.year, month=begins.month, name=_month(begins))
        case 3:
            return lens.say("quarter", year=begins.year, n=(begins.month + 2) // 3)
        case 6:
            half = lens.say("first-half" if begins.month == 1 else "second-half")
            return lens.say("half", year=begins.year, name=half)
        case 12:
            return lens.say("year", year=begins.year)
        case _:
            last = day_of(period.over, lens.zone) - DAY
            first = day(lens, begins)
            return first if last == begins else lens.say("span", first=first, last=day(lens, last))


def named(lens: Lens, section: str, period: str) -> str:
    """What is published in a section for a period is called so, unless it has a title of its own."""
    if not period:
        return section
    return f"{period}{section}" if lens.lang == "zh" else f"{section}, {period}"


def day(lens: Lens, one: date) -> str:
    """A day with its year."""
    return lens.say("day", year=one.year, month=one.month, day=one.day, name=_month(one))


def _month(one: date) -> str:
    return f"{one:%B}"
