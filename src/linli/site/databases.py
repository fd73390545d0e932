"""The store as Django wants to hear of it: SQLite beside the data, or PostgreSQL by its URL."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_FILE = "linli.sqlite3"
# WAL lets readers go on while one writes; NORMAL is safe with WAL short of a power cut, which loses no consistency.
SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
# In KiB. What a search reads lies far apart in the table of places: two megabytes, as by default, do not hold it.
CACHE = -16384
BUSY_SECONDS = 20
CONNECTION_SECONDS = 60
PREPARE = 2**31
"""Uses of a statement before the driver prepares it of its own accord: never; those of every act ask for it."""


def database(url: str | None, data_dir: Path | None, *, pooled: bool = False) -> dict[str, Any]:
    """The default database: `url` if given, else SQLite in `data_dir`, else a passing file of this process."""
    if not url:
        return sqlite(str(data_dir / SQLITE_FILE) if data_dir else _passing("linli"))
    parts = urlsplit(url)
    if parts.scheme in {"postgres", "postgresql"}:
        return postgresql(url, pooled=pooled)
    if parts.scheme == "sqlite":
        return sqlite(unquote(parts.path.removeprefix("/")) or ":memory:")
    raise ValueError(
        f"a database URL begins with postgresql:// or sqlite:///, not {parts.scheme or 'nothing'}"
    )


def sqlite(name: str) -> dict[str, Any]:
    """One SQLite file. A write transaction takes its lock when it begins, and waits its turn for 20 seconds."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {
            "init_command": f"{SQLITE_PRAGMAS} PRAGMA cache_size={CACHE};",
            "transaction_mode": "IMMEDIATE",
            "timeout": BUSY_SECONDS,
        },
        "TEST": {"NAME": _passing("linli-test")},
    }


def _passing(name: str) -> str:
    # A file even for tests, never ":memory:": a database in memory is one connection shared by all threads, whose
    # locks are like nothing people run, and which crashed when the live server closed it under a running query.
    return str(Path(tempfile.gettempdir()) / f"{name}-{os.getpid()}.sqlite3")


def postgresql(url: str, *, pooled: bool = False) -> dict[str, Any]:
    """A PostgreSQL server; what stands after the question mark (host of a socket, sslmode …) goes to the driver.

    ``pooled``: a pooler stands between, which keeps no prepared statements.
    """
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    options["prepare_threshold"] = None if pooled else PREPARE
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")) or "linli",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or parts.hostname or "",
        "PORT": options.pop("port", None) or str(parts.port or ""),
        "CONN_MAX_AGE": CONNECTION_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
