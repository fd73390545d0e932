"""Minutes are for whom the charter says, from when it says; nothing of them is for anybody else."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from linli import charters
from linli.core.engine import minutes
from linli.core.engine.force import InForce, in_force
from linli.core.engine.minutes import closed
from linli.core.engine.sitting import read_sitting
from linli.core.engine.struct import write
from linli.core.lab.play import play
from linli.core.lab.scenario import read_scenarios

HERE = Path(__file__).parent / "minutes"
SCRIPT = read_scenarios((HERE / "scenarios.yaml").read_bytes(), "scenarios.yaml")
LATER = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def force() -> InForce:
    return in_force(charters.read(HERE / "charter.yaml"))


@pytest.mark.parametrize("name", SCRIPT.scenarios.scenarios)
def test_the_story_goes_as_it_says(name: str, force: InForce) -> None:
    played = play(SCRIPT, name, force)
    assert [(line.mark, line.step, line.fault, line.came) for line in played.faults] == []


def test_who_may_not_read_them_hears_for_whom_they_are_and_from_when_for_all(force: InForce) -> None:
    town = play(SCRIPT, "watched", force).town
    (sitting,) = town.sittings.values()
    refusal = closed(force, sitting, person="", roster=town.roster, at=sitting.starts)
    assert refusal is not None
    assert (refusal.code, refusal.clause) == ("minutes-not-yet", "organs.watched")
    assert refusal.says("zh") == (
        "理事会的会议纪要先供理事会成员、秘书处成员、监督会成员查阅，2026 年 4 月 1 日 24:00 以后公开。"
    )
    assert refusal.says("en") == (
        "The minutes of this sitting (board) are for the members of: board, secretariat, watch. "
        "After the end of 1 April 2026 everybody may read them."
    )
    assert len(refusal.instead) == 1


def test_where_they_never_become_public_no_day_is_named(force: InForce) -> None:
    town = play(SCRIPT, "closed", force).town
    (sitting,) = town.sittings.values()
    refusal = closed(force, sitting, person="r9", roster=town.roster, at=LATER)
    assert refusal is not None
    assert refusal.code == "minutes-closed"
    assert refusal.says("zh") == "调解会的会议纪要供调解会成员查阅，不对外公开。"


def test_a_sitting_from_before_its_end_was_kept_stays_with_its_members(force: InForce) -> None:
    town = play(SCRIPT, "watched", force).town
    (sitting,) = town.sittings.values()
    old = replace(read_sitting(write(sitting)), ended=None)
    assert minutes.opens(force, old, town.roster) is None
    refusal = closed(force, old, person="", roster=town.roster, at=LATER)
    assert refusal is not None
    assert refusal.code == "minutes-closed"


def test_a_snapshot_without_the_end_of_the_sitting_is_read(force: InForce) -> None:
    town = play(SCRIPT, "silent", force).town
    (sitting,) = town.sittings.values()
    plain = {name: value for name, value in json.loads(write(sitting)).items() if name != "ended"}
    assert read_sitting(json.dumps(plain)) == replace(sitting, ended=None)


def test_an_organ_that_the_charter_does_not_know_is_called_by_its_name(force: InForce) -> None:
    said = minutes.whose(force, ("residents", "watch", "gone"))
    assert (said.zh, said.en) == ("居民、监督会成员、gone成员", "residents, watch, gone")
