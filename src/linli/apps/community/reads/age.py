"""How old somebody is, and which day it is there."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from linli.apps.community import clock
from linli.apps.community.models import Community


def today(community: Community) -> date:
    """The day that it is in a community."""
    return clock.now().astimezone(ZoneInfo(community.zone)).date()


def age(born: str, day: date) -> int | None:
    """In years, on a day; None where the birth date is not known."""
    if not born:
        return None
    birth = date.fromisoformat(born)
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def born_by(years: int, day: date) -> str:
    """Whoever was born on this day or before has reached an age, as it is written."""
    return f"{day.year - years:04d}-{day.month:02d}-{day.day:02d}"
