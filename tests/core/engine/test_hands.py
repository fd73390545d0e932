"""Matters that pass through hands, played as stories; each is also replayed, and retold by the record."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from linli.core.charter.load import load
from linli.core.engine.acts import Actor, NameParty, Submit
from linli.core.engine.force import InForce, in_force
from linli.core.engine.roster import Enrol, Newcomer
from linli.core.lab.founding import founded
from linli.core.lab.play import Played, play
from linli.core.lab.scenario import read_scenarios

WORDS = "0" * 64
HERE = Path(__file__).parent / "hands"
SCRIPT = read_scenarios((HERE / "scenarios.yaml").read_bytes(), "scenarios.yaml")


@pytest.fixture(scope="session")
def force() -> InForce:
    return in_force(load((HERE / "charter.yaml").read_bytes(), file="charter.yaml"))


@pytest.fixture(scope="module", params=SCRIPT.scenarios.scenarios)
def played(request: pytest.FixtureRequest, force: InForce) -> Played:
    return play(SCRIPT, request.param, force)


def test_the_story_goes_as_it_says(played: Played) -> None:
    assert [(line.mark, line.step, line.fault) for line in played.faults] == []


def test_what_is_refused_is_said_in_whole_sentences_with_a_way_on(played: Played) -> None:
    said = [line.came for line in played.lines if re.match("refused (?!requirement)", line.came.en)]
    for one in said:
        assert not re.search(r"[{}]|None|—", one.en + one.zh), one
        assert one.zh.count("。") > 1 or one.en.count(".") > 1, one


def test_there_are_at_most_a_hundred_parties(force: InForce) -> None:
    town = founded(SCRIPT, "agreed", force)
    at = datetime(2026, 3, 2, 1, tzinfo=UTC)
    people = tuple(Newcomer(f"x{n}", {"adult": True}) for n in range(100))
    assert town.found(Enrol(people), at) is None
    by = Actor("r11", "units")
    assert town.act("matter/2026/1", by, Submit("pledge", "pledge", WORDS, WORDS), at) is None
    named = [town.act("matter/2026/1", by, NameParty("residents", one.person), at) for one in people]
    assert named[:99] == [None] * 99
    refusal = named[99]
    assert refusal is not None
    assert (refusal.code, refusal.says("en")) == ("too-many-parties", "There are at most 100 parties.")
