"""Whether one rule lets through what another does not: proved by counts, or disproved, or left open."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import assert_never

from linli.core.charter.lint.conds import compares
from linli.core.charter.lint.feasible import between, counter, follows
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
    bases,
)

SAME = {"electors": "members", "participating": "cast"}
"""Figures that are defined to be another one."""
RELATED = frozenset(
    {
        "members",
        "seats",
        "present",
        "cast",
        "valid",
        "invalid",
        "blank",
        "yes",
        "no",
        "abstain",
        "satisfied",
        "supports",
    }
)
"""Figures of one vote, between which it is known what is part of what."""
A_HUNDRED = between(Base("members"), 100, 100)


@dataclass(frozen=True, slots=True)
class Weaker:
    """A proof that a rule is weaker: counts that it lets through, or ways of counting that it leaves out."""

    counts: Mapping[str, int]
    uncounted: tuple[str, ...] = ()


def weaker(ours: Cond, theirs: Cond, steps: Steps, everybody: Collection[str] = ()) -> Weaker | bool | None:
    """Whether ours lets something through that theirs does not: a proof, False where it surely does not, else None.

    ``everybody`` are the organs that are all who vote, so that counting them counts the members.
    """
    ways, wanted = _measures(ours), _measures(theirs)
    if ways is None or wanted is None:
        return None
    if wanted - ways:
        return Weaker({}, tuple(sorted(wanted - ways)))
    names = {**SAME, **dict.fromkeys(everybody, "members")}
    mine, other = _plain(ours, names), _plain(theirs, names)
    if follows(mine, other, steps):
        return False
    if not all(base.name in RELATED and not base.within for base in (*bases(mine), *bases(other))):
        return None
    for limits in (A_HUNDRED, []):
        found = counter(mine, other, steps, limits)
        counts = {base.name: count for base, count in (found or {}).items()}
        if found and holds(mine, counts) and not holds(other, counts):
            return Weaker(counts)
    return None


def _measures(cond: Cond) -> set[str] | None:
    """The ways of counting by which every comparison is made; None where they differ from one to the next."""
    ways = {frozenset(compare.measures) for compare in compares(cond)}
    return {way for some in ways for way in some} if len(ways) < 2 else None


def _plain(cond: Cond, names: Mapping[str, str]) -> Cond:
    """A condition by heads alone, each figure by its one name."""
    match cond:
        case AllOf(tests):
            return AllOf(tuple(_plain(test, names) for test in tests))
        case AnyOf(tests):
            return AnyOf(tuple(_plain(test, names) for test in tests))
        case Compare(left, cmp, right):
            return Compare(_named(left, names), cmp, _named(right, names))
        case Fact():
            return cond
        case _:
            assert_never(cond)


def _named(amount: Amount, names: Mapping[str, str]) -> Amount:
    match amount:
        case Base(name, within):
            return Base(names.get(name, name), within)
        case ShareOf(_, Base(name, within)):
            return replace(amount, base=Base(names.get(name, name), within))
        case Sum(parts):
            return Sum(tuple((sign, _named(part, names)) for sign, part in parts))
        case Whole():
            return amount
        case _:
            assert_never(amount)


def holds(cond: Cond, counts: Mapping[str, int]) -> bool:
    """Whether a condition over these counts holds; facts are taken to be so, and what cancels out to be nothing."""
    match cond:
        case AllOf(tests):
            return all(holds(test, counts) for test in tests)
        case AnyOf(tests):
            return any(holds(test, counts) for test in tests)
        case Compare(left, cmp, right):
            less = _value(left, counts) - _value(right, counts)
            return {">": less > 0, ">=": less >= 0, "=": less == 0, "<": less < 0, "<=": less <= 0}[cmp]
        case Fact():
            return True
        case _:
            assert_never(cond)


def _value(amount: Amount, counts: Mapping[str, int]) -> Fraction:
    match amount:
        case Whole(number):
            return Fraction(number)
        case Base(name):
            return Fraction(counts.get(name, 0))
        case ShareOf(share, base):
            return share * counts.get(base.name, 0)
        case Sum(parts):
            values = ((1 if sign == "+" else -1) * _value(part, counts) for sign, part in parts)
            return sum(values, Fraction(0))
        case _:
            assert_never(amount)
