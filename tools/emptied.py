"""A database emptied between two tests that do not end in a rollback.

Django's `flush` empties all eighty tables, most of them empty already, and then makes anew what migrating makes.
"""

from __future__ import annotations

from functools import cache

from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connections, transaction

LEFT_BY_MIGRATING = {"django_migrations", "django_content_type", "auth_permission"}


def empty(using: str = DEFAULT_DB_ALIAS) -> None:
    """Leave the database as the migrations left it: no row but theirs, and numbers begin at one."""
    look, number = _statements(using, connections[using].vendor)
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(look)
        # In any order: references are looked at when the transaction ends, and by then nothing is left to refer.
        for (table,) in cursor.fetchall():
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608  # the names are the schema's own
        for statement in number:
            cursor.execute(statement)


@cache
def _statements(using: str, vendor: str) -> tuple[str, list[str]]:
    """How to ask which tables have rows, and how to begin numbering anew; one store of a kind is like the other."""
    connection = connections[using]
    names = sorted(set(connection.introspection.django_table_names()) - LEFT_BY_MIGRATING)
    look = " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")"  # noqa: S608  # see above
        for name in names
    )
    numbered = [one for one in connection.introspection.sequence_list() if one["table"] in names]
    return look, connection.ops.sequence_reset_by_name_sql(no_style(), numbered)
