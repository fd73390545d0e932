"""On PostgreSQL a key of characters gets a second index, for LIKE, which no search of places uses."""

from typing import Any

from django.db import migrations

FIND = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'community_place' AND indexname LIKE '%%_like'"


def drop(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(FIND, [])
        for name, _said in cursor.fetchall():
            cursor.execute(f"DROP INDEX {schema_editor.quote_name(name)}")


def make(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor != "postgresql":
        return
    place = apps.get_model("community", "Place")
    schema_editor.execute(schema_editor._create_like_index_sql(place, place._meta.get_field("code")))


class Migration(migrations.Migration):
    dependencies = [("community", "0011_place_initials")]
    operations = [migrations.RunPython(drop, make)]
