"""The charters of the repository, each with those that it stands on."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from linli.core.charter.load import load
from linli.core.charter.model import Charter

CHARTERS = Path(__file__).resolve().parents[4] / "charters"
FILES = {path.parent.name: path for path in sorted(CHARTERS.glob("**/charter.yaml"))}


def _text(slug: str) -> bytes | None:
    return FILES[slug].read_bytes() if slug in FILES else None


@cache
def everything() -> dict[str, Charter]:
    """Every charter of the repository by its slug."""
    return {slug: load(_text(slug) or b"", file=slug, find=_text).charter for slug in sorted(FILES)}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for ``slug`` is asked of every charter in the folder."""
    if "slug" in metafunc.fixturenames:
        metafunc.parametrize("slug", sorted(everything()))


@pytest.fixture(scope="session")
def charters() -> dict[str, Charter]:
    return everything()


@pytest.fixture(scope="session")
def beilin() -> Charter:
    return everything()["beilin"]
