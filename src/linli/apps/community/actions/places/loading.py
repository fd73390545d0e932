"""Bringing a table of places into the database: the first one straight in, a later one by what it changes."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection

from linli.apps.community import clock
from linli.apps.community.actions.places.reading import Part, Reading, whole
from linli.apps.community.deed import deed
from linli.apps.community.models import Edition, FormerName, Place
from linli.apps.community.pinyin import initials_of
from linli.core.charter.text import Text

PART = 5000
MEMORY: Final = {
    "sqlite": "PRAGMA cache_size = -65536",
    "postgresql": "SET LOCAL maintenance_work_mem = '256MB'",
}
"""So much memory to sort in while a table is loaded; SQLite sorts in what its cache takes, else two megabytes."""
Progress = Callable[[int], None]

_TABLE: Final = "community_place"
_OWN: Final = ("code", "name", "level", "parent_code", "kind", "initials")
_READ: Final = "places_read"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a table changed."""

    rows: int
    added: int
    renamed: int
    ended: int


class Unordered(Exception):
    """The codes of the table do not rise, so that a code standing twice cannot be seen while it is read."""


@deed
def fill(reading: Reading, day: date, *, complete: bool, progress: Progress) -> Loaded:
    """Load the first table of all, in the order of its codes. Raises :class:`Unordered`, PlacesRefused."""
    with _roomy() as cursor:
        for index in Place._meta.indexes:
            cursor.execute(f"DROP INDEX {index.name}")
        with _entering(cursor, _TABLE, _OWN) as enter:
            for part in _parts(reading, progress):
                if not reading.rising:
                    raise Unordered
                letters = initials_of(part.names)
                enter(
                    zip(part.codes, part.names, part.levels, part.parents, part.kinds, letters, strict=True)
                )
        reading.refuse_faults()
        # Sorting all entries once is several times as fast as putting each into its place.
        for index in Place._meta.indexes:
            cursor.execute(f"CREATE INDEX {index.name} ON {_TABLE} ({', '.join(index.fields)})")
        if connection.vendor == "postgresql":
            cursor.execute(f"ANALYZE {_TABLE}")
    return _noted(Loaded(reading.rows, reading.rows, 0, 0), day, complete=complete)


@contextmanager
def staged(reading: Reading, progress: Progress) -> Iterator[None]:
    """The table in a passing table of its own, which no other connection sees or waits for."""
    plain = 'COLLATE "C"' if connection.vendor == "postgresql" else ""
    with _roomy() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {_READ}")
        cursor.execute(
            f"CREATE TEMPORARY TABLE {_READ} (line integer, code varchar(12), name varchar(100) {plain}, "
            f"level smallint, parent_code varchar(12), kind varchar(30))"
        )
        with _entering(cursor, _READ, ("line", *_OWN[:-1])) as enter:
            for part in _parts(reading, progress):
                lines = map(str, part.lines)
                enter(zip(lines, part.codes, part.names, part.levels, part.parents, part.kinds, strict=True))
        if not reading.rising:
            _note_twice(cursor, reading)
        reading.refuse_faults()
        cursor.execute(f"CREATE UNIQUE INDEX {_READ}_code ON {_READ} (code)")
        cursor.execute(f"ANALYZE {_READ}")
        yield
        cursor.execute(f"DROP TABLE {_READ}")


@contextmanager
def _roomy() -> Iterator[Any]:
    """A cursor for much work at once. Rows have no cycles, and looking for them would take longer than the work."""
    collects = gc.isenabled()
    gc.disable()
    try:
        with connection.cursor() as cursor:
            cursor.execute(MEMORY[connection.vendor])
            yield cursor
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA cache_size = -2000")
    finally:
        if collects:
            gc.enable()


def _note_twice(cursor: Any, reading: Reading) -> None:
    cursor.execute(
        f"SELECT s.line, s.code, f.line FROM {_READ} s JOIN (SELECT code, min(line) AS line FROM {_READ} "  # noqa: S608 - only our own names are put in
        "GROUP BY code HAVING count(*) > 1) f ON f.code = s.code AND s.line > f.line ORDER BY s.line"
    )
    for line, code, first in cursor:
        says = Text(
            zh=f"代码 {code} 在第 {first} 行已经出现过。", en=f"the code {code} is already on line {first}"
        )
        reading.note(line, says)


