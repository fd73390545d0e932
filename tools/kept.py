"""Rows kept from one test for the next: what takes a hundred deeds to build is built once and then copied."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from django.db import connection, transaction

T = TypeVar("T")
Rows = dict[str, list[tuple[Any, ...]]]

APPS = ("community_", "matters_", "charters_", "talk_", "opinions_", "founding_", "told_", "care_", "mfa_")
"""How the names of our own tables begin, and those of passkeys and codes."""

ALIKE = 4
"""Under one key, so many beginnings are remembered: one that never comes again is soon forgotten."""

_kept: dict[Hashable, dict[int, tuple[object, Rows]]] = {}


def once(key: Hashable, build: Callable[[], T], *, replace: bool = False) -> T:
    """Do what ``build`` does and give what it gives; when it begins again with the same rows, copy those it left.

    What it gives is the same object each time, so no row of a model: where it is found, say. With ``replace`` it goes
    on from what :func:`once` has put there, always the same, and its rows are all there is.
    """
    tables = [name for name in connection.introspection.table_names() if name.startswith(APPS)]
    there = {} if replace else _filled(tables)
    begun = hash(tuple((table, tuple(rows)) for table, rows in there.items()))
    known = _kept.setdefault(key, {})
    if begun in known:
        _write(known[begun][1], tables if replace else list(there))
    else:
        built = build()
        while len(known) >= ALIKE:
            del known[next(iter(known))]
        known[begun] = built, _filled(tables)
    return cast("T", known[begun][0])


def _filled(tables: list[str]) -> Rows:
    return {table: rows for table in tables if (rows := _rows(table))}


def _rows(table: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # the names are the schema's own
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _write(kept: Rows, emptied: list[str]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("PRAGMA defer_foreign_keys = ON")
        for table in emptied:
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608  # see above
        for table, rows in kept.items():
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)  # noqa: S608  # see above
