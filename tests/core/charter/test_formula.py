"""Formulas are worked out exactly, from left to right, and what cannot be known has no value."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.core.charter.formula import Counted, in_force, work_out
from linli.core.charter.rule import Base
from linli.core.charter.terms import NotReadable

FIGURES = {"households": Fraction(1500), "zero": Fraction(0), "members": Fraction(7)}


def known(one: Base | Counted) -> Fraction | None:
    return FIGURES.get(one.name)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("1000 + 50 * max(0, floor((count(households) - 1000) / 100))", 1250),
        ("members / 2", Fraction(7, 2)),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("10 - 3 - 2", 5),
        ("12 / 3 / 2", 2),
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("floor(0 - 1/2)", -1),
        ("min(members, 3, 9)", 3),
        ("max(members, 3 * 3)", 9),
        ("members / zero", None),
        ("zero / members", 0),
        ("strangers + 1", None),
        ("min(strangers, 1)", None),
    ],
)
def test_a_formula_has_just_this_value(formula: str, value: Fraction | None) -> None:
    assert work_out(formula, known) == value


@pytest.mark.parametrize("formula", ["floor(1, 2)", "1 +", "count()", "members ** 2", "min()", "", "(" * 40])
def test_what_is_no_formula_is_not_read(formula: str) -> None:
    with pytest.raises(NotReadable):
        work_out(formula, known)


@given(households=st.integers(0, 5000))
def test_premises_never_shrink_when_a_household_comes(households: int) -> None:
    formula = "1000 + 50 * max(0, floor((count(households) - 1000) / 100))"
    now, then = (work_out(formula, lambda _, n=n: Fraction(n)) for n in (households, households + 1))  # type: ignore[misc]  # n is bound on purpose
    assert now is not None
    assert then is not None
    assert now <= then


def test_of_dated_values_the_latest_not_after_the_day_holds() -> None:
    values = {date(2009, 11, 1): "200000", date(2020, 1, 1): "300000"}
    days = (date(2009, 10, 31), date(2009, 11, 1), date(2019, 12, 31), date(2020, 1, 1))
    assert [in_force(values, day) for day in days] == [None, "200000", "200000", "300000"]
