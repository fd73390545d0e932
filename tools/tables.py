"""The tables of an empty installation: the migrations make them once, and every test database is a copy.

The copy kept in `.venv` is made anew when a migration, what it imports of ours, or a library changed.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import psycopg
from django.core.files import locks

import postgres

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src"
KEPT = Path(sys.prefix) / "linli-tables"
IMPORTED = re.compile(r"^\s*(?:from|import) (linli[\w.]*)(?: import (\w+))?", re.MULTILINE)


def put(file: Path) -> None:
    """Make `file` the SQLite database of an empty installation, in place of what was there."""
    remove(file)
    with closing(sqlite3.connect(kept())) as source, closing(sqlite3.connect(file)) as target:
        source.backup(target)


def put_postgres(url: str) -> None:
    """Give an empty PostgreSQL database the tables, if `keep_postgres` has kept them."""
    file = KEPT / f"{fingerprint()}.sql"
    if file.exists():
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(file.read_bytes())


def keep_postgres(url: str) -> None:
    """Keep the tables that the migrations have just made in a PostgreSQL database with nothing else in it."""
    KEPT.mkdir(exist_ok=True)
    file = KEPT / f"{fingerprint()}.sql"
    if file.exists():
        return
    command = [postgres.client("pg_dump"), "--no-owner", "--inserts", "--dbname", url]
    told = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    draft = file.with_suffix(f".{os.getpid()}")
    # Lines that begin with a backslash are for psql only.
    kept_lines = [line for line in told.splitlines(keepends=True) if not line.startswith("\\")]
    draft.write_text("".join(kept_lines), encoding="utf-8")
    draft.replace(file)


def remove(file: Path) -> None:
    """Take a SQLite database away with what SQLite laid beside it."""
    for end in ("", "-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)


def kept() -> Path:
    """The database to copy from; whoever asks while it is being made waits for it."""
    file = KEPT / f"{fingerprint()}.sqlite3"
    if file.exists():
        return file
    KEPT.mkdir(exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        locks.lock(lock, locks.LOCK_EX)
        if not file.exists():
            for old in [*KEPT.glob("*.sqlite3"), *KEPT.glob("*.sql")]:
                old.unlink()
            _make(file)
    return file


def fingerprint() -> str:
    """Differs wherever the migrations could leave other tables."""
    migrations = sorted(SRC.glob("linli/apps/*/migrations/*.py"))
    imported = {file for one in migrations for file in _imported(one.read_text(encoding="utf-8"))}
    files = [ROOT / "requirements-dev.lock", SRC / "linli/site/settings.py", *migrations, *sorted(imported)]
    whole = hashlib.sha256()
    for file in files:
        whole.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes() + b"\0")
    return whole.hexdigest()[:32]


def _imported(text: str) -> list[Path]:
    names = [".".join(filter(None, found)) for found in IMPORTED.findall(text)]
    paths = [SRC.joinpath(*name.split(".")[:cut]) for name in names for cut in (None, -1)]
    return [path.with_suffix(".py") for path in paths if path.with_suffix(".py").is_file()]


def _make(file: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="linli-tables-") as folder:
        environment = {**os.environ, "PYTHONPATH": str(SRC)}
        command = [sys.executable, "-m", "linli", "community", "list", "--data", folder]
        subprocess.run(command, env=environment, capture_output=True, check=True)
        draft = file.with_suffix(".part")
        draft.unlink(missing_ok=True)
        with (
            closing(sqlite3.connect(Path(folder) / "linli.sqlite3")) as source,
            closing(sqlite3.connect(draft)) as target,
        ):
            source.backup(target)
        draft.replace(file)
