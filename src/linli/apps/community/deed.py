"""One deed, one transaction; whoever has to wait for another writer waits, and is never shown a lock."""

from __future__ import annotations

import functools
import random
import threading
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


Word = Callable[[bool], None]
"""What is written last; told whether the transaction ends with it."""


class _Deeds(threading.local):
    """The deed that is being done in this thread: what it is to write last, a list of one at most."""

    words: list[Word] | None = None


_doing = _Deeds()


def at_last(word: Word) -> None:
    """Write something when the deed ends, so that the commit can go with it; at once where no deed is being done.

    What the deed does until then must not read it from the database. What went wrong in writing the deed raises.
    """
    if _doing.words is None:
        word(False)
    else:
        _say(_doing.words)
        _doing.words.append(word)


def deed(work: Callable[P, T]) -> Callable[P, T]:
    """Run a function in one transaction, all or nothing, and once more where it met another writer.

    Only the outermost deed tries again, so that the whole is done again from its beginning.
    """

    @functools.wraps(work)
    def done(*args: P.args, **kwargs: P.kwargs) -> T:
        if connection.in_atomic_block:
            with transaction.atomic():
                return _to_its_end(lambda: work(*args, **kwargs), ends=False)
        return _persistently(lambda: work(*args, **kwargs))

    return done


def _persistently(work: Callable[[], T]) -> T:
    for attempt in range(TRIES):
        try:
            with transaction.atomic():
                return _to_its_end(work, ends=True)
        except OperationalError as error:
            if attempt == TRIES - 1 or not _met_another(error):
                raise
            time.sleep(FIRST_PAUSE_MS * 2**attempt * random.uniform(0.5, 1.5) / 1000)  # noqa: S311 - not a secret
    raise AssertionError("the last attempt either returns or raises")


def _to_its_end(work: Callable[[], T], *, ends: bool) -> T:
    """Do a deed and write what it kept for last; ``ends`` where its transaction is its own."""
    outer = _doing.words
    if outer:
        _say(outer)  # a deed within may read what the one around it wrote
    words: list[Word] = []
    _doing.words = words
    try:
        found = work()
        _say(words, ends=ends)
    finally:
        _doing.words = outer
    return found


def _say(words: list[Word], *, ends: bool = False) -> None:
    while words:
        words.pop()(ends)


def _met_another(error: OperationalError) -> bool:
    return any(words in str(error) for words in _MET)
