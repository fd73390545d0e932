"""Foundings being prepared."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("community", "0011_place_initials"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=12)),
                ("name", models.CharField(blank=True, max_length=100)),
                ("slug", models.CharField(blank=True, max_length=60)),
                ("model", models.CharField(blank=True, max_length=100)),
                ("charter", models.CharField(blank=True, max_length=64)),
                ("members", models.JSONField(default=list)),
                ("saves", models.PositiveIntegerField(default=0)),
                ("begun", models.DateTimeField()),
                ("touched", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="community.community",
                    ),
                ),
            ],
            options={
                "ordering": ["-touched"],
            },
        ),
    ]
