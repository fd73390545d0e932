"""What the tests of the lab share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from linli import charters
from linli.core.engine.force import InForce, in_force
from linli.core.lab.play import play
from linli.core.lab.played import Played
from linli.core.lab.scenario import read_scenarios

HEAD = """charter: beilin
people:
  r1 … r60: adult and registered
  r1 … r20: party-member
seats:
  party-branch: r1 … r3
  committee: r4 … r8
scenarios:
  one:
    title: {zh: 一, en: one}
    story:
"""


@pytest.fixture(scope="session")
def beilin() -> InForce:
    return in_force(charters.read("beilin"))


@pytest.fixture
def tell(beilin: InForce) -> Callable[..., Played]:
    """Play a story of some lines in Beilin."""

    def told(*lines: str, head: str = HEAD) -> Played:
        text = head + "".join(f"      - {line}\n" for line in lines)
        return play(read_scenarios(text.encode(), "s.yaml"), "one", beilin)

    return told


@pytest.fixture
def faults(tell: Callable[..., Played]) -> Callable[..., list[str]]:
    """The differences of a story, in English, with the line of the file."""

    def found(*lines: str, head: str = HEAD) -> list[str]:
        played = tell(*lines, head=head)
        return [
            f"{line.mark.line if line.mark else 0}: {line.fault.en}" for line in played.faults if line.fault
        ]

    return found
