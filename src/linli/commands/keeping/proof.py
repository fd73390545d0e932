"""Trying out an installation: its tables brought up to date, and the record of every community run again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from linli.commands.keeping.stores import Trouble


@dataclass(frozen=True, slots=True)
class Proved:
    """The record of one community: how many entries were run again, and what was found wrong, in English."""

    slug: str
    entries: int
    wrong: tuple[str, ...]


def applied() -> list[str]:
    """The migrations that a database has had, as app.name."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def known() -> set[str]:
    """The migrations that this Linli knows, as app.name; those of apps switched off by settings are not asked for."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    return {f"{app}.{name}" for app, name in loader.disk_migrations or {}}


def up_to_date() -> bool:
    """Whether the open database has the tables of this Linli."""
    return known() <= set(applied())


def not_newer(about: dict[str, Any]) -> None:
    """Refuse a backup whose tables this Linli does not know."""
    from django.apps import apps

    here = {one.label for one in apps.get_app_configs()}
    strange = {one for one in about["migrations"] if one.partition(".")[0] in here} - known()
    if strange or {one.partition(".")[0] for one in about["migrations"]} - here:
        from linli import __version__

        raise Trouble(
            f"这个备份由更新的邻里（{about['linli']}）做成，本机是 {__version__}。请先更新邻里，再恢复。",
            f"This backup was made by a newer Linli ({about['linli']}); here is {__version__}. Update Linli, then "
            "restore.",
        )


def prove_all() -> list[Proved]:
    """Run the record of every community again, up to its last checkpoint."""
    from linli.apps.community import reads

    return [_prove(one) for one in reads.communities()]


def _prove(community: Any) -> Proved:
    from linli.apps.matters.actions import record_so_far
    from linli.core.record.verify import verify

    report = verify(record_so_far(community))
    return Proved(community.slug, report.counts.entries, tuple(one.told("en") for one in report.findings))


def missing_files(folder: Path) -> list[str]:
    """The files that the database names and the folder does not hold."""
    from linli.apps.matters import reads

    names = reads.kept_files()
    return [one for one in names if not (folder / "files" / one[:2] / one).is_file()]
