"""Rows read and written by statements of our own, for what every act passes.

The ORM builds each query anew, which takes many times as long as the database needs to answer it; and on a server
every statement is a journey there and back, so that what is needed together is asked for together.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from time import monotonic
from typing import Any, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models.base import ModelState
from django.db.models.expressions import Col

M = TypeVar("M", bound=models.Model)
Values = Sequence[Any]

WAITED = 0.05
"""Seconds after which a statement may have waited for another writer: what it saw beside its rows may be old."""
_LOCK = {"postgresql": " FOR UPDATE", "sqlite": ""}
"""On SQLite a transaction that writes is alone from its beginning."""
_PLAIN = (models.CharField, models.TextField, models.IntegerField)
"""Fields whose values go to the database as they are."""


class OfChain(NamedTuple):
    """The row of a chain, wanted locked; its snapshot need not be read where its head is still ``known``."""

    model: type[models.Model]
    chain: str
    known: str = ""


def run(sql: str, values: Values, *, last: bool = False) -> Any:
    """Run one statement, and give what has its answer: ``fetchone`` and ``rowcount``, as of a cursor.

    Within a transaction it goes to the driver itself, prepared; unless somebody listens to what is asked. ``last``: the
    transaction may end with it, where that saves a journey; whoever began it commits it all the same.
    """
    own: Any = connections[DEFAULT_DB_ALIAS]
    if not own.in_atomic_block or own.execute_wrappers or own.queries_logged:
        cursor = own.cursor()
        cursor.execute(sql, values)
        return cursor
    own.validate_no_broken_transaction()
    with own.wrap_database_errors:
        if own.vendor == "sqlite":
            return own.connection.execute(_question_marks(sql), values)
        driver = own.connection
        if _journey().can_go(driver):
            return _journey().ask(driver, sql, values, last=last)
        return _server_cursor()(driver).execute(sql, values, prepare=True)


@cache
def _question_marks(sql: str) -> str:
    return sql.replace("%s", "?")


# What needs PostgreSQL's driver is imported where there is a server.


@cache
def _journey() -> Any:
    from linli.apps.community import journey

    return journey


@cache
def _server_cursor() -> Any:
    # Django's own cursor puts values into the text, which the server then plans anew each time.
    from psycopg import Cursor

    return Cursor


def locked(model: type[M], **equal: Any) -> M | None:
    """The one row in which all these columns are equal, locked until the transaction ends; None where there is none.

    ``equal`` names columns, as ``community_id``, of a key that is unique.
    """
    row = run(_select(connection.vendor, model, tuple(equal)), [*equal.values()]).fetchone()
    return None if row is None else _made(model, list(row))


def locked_chains(community: int, wanted: Sequence[OfChain]) -> tuple[list[Any], str | None] | None:
    """The rows of some chains of a community, locked together, and the head of its roster, in one statement.

    None where one of the rows is not there. The head is None where there is none, or where it must be asked for again.
    """
    values = [community, *(one.known for one in wanted)]
    values += [value for one in wanted for value in (community, one.chain)]
    began = monotonic()
    row = run(_select_chains(connection.vendor, tuple(one.model for one in wanted)), values).fetchone()
    if row is None:
        return None
    found, at = [], 1
    for one in wanted:
        end = at + len(_fields(one.model))
        made = _made(one.model, list(row[at:end]))
        if one.known and made.__dict__["head_hash"] == one.known:
            del made.__dict__["snapshot"]  # read from the database where somebody asks for it
        found.append(made)
        at = end
    return found, row[0] if monotonic() - began < WAITED else None


def _made(model: type[M], values: list[Any]) -> M:
    """The row as Django makes one, without asking about each field whether it was given."""
    names, converted = _columns(connection.vendor, model)
    for place, column, converters in converted:
        if values[place] is not None:
            for convert in converters:
                values[place] = convert(values[place], column, connection)
    made = model.__new__(model)
    made.__dict__.update(zip(names, values, strict=True))
    made._state = ModelState()
    made._state.db, made._state.adding = DEFAULT_DB_ALIAS, False
    return made


@cache
def _columns(
    store: str,
    model: type[models.Model],
) -> tuple[tuple[str, ...], tuple[tuple[int, Col, tuple[Any, ...]], ...]]:
    """The fields of a row in order, and what must be made of those that the database does not give as they are."""
    fields = model._meta.concrete_fields
    columns = [Col(model._meta.db_table, field) for field in fields]
    found = [(*connection.ops.get_db_converters(one), *one.get_db_converters(connection)) for one in columns]
    converted = ((place, columns[place], each) for place, each in enumerate(found) if each)
    return tuple(field.attname for field in fields), tuple(converted)


@cache
def _select(store: str, model: type[models.Model], columns: tuple[str, ...]) -> str:
    quote, meta = connection.ops.quote_name, model._meta
    named = ", ".join(quote(str(field.column)) for field in meta.concrete_fields)
    where = " AND ".join(f"{quote(column)} = %s" for column in columns)
    return f"SELECT {named} FROM {quote(meta.db_table)} WHERE {where}{_LOCK[store]}"  # noqa: S608 - the words are ours


@cache
def _select_chains(store: str, wanted: tuple[type[models.Model], ...]) -> str:
    names = [f"r{number}" for number, _ in enumerate(wanted)]
    columns = [
        _column(name, field) for name, one in zip(names, wanted, strict=True) for field in _fields(one)
    ]
    tables = ", ".join(f"{one._meta.db_table} {name}" for name, one in zip(names, wanted, strict=True))
    where = " AND ".join(f"{name}.community_id = %s AND {name}.chain = %s" for name in names)
    head = "(SELECT head FROM community_rostersnapshot WHERE community_id = %s)"
    return f"SELECT {head}, {', '.join(columns)} FROM {tables} WHERE {where}{_LOCK[store]}"  # noqa: S608 - the words are ours


def _fields(model: type[models.Model]) -> Sequence[Any]:
    return model._meta.concrete_fields


def _column(name: str, field: Any) -> str:
    if field.column == "snapshot":
        return f"CASE WHEN {name}.head_hash = %s THEN '' ELSE {name}.snapshot END"
    return f"{name}.{connection.ops.quote_name(str(field.column))}"


def write(row: models.Model, names: Collection[str]) -> None:
    """Write some fields of a row that is there already, under its ``id``."""
    run(update(type(row), tuple(names)), prepared(row, tuple(names)))


@cache
def update(model: type[models.Model], names: tuple[str, ...]) -> str:
    """The statement that writes some fields of a row; its values are those of :func:`prepared`."""
    quote = connection.ops.quote_name
    named = ", ".join(f"{quote(str(model._meta.get_field(name).column))} = %s" for name in names)  # type: ignore[union-attr]  # our names are of columns
    return f"UPDATE {quote(model._meta.db_table)} SET {named} WHERE id = %s"  # noqa: S608 - the words are ours


def prepared(row: models.Model, names: tuple[str, ...]) -> list[Any]:
    """Some fields of a row as the database wants them, and its ``id``."""
    values = [
        getattr(row, name) if plain else field.get_db_prep_save(getattr(row, name), connection)
        for name, field, plain in _written(type(row), names)
    ]
    return [*values, row.pk]


@cache
def _written(model: type[models.Model], names: tuple[str, ...]) -> tuple[tuple[str, Any, bool], ...]:
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    return tuple((field.attname, field, isinstance(field, _PLAIN)) for field in fields)
