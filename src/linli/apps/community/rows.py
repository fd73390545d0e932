"""Rows read and written by statements of our own, for what every act passes.

The ORM builds each query anew, which takes many times as long as the database needs to answer it.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models.expressions import Col

M = TypeVar("M", bound=models.Model)


def locked(model: type[M], **equal: Any) -> M | None:
    """The one row in which all these columns are equal, locked until the transaction ends; None where there is none.

    ``equal`` names columns, as ``community_id``, of a key that is unique.
    """
    with connection.cursor() as cursor:
        cursor.execute(_select(model, tuple(equal)), [*equal.values()])
        row = cursor.fetchone()
    return None if row is None else _made(model, list(row))


def _made(model: type[M], values: list[Any]) -> M:
    names, converted = _columns(model)
    for place, column, converters in converted:
        for convert in converters:
            values[place] = convert(values[place], column, connection)
    return model.from_db(connection.alias, names, values)


@cache
def _columns(
    model: type[models.Model],
) -> tuple[tuple[str, ...], tuple[tuple[int, Col, tuple[Any, ...]], ...]]:
    """The fields of a row in order, and what must be made of those that the database does not give as they are."""
    fields = model._meta.concrete_fields
    columns = [Col(model._meta.db_table, field) for field in fields]
    found = [(*connection.ops.get_db_converters(one), *one.get_db_converters(connection)) for one in columns]
    converted = ((place, columns[place], each) for place, each in enumerate(found) if each)
    return tuple(field.attname for field in fields), tuple(converted)


@cache
def _select(model: type[models.Model], columns: tuple[str, ...]) -> str:
    quote, meta = connection.ops.quote_name, model._meta
    named = ", ".join(quote(str(field.column)) for field in meta.concrete_fields)
    where = " AND ".join(f"{quote(column)} = %s" for column in columns)
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    return f"SELECT {named} FROM {quote(meta.db_table)} WHERE {where}{lock}"  # noqa: S608 - the words are ours


def write(row: models.Model, names: Collection[str]) -> None:
    """Write some fields of a row that is there already, under its ``id``."""
    fields = [field for field in row._meta.concrete_fields if field.name in names]
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(_update(type(row), tuple(str(field.column) for field in fields)), [*values, row.pk])


@cache
def _update(model: type[models.Model], columns: tuple[str, ...]) -> str:
    quote = connection.ops.quote_name
    named = ", ".join(f"{quote(column)} = %s" for column in columns)
    return f"UPDATE {quote(model._meta.db_table)} SET {named} WHERE id = %s"  # noqa: S608 - the words are ours
