"""The one clock of the apps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now() -> datetime:
    """This moment, in UTC; to be taken after the lock, so that chains never run backwards."""
    return _standing.get() or datetime.now(UTC)


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let the clock stand at a moment, for this thread: the demonstration tells of past weeks."""
    before = _standing.set(moment)
    try:
        yield
    finally:
        _standing.reset(before)
