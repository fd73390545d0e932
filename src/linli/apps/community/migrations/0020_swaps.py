from typing import Any

from django.db import migrations, models


def plainly(apps: Any, editor: Any) -> None:
    """What is sealed is random: PostgreSQL need not try to compress it."""
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE community_tablestage ALTER COLUMN preview SET STORAGE EXTERNAL")


class Migration(migrations.Migration):
    dependencies = [("community", "0019_position_where_there_is_one")]

    operations = [
        migrations.AddField(
            model_name="broughttable", name="repeated", field=models.BinaryField(default=b"")
        ),
        migrations.AddField(model_name="broughttable", name="swaps", field=models.BinaryField(default=b"")),
        migrations.RunPython(plainly, migrations.RunPython.noop),
    ]
