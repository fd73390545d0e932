"""`linli import`: tables that a community did not write itself."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linli.commands.installation import with_installation

if TYPE_CHECKING:
    from linli.apps.community.actions import PlacesRefused

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
ENCODING = click.Choice(["utf-8", "gb18030"])
DAY = click.DateTime(["%Y-%m-%d"])


@click.group("import")
def import_() -> None:
    """Load tables: the official table of named places, and what became of places."""


@import_.command()
@click.argument("file", type=FILE)
@click.option("--as-of", type=DAY, help="The day whose state the table gives; without it, today.")
@click.option(
    "--complete", is_flag=True, help="The table is whole at its levels: what it lacks has ended by that day."
)
@click.option("--encoding", type=ENCODING, default="utf-8", show_default=True)
@with_installation
def places(file: Path, as_of: datetime | None, complete: bool, encoding: str) -> None:
    """Load the official table of named places from FILE (CSV, or CSV under xz).

    Columns: code (12 digits), name, level (1 to 5), parent_code, and if it has them committee_kind; others are left
    aside. All of the file is loaded or nothing of it; loading it again changes nothing. A newer table renames what
    is called otherwise in it; old names are still found.
    """
    from linli.apps.community import actions

    found = _try(
        file,
        lambda: actions.import_places(
            file, actor=actions.TERMINAL, encoding=encoding, day=as_of.date() if as_of else None,
            complete=complete, progress=_told,
        ),
    )  # fmt: skip
    click.echo(
        f"{found.rows:,} places: {found.added:,} new, {found.renamed:,} renamed, {found.ended:,} ended"
    )


@import_.command("place-changes")
@click.argument("file", type=FILE)
@click.option("--on", type=DAY, help="The day of the changes that have none of their own.")
@click.option("--encoding", type=ENCODING, default="utf-8", show_default=True)
@with_installation
def place_changes(file: Path, on: datetime | None, encoding: str) -> None:
    """Load from FILE which places went into which others, so that old codes lead to the new ones.

    Columns: code, successor and, where each has its own, date; or a comparison of two tables with change, code9,
    same_name_former_code9. Both tables are loaded before.
    """
    from linli.apps.community import actions

    day = on.date() if on else None
    count = _try(
        file, lambda: actions.import_changes(file, actor=actions.TERMINAL, day=day, encoding=encoding)
    )
    click.echo(f"{count:,} successions")


def _told(rows: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{rows:,}", nl=False, err=True)


def _try(file: Path, load: Callable[[], Any]) -> Any:
    from linli.apps.community import actions

    try:
        return load()
    except actions.PlacesRefused as refused:
        _tell(file, refused)
        more = refused.count - len(refused.faults)
        left = f" (+{more})" if more else ""
        raise click.ClickException(
            f"{refused.count} 处错误{left}，没有导入任何数据。 Nothing was loaded."
        ) from None


def _tell(file: Path, refused: PlacesRefused) -> None:
    for fault in refused.faults:
        where = f"{file}:{fault.line}: " if fault.line else f"{file}: "
        click.echo(f"{where}{fault.says.zh} {fault.says.en}", err=True)
