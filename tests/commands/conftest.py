"""`linli` in this process, on the test's database, and an empty installation for those in a process of their own.

To start a process takes a second or more, to call the command here some thousandths: only what a process adds (its
settings, a database that cannot be opened, its exit) is worth one.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import tables
from linli.cli import main
from linli.commands import installation
from linli.site.databases import SQLITE_FILE


@pytest.fixture(scope="session")
def installed() -> Callable[[Path], None]:
    """Puts an empty installation into a folder."""

    def put(folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        tables.put(folder / SQLITE_FILE)

    return put


@pytest.fixture
def here(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run a command on the test's database, in an empty folder; whatever it does not answer itself is an error."""
    monkeypatch.setattr(installation, "open_installation", lambda *_given, **_named: None)
    monkeypatch.chdir(tmp_path)

    def run(*words: str | Path) -> Result:
        done = CliRunner().invoke(main, [str(word) for word in words])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    return run
