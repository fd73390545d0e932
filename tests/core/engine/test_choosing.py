"""Rules that choose among items: thresholds, places, ties."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import examples
from linli.core.charter.load import load
from linli.core.charter.rule import read_cond, read_items
from linli.core.charter.stages import Rule
from linli.core.charter.terms import By
from linli.core.engine.choosing import choose, mean, top
from linli.core.engine.counting import holds
from linli.core.engine.force import InForce, in_force

HERE = Path(__file__).parent
FORCE = in_force(load((HERE / "items.yaml").read_bytes(), file="items.yaml"))


# Whatever the votes ----------------------------------------------------------------------------------------


@st.composite
def votes(draw: st.DrawFn) -> tuple[int, dict[int, int]]:
    """How many cast a ballot, and how many of them chose each item."""
    cast = draw(st.integers(0, 12))
    return cast, {n: draw(st.integers(0, cast)) for n in range(1, draw(st.integers(1, 6)) + 1)}


def figures(cast: int, seats: int = 2) -> Mapping[str, int]:
    return {"cast": cast, "valid": cast, "members": 20, "electors": 20, "seats": seats, "seats-left": seats}


def items(got: Mapping[int, int]) -> dict[int, dict[str, int]]:
    return {number: {"yes": n} for number, n in got.items()}


ELECTION = Rule.model_validate({"choose": "at most seats, most yes, each yes > 1/2 of cast, tie vote-again"})
BEST = Rule.model_validate({"choose": "at most 2, most yes"})
ALL = Rule.model_validate({"choose": "all, most yes, each yes >= 1/3 of valid"})


@settings(max_examples=examples(30), deadline=None)
@given(votes(), st.integers(0, 4), st.sampled_from([ELECTION, BEST, ALL]))
def test_nobody_is_chosen_below_the_threshold_or_beyond_the_places(
    cast_and_got: tuple[int, dict[int, int]], seats: int, rule: Rule
) -> None:
    cast, got = cast_and_got
    found = choose(rule, figures(cast, seats), items(got))
    assert rule.choose is not None
    places = seats if rule is ELECTION else 2 if rule is BEST else len(got)
    assert len(found.chosen) <= places
    for number in (*found.chosen, *found.tied):
        assert got[number] > 0
        assert rule.choose.each is None or holds(rule.choose.each, {**figures(cast), "yes": got[number]})
    assert sorted(n for same in found.ranked for n in same) == sorted(got)


@settings(max_examples=examples(30), deadline=None)
@given(votes(), st.integers(1, 4), st.randoms(use_true_random=False))
def test_the_numbers_of_the_items_decide_nothing(
    cast_and_got: tuple[int, dict[int, int]], seats: int, random: Random
) -> None:
    """Whoever is chosen is chosen under any other number, and whoever ties does."""
    cast, got = cast_and_got
    numbers = list(got)
    other = dict(zip(numbers, random.sample(numbers, len(numbers)), strict=True))
    found = choose(ELECTION, figures(cast, seats), items(got))
    renamed = choose(ELECTION, figures(cast, seats), items({other[n]: votes for n, votes in got.items()}))
    assert renamed.outcome == found.outcome
    assert set(renamed.chosen) == {other[n] for n in found.chosen}
    assert set(renamed.tied) == {other[n] for n in found.tied}


@settings(max_examples=examples(30), deadline=None)
@given(votes(), st.integers(1, 4))
def test_a_tie_is_reported_and_nobody_in_it_is_chosen(
    cast_and_got: tuple[int, dict[int, int]], seats: int
) -> None:
    cast, got = cast_and_got
    found = choose(ELECTION, figures(cast, seats), items(got))
    assert (found.outcome == "tied") == bool(found.tied)
    if found.tied:
        assert len({got[n] for n in found.tied}) == 1
        assert len(found.chosen) < seats < len(found.chosen) + len(found.tied)
    left_out = set(got) - set(found.chosen) - set(found.tied)
    for loser in left_out:
        assert all(got[loser] < got[n] for n in found.chosen) or got[loser] * 2 <= cast


@settings(max_examples=examples(30), deadline=None)
@given(votes(), st.integers(1, 6))
def test_the_top_so_many_never_cuts_through_equals(
    cast_and_got: tuple[int, dict[int, int]], most: int
) -> None:
    _, got = cast_and_got
    ranked = choose(BEST, figures(12), items(got)).ranked
    first = top(ranked, most)
    assert len(first) >= min(most, len(got))
    out = set(got) - set(first)
    assert all(got[n] > got[other] for n in first for other in out)


# Exactly at the border -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("got", "outcome", "chosen", "tied"),
    [
        ({1: 6, 2: 6, 3: 5}, "elected", (1, 2), ()),
        ({1: 6, 2: 5, 3: 5}, "short", (1,), ()),
        ({1: 7, 2: 6, 3: 6}, "tied", (1,), (2, 3)),
        ({1: 6, 2: 6, 3: 6}, "tied", (), (1, 2, 3)),
        ({1: 0, 2: 0}, "short", (), ()),
    ],
)
def test_just_half_is_not_more_than_half(
    got: dict[int, int], outcome: str, chosen: tuple[int, ...], tied: tuple[int, ...]
) -> None:
    found = choose(ELECTION, figures(10), items(got))
    assert (found.outcome, found.chosen, found.tied) == (outcome, chosen, tied)


def test_where_there_is_no_seat_nobody_is_elected() -> None:
    found = choose(ELECTION, figures(10, seats=0), items({1: 9}))
    assert (found.outcome, found.chosen) == ("short", ())


def test_a_tie_is_broken_in_the_order_written() -> None:
    rule = Rule.model_validate({"choose": "at most 2, most supports, tie votes then cheapest"})
    each = {
        1: {"supports": 5, "yes": 3, "cost": 9}, 2: {"supports": 5, "yes": 3, "cost": 7},
        3: {"supports": 5, "yes": 4, "cost": 99}, 4: {"supports": 5, "yes": 1, "cost": 0},
    }  # fmt: skip
    assert choose(rule, figures(10), each).chosen == (3, 2)
    again = Rule.model_validate({"choose": "at most 2, most supports, tie vote-again then cheapest"})
    assert choose(again, figures(10), each).tied == (1, 2, 3, 4)


def test_an_item_that_nobody_scored_has_no_mean() -> None:
    assert mean({"score-total": 7, "scored": 2}) == Fraction(7, 2)
    assert mean({"score-total": 0, "scored": 0}) == 0


def test_a_rule_left_to_people_carries_nothing() -> None:
    left = Rule.model_validate({"rule": "left-to-people"})
    scored = {1: {"score-total": 5, "scored": 1}}
    assert choose(left, figures(1), scored).outcome == "failed"
    assert choose(Rule(), figures(1), scored).outcome == "passed"
    assert choose(Rule(), figures(0), scored).outcome == "failed"
    assert choose(Rule.model_validate({"pass": "cast > 1"}), figures(1), scored).outcome == "failed"


# What can run ----------------------------------------------------------------------------------------------


def changed(procedure: str, stage: str, **keys: Any) -> InForce:
    """The charter with some keys of one stage changed."""
    one = FORCE.procedure(procedure)
    stages = {**one.stages, stage: one.stages[stage].model_copy(update=keys)}
    procedures = {**FORCE.charter.procedures, procedure: one.model_copy(update={"stages": stages})}
    return InForce(FORCE.charter.model_copy(update={"procedures": procedures}), FORCE.hash, FORCE.rules)


def choice(text: str, **others: str) -> dict[str, Any]:
    return {"rule": Rule.model_validate({"choose": text, **others})}


@pytest.mark.parametrize(
    ("procedure", "stage", "keys"),
    [
        ("wishes", "ideas", {"enough": read_cond("supports >= 3")}),
        ("wishes", "ideas", {"enough": read_cond("items in residents >= 3")}),
        ("wishes", "vote", {"ballot": "secret"}),
        ("wishes", "vote", {"by": By.parse("proposer")}),
        ("wishes", "vote", {"rule": "no-such-rule"}),
        ("wishes", "vote", {"items": read_items("top (roofs) of fit")}),
        ("wishes", "vote", {"rule": Rule.model_validate({"pass": "yes > 1/2 of cast"})}),
        ("wishes", "vote", choice("all, equal-shares(add1)")),
        ("wishes", "vote", choice("all, most score")),
        ("wishes", "vote", choice("all, most yes, within fund")),
        ("wishes", "vote", choice("at most 2, most yes, tie lot")),
        ("wishes", "vote", choice("at most roofs, most yes")),
        ("wishes", "vote", choice("all, most yes, each no < 2")),
        ("wishes", "vote", choice("all, most yes, each yes >= 1 by area")),
        ("wishes", "vote", choice("all, most yes", quorum="yes > 3")),
        ("appraisal", "best", choice("all, most yes")),
    ],
)
def test_what_the_engine_cannot_choose_by_waits(procedure: str, stage: str, keys: dict[str, Any]) -> None:
    assert procedure not in changed(procedure, stage, **keys).running
    assert procedure in FORCE.running


@pytest.mark.parametrize(
    ("procedure", "stage", "keys"),
    [
        ("wishes", "ideas", {"enough": read_cond("items >= 1/4 of members and items > seats")}),
        ("wishes", "vote", choice("at most 2, most supports, each cost <= 500 and supports > 1/3 of valid")),
        ("election", "polling", choice("at most seats + 1, most yes, tie votes then vote-again")),
        ("appraisal", "best", choice("at most 1/2 of members, most satisfied, tie votes")),
    ],
)
def test_facts_and_seats_can_stand_in_a_rule_about_items(
    procedure: str, stage: str, keys: dict[str, Any]
) -> None:
    assert procedure in changed(procedure, stage, **keys).running


def test_stages_about_items_need_items() -> None:
    one = FORCE.procedure("wishes").model_copy(update={"items": None})
    charter = FORCE.charter.model_copy(update={"procedures": {"wishes": one}})
    assert InForce(charter, FORCE.hash, FORCE.rules).running == frozenset()
