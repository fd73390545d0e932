"""Lists read as short walks along an index, so that they cost the same however many rows there are.

A database that must order what several conditions find reads all of it first. Each condition alone is a walk in the
order of an index, which ends after as many rows as are shown; of several walks the first rows are taken together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connection

AT_ONCE = 400
"""SQLite takes 500 parts in one statement."""


class Order(NamedTuple):
    """The rows of a table in an order: within one walk, and of several walks together."""

    table: str
    columns: str
    within: str
    over: str


class Walk(NamedTuple):
    """One condition, in SQL of ours, with the values in it."""

    where: str
    values: tuple[Any, ...]


DESK = Order("matters_deskitem", "id, due", "due, id", "due IS NULL, due, id")
SOONEST = Order(
    "matters_matter", "id, next_due, last", "next_due, last DESC", "next_due IS NULL, next_due, last DESC"
)
NEWEST = Order("matters_matter", "id, last", "last DESC", "last DESC")


def first(order: Order, walks: Sequence[Walk], most: int, start: int = 0) -> list[int]:
    """The ids of the rows ``start`` to ``start + most`` of some walks together."""
    rows: list[Walk] = [_first(order, one, start + most) for one in walks]
    while len(rows) > AT_ONCE:
        parts = [rows[at : at + AT_ONCE] for at in range(0, len(rows), AT_ONCE)]
        rows = [_together(order, part, start + most) for part in parts]
    found = _together(order, rows, most, start)
    with connection.cursor() as cursor:
        cursor.execute(found.where, _stored(found.values))
        return [row[0] for row in cursor.fetchall()]


def _first(order: Order, walk: Walk, most: int) -> Walk:
    table, columns, within, _over = order
    says = f"SELECT {columns} FROM {table} WHERE {walk.where} ORDER BY {within} LIMIT {most}"  # noqa: S608 - only our own words and numbers are put in
    return Walk(says, walk.values)


def _together(order: Order, parts: Sequence[Walk], most: int, start: int = 0) -> Walk:
    each = " UNION ALL ".join(f"SELECT * FROM ({one.where}) AS w{at}" for at, one in enumerate(parts))  # noqa: S608 - as above
    says = f"SELECT {order.columns} FROM ({each}) AS w ORDER BY {order.over} LIMIT {most} OFFSET {start}"  # noqa: S608 - as above
    return Walk(says, tuple(value for one in parts for value in one.values))


def counted(order: Order, groups: Mapping[str, Sequence[Walk]], most: int) -> dict[str, int]:
    """How many rows each group of walks has, up to so many; all in one statement."""
    walks = [(name, walk) for name, walks in groups.items() for walk in walks]
    counts = ", ".join(
        f"(SELECT count(*) FROM (SELECT 1 FROM {order.table} WHERE {walk.where} LIMIT {most}) AS c{at})"  # noqa: S608 - as above
        for at, (_name, walk) in enumerate(walks)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}", _stored([value for _name, walk in walks for value in walk.values]))
        row = cursor.fetchone()
    found = dict.fromkeys(groups, 0)
    for (name, _walk), count in zip(walks, row or (), strict=True):
        found[name] = min(most, found[name] + count)
    return found


def _stored(values: Sequence[Any]) -> list[Any]:
    adapt = connection.ops.adapt_datetimefield_value
    return [adapt(value) if hasattr(value, "tzinfo") else value for value in values]