@deed
def apply(reading: Reading, day: date, *, complete: bool) -> Loaded:
    """Enter what the table read changes: what is new, renamed, and, if it is complete, what it no longer has."""
    since = day if complete and Edition.objects.filter(whole=True).exists() else None
    added = renamed = 0
    with connection.cursor() as cursor, connection.cursor() as writing:
        cursor.execute(_UNLIKE.replace("KIND", "s.kind" if reading.kinds else "coalesce(p.kind, '')"))
        for some in iter(lambda: cursor.fetchmany(PART), []):
            fresh = [row for row in some if row[5] is None]
            former = [row for row in some if row[5] is not None and row[5] != row[1]]
            added, renamed = added + len(fresh), renamed + len(former)
            letters = initials_of([row[1] for row in some])
            writing.executemany(
                _UPSERT,
                [
                    (*row[:5], one, since if row[5] is None else None)
                    for row, one in zip(some, letters, strict=True)
                ],
            )
            FormerName.objects.bulk_create(
                FormerName(code=row[0], name=row[5], initials=row[6], until=day) for row in former
            )
        ended = _end(cursor, reading, day) if complete else 0
    return _noted(Loaded(reading.rows, added, renamed, ended), day, complete=complete)


_UNLIKE: Final = (
    "SELECT s.code, s.name, s.level, s.parent_code, KIND, p.name, p.initials FROM places_read s "
    "LEFT JOIN community_place p ON p.code = s.code WHERE p.code IS NULL OR p.name <> s.name "
    "OR p.level <> s.level OR p.parent_code <> s.parent_code OR p.kind <> KIND OR p.until IS NOT NULL"
)
_UPSERT: Final = (
    "INSERT INTO community_place (code, name, level, parent_code, kind, initials, since) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s) "
    "ON CONFLICT (code) DO UPDATE SET name = excluded.name, level = excluded.level, kind = excluded.kind, "
    "parent_code = excluded.parent_code, initials = excluded.initials, until = NULL"
)


def _end(cursor: Any, reading: Reading, day: date) -> int:
    """Mark what a complete table no longer has, at the levels it holds."""
    levels = sorted(map(int, reading.levels))
    before = Place.objects.filter(level__in=levels, until__isnull=True).count()
    cursor.execute(
        f"UPDATE {_TABLE} SET until = %s WHERE until IS NULL AND level IN ({', '.join(map(str, levels))}) "  # noqa: S608 - digits only
        f"AND NOT EXISTS (SELECT 1 FROM {_READ} s WHERE s.code = {_TABLE}.code)",
        [day],
    )
    ended = int(cursor.rowcount)
    if ended * 2 > before:
        raise whole(
            f"以前的 {before} 个地方，这个文件缺了 {ended} 个，不像是完整的区划表。如果只是一部分，请去掉 --complete。",
            f"Of {before} places of before, this file lacks {ended}: it is hardly the whole table. "
            "If it is a part, leave out --complete.",
        )
    return ended


def _noted(found: Loaded, day: date, *, complete: bool) -> Loaded:
    Edition.objects.create(
        day=day, whole=complete, at=clock.now(), rows=found.rows, added=found.added, renamed=found.renamed,
        ended=found.ended,
    )  # fmt: skip
    return found


def _parts(reading: Reading, progress: Progress) -> Iterator[Part]:
    """The parts of a table; none after the first that is wrong, for then nothing will be loaded."""
    for part in reading:
        if not reading.wrong:
            yield part
        progress(reading.rows)


Enter = Callable[[Iterable[tuple[str, ...]]], None]


@contextmanager
def _entering(cursor: Any, table: str, columns: tuple[str, ...]) -> Iterator[Enter]:
    """What puts rows of text into a table: a server takes them in while the next ones are read."""
    names = ", ".join(columns)
    if connection.vendor == "postgresql":
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            yield lambda rows: copy.write(_lines(rows))
        return
    places = ", ".join(["%s"] * len(columns))
    insert = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608 - only our own names are put in
    yield lambda rows: cursor.executemany(insert, list(rows))


def _lines(rows: Iterable[tuple[str, ...]]) -> str:
    # No value has a tab, a line break or another sign that cannot be seen: the reading saw to that.
    text = "\n".join(map("\t".join, rows)).replace("\\", "\\\\")
    return f"{text}\n" if text else ""
