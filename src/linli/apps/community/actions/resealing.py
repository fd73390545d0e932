"""Changing the key of the registers: all that is sealed is sealed anew in one transaction, then the files follow.

The database says with which key it is sealed. A file that does not agree, since a change was cut off between the two or
an older copy was brought back, is put in its place from among those that were kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.db import DatabaseError, connection, transaction

from linli.apps.community import clock, keyring
from linli.apps.community.models import SealingKey
from linli.apps.community.reads.sealed import PARTS, Anew

Told = Callable[[str, int, int], None]
"""Of which part how many of how many are done."""


class OpensNothing(Exception):
    """The key that is there opens nothing of what is sealed: it is another."""


class Resealed(NamedTuple):
    """How many values were sealed anew, how many no key opens, and where the old key is."""

    done: int
    lost: int
    kept: Path


def agree(folder: Path) -> None:
    """Hold the keys of a data folder, and see that they are those of the database.

    Raises keyring.InUse while the key is being changed, keyring.NoSuchKey where the right one is not there.
    """
    keyring.hold(folder)
    if _agrees(folder):
        return
    try:
        with keyring.alone(folder):
            keyring.put_in_force(folder, _said())
    except keyring.InUse:
        if not _agrees(folder):
            raise


def _agrees(folder: Path) -> bool:
    said = _said()
    return not said or said == keyring.fingerprint_in(folder)


def _said() -> str:
    """The fingerprint of the key with which the database is sealed; empty where it does not say."""
    try:
        last = SealingKey.objects.order_by("-pk").first()
    except DatabaseError:
        return ""  # tables of an earlier Linli
    return last.fingerprint if last else ""


def changed() -> datetime | None:
    """When the key was last changed."""
    last = SealingKey.objects.order_by("-pk").first()
    return last.since if last else None


def say_key(fingerprint: str) -> None:
    """Write down with which key the database is sealed, unless it says so itself."""
    if fingerprint and not _said():
        SealingKey.objects.create(fingerprint=fingerprint, since=clock.now())


def forget_key() -> None:
    """The key is lost for good: whatever key is made next is the right one."""
    SealingKey.objects.all().delete()


def change_key(folder: Path, told: Told) -> Resealed:
    """Make a new key and seal everything with it. Raises keyring.InUse where the installation is used, OpensNothing."""
    with keyring.alone(folder):
        old = keyring.keys_in(folder).sealing
        fresh = keyring.make_next(folder)
        anew = Anew(old, fresh)
        with _on_the_disk(), transaction.atomic():
            _shut()
            for part in PARTS:
                _do(part, anew, told)
            if anew.lost and not anew.done:
                raise OpensNothing
            SealingKey.objects.create(fingerprint=keyring.fingerprint(fresh), since=clock.now())
        keyring.put_in_force(folder, keyring.fingerprint(fresh))
    name = f"{keyring.OLD}{keyring.fingerprint(old)}"
    return Resealed(anew.done, anew.lost, folder / keyring.FOLDER / name)


def _do(part: Any, anew: Anew, told: Told) -> None:
    done, total = 0, part.total()
    for more in part.work(anew):
        done += more
        told(part.name, done, total)


def others_connected() -> int:
    """How many others are connected to a database server; on SQLite the folder of the keys tells."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        return int(cursor.fetchone()[0])


def _shut() -> None:
    """Let nobody else write what is sealed, nor begin, until this is over; on SQLite whoever writes is alone."""
    if connection.vendor == "postgresql":
        tables = [one._meta.db_table for part in PARTS for one in part.models]
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {_quoted(SealingKey._meta.db_table)} IN ACCESS EXCLUSIVE MODE")
            cursor.execute(f"LOCK TABLE {', '.join(map(_quoted, tables))} IN EXCLUSIVE MODE")


@contextmanager
def _on_the_disk() -> Iterator[None]:
    """A commit outlasts even a power cut, so that the files never run ahead of the database."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=FULL")
        try:
            yield
        finally:
            cursor.execute("PRAGMA synchronous=NORMAL")


def sweep() -> bool:
    """Leave nothing of what was sealed with the old key in the free room of the database; False where that failed."""
    tables = dict.fromkeys(one._meta.db_table for part in PARTS for one in part.models)
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                for one in tables:
                    cursor.execute(f"VACUUM FULL {_quoted(one)}")
            else:
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except DatabaseError:
        return False
    return True


def _quoted(table: str) -> str:
    return connection.ops.quote_name(table)
