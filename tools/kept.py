"""Rows kept from one test for the next: what takes a hundred deeds to build is built once and then copied."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from django.db import connection, transaction

APPS = ("community_", "matters_", "charters_")
"""How the names of our own tables begin."""

_kept: dict[Hashable, dict[str, list[tuple[Any, ...]]]] = {}


def once(key: Hashable, build: Callable[[], object]) -> None:
    """Do what ``build`` does to an empty database; from the second time on, by copying the rows that it left.

    Where the database holds rows already, it is built on top of them, and nothing is kept.
    """
    tables = [name for name in connection.introspection.table_names() if name.startswith(APPS)]
    if any(_rows(table, "LIMIT 1") for table in tables):
        build()
    elif key in _kept:
        _write(_kept[key])
    else:
        build()
        _kept[key] = {table: rows for table in tables if (rows := _rows(table))}


def _rows(table: str, rest: str = "") -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" {rest}')  # noqa: S608  # the names are the schema's own
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _write(kept: dict[str, list[tuple[Any, ...]]]) -> None:
    with transaction.atomic(), connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for table, rows in kept.items():
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)  # noqa: S608  # see above
