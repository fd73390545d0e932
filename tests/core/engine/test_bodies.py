"""Seats of several kinds, and what an organ's seats must be together, played as stories."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from linli import charters
from linli.core.charter.finding import CharterError
from linli.core.charter.rule import read_cond
from linli.core.charter.text import Text
from linli.core.engine.acts import Actor
from linli.core.engine.community import CLERK, decide_community, evolve_community
from linli.core.engine.force import InForce, in_force
from linli.core.engine.place import left_out
from linli.core.engine.roster import Describe, Found, Roster, TakeSeat
from linli.core.lab.play import play
from linli.core.lab.played import Played
from linli.core.lab.scenario import read_scenarios
from linli.core.lab.tale import scenes

HERE = Path(__file__).parent / "bodies"
SCRIPT = read_scenarios((HERE / "scenarios.yaml").read_bytes(), "scenarios.yaml")


@pytest.fixture(scope="module")
def force() -> InForce:
    return in_force(charters.read(HERE / "charter.yaml"))


@pytest.mark.parametrize("name", SCRIPT.scenarios.scenarios)
def test_the_story_goes_as_it_says(name: str, force: InForce) -> None:
    played = play(SCRIPT, name, force)
    assert [(line.mark, line.step, line.fault, line.came) for line in played.faults] == []


def refusals(played: Played) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """By code: the clause, why not, and what is possible instead."""
    found = [line.refusal for line in played.lines if line.refusal]
    return {one.code: (one.clause, one.says("en"), tuple(text.en for text in one.instead)) for one in found}


def test_a_seat_that_cannot_be_says_which_kinds_are_still_open(force: InForce) -> None:
    told = refusals(play(SCRIPT, "kinds", force))
    assert told["no-such-class"] == (
        "organs.board.classes",
        "board has no kind of seat called “lords”.",
        ("Choose one of the kinds of seats that the charter names.",
         "This person can still take a seat of: neighbours' members."),
    )  # fmt: skip
    assert told["composition"][0] == "organs.board.composition"
    assert "With 0 seats left" in told["composition"][1]
    kept = refusals(play(SCRIPT, "kept", force))["seats-kept"]
    assert kept[0] == "organs.board.classes.keepers.seats"
    assert kept[2][-1] == "This person can still take a seat of: keepers."


def test_the_seat_that_a_matter_gives_is_of_the_kind_that_the_matter_says(force: InForce) -> None:
    town = play(SCRIPT, "enacted", force).town
    seats = town.roster.seats["board"]
    assert {who: seat.seat_class for who, seat in seats.items()} == {
        "r2": "guests", "r4": "neighbours", "w1": "neighbours",
    }  # fmt: skip
    assert [one.why for state in town.matters.values() for one in state.void] == ["class-full"]


def test_the_first_in_a_scenarios_seats_takes_the_chair_whatever_the_kind(force: InForce) -> None:
    seats = play(SCRIPT, "another-way", force).town.roster.seats["board"]
    assert [who for who, seat in seats.items() if seat.chair] == ["r1"]


def test_what_a_place_leaves_out_says_where_it_is_and_what_to_do(force: InForce) -> None:
    played = play(SCRIPT, "place", force)
    first = next(line.refusal for line in played.lines if line.refusal)
    assert first.clause == "organs.council.when"
    assert first.says("en") == (
        "council: the charter has this only where the population is at least 20000, "
        "which is not known of this place."
    )
    assert [text.zh for text in first.instead] == ["情况有变的，请社区工作人员先登记。"]
    told = [one.says.zh for scene in scenes(played, force) for one in scene.told]
    assert told[1] == "登记辖区情况：inhabitants = 20000"
    assert dict(played.town.roster.place) == {"inhabitants": 20000, "river": True, "flat": False}


@pytest.mark.parametrize("place", ["depth = 3", "inhabitants = many", "inhabitants = 9999999999999999"])
def test_a_place_that_cannot_be_is_found_where_it_is_written(force: InForce, place: str) -> None:
    one = "  one: {title: {zh: 一, en: one}, story: []}"
    text = f"charter: bodies\npeople: {{}}\nplace: {place}\nscenarios:\n{one}\n"
    with pytest.raises(CharterError) as caught:
        play(read_scenarios(text.encode(), "s.yaml"), "one", force)
    assert [(one.path, one.mark.line if one.mark else 0) for one in caught.value.findings] == [("place", 3)]


def test_a_condition_that_counts_what_no_place_has_is_not_so(force: InForce) -> None:
    assert left_out(force, Roster(), read_cond("present >= 1"), "organs.council", Text(zh="会", en="body"))


def test_a_place_is_described_once_there_is_a_charter() -> None:
    act, at = Describe({"inhabitants": 1}), datetime(2026, 1, 1, tzinfo=UTC)
    roster = evolve_community(Roster(), Found("town", "1"), at)
    refusal = decide_community(None, roster, act, by=Actor("", CLERK), at=at)
    assert refusal is not None
    assert refusal.code == "not-founded"


def test_who_has_no_vote_hears_which_clause_says_so(force: InForce) -> None:
    refusal = refusals(play(SCRIPT, "speakers", force))["without-vote"]
    assert refusal[:2] == (
        "organs.panel.classes.speakers.votes",
        "In meeting these speak but do not vote: speakers.",
    )


def test_a_seat_is_told_with_its_kind(force: InForce) -> None:
    told = [one.says.zh for scene in scenes(play(SCRIPT, "kept", force), force) for one in scene.told]
    assert told[-1] == "r5 任职：委员会（管理委员）"
    told = [one.says.en for scene in scenes(play(SCRIPT, "exactly", force), force) for one in scene.told]
    assert told[0] == "w1 took a seat: trio"


def test_a_seat_that_must_be_apart_says_which_of_the_two_organs_asks_for_it(force: InForce) -> None:
    played = play(SCRIPT, "apart", force)
    refusal = refusals(played)["sits-apart"]
    assert refusal == (
        "organs.auditors.apart-from",
        "Who belongs to trio cannot sit in auditors: the charter keeps the two apart.",
        ("Seat somebody else, or let this person leave the other organ first.",),
    )
    assert [one.why for state in played.town.matters.values() for one in state.void] == ["sits-apart"]


def test_a_record_from_before_seats_were_kept_apart_still_stands(force: InForce) -> None:
    town = play(SCRIPT, "apart", force).town
    act, by = TakeSeat("r1", "auditors"), Actor("", CLERK)
    at = town.roster.last
    codes = [
        refusal and refusal.code
        for language in (1, 2)
        for refusal in [decide_community(replace(force, language=language), town.roster, act, by=by, at=at)]
    ]
    assert codes == [None, "sits-apart"]
