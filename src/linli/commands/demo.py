"""`linli demo` and `linli serve`: Linli in a browser, with its background work in the same process."""

from __future__ import annotations

import multiprocessing
import shutil
import socket
import sqlite3
import threading
import time
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click

from linli.commands.installation import data_options, open_installation
from linli.site.config import LOCAL_HOSTS

APPLICATION = "linli.commands.worker:application"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
DATABASE = "linli.sqlite3"
FILLED = "community_demofilling"
REAL = ("community_community WHERE NOT demo", "community_place", "community_account")
OURS = ("linli.sqlite3", "linli.sqlite3-wal", "linli.sqlite3-shm", "secret.key", "keys", "files", "static")
THREADS = 4
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what is listened on, not a default
"""Where a server is asked that listens on every address."""
PAUSE, LONGEST = 0.1, 30
"""Seconds between two questions, and for an answer."""

PORT = click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
HOST = click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")


@click.command()
@PORT
@HOST
@data_options
@click.option("--fresh", is_flag=True, help="Throw the demonstration away and begin afresh.")
def demo(port: int, host: str, data: Path, database: str | None, fresh: bool) -> None:
    """Serve a demonstration: two real places, invented people, matters under way.

    The first start fills it; a second start keeps what was done in it.
    """
    _free(host, port)
    if fresh:
        _afresh(data, database)
    hosts = LOCAL_HOSTS if host in LOOPBACK else ("*",)
    open_installation(data, database, demo=True, hosts=hosts)
    prepare_demo()
    _serve(host, port, _guide(f"http://{_shown(host)}:{port}"))


@click.command()
@PORT
@HOST
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="A name it is reached by; may be repeated."
)
@click.option("--https", is_flag=True, help="A server before this one speaks HTTPS.")
@data_options
def serve(
    port: int, host: str, names: tuple[str, ...], https: bool, data: Path, database: str | None
) -> None:
    """Serve an installation that people rely on."""
    _free(host, port)
    open_installation(data, database, hosts=(*LOCAL_HOSTS, *names), https=https)
    from linli.apps.community import demo as demonstration
    from linli.site.assets import collect

    if demonstration.filled() or demonstration.outdated():
        raise click.ClickException(f"{data} holds a demonstration; serve it with: linli demo --data {data}")
    collect()
    _serve(host, port, f"邻里 Linli: http://{_shown(host)}:{port}")


def prepare_demo() -> None:
    """Fill the demonstration unless it is filled. An interrupted filling has left nothing behind."""
    from linli.apps.community import actions, reads
    from linli.apps.community import demo as demonstration

    if demonstration.outdated():
        raise click.ClickException(
            "an earlier version of Linli made this demonstration; begin anew with --fresh"
        )
    if demonstration.filled():
        return
    if reads.communities().filter(demo=False).exists():
        raise click.ClickException(
            "this data belongs to a real installation; give the demonstration a folder of its own"
        )
    click.echo("正在准备演示…… Preparing the demonstration …")
    actions.deed(_fill)()


def _fill() -> None:
    from linli.apps.community import actions
    from linli.apps.community import demo as demonstration

    now = actions.now()
    communities = demonstration.found_all(now)
    for app in ("matters", "opinions", "talk"):
        if find_spec(f"linli.apps.{app}.demo") is not None:
            import_module(f"linli.apps.{app}.demo").fill(communities, now)
    if find_spec("linli.apps.founding.demo") is not None:
        import_module("linli.apps.founding.demo").begin(communities[0])
    for community in communities:
        actions.checkpoint(community)
    demonstration.mark_filled()


def _afresh(data: Path, database: str | None) -> None:
    if database:
        raise click.ClickException(
            "--fresh empties a folder, not a database server: give it an empty database instead"
        )
    if not (data / DATABASE).exists():
        return
    if not is_demonstration(data / DATABASE):
        raise click.ClickException(
            f"{data} holds no demonstration, or cannot be read; --fresh removes nothing from it"
        )
    forget(data)


def is_demonstration(database: Path) -> bool:
    """Whether nothing is lost with a database but a demonstration, complete or interrupted."""
    try:
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as opened:
            tables = {name for (name,) in opened.execute("SELECT name FROM sqlite_master")}
            held = {
                query
                for query in (FILLED, *REAL)
                if query.split()[0] in tables and opened.execute(f"SELECT 1 FROM {query} LIMIT 1").fetchone()  # noqa: S608 - our own words
            }
    except sqlite3.Error:
        return False
    return REAL[0] not in held if FILLED in held else not held


def forget(data: Path) -> None:
    """Remove what Linli keeps in a folder, and nothing else that may lie there."""
    for name in OURS:
        path = data / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise click.ClickException(
            f"{host}:{port} cannot be used ({error.strerror}); choose another port with --port"
        ) from None


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _guide(address: str) -> str:
    """Where to look, and as whom."""
    from linli.apps.community import demo as demonstration
    from linli.apps.community.demo import guide

    lines = [f"\n邻里 Linli  {address}/"]
    for community in demonstration.communities():
        lines.append(f"\n{community.name}  {address}/c/{community.slug}/")
        for role, names in guide.roles(community):
            lines.append(f"  {role.zh} {role.en}: {'、'.join(names)}")
    return "\n".join([*lines, f"\n换一个人 be any of them: {address}/demo/people/\n结束 stop: Ctrl+C\n"])


def _tell(host: str, port: int, words: str) -> None:
    """Say it once the server answers: until then the address leads nowhere."""
    while not _answers(EVERYWHERE.get(host, host), port):
        time.sleep(PAUSE)
    click.echo(words)


def _answers(host: str, port: int) -> bool:
    asked = HTTPConnection(host, port, timeout=LONGEST)
    try:
        asked.request("HEAD", "/", headers={"Host": LOOPBACK[0]})
        asked.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        asked.close()
    return True


def _serve(host: str, port: int, words: str) -> None:
    """Serve, and say ``words`` as soon as there is an answer."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from linli.commands import background

    # A fork would copy the locks that the background thread holds at that moment, and wait for them for ever.
    multiprocessing.set_start_method("spawn", force=True)
    background.start()
    threading.Thread(target=_tell, args=(host, port, words), daemon=True).start()
    Granian(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve()
