"""Rows kept from one test for the next: what takes a hundred deeds to build is built once and then copied."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from django.db import connection, transaction

T = TypeVar("T")
Rows = dict[str, list[tuple[Any, ...]]]

APPS = ("community_", "matters_", "charters_", "talk_", "opinions_")
"""How the names of our own tables begin."""

_kept: dict[Hashable, tuple[object, Rows]] = {}


def once(key: Hashable, build: Callable[[], T], *, replace: bool = False) -> T:
    """Do what ``build`` does and give what it gives; from the second time on by copying the rows that it left.

    It begins with an empty database; where there are rows already, it is built on top of them and nothing is kept.
    With ``replace`` it goes on from what :func:`once` has put there, always the same, and its rows are all there is.
    """
    tables = [name for name in connection.introspection.table_names() if name.startswith(APPS)]
    if not replace and any(_rows(table, "LIMIT 1") for table in tables):
        return build()
    if key not in _kept:
        built = build()
        _kept[key] = built, {table: rows for table in tables if (rows := _rows(table))}
    else:
        _write(_kept[key][1], tables if replace else [])
    return cast("T", _kept[key][0])


def _rows(table: str, rest: str = "") -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" {rest}')  # noqa: S608  # the names are the schema's own
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
