"""Many rows at once, past the ORM: what a table of 50,000 lines needs. The caller holds the transaction."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice, repeat
from typing import Any

from django.db import connection, models

Columns = Mapping[str, Iterable[Any]]
TOGETHER = 50


@contextmanager
def uncollected() -> Iterator[None]:
    """Many rows of which none has a cycle: looking for some, again and again, would take longer than the work."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def fresh_keys(model: type[models.Model], count: int) -> list[int]:
    """Primary keys that no row has, for rows about to be inserted."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT array_agg(nextval(own)) FROM generate_series(1, %s), "
                "(SELECT pg_get_serial_sequence(%s, 'id')::regclass AS own OFFSET 0) AS sequence",
                [count, table],
            )
            return list(cursor.fetchone()[0] or [])
        # A transaction that writes is alone on SQLite, so that nobody takes these meanwhile.
        cursor.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        (last,) = cursor.fetchone()
    return list(range(last + 1, last + 1 + count))


def insert(model: type[models.Model], columns: Columns, count: int) -> None:
    """Insert ``count`` rows, given a column at a time; what is not given has the default of its field.

    What all rows have alike is given by ``repeat``.
    """
    if not count:
        return
    fields = {one.attname: one for one in model._meta.concrete_fields}
    given = {name: columns.get(name, repeat(_default(field))) for name, field in fields.items()}
    names = ", ".join(connection.ops.quote_name(str(fields[name].column)) for name in given)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN (FORMAT BINARY)") as copy:
                copy.set_types([str(fields[name].db_type(connection)).partition("(")[0] for name in given])
                for row in zip(*given.values(), strict=False):
                    copy.write_row(row)
        else:
            bound = [_bound(fields[name], column) for name, column in given.items()]
            together(cursor, f"INSERT INTO {table} ({names}) VALUES ", bound, count)  # noqa: S608 - the words put in are the names of our own columns


def _bound(field: Any, column: Iterable[Any]) -> Iterable[Any]:
    """Values as Python's SQLite takes them at once: for a yes or no, or bytes, it looks for a converter each time."""
    if isinstance(column, repeat):
        return column
    if isinstance(field, models.BooleanField):
        return map({True: 1, False: 0}.get, column)
    return map(bytearray, column) if isinstance(field, models.BinaryField) else column


def together(cursor: Any, insert: str, columns: Sequence[Iterable[Any]], count: int) -> None:
    """Insert rows by the fifty, which on SQLite takes half as long; what they have alike stands in the statement."""
    words = [_literal(next(one)) if isinstance(one, repeat) else "%s" for one in columns]
    given = [islice(one, count) for one, word in zip(columns, words, strict=True) if word == "%s"]
    row, width = f"({', '.join(words)})", len(given)
    cells: list[Any] = [None] * (width * count)
    for at, column in enumerate(given):
        cells[at::width] = column
    full, step = count // TOGETHER * TOGETHER * width, TOGETHER * width
    many = [cells[at : at + step] for at in range(0, full, step)]
    cursor.executemany(insert + ", ".join([row] * TOGETHER), many)
    cursor.executemany(insert + row, [cells[at : at + width] for at in range(full, len(cells), width)])


def _literal(value: Any) -> str:
    """A value as it may stand in a statement; what could be anything is given beside it."""
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return str(int(value))
    return "''" if value == "" else "%s"


def _default(field: Any) -> Any:
    return field.get_db_prep_save(field.get_default(), connection)


def update(model: type[models.Model], rows: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
    """Set fields of rows by their primary keys."""
    alike: dict[tuple[str, ...], list[list[Any]]] = {}
    for key, given in rows:
        names = tuple(sorted(given))
        alike.setdefault(names, []).append([*(given[name] for name in names), key])
    quote, own = (
        connection.ops.quote_name,
        {one.attname: str(one.column) for one in model._meta.concrete_fields},
    )
    table, primary = quote(model._meta.db_table), quote(_primary(model))
    with connection.cursor() as cursor:
        for names, values in alike.items():
            sets = ", ".join(f"{quote(own[name])} = %s" for name in names)
            cursor.executemany(f"UPDATE {table} SET {sets} WHERE {primary} = %s", values)  # noqa: S608 - the words put in are the names of our own columns


def _primary(model: type[models.Model]) -> str:
    return str(model._meta.pk.column)


def parts(keys: Sequence[Any], size: int = 500) -> Iterable[Sequence[Any]]:
    """Some keys at a time, as many as a query can name."""
    return (keys[at : at + size] for at in range(0, len(keys), size))
