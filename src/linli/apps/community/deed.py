"""One deed, one transaction; whoever has to wait for another writer waits, and is never shown a lock."""

from __future__ import annotations

import functools
import random
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction

P = ParamSpec("P")
T = TypeVar("T")

TRIES = 6
FIRST_PAUSE_MS = 20
# What a database says when two writers met: SQLite's two words for busy; PostgreSQL's serialization failure and
# deadlock, of which the server undoes one side.
_MET = ("database is locked", "database table is locked", "could not serialize", "deadlock detected")


def deed(work: Callable[P, T]) -> Callable[P, T]:
    """Run a function in one transaction, all or nothing, and once more where it met another writer.

    Only the outermost deed tries again, so that the whole is done again from its beginning.
    """

    @functools.wraps(work)
    def done(*args: P.args, **kwargs: P.kwargs) -> T:
        if connection.in_atomic_block:
            with transaction.atomic():
                return work(*args, **kwargs)
        return _persistently(lambda: work(*args, **kwargs))

    return done


def _persistently(work: Callable[[], T]) -> T:
    for attempt in range(TRIES):
        try:
            with transaction.atomic():
                return work()
        except OperationalError as error:
            if attempt == TRIES - 1 or not _met_another(error):
                raise
            time.sleep(FIRST_PAUSE_MS * 2**attempt * random.uniform(0.5, 1.5) / 1000)  # noqa: S311 - not a secret
    raise AssertionError("the last attempt either returns or raises")


def _met_another(error: OperationalError) -> bool:
    return any(words in str(error) for words in _MET)
