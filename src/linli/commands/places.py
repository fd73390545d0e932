"""`linli import`: tables that a community did not write itself."""

from pathlib import Path

import click

from linli.commands.installation import with_installation


@click.group("import")
def import_() -> None:
    """Load tables: the official table of named places."""


@import_.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--encoding", type=click.Choice(["utf-8", "gb18030"]), default="utf-8", show_default=True)
@with_installation
def places(file: Path, encoding: str) -> None:
    """Load the official table of named places from FILE (CSV, or CSV under xz).

    Columns: code (12 digits), name, level (1 to 5), parent_code, committee_kind; others are left aside. All of the
    file is loaded or nothing of it; loading it again changes nothing.
    """
    from linli.apps.community import actions

    try:
        count = actions.import_places(file, actor=actions.TERMINAL, encoding=encoding)
    except actions.PlacesRefused as refused:
        for fault in refused.faults:
            where = f"{file}:{fault.line}: " if fault.line else f"{file}: "
            click.echo(f"{where}{fault.says.zh} {fault.says.en}", err=True)
        more = refused.count - len(refused.faults)
        left = f" (+{more})" if more else ""
        raise click.ClickException(
            f"{refused.count} 处错误{left}，没有导入任何数据。 Nothing was loaded."
        ) from None
    click.echo(f"{count:,} places")
