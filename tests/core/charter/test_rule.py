"""The grammar of rules: the eight examples of the language, and what it refuses."""

from fractions import Fraction

import pytest

from linli.core.charter.rule import (
    AllOf,
    AnyOf,
    Arg,
    Base,
    Choice,
    Compare,
    Fact,
    Items,
    Order,
    ShareOf,
    Sum,
    Whole,
    bases,
    measured,
    read_choice,
    read_cond,
    read_formula,
    read_items,
)
from linli.core.charter.terms import NotReadable

HALF = Fraction(1, 2)
YES, PRESENT, MEMBERS, CAST = Base("yes"), Base("present"), Base("members"), Base("cast")


def test_a_share_names_its_base() -> None:
    assert read_cond("yes > 1/2 of present") == Compare(YES, ">", ShareOf(HALF, PRESENT))
    assert read_cond("yes >= 75% of households") == Compare(
        YES, ">=", ShareOf(Fraction(3, 4), Base("households"), percent=True)
    )
    assert read_cond("yes >= 12.5% of members") == Compare(YES, ">=", ShareOf(Fraction(1, 8), MEMBERS, True))
    assert read_cond("yes = 1/1 of members") == Compare(YES, "=", ShareOf(Fraction(1), MEMBERS))


def test_owners_are_counted_by_heads_and_by_area() -> None:
    cond = read_cond("yes >= 3/4 of participating by heads and by area")
    assert cond == Compare(YES, ">=", ShareOf(Fraction(3, 4), Base("participating")), ("heads", "area"))
    assert measured(cond)
    assert not measured(read_cond("no = 0 and registered or yes > 3"))


def test_either_of_two_petitions_is_enough() -> None:
    cond = read_cond("supports in electors >= 1/5 of electors or supports in units >= 1/3 of units")
    assert isinstance(cond, AnyOf)
    assert [base.name for base in bases(cond)] == ["supports", "electors", "supports", "units"]
    assert bases(cond)[0] == Base("supports", "electors")


def test_and_binds_closer_than_or_and_brackets_closest() -> None:
    a, b, c = (Fact(Base(name)) for name in "abc")
    assert read_cond("a and b or c") == AnyOf((AllOf((a, b)), c))
    assert read_cond("a and (b or c)") == AllOf((a, AnyOf((b, c))))
    assert read_cond("((a))") == a
    assert bases(read_cond("a and not b")) == [Base("a"), Base("b")]


def test_parts_are_added_and_subtracted_in_order() -> None:
    cond = read_cond("yes - no >= 1/3 of cast + 2")
    assert cond == Compare(
        Sum((("+", YES), ("-", Base("no")))),
        ">=",
        Sum((("+", ShareOf(Fraction(1, 3), CAST)), ("+", Whole(2)))),
    )
    assert bases(cond) == [YES, Base("no"), CAST]


def test_an_election_chooses_by_most_votes() -> None:
    choice = read_choice("at most seats, most yes, each yes > 1/2 of cast, tie vote-again")
    assert choice == Choice(
        Base("seats"), Order("most-yes"), Compare(YES, ">", ShareOf(HALF, CAST)), ties=("vote-again",)
    )


def test_a_budget_chooses_by_a_named_method_within_a_fund() -> None:
    choice = read_choice(
        "all, equal-shares(add1, stop=overspend, step=3, part=1/2), each supports >= 5% of valid, within fund, "
        "tie cheapest then votes then lot"
    )
    assert choice.at_most is None
    assert choice.order == Order(
        "equal-shares", (Arg("add1", None), Arg("stop", "overspend"), Arg("step", 3), Arg("part", HALF))
    )
    assert (choice.within, choice.ties) == ("fund", ("cheapest", "votes", "lot"))
    assert read_choice("all, greedy()").order == Order("greedy")


def test_a_run_off_is_about_the_top_of_those_that_remain() -> None:
    seats = Sum((("+", Base("seats-left")), ("+", Whole(1))))
    assert read_items("top (seats-left + 1) of remaining") == Items("remaining", seats)
    assert read_items("tied") == Items("tied")
    assert read_items("eligible") == Items("eligible")


def test_a_formula_is_checked_and_kept_as_written() -> None:
    text = "1000 + 50 * max(0, floor((count(households) - 1000) / 100))"
    assert read_formula(text) == text
    assert read_formula("count(case where done and on-time) / 2.5")
    with pytest.raises(NotReadable):
        read_formula("1000 +")


@pytest.mark.parametrize(
    "text",
    [
        "", "yes >", "yes > 3/2 of members", "yes > 0/2 of members", "yes > 1/0 of members", "yes > 0% of members",
        "yes > 101% of members", "yes >> 3", "Yes > 3", "yes > 1/2", "yes > half of members", "(", "((((", "yes > 3)",
        "(" * 13 + "a" + ")" * 13, "a and " * 100 + "a", "yes > 1234567890", "yes > 1/1234567890 of members",
        "yes > 1.123456789% of members", "yes > 3 by", "a or", "yes > 3 §", "is yes > 3"
    ],
)  # fmt: skip
def test_what_is_no_rule_is_refused_in_both_languages(text: str) -> None:
    with pytest.raises(NotReadable) as caught:
        read_cond(text)
    assert caught.value.zh != caught.value.en


@pytest.mark.parametrize("text", ["", "all", "some, most yes", "at most, most yes", "all, most yes, tie"])
def test_what_is_no_choice_is_refused(text: str) -> None:
    with pytest.raises(NotReadable):
        read_choice(text)


def test_a_refusal_shows_where_the_rule_stops_making_sense() -> None:
    with pytest.raises(NotReadable, match="from “of members” on"):
        read_cond("yes > half of members")
