"""The keys of the registers as files beside the database: made at first use, told apart, put into each other's place.

Whoever uses them holds their folder, so that nobody changes them meanwhile; the system lets go of it for whoever dies.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from linli.keyfiles import make_once, settle, write

FOLDER = "keys"
FILE = "registers.key"
NEXT = "registers.key.next"
OLD = "registers.key.old-"
LASTING = "marks.key"
BYTES = 32


class InUse(Exception):
    """Somebody uses the keys, or changes them."""


class NoSuchKey(Exception):
    """The database is sealed with a key that is not in the folder; told by its fingerprint."""


class Keys(NamedTuple):
    """With what is sealed, and from what those marks are made that must outlast a change of it."""

    sealing: bytes
    lasting: bytes


def fingerprint(data: bytes) -> str:
    """Tells one key from another, and nothing else of it."""
    return hashlib.sha256(b"linli key in a backup 1\n" + data).hexdigest()[:16]


def for_marks(sealing: bytes) -> bytes:
    """From what marks are made, of the key with which is sealed."""
    return hashlib.sha256(b"marks" + sealing).digest()


@cache
def keys_in(folder: Path) -> Keys:
    """The keys of a data folder, made where there are none. Raises InUse while they are being changed."""
    hold(folder)
    sealing = _kept(folder / FOLDER / FILE)
    lasting = folder / FOLDER / LASTING
    return Keys(sealing, _read(lasting) if lasting.exists() else for_marks(sealing))


def fingerprint_in(folder: Path) -> str:
    """Which key is in force in a data folder; empty where none is."""
    file = folder / FOLDER / FILE
    return fingerprint(file.read_bytes()) if file.exists() else ""


def old_in(folder: Path) -> list[Path]:
    """The keys that were in force before."""
    return sorted((folder / FOLDER).glob(f"{OLD}*"))


def make_next(folder: Path) -> bytes:
    """A new key, written aside and on the disk; and from what lasting marks are made, hereafter as before."""
    here = folder / FOLDER
    now = keys_in(folder)
    if not (here / LASTING).exists():
        write(here / LASTING, now.lasting)
    fresh = secrets.token_bytes(BYTES)
    write(here / NEXT, fresh)
    return fresh


def put_in_force(folder: Path, wanted: str) -> None:
    """The key with a fingerprint becomes the one in force, and the other is kept; killed half-way it is done again.

    The caller is alone with the folder. Raises NoSuchKey.
    """
    here = folder / FOLDER
    able = [one for one in (here / NEXT, *old_in(folder)) if one.exists()]
    found = next((one for one in able if fingerprint(one.read_bytes()) == wanted), None)
    if found is None:
        raise NoSuchKey(wanted)
    now = here / FILE
    if now.exists():
        with suppress(FileExistsError):
            os.link(now, here / f"{OLD}{fingerprint(now.read_bytes())}")
    os.replace(found, now)
    settle(here)
    keys_in.cache_clear()


_holding: dict[Path, int] = {}
_alone: set[Path] = set()
_one_at_a_time = threading.Lock()


def hold(folder: Path) -> None:
    """Let nobody change the keys as long as this process lives. Raises InUse while somebody does."""
    if sys.platform != "win32" and folder not in _alone:
        import fcntl

        try:
            fcntl.flock(_opened(folder), fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse from None


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be the only one who uses the keys, and hold them afterwards as before. Raises InUse where others do."""
    if sys.platform == "win32":
        yield  # no flock there: who serves and changes the key at once is not kept from it
        return
    import fcntl

    held = _opened(folder)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        # To ask for more gave up what was held; whoever is in the way may be about to end.
        fcntl.flock(held, fcntl.LOCK_SH)
        raise InUse from None
    _alone.add(folder)
    try:
        yield
    finally:
        _alone.remove(folder)
        fcntl.flock(held, fcntl.LOCK_SH)


def _opened(folder: Path) -> int:
    with _one_at_a_time:
        if folder not in _holding:
            (folder / FOLDER).mkdir(parents=True, exist_ok=True, mode=0o700)
            _holding[folder] = os.open(folder / FOLDER, os.O_RDONLY)
        return _holding[folder]


def _kept(file: Path) -> bytes:
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        make_once(file, secrets.token_bytes(BYTES))
    return _read(file)


def _read(file: Path) -> bytes:
    key = file.read_bytes()
    if len(key) != BYTES:
        raise ValueError(f"{file} does not hold a key of {BYTES} bytes")
    return key
