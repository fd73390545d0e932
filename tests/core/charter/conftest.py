"""What the tests of the language share: a charter without a fault, and reading one from text."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

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


ODD: list[Any] = ["", "yes", "7", "x-y", [], {}, ["yes"], {"zh": "字", "en": "word"}]
Where = tuple[str | int, ...]


def _nodes(plain: Any, path: Where = ()) -> Iterator[tuple[Where, Any]]:
    yield path, plain
    inner = plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ()
    for step, value in inner:
        yield from _nodes(value, (*path, step))


@pytest.fixture(scope="session")
def mutated() -> Callable[[st.DataObject, Any], Any]:
    """A charter as plain values, changed in one place: a part dropped, doubled, moved or exchanged for another."""

    def mutate(data: st.DataObject, plain: Any) -> Any:
        plain = deepcopy(plain)
        places = [(path, value) for path, value in _nodes(plain) if path]
        path, value = data.draw(st.sampled_from(places))
        around = plain
        for step in path[:-1]:
            around = around[step]
        last = path[-1]
        how = data.draw(st.sampled_from(["drop", "exchange", "exchange", "double", "last", "odd"]))
        like = [other for there, other in places if there[-1] == last or isinstance(last, int)]
        match how:
            case "drop":
                del around[last]
            case "exchange":
                around[last] = deepcopy(data.draw(st.sampled_from(like)))
            case "double" if isinstance(around, list):
                around.append(deepcopy(value))
            case "double":
                around["another"] = deepcopy(value)
            case "last" if isinstance(around, dict):
                around[last] = around.pop(last)
            case _:
                around[last] = data.draw(
                    st.sampled_from(["", "yes", "7", "x-y", [], {}, ["yes"], {"zh": "字", "en": "word"}])
                )
        return plain

    return mutate
