"""Through which door what is being done came in: a page, a program, a sitting's tablet, the command line, the clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from msgspec import UNSET, UnsetType

from linli.core.engine.entry import Door

_door: ContextVar[Door | UnsetType] = ContextVar("door", default=UNSET)


def door() -> Door | UnsetType:
    """The door; UNSET where nobody said, as where a test or a demonstration acts by itself."""
    return _door.get()


@contextmanager
def coming_by(way: Door) -> Iterator[None]:
    """Whatever is done inside came in by this door."""
    before = _door.set(way)
    try:
        yield
    finally:
        _door.reset(before)
