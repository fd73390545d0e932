"""The migrations, as those who upgrade meet them."""

from __future__ import annotations

from django.db.migrations.loader import MigrationLoader


def test_of_every_app_there_is_one_last_migration() -> None:
    """Two that were written at the same time stop every installation at its next start."""
    assert MigrationLoader(None).detect_conflicts() == {}


def test_every_model_is_as_its_migrations_leave_it(db: None) -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
