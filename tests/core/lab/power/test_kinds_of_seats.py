"""Who holds power where a rule counts kinds of seats."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from power_sample import HEAD, MAJORITY, poll, told

from examples import examples
from linli.core.charter.load import load
from linli.core.charter.rule import read_cond
from linli.core.engine.counting import holds
from linli.core.lab.power import Power, power
from linli.core.lab.power.kinds import fewest_of_kinds

F = Fraction


def board_of(kinds: str, *stages: str, **people: int) -> Power:
    """A board of nine in which some seats are of a kind."""
    text = HEAD.replace("seats: 5, chair", f"seats: 9, classes: {{{kinds}}}, chair")
    return power(
        load((text + "".join(f"      {one}\n" for one in stages)).encode(), file="s"), "p", people=people
    )


MOTHERS = "mothers: {title: {zh: 母, en: mothers}, seats: 4}"
MUTE = "mute: {title: {zh: 列, en: mute}, seats: 2, votes: no}"
OLD = "old: {title: {zh: 老, en: old}, seats: 3}"


@pytest.mark.parametrize(
    ("rule", "fewest"),
    [
        ("pass: yes > 1/2 of members and yes in mothers >= 1/2 of members in mothers", 5),
        ("pass: yes > 1/2 of members and yes in mothers = members in mothers and yes in old >= 2", 6),
        ("pass: no in mothers = 0", 4),
        ("pass: yes - yes in mothers >= 4", 4),
        ("pass: yes in mothers > 4", None),
        ("quorum: present in mothers > 1/2 of members in mothers, pass: yes in old >= 1", 1),
    ],
)
def test_a_rule_that_counts_kinds_of_seats_says_how_few_suffice_when_they_are_chosen_well(
    rule: str, fewest: int | None
) -> None:
    one = poll("one", "board", rule, "passed: two, failed: refused")
    found = board_of(f"{MOTHERS}, {OLD}", one, poll("two", "all", MAJORITY, "passed: done"), all=9)
    if fewest is None:
        assert "nobody can bring this" in found.sentences[0].en
        return
    residents, board = found.holders
    assert found.smallest == fewest + 5
    assert (residents.shapley_of_all, board.shapley_of_all) == (F(1, 2), F(1, 2))
    assert (residents.shapley, board.shapley) == (F(1, 18), None)
    assert (residents.banzhaf, board.banzhaf, board.blocks) == (None, None, True)
    assert found.unfinished in found.sentences
    assert "counts some of its voters apart" in found.sentences[-1].en


def test_how_many_are_of_a_kind_that_has_no_seats_can_be_told() -> None:
    rule = "pass: yes > 1/2 of members and yes in woman > 1/2 of members in woman"
    one = poll("one", "all", rule, "passed: done")
    assert "some of its voters vote" in told(one, all=20).sentences[0].en
    found = told(one, **{"all": 20, "all in woman": 19})
    assert (found.smallest, found.holders[0].shapley_of_all) == (11, 1)
    assert any("hangs on whether one is of those counted apart" in said.en for said in found.sentences)
    assert "some of its voters vote" in told(one, **{"all": 20, "all in woman": 21}).sentences[0].en
    assert "some of its voters vote" in told(one, **{"all": 9000, "all in woman": 4000}).sentences[0].en


@pytest.mark.parametrize(
    "stages",
    [
        (poll("one", "board", "pass: yes in mute >= 1", "passed: done"),),
        (poll("one", "board", "pass: yes in rest >= 1", "passed: done"),),
        (poll("one", "board or all", "pass: yes in mothers >= 1", "passed: done"),),
        (poll("one", "board", "pass: yes in mothers >= paper", "passed: done"),),
        (
            poll("one", "board", "pass: yes in mothers >= 1", "passed: two"),
            poll("two", "board", MAJORITY, "passed: done"),
        ),
    ],
)
def test_where_kinds_are_not_known_or_asked_again_it_is_said_that_it_cannot_be_told(
    stages: tuple[str, ...],
) -> None:
    found = board_of(f"{MOTHERS}, {MUTE}, rest: {{title: {{zh: 他, en: rest}}}}", *stages)
    assert "but also how some of its voters vote" in found.sentences[0].en
    assert not found.worked_out


@settings(max_examples=examples(30))
@given(
    st.sampled_from(["yes > 1/2 of members", "yes >= 2", "no < 3"]),
    st.sampled_from([" and ", " or "]),
    st.sampled_from(
        ["yes in a > 1/2 of members in a", "no in a = 0", "yes in a >= 1", "yes in a >= yes - 2"]
    ),
    st.integers(0, 4),
    st.integers(0, 4),
)
def test_the_fewest_of_kinds_are_those_found_by_trying_every_mixture(
    whole: str, joined: str, apart: str, some: int, others: int
) -> None:
    cond = read_cond(f"{whole}{joined}{apart}")

    def figures(yes: int, people: int) -> dict[str, int]:
        return {"yes": yes, "no": people - yes, "members": people}

    def does(found: Mapping[str, int]) -> bool:
        return holds(cond, found)

    tried = [
        a + b
        for a, b in product(range(some + 1), range(others + 1))
        if a + b
        and does({**figures(a + b, some + others), **{f"{k}/a": n for k, n in figures(a, some).items()}})
    ]
    assert fewest_of_kinds([cond], {"a": some}, some + others, figures, does) == min(tried, default=None)
