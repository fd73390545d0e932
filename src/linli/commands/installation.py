"""Which installation a command works on: `--data DIR` (embedded) or `--database URL`."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from linli.messages import compile_catalogue, stale_catalogues
from linli.site.config import LOCAL_HOSTS, configure

FOLDER = ".linli-data"
IGNORE = "# Data of a running Linli\n*\n"


class Folder(click.Path):
    """A folder by name. An empty name, as an unset variable gives it, is not the folder one stands in."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("the name of the folder is empty", param, ctx)
        return super().convert(value, param, ctx)


def default_folder() -> Path:
    """The folder named by LINLI_DATA, else one beside where the command is started."""
    return Path(os.environ.get("LINLI_DATA") or FOLDER)


def with_installation(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options `--data` and `--database`, and open the installation before the command runs."""

    @functools.wraps(command)
    def opened(*args: Any, data: Path, database: str | None, **kwargs: Any) -> Any:
        open_installation(data, database)
        from linli.apps.community.door import coming_by

        with coming_by("terminal"):
            return command(*args, **kwargs)

    return data_options(opened)


def data_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The two options, handed on as `data` and `database`."""
    where = click.option(
        "--data", type=Folder(path_type=Path, file_okay=False), metavar="DIR", default=default_folder,
        show_default=f"LINLI_DATA, else ./{FOLDER}", help="The folder that holds the data.",
    )  # fmt: skip
    server = click.option(
        "--database", metavar="URL", envvar="LINLI_DATABASE",
        help="postgresql://…, instead of the database embedded in the folder.",
    )  # fmt: skip
    return where(server(command))


def open_installation(
    data: Path,
    database: str | None,
    *,
    demo: bool = False,
    hosts: tuple[str, ...] = LOCAL_HOSTS,
    https: bool = False,
    migrate: bool = True,
    agree: bool = True,
) -> None:
    """Make Django ready for an installation, its tables brought up to date unless ``migrate`` is off.

    With ``agree`` its keys are held, and must be those of the database.
    """
    _prepare(data)
    configure(data, database or None, demo=demo, hosts=hosts, https=https)
    _compile_words()
    import django
    from django.core.management import call_command
    from django.db import DatabaseError

    try:
        django.setup()
        if migrate:
            call_command("migrate", interactive=False, verbosity=0)
    except (DatabaseError, ValueError) as error:
        raise click.ClickException(f"the database cannot be opened: {str(error).strip()}") from None
    if agree:
        _agree(data)


def _agree(data: Path) -> None:
    """Hold the keys, and see that they are those of the database."""
    from linli.apps.community import keyring
    from linli.apps.community.actions import resealing

    try:
        resealing.agree(data)
    except keyring.InUse:
        raise click.ClickException(
            "密钥正在更换（linli keys change）。请等它结束再来。 "
            "The key is being changed (linli keys change): come back when that is over."
        ) from None
    except keyring.NoSuchKey as wanted:
        raise click.ClickException(
            f"数据库是用指纹为 {wanted} 的密钥密封的，它不在 {data / 'keys'}。请把它放回去，文件名 registers.key；"
            "有几台机器时，从换过密钥的那台复制。真的丢了，用 linli keys lost。 "
            f"The database is sealed with the key {wanted}, which is not in {data / 'keys'}. Put it there as "
            "registers.key; of several machines copy it from the one where the key was changed. If it is lost for "
            "good: linli keys lost"
        ) from None
    except OSError as error:
        raise click.ClickException(f"the folder {data} cannot be used: {error.strerror}") from None


def _prepare(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True)
        (data / "static").mkdir(exist_ok=True)
        ignore = data / ".gitignore"
        if not ignore.exists():
            ignore.write_text(IGNORE, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"the folder {data} cannot be used: {error.strerror}") from None


def _compile_words() -> None:
    # An installed package carries its .mo files; only a checkout has to make them.
    for po in stale_catalogues(Path(__file__).resolve().parents[1]):
        if os.access(po.parent, os.W_OK):
            compile_catalogue(po)
