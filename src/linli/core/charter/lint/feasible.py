"""Whether conditions over counts can hold at all: exact elimination over whole numbers, no search.

Every test becomes inequalities ``sum of coefficient × figure + constant >= 0``. What can hold for no fractions can
hold for no whole numbers either, so a condition is called impossible only when it surely is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import islice, product
from math import floor, gcd, lcm
from typing import assert_never

from linli.core.charter.lint.steps import Steps
from linli.core.charter.rule import AllOf, Amount, AnyOf, Base, Cmp, Compare, Cond, Fact, ShareOf, Sum, Whole

MOST_CASES = 256

_OPPOSITE: dict[Cmp, tuple[Cmp, ...]] = {
    ">": ("<=",), ">=": ("<",), "<": (">=",), "<=": (">",), "=": ("<", ">"),
}  # fmt: skip
_BALLOTS = ("cast", "present", "participating", "members", "electors")
_PARTS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("members",), ("seats",)),
    (("present",), ("members", "electors")),
    (("participating",), ("members", "electors")),
    (("supports",), ("members", "electors")),
    (("cast",), _BALLOTS[1:]),
    (("valid",), _BALLOTS),
    (("invalid",), _BALLOTS),
    (("blank",), ("valid", *_BALLOTS)),
    (("satisfied",), ("valid", *_BALLOTS)),
    (("yes", "no", "abstain"), ("valid", *_BALLOTS)),
)
"""What together is never more than each of what. Ballots returned may well be more than those issued: that is what
``void`` is for."""
_SOME = ("members", "seats", "electors", "households")


@dataclass(frozen=True, slots=True)
class Row:
    """``sum of factors × figures + constant >= 0``, in whole numbers without a common factor."""

    factors: frozenset[tuple[Base, int]]
    constant: int


def can_hold(cond: Cond, limits: Iterable[Row] = (), steps: Steps | None = None) -> bool:
    """Whether there are counts for which ``cond`` holds; yes where that would take too long to tell.

    Each inequality that is made takes a step; ``steps`` know afterwards whether there were enough.
    """
    steps = steps or Steps()
    limits = tuple(limits)
    cases = list(islice(_cases(cond, True), MOST_CASES + 1))
    if len(cases) > MOST_CASES:
        steps.short = True
        return True
    return any(_solvable((*case, *limits), steps) for case in cases)


def follows(cond: Cond, other: Cond, steps: Steps) -> bool:
    """Whether ``other`` surely holds wherever ``cond`` does; no where that would take too long to tell."""
    cases = list(islice(_without_other(cond, other), MOST_CASES + 1))
    return len(cases) <= MOST_CASES and not any(_solvable(case, steps) for case in cases)


def counter(cond: Cond, other: Cond, steps: Steps, limits: Iterable[Row] = ()) -> dict[Base, int] | None:
    """Counts for which ``cond`` holds and ``other`` does not, as far as inequalities tell; None where none are found.

    They are what solves the inequalities, in whole numbers: whoever uses them as proof puts them to the test.
    """
    limits = tuple(limits)
    for case in islice(_without_other(cond, other), MOST_CASES):
        solved = _solved({*case, *limits}, steps)
        if solved is not None:
            scale = lcm(*(value.denominator for value in solved.values()))
            return {base: int(value * scale) for base, value in solved.items()}
    return None


def _without_other(cond: Cond, other: Cond) -> Iterator[tuple[Row, ...]]:
    ways = tuple(islice(_cases(other, False), MOST_CASES + 1))
    yield from ((*case, *way) for case in _cases(cond, True) for way in ways)


def at_most(figure: str, most: int) -> Row:
    """The limit that a figure is never more than a number."""
    return _row({Base(figure): Fraction(-1)}, Fraction(most))


def between(figure: Base, least: int, most: int | None) -> list[Row]:
    """The limits that a figure is at least one number and, where there is one, at most another."""
    above = _row({figure: Fraction(1)}, Fraction(-least))
    return [above] if most is None else [above, _row({figure: Fraction(-1)}, Fraction(most))]


def together(parts: Iterable[Base], whole: Base, *, all_of_it: bool) -> list[Row]:
    """The limits that parts together are no more than a whole, or are just all of it."""
    less = {**dict.fromkeys(parts, Fraction(-1)), whole: Fraction(1)}
    more = {base: -factor for base, factor in less.items()}
    return [_row(less, Fraction(0)), *([_row(more, Fraction(0))] if all_of_it else ())]


def _cases(cond: Cond, wanted: bool) -> Iterator[tuple[Row, ...]]:
    """The ways in which a condition can hold (or fail), each as inequalities that hold together."""
    match cond:
        case Fact():
            yield ()
        case Compare(left, cmp, right):
            for one in (cmp,) if wanted else _OPPOSITE[cmp]:
                yield _compare(left, one, right)
        case AllOf(tests) | AnyOf(tests):
            ways = [tuple(islice(_cases(test, wanted), MOST_CASES + 1)) for test in tests]
            if isinstance(cond, AllOf) is wanted:
                for chosen in product(*ways):
                    yield tuple(row for way in chosen for row in way)
            else:
                yield from (way for one in ways for way in one)
        case _:
            assert_never(cond)


@lru_cache(maxsize=2048)
def _compare(left: Amount, cmp: Cmp, right: Amount) -> tuple[Row, ...]:
    factors, constant = _linear(Sum((("+", left), ("-", right))))
    less = {base: -factor for base, factor in factors.items()}
    match cmp:
        case ">=":
            return (_row(factors, constant),)
        case "<=":
            return (_row(less, -constant),)
        case "=":
            return (_row(factors, constant), _row(less, -constant))
        case ">":
            return (_row(factors, constant, strict=True),)
        case "<":
            return (_row(less, -constant, strict=True),)
        case _:
            assert_never(cmp)


def _linear(amount: Amount) -> tuple[dict[Base, Fraction], Fraction]:
    match amount:
        case Whole(value):
            return {}, Fraction(value)
        case Base():
            return {amount: Fraction(1)}, Fraction(0)
        case ShareOf(share, base):
            return {base: share}, Fraction(0)
        case Sum(parts):
            total: dict[Base, Fraction] = {}
            constant = Fraction(0)
            for sign, part in parts:
                factors, more = _linear(part)
                turn = 1 if sign == "+" else -1
                constant += turn * more
                for base, factor in factors.items():
                    total[base] = total.get(base, Fraction(0)) + turn * factor
            return total, constant
        case _:
            assert_never(amount)


def _row(factors: Mapping[Base, Fraction], constant: Fraction, *, strict: bool = False) -> Row:
    """In whole numbers ``> 0`` is ``>= 1``, and a constant need only count in whole multiples of the factors."""
    scale = lcm(constant.denominator, *(factor.denominator for factor in factors.values()))
    whole = {base: int(factor * scale) for base, factor in factors.items()}
    return _reduced(whole, int(constant * scale) - (1 if strict else 0))


def _reduced(factors: Mapping[Base, int], constant: int) -> Row:
    common = gcd(*factors.values()) or 1
    return Row(
        frozenset((base, factor // common) for base, factor in factors.items() if factor), constant // common
    )


def _solvable(rows: tuple[Row, ...], steps: Steps) -> bool:
    """Fourier and Motzkin: remove one figure after another; what remains is true or false by itself."""
    for taken, answer in _worked_out(frozenset(rows)):
        if not steps.take(taken):
            return True
        if answer is not None:
            return answer
    steps.take(steps.left + 1)
    return True


@lru_cache(maxsize=1024)
def _worked_out(rows: frozenset[Row]) -> tuple[tuple[int, bool | None], ...]:
    """The steps of each removal, and at last the answer; the same rule stands in many charters."""
    own, done = Steps(), list[tuple[int, bool | None]]()
    left = {*rows, *_natural({base for row in rows for base, _ in row.factors})}
    while True:
        figures = {base for row in left for base, _ in row.factors}
        if not figures or any(not row.factors and row.constant < 0 for row in left):
            return (*done, (0, not any(not row.factors and row.constant < 0 for row in left)))
        base = _cheapest(figures, left)
        cost = len(left) + _cost(left, base)
        done.append((cost, None))
        if not own.take(cost):
            return tuple(done)
        left = _without(base, left)


def _cheapest(figures: set[Base], rows: set[Row]) -> Base:
    return min(figures, key=lambda base: (_cost(rows, base), base.name, base.within))


def _solved(rows: set[Row], steps: Steps) -> dict[Base, Fraction] | None:
    """One figure after another is removed, then each is given a value in turn, the last removed first."""
    left = {*rows, *_natural({base for row in rows for base, _ in row.factors})}
    removed: list[tuple[Base, list[Row]]] = []
    while figures := {base for row in left for base, _ in row.factors}:
        base = _cheapest(figures, left)
        if not steps.take(len(left) + _cost(left, base)):
            return None
        removed.append((base, [row for row in left if base in dict(row.factors)]))
        left = _without(base, left)
    if any(row.constant < 0 for row in left):
        return None
    values: dict[Base, Fraction] = {}
    for base, bounds in reversed(removed):
        values[base] = _between(base, bounds, values)
    return values


def _between(base: Base, bounds: list[Row], values: Mapping[Base, Fraction]) -> Fraction:
    """The least value that the bounds allow, a whole number where one fits."""
    low, high = Fraction(0), None
    for row in bounds:
        factors = dict(row.factors)
        rest = row.constant + sum(
            (factor * values[one] for one, factor in factors.items() if one != base), Fraction(0)
        )
        end = -rest / factors[base]
        if factors[base] > 0:
            low = max(low, end)
        else:
            high = end if high is None else min(high, end)
    whole = Fraction(-floor(-low))
    return whole if high is None or whole <= high else low


def _cost(rows: set[Row], base: Base) -> int:
    factors = [factor for row in rows for one, factor in row.factors if one == base]
    above = sum(factor > 0 for factor in factors)
    return above * (len(factors) - above)


def _without(base: Base, rows: set[Row]) -> set[Row]:
    kept: set[Row] = set()
    above: list[tuple[int, Row]] = []
    below: list[tuple[int, Row]] = []
    for row in rows:
        factor = dict(row.factors).get(base, 0)
        if factor == 0:
            kept.add(row)
        else:
            (above if factor > 0 else below).append((abs(factor), row))
    for (up, more), (down, less) in product(above, below):
        kept.add(_reduced(_mixed(more, down, less, up), more.constant * down + less.constant * up))
    return kept


def _mixed(one: Row, times: int, other: Row, times_other: int) -> dict[Base, int]:
    total: dict[Base, int] = {}
    for row, factor in ((one, times), (other, times_other)):
        for base, own in row.factors:
            total[base] = total.get(base, 0) + factor * own
    return total


def _natural(used: set[Base]) -> Iterator[Row]:
    """What always holds between the figures used: none is negative, a part is never more than its whole."""
    for base in used:
        yield _row({base: Fraction(1)}, Fraction(-1 if base.name in _SOME else 0))
        if base.within:
            yield from (
                _less((base,), whole) for whole in (Base(base.name), Base(base.within)) if whole in used
            )
    for parts, wholes in _PARTS:
        for whole in (base for base in used if base.name in wholes):
            counted = tuple(base for base in used if base.name in parts and base.within == whole.within)
            if counted:
                yield _less(counted, whole)


def _less(parts: tuple[Base, ...], whole: Base) -> Row:
    return _row({**dict.fromkeys(parts, Fraction(-1)), whole: Fraction(1)}, Fraction(0))
