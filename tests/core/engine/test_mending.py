"""A register is mended by a procedure: by the charter's own, else by the standard one; the record tells of nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from linli import charters
from linli.core.charter.standard import STANDARD
from linli.core.engine import acts as a
from linli.core.engine.acts import CLERK
from linli.core.engine.community import evolve_community
from linli.core.engine.effect import Mended
from linli.core.engine.entry import CommunityEntry, Entered
from linli.core.engine.force import InForce, in_force
from linli.core.engine.possible import capacities, possible
from linli.core.engine.roster import CarryOut
from linli.core.lab.play import Played, play
from linli.core.lab.scenario import read_scenarios
from linli.core.lab.tale import scenes
from linli.core.lab.town import replayed, same

Hall = Any
HERE = Path(__file__).parent / "mending"
SCRIPT = read_scenarios((HERE / "scenarios.yaml").read_bytes(), "scenarios.yaml")
STANDARDS = read_scenarios((HERE / "standard.yaml").read_bytes(), "standard.yaml")
SEALED, WORDS = "b" * 64, "a" * 64
COVER = a.Actor("xk3v9", "")
KEEPER = a.Actor("p12", CLERK)
ASKED = a.Submit(STANDARD, "correction", WORDS, SEALED)


@pytest.fixture(scope="module")
def yard() -> InForce:
    return in_force(charters.read(HERE / "charter.yaml"))


def played(yard: InForce, name: str) -> Played:
    return play(SCRIPT, name, yard)


@pytest.mark.parametrize("name", STANDARDS.scenarios.scenarios)
def test_the_stories_of_the_standard_go_as_they_are_told(force: InForce, name: str) -> None:
    assert [line.fault for line in play(STANDARDS, name, force).faults] == []


def told(hall: Hall, act: a.Act, by: a.Actor = COVER, **more: Any) -> str:
    refusal = hall.town.act("matter/2026/1", by, act, hall.now, **more)
    return refusal.code if refusal else ""


@pytest.mark.parametrize("name", SCRIPT.scenarios.scenarios)
def test_the_stories_go_as_they_are_told(yard: InForce, name: str) -> None:
    assert [line.fault for line in played(yard, name).faults] == []


def test_in_a_story_the_clerk_and_the_register_are_called_by_their_titles(yard: InForce) -> None:
    said = [
        one.says.in_(lang)
        for name in ("reported", "mended")
        for scene in scenes(played(yard, name), yard)
        for one in scene.told
        for lang in ("zh", "en")
    ]
    assert "社区工作人员 r11 审核，归入「不属实」" in said
    assert "r11 (the clerk) sorted it as “not so”" in said
    assert "应更正台账：居民" in said


def test_a_story_that_expects_a_register_to_be_mended_hears_that_it_is_not(yard: InForce) -> None:
    text = (
        (HERE / "scenarios.yaml")
        .read_text("utf-8")
        .replace("expect moved refused", "expect moved to mend residents")
    )
    again = play(read_scenarios(text.encode(), "scenarios.yaml"), "reported", yard)
    assert [line.fault.en for line in again.faults if line.fault] == ["mended: —"]


def test_nobody_who_asked_and_nothing_that_was_asked_stands_in_the_record(yard: InForce) -> None:
    town = played(yard, "mended").town
    entries = [data.decode() for entry, data, _ in town.entries if entry.chain != "community"]
    assert len(entries) == 3
    assert not any('"r9"' in data for data in entries), "who asked stands in the record"
    (carried,) = (
        one for one, _, _ in town.entries if isinstance(one, CommunityEntry) and isinstance(one.act, CarryOut)
    )
    clause = "procedures.register.stages.enter.enacts.finished.0"
    assert carried.act == CarryOut(
        "matter/2026/1", 3, (Mended(clause, "residents", town.matters["matter/2026/1"].text),)
    )
    before = town.roster
    assert evolve_community(before, carried.act, before.last).people == before.people


def test_a_charter_without_one_has_the_standard_procedure_and_one_with_its_own_has_not(
    force: InForce, yard: InForce
) -> None:
    assert force.mending == {"residents": STANDARD}
    assert yard.mending == {"residents": "register"}
    assert STANDARD not in yard.charter.procedures
    assert force.hash == in_force(charters.read(Path(__file__).parent / "town.yaml")).hash


def test_a_procedure_that_cannot_run_does_not_keep_the_standard_away(yard: InForce) -> None:
    text = (HERE / "charter.yaml").read_text("utf-8").replace("by: wardens or concerned", "by: residents")
    from linli.core.charter.load import load

    other = in_force(load(text.encode(), file="charter.yaml"))
    assert other.mending == {"residents": STANDARD}
    assert "register" not in other.running


def test_the_clerk_answers_and_the_register_is_mended(hall: Hall) -> None:
    assert told(hall, ASKED) == ""
    hall.now += timedelta(days=1)
    assert told(hall, a.Sort("mended", WORDS), a.Actor("p11", "committee")) == "not-entitled"
    assert told(hall, a.Sort("mended", WORDS), a.Actor("p11", "residents")) == "not-entitled"
    assert told(hall, a.Sort("mended", ""), KEEPER) == "words-missing"
    assert told(hall, a.Sort("mended", WORDS), KEEPER) == ""
    state = hall.town.matters["matter/2026/1"]
    assert state.end == "done"
    assert state.effects[0].register == "residents"
    assert same(replayed(hall.town, "matter/2026/1"), state)


def test_the_clerks_office_answers_without_anybodys_name(hall: Hall) -> None:
    assert told(hall, ASKED) == ""
    assert told(hall, a.Sort("kept", WORDS), a.Actor("", CLERK)) == ""
    assert hall.town.matters["matter/2026/1"].end == "refused"


def test_what_is_not_answered_in_seven_days_is_late_and_still_answered(hall: Hall) -> None:
    assert told(hall, ASKED) == ""
    hall.at("03-10 00:00")
    hall.town.tick("matter/2026/1", hall.now)
    assert hall.town.matters["matter/2026/1"].stage == "overdue"
    hall.now += timedelta(days=90)
    assert told(hall, a.Sort("mended", WORDS), KEEPER) == ""


@pytest.mark.parametrize(
    ("by", "act", "code"),
    [
        (a.Actor("p8", ""), ASKED, "uncovered"),
        (a.Actor("p8", "residents"), ASKED, "uncovered"),
        (a.Actor("", ""), ASKED, "uncovered"),
        (a.Actor("X Y", ""), ASKED, "uncovered"),
        (a.Actor("x" * 27, ""), ASKED, "uncovered"),
        (a.Actor("xk3v9", "committee"), ASKED, "not-entitled"),
        (a.Actor("xk3v9", "nobody"), ASKED, "not-entitled"),
        (COVER, a.Submit(STANDARD, "correction", WORDS, ""), "words-missing"),
        (COVER, a.Submit(STANDARD, "correction", "", SEALED), "words-missing"),
        (COVER, a.Submit(STANDARD, "correction", WORDS, SEALED, {"who": "p8"}), "unknown-fact"),
        (COVER, a.SubmitItems(STANDARD, "correction", WORDS, SEALED, (a.NewItem(WORDS),)), "no-items"),
        (COVER, a.Submit("petition", "wish", WORDS, WORDS), "not-entitled"),
    ],
)  # fmt: skip
def test_who_asks_stands_under_a_cover_and_carries_only_what_is_sealed(
    hall: Hall, by: a.Actor, act: a.Act, code: str
) -> None:
    assert told(hall, act, by) == code
    assert "matter/2026/1" not in hall.town.matters


def test_who_asked_takes_it_back_and_nobody_else_does(hall: Hall) -> None:
    assert told(hall, ASKED) == ""
    assert told(hall, a.Withdraw(), a.Actor("p8", "")) == "not-proposer"
    assert told(hall, a.Withdraw(), KEEPER) == "not-proposer"
    assert told(hall, a.Sort("mended", WORDS)) == "not-entitled"
    assert told(hall, a.Withdraw()) == ""


@pytest.mark.parametrize(
    ("by", "entered", "code"),
    [
        (COVER, Entered(KEEPER, "paper", "2026-01"), ""),
        (COVER, Entered(a.Actor("", CLERK), "present"), ""),
        (COVER, Entered(a.Actor("p1", "committee"), "present"), "not-clerk"),
        (a.Actor("xk3v9", "committee"), Entered(KEEPER, "present"), "entered-seat"),
    ],
)  # fmt: skip
def test_a_clerk_enters_it_for_somebody_without_a_phone(
    hall: Hall, by: a.Actor, entered: Entered, code: str
) -> None:
    assert told(hall, ASKED, by, entered=entered) == code


def test_a_clerk_enters_that_she_takes_it_back(hall: Hall) -> None:
    at_desk = Entered(KEEPER, "present")
    assert told(hall, ASKED, entered=at_desk) == ""
    assert told(hall, a.Withdraw(), a.Actor("p8", ""), entered=at_desk) == "entered-seat"
    assert told(hall, a.Withdraw(), entered=at_desk) == ""


def test_what_is_possible_is_told_to_the_clerk_and_to_who_asked(hall: Hall) -> None:
    assert told(hall, ASKED) == ""
    state, roster, at = hall.town.matters["matter/2026/1"], hall.town.roster, hall.utc

    def able(person: str, *, keeps: bool = False) -> set[tuple[str, str]]:
        found = possible(hall.force, state, person=person, roster=roster, at=at, keeps=keeps)
        return {(one.act, one.organ) for one in found if one.allowed}

    assert able("xk3v9") == {("withdraw", "")}
    assert able("p12", keeps=True) == able("", keeps=True) == {("sort", CLERK)}
    assert able("p12") == able("p1") == able("") == set()
    assert capacities(hall.force, state, "xk3v9", roster, at) == ("",)


def test_who_keeps_the_registers_is_no_clerk_where_the_stage_is_not_hers(hall: Hall) -> None:
    chain = hall.begin("petition")
    state, roster = hall.town.matters[chain], hall.town.roster
    assert capacities(hall.force, state, "p8", roster, hall.utc, keeps=True) == ("residents",)
    tried = replace(hall.force, charter=hall.force.charter)
    assert CLERK not in capacities(tried, state, "", roster, datetime(2026, 3, 2, tzinfo=UTC), keeps=True)
