"""On PostgreSQL what programs make is compared bytewise, and what is rewritten whole or random is not compressed.

SQLite does both of itself, so that no table is made anew there but the residents', of which an index goes.
"""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from linli.apps.community.models.bytewise import BytewiseField

COLUMNS = [
    ("entry", "chain"),
    ("entry", "actor"),
    ("entry", "key"),
    ("person", "pseudonym"),
    ("resident", "mark"),
]
LONG = [("entry", "data"), ("rostersnapshot", "data"), ("tablestage", "data")]


def _alter(editor: Any, names: list[tuple[str, str]], words: str) -> None:
    for model, column in names:
        table, name = editor.quote_name(f"community_{model}"), editor.quote_name(column)
        editor.execute(f"ALTER TABLE {table} ALTER COLUMN {name} {words}")


def change(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        _collate(apps, editor, ' COLLATE "C"')
        _alter(editor, LONG, "SET STORAGE EXTERNAL")


def take_back(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        _collate(apps, editor, ' COLLATE "default"')
        _alter(editor, LONG, "SET STORAGE EXTENDED")


def _collate(apps: Any, editor: Any, words: str) -> None:
    for model, column in COLUMNS:
        width = apps.get_model("community", model)._meta.get_field(column).max_length
        _alter(editor, [(model, column)], f"TYPE varchar({width}){words}")


class Migration(migrations.Migration):
    dependencies = [("community", "0016_who_sees_a_part")]

    operations = [
        migrations.AlterField(
            model_name="resident",
            name="community",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="community.community",
            ),
        ),
        migrations.SeparateDatabaseAndState(
            [migrations.RunPython(change, take_back)],
            [
                migrations.AlterField("entry", "chain", BytewiseField(max_length=60)),
                migrations.AlterField("entry", "actor", BytewiseField(max_length=26, blank=True)),
                migrations.AlterField("entry", "key", BytewiseField(max_length=64, blank=True)),
                migrations.AlterField("person", "pseudonym", BytewiseField(max_length=26)),
                migrations.AlterField("resident", "mark", BytewiseField(max_length=64, blank=True)),
            ],
        ),
    ]
