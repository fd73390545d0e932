"""Indices of places by their level; codes compare sign by sign, whatever language a PostgreSQL orders by."""

from django.db import migrations, models

import linli.apps.community.models.place


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0013_entry_without_index"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="place",
            name="place_children",
        ),
        migrations.RemoveIndex(
            model_name="place",
            name="place_by_name",
        ),
        migrations.RemoveIndex(
            model_name="place",
            name="place_by_initials",
        ),
        migrations.AlterField(
            model_name="place",
            name="code",
            field=linli.apps.community.models.place.BytewiseField(
                max_length=12, primary_key=True, serialize=False
            ),
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(fields=["parent_code"], name="place_children"),
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(condition=models.Q(("level", 5)), fields=["name"], name="place_last_by_name"),
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(
                condition=models.Q(("level", 5)), fields=["initials"], name="place_last_by_initials"
            ),
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(
                condition=models.Q(("level__lt", 5)), fields=["level", "name"], name="place_by_name"
            ),
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(
                condition=models.Q(("level__lt", 5)), fields=["level", "initials"], name="place_by_initials"
            ),
        ),
    ]
