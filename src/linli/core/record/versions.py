"""The versions of something that others cite by sequence: a community's roster, a sitting."""

from __future__ import annotations

from bisect import bisect_left
from datetime import datetime, timedelta
from typing import Generic, TypeVar

T = TypeVar("T")

LAG = timedelta(minutes=1)
"""How far what is cited may be behind or ahead of the entry that cites it: two people act at the same instant, and
each transaction sees what was there when it looked."""


class Versions(Generic[T]):
    """Versions by sequence, of which the old ones that nobody may cite any more can be let go."""

    def __init__(self, first: int = 1) -> None:
        self._first = first
        self._ats: list[datetime] = []
        self._values: list[T] = []

    def append(self, at: datetime, value: T) -> None:
        """Add the next version, in force from ``at``."""
        self._ats.append(max(at, self._ats[-1]) if self._ats else at)
        self._values.append(value)

    @property
    def latest(self) -> T:
        return self._values[-1]

    @property
    def seq(self) -> int:
        """The sequence of the latest version."""
        return self._first + len(self._values) - 1

    def cite(self, seq: int, at: datetime) -> tuple[T | None, str]:
        """The version with a sequence, and what is wrong with citing it at a moment (empty where nothing is)."""
        index = seq - self._first
        if index < 0:
            return None, "stale" if seq >= 0 else "unknown"
        if index >= len(self._values):
            return None, "unknown"
        if self._ats[index] - at > LAG:
            return self._values[index], "early"
        superseded = index + 1 < len(self._ats) and at - self._ats[index + 1] > LAG
        return self._values[index], "stale" if superseded else ""

    def as_of(self, at: datetime) -> T:
        """The version just before a moment, of those kept: what changes at a due moment comes after what falls due."""
        return self._values[max(bisect_left(self._ats, at) - 1, 0)]

    def let_go(self, before: datetime) -> None:
        """Forget the versions that were superseded before a moment; the latest stays."""
        gone = min(max(bisect_left(self._ats, before) - 1, 0), len(self._ats) - 1)
        self._first += gone
        del self._ats[:gone]
        del self._values[:gone]

    def __len__(self) -> int:
        return len(self._values)
