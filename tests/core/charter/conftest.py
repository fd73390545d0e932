"""What the tests of the language share: a charter without a fault, and reading one from text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from linli.core.charter import lint
from linli.core.charter.finding import CharterError, Finding
from linli.core.charter.load import Loaded, load

HERE = Path(__file__).parent


def find(slug: str) -> bytes | None:
    """The charters of the folder good/, and the law that the fair one stands on."""
    paths = (HERE / "good" / f"{slug}.yaml", HERE / slug / "charter.yaml")
    return next((path.read_bytes() for path in paths if path.is_file()), None)


def findings(text: bytes, file: str = "sample") -> tuple[Finding, ...]:
    """What keeps a charter from being read or from holding together."""
    try:
        return lint.structure(load(text, file=file, find=find))
    except CharterError as error:
        return error.findings


@pytest.fixture
def sample() -> str:
    """A charter without a fault."""
    return (HERE / "good" / "sample.yaml").read_text(encoding="utf-8")


@pytest.fixture
def read() -> Callable[[str], Loaded]:
    return lambda text: load(text.encode(), file="sample", find=find)


@pytest.fixture
def find_with() -> Callable[[str], Callable[[str], Loaded]]:
    """Reading charters that stand on a law of this text."""
    return lambda law: lambda text: load(text.encode(), file="sample", find=lambda _: law.encode())


@pytest.fixture
def check() -> Callable[[str | bytes], list[str]]:
    """The codes found, in the order of the file."""
    return lambda text: [found.code for found in findings(text if isinstance(text, bytes) else text.encode())]


@pytest.fixture
def found() -> Callable[[str | bytes], tuple[Finding, ...]]:
    return lambda text: findings(text if isinstance(text, bytes) else text.encode())


@pytest.fixture
def charters(root: Path) -> Path:
    return root / "charters"
