"""The story that most tests of the record forge, lived once."""

import sys
from pathlib import Path

import pytest

# Tests are no package; what forgers and the maker of the golden archive share lies beside them.
sys.path.append(str(Path(__file__).parent))

import village


@pytest.fixture(scope="session")
def lived() -> village.Record:
    """A community's record: one matter done, one lapsed, one open; four checkpoints, two keys."""
    return village.lived()


@pytest.fixture(scope="session")
def lines(lived: village.Record) -> tuple[bytes, ...]:
    """Its archive."""
    return tuple(lived.lines())
