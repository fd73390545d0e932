"""Rules are worked out exactly: a threshold is met or it is not, whoever counts and in whatever order."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linli.core.charter.rule import AllOf, AnyOf, Base, Cmp, Compare, Fact, ShareOf, read_cond
from linli.core.charter.stages import Poll, Rule
from linli.core.charter.terms import Range
from linli.core.engine import counting
from linli.core.engine.acting.poll import scores_of, votes_of
from linli.core.engine.counting import NotCounted, holds, needed, outcome, quorum_needed, reasons

whole = st.integers(0, 400)
shares = st.builds(lambda a, b: (min(a, b), max(a, b)), st.integers(1, 40), st.integers(1, 40))

AT_LEAST: tuple[Cmp, ...] = (">", ">=")
AT_MOST: tuple[Cmp, ...] = ("<", "<=")


def rule(**parts: str) -> Rule:
    return Rule.model_validate({"pass" if key == "pass_" else key: value for key, value in parts.items()})


def passes(cmp: str, yes: int, a: int, b: int, base: int) -> bool:
    """The test by whole numbers alone."""
    return {
        ">": yes * b > a * base,
        ">=": yes * b >= a * base,
        "=": yes * b == a * base,
        "<": yes * b < a * base,
        "<=": yes * b <= a * base,
    }[cmp]


@given(st.sampled_from([">", ">=", "=", "<", "<="]), whole, shares, whole)
@example(">", 1, (1, 2), 2)
@example(">=", 2, (2, 3), 3)
def test_a_share_holds_just_as_whole_numbers_say(
    cmp: Cmp, yes: int, share: tuple[int, int], base: int
) -> None:
    a, b = share
    cond = Compare(Base("yes"), cmp, ShareOf(Fraction(a, b), Base("present")))
    assert holds(cond, {"yes": yes, "present": base}) == passes(cmp, yes, a, b, base)


@given(shares, st.integers(0, 400))
def test_what_is_needed_is_the_smallest_number_that_does_it(share: tuple[int, int], base: int) -> None:
    a, b = share
    bound = Fraction(a, b) * base
    for cmp in AT_LEAST:
        n = needed(cmp, bound)
        assert passes(cmp, n, a, b, base)
        assert not passes(cmp, n - 1, a, b, base)
    for cmp in AT_MOST:
        n = needed(cmp, bound)
        assert passes(cmp, n, a, b, base)
        assert not passes(cmp, n + 1, a, b, base)


def test_what_must_be_equal_needs_just_that() -> None:
    assert needed("=", 7) == 7


@pytest.mark.parametrize(
    ("cond", "just", "under"),
    [
        ("yes > 1/2 of present", 31, 30),
        ("yes >= 1/2 of present", 30, 29),
        ("yes >= 2/3 of present", 40, 39),
        ("yes > 2/3 of present", 41, 40),
        ("yes >= 75% of present", 45, 44),
        ("yes >= 1% of present", 1, 0),
        ("yes > present - 2", 59, 58),
        ("yes >= 1/2 of present + 1", 31, 30),
        ("yes = present", 60, 59),
    ],
)
def test_just_the_threshold_is_enough_and_one_less_is_not(cond: str, just: int, under: int) -> None:
    assert outcome(rule(pass_=cond), {"yes": just, "present": 60, "cast": 60}) == "passed"
    assert outcome(rule(pass_=cond), {"yes": under, "present": 60, "cast": 60}) == "failed"


@given(whole, whole, whole)
def test_void_goes_before_quorum_and_quorum_before_passing(issued: int, returned: int, yes: int) -> None:
    one = rule(void="returned > issued", quorum="returned >= 1/2 of members", pass_="yes > 1/2 of returned")
    figures = {"issued": issued, "returned": returned, "members": 100, "yes": yes, "cast": returned}
    found = outcome(one, figures)
    if returned > issued:
        assert found == "void"
    elif returned < 50:
        assert found == "no-quorum"
    else:
        assert found == ("passed" if 2 * yes > returned else "failed")


@given(whole, whole, whole)
def test_the_reasons_agree_with_the_outcome(issued: int, returned: int, yes: int) -> None:
    one = rule(void="returned > issued", quorum="returned >= 1/2 of members", pass_="yes > 1/2 of returned")
    figures = {"issued": issued, "returned": returned, "members": 100, "yes": yes, "cast": returned}
    found = reasons(one, figures)
    last = found[-1]
    decided = {
        ("void", True): "void",
        ("quorum", False): "no-quorum",
        ("pass", True): "passed",
        ("pass", False): "failed",
    }
    assert decided[last.part, last.holds] == outcome(one, figures)
    assert all(reason.holds == (reason.part != "void") for reason in found[:-1])


@given(whole, whole, whole)
def test_the_reasons_agree_with_the_outcome_also_where_nobody_answered(
    present: int, yes: int, cast: int
) -> None:
    one = rule(quorum="present > 1/2 of members", pass_="yes >= 1/2 of cast")
    figures = {"present": present, "members": 100, "yes": min(yes, cast), "cast": cast}
    last = reasons(one, figures)[-1]
    assert {"quorum": "no-quorum", "pass": "passed" if last.holds else "failed"}[last.part] == outcome(
        one, figures
    )


def test_a_tie_is_not_more_than_half_and_nobody_is_not_more_than_nobody() -> None:
    half = rule(pass_="yes > 1/2 of valid")
    assert outcome(half, {"yes": 5, "valid": 10, "cast": 10}) == "failed"
    assert outcome(half, {"yes": 0, "valid": 0, "cast": 0}) == "failed"
    empty = {"present": 0, "members": 0, "yes": 0, "cast": 0}
    assert outcome(rule(quorum="present > 1/2 of members", pass_="yes > 0"), empty) == "no-quorum"


def test_a_poll_in_which_nobody_answered_carries_nothing() -> None:
    for cond in ("yes >= 1/2 of present", "yes = members", "no = 0"):
        assert (
            outcome(rule(pass_=cond), {"yes": 0, "no": 0, "present": 0, "members": 0, "cast": 0}) == "failed"
        )


def test_a_rule_left_to_people_decides_nothing() -> None:
    assert outcome(Rule(rule="left-to-people"), {"cast": 3}) == "failed"
    assert reasons(Rule(rule="left-to-people"), {}) == ()


def test_a_figure_that_the_poll_does_not_count_is_told() -> None:
    with pytest.raises(NotCounted, match="households"):
        outcome(rule(pass_="yes > 1/2 of households"), {"yes": 3, "cast": 3})
    with pytest.raises(NotCounted, match="supports/electors"):
        holds(read_cond("supports in electors >= 3"), {"supports": 3})


def test_both_measures_must_hold() -> None:
    cond = read_cond("yes > 1/2 of participating by heads and by area")
    figures = {"yes/heads": 6, "participating/heads": 10, "yes/area": 500, "participating/area": 1000}
    assert not holds(cond, figures)
    assert holds(cond, figures | {"yes/area": 501})
    assert [
        reason.holds
        for reason in reasons(rule(pass_="yes > 1/2 of participating by heads and by area"), figures)
    ] == [True, False]


def test_and_asks_for_all_and_or_for_one() -> None:
    one, other = read_cond("yes > 1"), read_cond("no > 1")
    assert not holds(AllOf((one, other)), {"yes": 2, "no": 0})
    assert holds(AnyOf((one, other)), {"yes": 2, "no": 0})
    both = Rule.model_validate({"pass": "yes > 1 and no > 1"})
    assert [reason.of for reason in reasons(both, {"yes": 2, "no": 2})] == ["yes", "no"]


def test_a_fact_holds_where_it_is_not_nothing() -> None:
    assert holds(Fact(Base("urgent")), {"urgent": 1})
    assert not holds(Fact(Base("urgent")), {"urgent": 0})
    assert reasons(Rule.model_validate({"pass": "urgent"}), {"urgent": 1}) == ()


def test_a_sum_adds_and_takes_away() -> None:
    assert holds(read_cond("yes + no = cast - abstain"), {"yes": 3, "no": 2, "cast": 6, "abstain": 1})


@pytest.mark.parametrize(
    ("cond", "zh", "en"),
    [
        (
            "present > 1/2 of members",
            "应到 60 人中到会 14 人，须超过一半，即 31 人",
            "14 of 60 members present, more than 1/2 needed: 31",
        ),
        (
            "present >= 2/3 of members",
            "应到 60 人中到会 14 人，须达到 2/3，即 40 人",
            "14 of 60 members present, at least 2/3 needed: 40",
        ),
        ("present >= 5", "到会 14，须达到 5", "14 present, at least 5 needed"),
        ("1/2 of present < members", "到会 7，须少于 59", "7 present, fewer than 59 needed"),
        ("present - 1 <= members", "合计 13，须不超过 60", "13 in all, at most 60 needed"),
        ("present = members", "到会 14，须等于 60", "14 present, just 60 needed"),
        (
            "heads > 1/2 of roofs",
            "roofs 9 人中heads 3 人，须超过一半，即 5 人",
            "3 of 9 roofs heads, more than 1/2 needed: 5",
        ),
    ],
)
def test_a_reason_is_a_sentence(cond: str, zh: str, en: str) -> None:
    parsed = (
        read_cond(cond)
        if "heads" not in cond
        else Compare(Base("heads"), ">", ShareOf(Fraction(1, 2), Base("roofs")))
    )
    (reason,) = reasons(Rule(quorum=parsed), {"present": 14, "members": 60, "heads": 3, "roofs": 9})
    assert (reason.says.zh, reason.says.en) == (zh, en)


def test_what_is_counted_has_a_word() -> None:
    assert counting.word_of("present").zh == "到会"
    assert counting.word_of("roofs").en == "roofs"


def test_a_quorum_says_how_many_must_come() -> None:
    assert quorum_needed(rule(quorum="present > 1/2 of members", pass_="yes > 0"), {"members": 60}) == 31
    assert quorum_needed(rule(quorum="present >= 5", pass_="yes > 0"), {}) == 5
    for other in (
        rule(pass_="yes > 0"),
        rule(quorum="cast > 3", pass_="yes > 0"),
        rule(quorum="present < 9", pass_="yes > 0"),
    ):
        assert quorum_needed(other, {}) is None


POLL = Poll.model_validate({"title": {"zh": "决", "en": "poll"}, "kind": "poll", "then": {}})
SCORES = POLL.model_copy(update={"ask": "score"})


@given(st.dictionaries(st.text(min_size=1), st.sampled_from(["yes", "no", "abstain"])), st.randoms())
def test_the_order_of_ballots_never_matters(votes: dict[str, str], chance: Random) -> None:
    shuffled = list(votes.items())
    chance.shuffle(shuffled)
    found = votes_of(POLL, votes)
    assert found == votes_of(POLL, dict(shuffled))
    assert found["yes"] + found["no"] + found["abstain"] == found["cast"] == len(votes)


@given(st.dictionaries(st.text(min_size=1), st.integers(1, 5)))
def test_scores_add_up_and_the_upper_two_fifths_are_satisfied(votes: dict[str, int]) -> None:
    found = votes_of(SCORES, votes)
    assert found["satisfied"] == sum(score >= 4 for score in votes.values())
    assert found["score-total"] == sum(votes.values())
    assert sum(found[f"score-{n}"] for n in range(1, 6)) == found["cast"]


def test_on_a_scale_to_four_only_three_fifths_up_count_as_satisfied() -> None:
    scale = SCORES.model_copy(update={"scale": Range(1, 4)})
    assert [scores_of(scale, {score: 1})["satisfied"] for score in (1, 2, 3, 4)] == [0, 0, 1, 1]
