"""What a matter decides takes effect outside it, played as stories; each is also replayed and verified."""

from __future__ import annotations

from pathlib import Path

import pytest

from linli import charters
from linli.core.engine.acts import Actor
from linli.core.engine.community import CHARTER, CLERK, decide_community, evolve_community
from linli.core.engine.effect import Adopted, Classified, Opened, Placed, Seated, Vacated
from linli.core.engine.force import InForce, in_force
from linli.core.engine.roster import CarryOut, Enrol, Found, Newcomer, Roster
from linli.core.lab.play import play
from linli.core.lab.played import Played
from linli.core.lab.scenario import read_scenarios

HERE = Path(__file__).parent / "enacts"
SCRIPT = read_scenarios((HERE / "scenarios.yaml").read_bytes(), "scenarios.yaml")


@pytest.fixture(scope="module")
def force() -> InForce:
    return in_force(charters.read(HERE / "charter.yaml"))


@pytest.fixture(scope="module")
def versions() -> dict[str, InForce]:
    return {name: in_force(one) for name, one in charters.versions(HERE).items()}


@pytest.mark.parametrize("name", SCRIPT.scenarios.scenarios)
def test_the_story_goes_as_it_says(name: str, force: InForce, versions: dict[str, InForce]) -> None:
    played = play(SCRIPT, name, force, versions)
    assert [(line.mark, line.step, line.fault) for line in played.faults] == []


def told(force: InForce, versions: dict[str, InForce], *lines: str) -> Played:
    head = "charter: enacts\npeople:\n  r1 … r7: adult\nseats:\n  committee: r1 and r2\n"
    text = head + "scenarios:\n  one:\n    title: {zh: 一, en: one}\n    story:\n"
    return play(
        read_scenarios((text + "".join(f"      - '{line}'\n" for line in lines)).encode(), "s.yaml"),
        "one",
        force,
        versions,
    )


PUT = 'on 2026-03-02 09:00, r4 proposes "新章程" as new in amendment with text = v2'


def test_an_amendment_of_a_version_that_is_gone_says_why_it_came_to_nothing(
    force: InForce, versions: dict[str, InForce]
) -> None:
    town = play(SCRIPT, "too-late", force, versions).town
    first, second = town.matters.values()
    assert [type(one) for one in first.effects] == [Adopted]
    assert (second.effects, [one.why for one in second.void]) == ((), ["superseded"])
    assert second.void[0].clause == "procedures.amendment.stages.decide.enacts.passed.0"


def test_an_amendment_without_a_text_says_that_it_had_none(
    force: InForce, versions: dict[str, InForce]
) -> None:
    (state,) = play(SCRIPT, "without-text", force, versions).town.matters.values()
    assert [one.why for one in state.void] == ["no-text"]


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (("expect r1 not seated in committee",), "holds a seat there"),
        (("expect r3 seated in committee",), "holds no seat there"),
        (("expect charter 2 in force",), "in force is “1”"),
        ((PUT, "expect new to bind r1"), "bound: —"),
        (("expect it to bind r1",), "bound: —"),
        (("expect old to bind r1",), "there is no matter called “old”"),
        ((PUT, "expect it to open election"), "opened: —"),
        (('on 2026-03-02 09:00, r4 proposes "坏" as bad in amendment with text = v9',),
         "should be done, but r4 was refused (fact-type)"),
    ],
)  # fmt: skip
def test_a_difference_says_how_it_is(
    force: InForce, versions: dict[str, InForce], lines: tuple[str, ...], fault: str
) -> None:
    assert [line.fault.en for line in told(force, versions, *lines).faults if line.fault] == [fault]


def test_full_seats_and_strangers_stay_as_they_are_and_the_matter_says_so(
    force: InForce, versions: dict[str, InForce]
) -> None:
    played = told(
        force,
        versions,
        "r3 takes a seat of committee",
        'on 2026-03-02 09:00, r4 proposes "约" as yard in pledge with cost = 30',
        "r1 … r7 vote yes on yard",
    )
    assert [one.why for one in played.town.matters["matter/2026/1"].void] == ["seats-full"]
    assert not played.faults


def test_only_the_charter_carries_out_what_was_decided(force: InForce) -> None:
    roster, act = Roster(seq=1, charter=force.hash), CarryOut("matter/2026/1", 3, ())
    for by in (Actor("", CLERK), Actor("r1", "charter")):
        refusal = decide_community(force, roster, act, by=by, at=roster.last)
        assert refusal is not None
        assert refusal.code == "not-clerk"
    assert decide_community(force, roster, act, by=CHARTER, at=roster.last) is None
    assert decide_community(force, roster, Found("a", "b"), by=CHARTER, at=roster.last) is not None


def test_what_became_impossible_meanwhile_is_passed_over() -> None:
    at = Roster().last
    roster = evolve_community(Roster(charter="a" * 64), Enrol((Newcomer("p1", {}),)), at)
    effects = (
        Seated("c", "gone", "committee"),
        Vacated("c", "p1", "committee"),
        Adopted("c", "b" * 64, "f" * 64),
        Opened("c", "election"),
        Classified("c", "helped", True, "gone"),
    )
    after = evolve_community(roster, CarryOut("matter/2026/1", 1, effects), at)
    assert (after.seats, after.charter, after.bonds) == (roster.seats, roster.charter, ())
    assert after.seq == roster.seq + 1


def test_what_the_register_says_of_a_place_or_a_person_is_changed_and_the_rest_stays() -> None:
    at = Roster().last
    roster = evolve_community(Roster(charter="a" * 64), Enrol((Newcomer("p1", {"adult": True}),)), at)
    effects = (
        Placed("c", "北院", "yard"),
        Classified("c", "grade", "red", place="北院"),
        Placed("c", "北院", "grid"),
        Classified("c", "grade", "green"),
        Classified("c", "helped", True, "p1"),
    )
    after = evolve_community(roster, CarryOut("matter/2026/1", 1, effects), at)
    assert (after.places["北院"].kind, after.places["北院"].facts) == ("grid", {"grade": "red"})
    assert dict(after.place) == {"grade": "green"}
    assert {name: known.value for name, known in after.people["p1"].items()} == {
        "adult": True,
        "helped": True,
    }


def test_a_matter_says_why_it_entered_nothing_in_the_register(
    force: InForce, versions: dict[str, InForce]
) -> None:
    matters = play(SCRIPT, "not-registered", force, versions).town.matters.values()
    assert [[one.why for one in state.void] for state in matters] == [
        ["no-value"],
        ["no-value", "no-such-place"],
        ["no-such-person", "no-such-person"],
        ["no-such-place"],
    ]
