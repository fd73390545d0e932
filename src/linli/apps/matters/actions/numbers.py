"""Numbers of matters and sittings: one series for each community and year."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from linli.apps.matters.models import Counter
from linli.core.engine.calendar import day_of


def next_number(community: Any, kind: str, at: datetime, zone: str) -> tuple[int, int]:
    """The next year and number; the series stays locked until the transaction ends."""
    year = day_of(at, zone).year
    rows = Counter.objects.select_for_update()
    counter, _ = rows.get_or_create(community=community, kind=kind, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return year, counter.last
