"""Until when something should have been done about a comment."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from linli.apps.community import reads as community_reads
from linli.core.charter.terms import Duration
from linli.core.engine.calendar import after

REPORT: Final = Duration(3, "days")
"""So long a comment that readers told of waits before it is late."""
APPEAL: Final = Duration(7, "days")
"""So long an appeal waits before it is late."""


def report_due(community: Any, told: datetime) -> datetime:
    """Until when a comment should have been looked at of which readers told first at ``told``."""
    return _after(community, told, REPORT)


def appeal_due(community: Any, appealed: datetime) -> datetime:
    """Until when an appeal should have been decided."""
    return _after(community, appealed, APPEAL)


def _after(community: Any, start: datetime, length: Duration) -> datetime:
    roster = community_reads.roster(community)
    return after(start, length, roster.zone, roster.calendars).at
