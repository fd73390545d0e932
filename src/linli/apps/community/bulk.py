"""Many rows at once, past the ORM: what a table of 50,000 lines needs. The caller holds the transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import Any

from django.db import connection, models

Columns = Mapping[str, Iterable[Any]]


def fresh_keys(model: type[models.Model], count: int) -> list[int]:
    """Primary keys that no row has, for rows about to be inserted."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [key for (key,) in cursor.fetchall()]
        # A transaction that writes is alone on SQLite, so that nobody takes these meanwhile.
        cursor.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        (last,) = cursor.fetchone()
    return list(range(last + 1, last + 1 + count))


def insert(model: type[models.Model], columns: Columns, count: int) -> None:
    """Insert ``count`` rows, given a column at a time; what is not given has the default of its field."""
    if not count:
        return
    fields = {one.attname: one for one in model._meta.concrete_fields}
    given: dict[str, Iterable[Any]] = {
        name: columns.get(name, repeat(_default(field))) for name, field in fields.items()
    }
    names = ", ".join(connection.ops.quote_name(str(fields[name].column)) for name in given)
    table = connection.ops.quote_name(model._meta.db_table)
    rows = zip(*(values for values in given.values()), strict=False)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(repeat("%s", len(given)))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", list(rows))  # noqa: S608 - the words put in are the names of our own columns


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
