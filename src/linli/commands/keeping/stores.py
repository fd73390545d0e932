"""The two databases, as backups meet them: a copy of one moment, tried out, put in the old one's place.

Whatever can fail comes before one last step that the database does whole or not at all.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import SplitResult, quote, unquote, urlsplit

import psycopg
from psycopg import sql

from linli.site.databases import SQLITE_FILE

SCHEMES = ("postgres", "postgresql")
FORGOTTEN = 24 * 3600
HELD = ("community_account", "community_community", "community_place")


class Trouble(Exception):
    """Why it cannot be done, in zh and en."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} {en}")


class Store(Protocol):
    """A database that backups are taken of and brought back to."""

    member: str

    def copy(self, into: Path) -> None:
        """Write all of it, as of one moment, into a new file."""
        ...

    def held(self) -> bool:
        """Whether anything is in it that would be lost."""
        ...

    @contextmanager
    def tried(self, copy: Path, folder: Path) -> Iterator[str | None]:
        """The copy opened beside the old one: the URL of it, None for the database embedded in ``folder``."""
        ...

    def swap(self, folder: Path, tried: str | None, stamp: str) -> str:
        """Put what was tried into the old one's place; gives where the old one lies, if there was one."""
        ...


class Embedded:
    """SQLite in a data folder."""

    member = "database.sqlite3"

    def __init__(self, data: Path) -> None:
        self.path = data / SQLITE_FILE

    def copy(self, into: Path) -> None:
        here = f"{self.path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(here, uri=True)) as source, closing(sqlite3.connect(into)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
        _sound(into)

    def held(self) -> bool:
        if not self.path.exists():
            return False
        try:
            with closing(sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro", uri=True)) as opened:
                tables = {name for (name,) in opened.execute("SELECT name FROM sqlite_master")}
                return any(
                    opened.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone()  # noqa: S608 - our own words
                    for name in HELD
                    if name in tables
                )
        except sqlite3.Error:
            return True

    @contextmanager
    def tried(self, copy: Path, folder: Path) -> Iterator[str | None]:
        _sound(copy)
        copy.replace(folder / SQLITE_FILE)
        yield None

    def swap(self, folder: Path, tried: str | None, stamp: str) -> str:
        fresh, kept = folder / SQLITE_FILE, ""
        _alone(fresh)
        if self.path.exists():
            _alone(self.path)
            before = self.path.with_name(f"before-restore-{stamp}.sqlite3")
            os.link(self.path, before)
            kept = str(before)
        fresh.replace(self.path)
        return kept


def _alone(path: Path) -> None:
    """Fold the write-ahead log in, which only works where nobody else has the file open."""
    try:
        with closing(sqlite3.connect(path, timeout=2)) as opened:
            (mode,) = opened.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.DatabaseError:
        mode = "locked"
    if mode != "delete":
        raise Trouble(
            "数据库正被使用，或无法读取。请先停下邻里再恢复。",
            "The database is in use or cannot be read. Stop Linli before restoring.",
        )


def _sound(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as opened:
            found = opened.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise Trouble(f"数据库已损坏：{found}。", f"The database is damaged: {found}.")


class Server:
    """A database on a PostgreSQL server, copied by pg_dump."""

    member = "database.dump"

    def __init__(self, url: str) -> None:
        self.url = url
        self.name = urlsplit(url).path.removeprefix("/") or "linli"

    def copy(self, into: Path) -> None:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={into}", self.url)

    def held(self) -> bool:
        try:
            with psycopg.connect(self.url) as opened:
                return any(_any(opened, name) for name in HELD)
        except psycopg.OperationalError as error:
            raise Trouble("连不上数据库服务器：", f"The database server cannot be reached: {error}") from None

    @contextmanager
    def tried(self, copy: Path, folder: Path) -> Iterator[str | None]:
        name = f"linli_restore_{secrets.token_hex(6)}"
        self._alone(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(name))
        )
        url = _named(self.url, name)
        try:
            _run(
                "pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", f"--dbname={url}", str(copy)
            )
            yield url
        finally:
            self._alone(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def swap(self, folder: Path, tried: str | None, stamp: str) -> str:
        fresh = urlsplit(tried or "").path.removeprefix("/")
        kept = f"{self.name}_before_restore_{stamp}"
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        try:
            with psycopg.connect(_named(self.url, "template1")) as opened:
                opened.execute(rename.format(sql.Identifier(self.name), sql.Identifier(kept)))
                opened.execute(rename.format(sql.Identifier(fresh), sql.Identifier(self.name)))
        except psycopg.Error as error:
            raise Trouble(
                "换不上去：数据库正被使用，或当前用户不是它的所有者。请先停下邻里再恢复。",
                f"It cannot be put in its place; stop Linli, and be the owner of the database: {error}",
            ) from None
        return kept

    def _alone(self, statement: sql.Composed) -> None:
        try:
            with psycopg.connect(_named(self.url, "template1"), autocommit=True) as opened:
                opened.execute(statement)
        except psycopg.errors.InsufficientPrivilege:
            raise Trouble(
                "数据库用户不能新建数据库：恢复前要在另一个库里试一遍。请先授予 CREATEDB。",
                "The user of the database may not create one; a backup is tried out in one of its own first. "
                "Grant CREATEDB.",
            ) from None
        except psycopg.Error as error:
            raise Trouble("数据库服务器拒绝了：", f"The database server refused: {error}") from None


def _any(opened: Any, name: str) -> bool:
    if opened.execute("SELECT to_regclass(%s)", [name]).fetchone()[0] is None:
        return False
    query = sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(name))
    return opened.execute(query).fetchone() is not None


def _named(url: str, name: str) -> str:
    return _url(urlsplit(url)._replace(path=f"/{quote(name)}"))


def _url(parts: SplitResult) -> str:
    # urlunsplit drops the empty host of a server that is reached through a socket.
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{parts.netloc}{parts.path}{query}"


def _run(program: str, *words: str) -> None:
    """Run one of PostgreSQL's own programs. A password in the URL is handed on in the environment, seen by nobody."""
    found = shutil.which(program)
    if found is None:
        raise Trouble(
            f"这台机器上没有 {program}。请安装 PostgreSQL 客户端（Debian：apt install postgresql-client）。",
            f"There is no {program} here: install PostgreSQL's client programs "
            "(Debian: apt install postgresql-client), not older than the server.",
        )
    environment = dict(os.environ)
    given = [_without_password(word, environment) for word in words]
    done = subprocess.run([found, *given], env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - a program found by name, no shell
    if done.returncode:
        raise Trouble(f"{program} 没有完成：", f"{program} failed: {done.stderr.strip()[-800:]}")


def _without_password(word: str, environment: dict[str, str]) -> str:
    head, equals, rest = word.partition("=") if word.startswith("--dbname=") else ("", "", word)
    parts = urlsplit(rest)
    if parts.scheme not in SCHEMES or parts.password is None:
        return word
    environment["PGPASSWORD"] = unquote(parts.password)
    place = parts.netloc.rpartition("@")[2]
    return head + equals + _url(parts._replace(netloc=f"{parts.username}@{place}"))


def store(data: Path, database: str | None) -> Store:
    """The database of an installation."""
    if not database:
        return Embedded(data)
    if urlsplit(database).scheme in SCHEMES:
        return Server(database)
    raise Trouble(
        "备份只认数据文件夹里的数据库或 PostgreSQL。",
        "Backups know the database embedded in the data folder, and PostgreSQL.",
    )


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """A passing folder in ``folder``; what another one, killed in the middle, left a day ago goes too."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(".keeping-*"):
        if time.time() - left.stat().st_mtime > FORGOTTEN:
            shutil.rmtree(left, ignore_errors=True)
    made = folder / f".keeping-{secrets.token_hex(6)}"
    made.mkdir(mode=0o700)
    try:
        yield made
    finally:
        with suppress(OSError):
            shutil.rmtree(made)
