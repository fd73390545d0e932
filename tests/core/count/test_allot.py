"""A sum is shared out to the cent, in proportion, and nothing is lost or made."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.core.count.allot import allot

WEIGHTS = st.lists(st.fractions(min_value=0, max_value=1000, max_denominator=97), min_size=1, max_size=30)


@given(cents=st.integers(0, 10**12), weights=WEIGHTS)
def test_the_parts_sum_to_the_whole_and_each_is_within_a_cent_of_its_exact_share(
    cents: int, weights: list[Fraction]
) -> None:
    parts = allot(cents, weights)
    if sum(weights) == 0:
        assert parts is None
        return
    assert parts is not None
    assert sum(parts) == cents
    exact = [cents * weight / sum(weights) for weight in weights]
    assert all(abs(part - share) < 1 for part, share in zip(parts, exact, strict=True))


@given(cents=st.integers(0, 10**6), weights=WEIGHTS)
def test_who_weighs_more_never_gets_less(cents: int, weights: list[Fraction]) -> None:
    parts = allot(cents, weights) or (0,) * len(weights)
    pairs = sorted(zip(weights, parts, strict=True))
    assert all(less[1] <= more[1] for less, more in pairwise(pairs) if less[0] < more[0])


@pytest.mark.parametrize(
    ("cents", "weights", "parts"),
    [
        (100, (1, 1, 1), (34, 33, 33)),
        (1_000_000, (80, 90, 70), (333_333, 375_000, 291_667)),
        (1, (1, 2), (0, 1)),
        (0, (1, 2), (0, 0)),
        (5, (0, 0), None),
        (5, (3, -1), None),
    ],
)
def test_what_is_left_over_goes_to_the_largest_remainders_and_of_equal_ones_to_the_first(
    cents: int, weights: tuple[int, ...], parts: tuple[int, ...] | None
) -> None:
    assert allot(cents, [Fraction(one) for one in weights]) == parts
