"""What is called impossible is impossible: checked against every small count."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import examples
from linli.core.charter.lint import feasible
from linli.core.charter.lint.steps import Steps
from linli.core.charter.rule import (
    AllOf,
    Amount,
    AnyOf,
    Base,
    Compare,
    Cond,
    Fact,
    ShareOf,
    Sum,
    Whole,
    read_cond,
)


@pytest.mark.parametrize(
    "text",
    [
        "yes > members", "yes > 1/1 of members", "yes > 1/1 of present", "present > members", "cast > present",
        "yes + no > cast", "yes + no + abstain > members", "present < 1/2 of members and yes > 1/2 of members",
        "yes > 1/2 of cast and no >= 1/2 of cast", "yes in units > members in units", "yes in units > yes",
        "supports in units > units", "members = 0", "yes > members - 1 and yes < members", "no > present",
        "satisfied > valid", "1 > 2", "yes = 3 and yes = 4", "yes > cast or no > cast",
        "(yes > cast or no > cast) and registered", "seats < members", "blank > valid", "2/3 of members < 2/3 of yes",
    ],
)  # fmt: skip
def test_what_can_never_hold_is_found(text: str) -> None:
    assert not feasible.can_hold(read_cond(text))


@pytest.mark.parametrize(
    "text",
    [
        "yes > 1/2 of present", "yes >= 1/1 of members", "no = 0 and yes = members", "returned > issued",
        "yes >= 300", "present >= 2/3 of members", "yes > 1/2 of members and present > 1/2 of members",
        "supports in residents >= 1/5 of residents or supports in households >= 1/5 of households",
        "participating >= 2/3 of owners by heads and by area", "registered", "not registered", "yes < no",
        "yes - no > 1/3 of cast", "yes > cast or no < cast", "items >= 1", "members in woman >= 1/3 of members",
    ],
)  # fmt: skip
def test_what_can_hold_is_let_be(text: str) -> None:
    assert feasible.can_hold(read_cond(text))


def test_a_limit_can_make_a_condition_impossible() -> None:
    assert feasible.can_hold(read_cond("yes >= 10"), [feasible.at_most("yes", 10)])
    assert not feasible.can_hold(
        read_cond("yes >= 10"), [feasible.at_most("members", 9), feasible.at_most("yes", 9)]
    )


def test_what_would_take_too_long_to_tell_is_let_be_and_noted() -> None:
    alternatives = "(yes > cast or no > cast)"
    assert not feasible.can_hold(read_cond(" and ".join([alternatives] * 8)))
    for text, steps in ((" and ".join([alternatives] * 9), Steps()), ("yes > members", Steps(1))):
        assert feasible.can_hold(read_cond(text), steps=steps)
        assert steps.short


NAMES = ("members", "present", "cast", "yes", "no")
figures = st.sampled_from([Base(name) for name in NAMES])
shares = st.sampled_from(
    [read_share for read_share in (f"{a}/{b}" for b in range(1, 5) for a in range(1, b + 1))]
)


def share_of(text: str, base: Base) -> ShareOf:
    cond = read_cond(f"yes > {text} of {base.name}")
    assert isinstance(cond, Compare)
    assert isinstance(cond.right, ShareOf)
    return cond.right


parts = st.one_of(figures, st.builds(Whole, st.integers(0, 4)), st.builds(share_of, shares, figures))
sums = st.builds(lambda a, b, sign: Sum((("+", a), (sign, b))), parts, parts, st.sampled_from(["+", "-"]))
tests = st.builds(Compare, parts | sums, st.sampled_from([">", ">=", "=", "<", "<="]), parts | sums)
conds: st.SearchStrategy[Cond] = st.recursive(
    tests,
    lambda inner: (
        st.lists(inner, min_size=2, max_size=3).map(lambda some: AllOf(tuple(some)))
        | st.lists(inner, min_size=2, max_size=3).map(lambda some: AnyOf(tuple(some)))
    ),
    max_leaves=4,
)


@settings(max_examples=examples(60), deadline=None)
@given(conds)
def test_whatever_some_small_count_fulfils_is_never_called_impossible(cond: Cond) -> None:
    if not feasible.can_hold(cond):
        assert not any(holds(cond, counts) for counts in profiles(6))


def profiles(most: int) -> list[dict[str, int]]:
    return [
        {"members": m, "present": p, "cast": c, "yes": y, "no": n}
        for m in range(1, most + 1)
        for p, c in product(range(m + 1), repeat=2)
        if c <= p
        for y, n in product(range(c + 1), repeat=2)
        if y + n <= c
    ]


def holds(cond: Cond, counts: dict[str, int]) -> bool:
    match cond:
        case AllOf(tests):
            return all(holds(test, counts) for test in tests)
        case AnyOf(tests):
            return any(holds(test, counts) for test in tests)
        case Compare(left, cmp, right):
            a, b = value(left, counts), value(right, counts)
            return {">": a > b, ">=": a >= b, "=": a == b, "<": a < b, "<=": a <= b}[cmp]
        case Fact():
            return True


def value(amount: Amount, counts: dict[str, int]) -> Fraction:
    match amount:
        case Whole(number):
            return Fraction(number)
        case Base(name):
            return Fraction(counts[name])
        case ShareOf(share, base):
            return share * counts[base.name]
        case Sum(parts):
            return sum(
                ((1 if sign == "+" else -1) * value(part, counts) for sign, part in parts), Fraction(0)
            )


def test_a_question_that_is_too_long_for_itself_stays_open_whatever_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    steps = Steps()
    monkeypatch.setattr(feasible, "Steps", lambda: Steps(1))
    assert feasible.can_hold(read_cond("yes > 17/19 of cast and cast > 23"), steps=steps)
    assert (steps.short, steps.left) == (True, 0)
