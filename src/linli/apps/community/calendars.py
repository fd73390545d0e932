"""Official working days, where the year's calendar has really been published."""

from __future__ import annotations

from datetime import date
from importlib.metadata import version

import holidays

from linli.core.engine.calendar import Calendar

SATURDAY = 5


def official(country: str, year: int) -> Calendar | None:
    """The exceptions to Monday–Friday in a year, as the government published them; None where it has not yet.

    The library goes on computing feast days for ever. What it cannot compute are the working weekends that China
    moves each year: a year without any has not been published.
    """
    if country not in holidays.list_supported_countries():
        return None
    feasts = holidays.country_holidays(country, years=year)
    on = tuple(sorted(day for day in feasts.weekend_workdays if day.year == year))
    if country == "CN" and not on:
        return None
    off = tuple(sorted(day for day in feasts if day.year == year and _weekday(day)))
    return Calendar(off=off, on=on, source=f"holidays {version('holidays')}, {country} {year}")


def _weekday(day: date) -> bool:
    return day.weekday() < SATURDAY
