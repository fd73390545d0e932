"""Bringing a table of places into the database: the first one straight in, a later one by what it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection

from linli.apps.community import bulk, clock
from linli.apps.community.actions.places.reading import Part, Reading, whole
from linli.apps.community.deed import deed
from linli.apps.community.models import Edition, FormerName, Place
from linli.apps.community.pinyin import initials_of
from linli.core.charter.text import Text

PART = 5000
SORTING: Final = -2048
"""SQLite sorts as much at once as its cache holds (KiB); what fits into a processor's own takes half the time."""
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
        _alone(cursor)
        with _unsorted(cursor), _entering(cursor, _TABLE, _OWN) as enter:
            for part in _parts(reading, progress):
                if not reading.rising:
                    raise Unordered
                letters = initials_of(part.names)
                enter((part.codes, part.names, part.levels, part.parents, part.kinds, letters))
            reading.refuse_faults()
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
                lines = [*map(str, part.lines)]
                enter((lines, part.codes, part.names, part.levels, part.parents, part.kinds))
        if not reading.rising:
            _note_twice(cursor, reading)
        reading.refuse_faults()
        cursor.execute(f"CREATE UNIQUE INDEX {_READ}_code ON {_READ} (code)")
        cursor.execute(f"ANALYZE {_READ}")
        yield
        cursor.execute(f"DROP TABLE {_READ}")


@contextmanager
def _roomy() -> Iterator[Any]:
    """A cursor for much work at once."""
    with bulk.uncollected(), connection.cursor() as cursor, _SORTING[connection.vendor](cursor):
        yield cursor


@contextmanager
def _by_little(cursor: Any) -> Iterator[None]:
    (cache,) = cursor.execute("PRAGMA cache_size").fetchone()
    cursor.execute(f"PRAGMA cache_size = {SORTING}")
    try:
        yield
    finally:
        cursor.execute(f"PRAGMA cache_size = {cache}")


@contextmanager
def _by_much(cursor: Any) -> Iterator[None]:
    cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
    cursor.execute("SET LOCAL default_statistics_target = 20")
    yield


_SORTING: Final = {"sqlite": _by_little, "postgresql": _by_much}


def _alone(cursor: Any) -> None:
    """Wait for whoever loads a first table too, and leave it to what compares where that one came first."""
    if connection.vendor == "postgresql":
        cursor.execute(f"LOCK TABLE {_TABLE} IN ACCESS EXCLUSIVE MODE")
    if Place.objects.exists():
        raise Unordered


@contextmanager
def _unsorted(cursor: Any) -> Iterator[None]:
    """The table of places without its indices and keys, which are made when all rows are there.

    Sorting all entries once is several times as fast as putting each into its place.
    """
    keys: list[tuple[str, str, str]] = []
    if connection.vendor == "postgresql":
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(_KEYS)
        keys = cursor.fetchall()
    for table, name, _said in keys:
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    for index in Place._meta.indexes:
        cursor.execute(f"DROP INDEX {index.name}")
    yield
    for table, name, said in reversed(keys):
        cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {said}")
    editor = connection.schema_editor(collect_sql=True)
    for index in Place._meta.indexes:
        cursor.execute(str(index.create_sql(Place, editor)))


_KEYS: Final = (
    "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE contype = 'f' AND confrelid = 'community_place'::regclass "
    "OR contype = 'p' AND conrelid = 'community_place'::regclass ORDER BY contype"
)
"""What refers to places, and then their own key."""


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


Enter = Callable[[Sequence[Sequence[str]]], None]


@contextmanager
def _entering(cursor: Any, table: str, columns: tuple[str, ...]) -> Iterator[Enter]:
    """What puts columns of text into a table: a server takes them in while the next ones are read."""
    names = ", ".join(columns)
    if connection.vendor == "postgresql":
        from psycopg.copy import QueuedLibpqWriter

        own = cursor.cursor
        with own.copy(f"COPY {table} ({names}) FROM STDIN", writer=QueuedLibpqWriter(own)) as copy:
            yield lambda texts: copy.write(_lines(texts))
        return
    insert = f"INSERT INTO {table} ({names}) VALUES "  # noqa: S608 - only our own names are put in
    yield lambda texts: bulk.together(cursor, insert, texts, len(texts[0]))


def _lines(texts: Sequence[Sequence[str]]) -> str:
    # No value has a tab, a line break or another sign that cannot be seen: the reading saw to that.
    text = "\n".join(map("\t".join, zip(*texts, strict=True))).replace("\\", "\\\\")
    return f"{text}\n" if text else ""
