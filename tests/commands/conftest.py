"""An empty installation for the tests of commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import tables
from linli.site.databases import SQLITE_FILE


@pytest.fixture(scope="session")
def installed() -> Callable[[Path], None]:
    """Puts an empty installation into a folder."""

    def put(folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        tables.put(folder / SQLITE_FILE)

    return put
