"""Whether one condition asks for more than another: proved by exact elimination, or not said at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from linli.core.charter.lint.feasible import can_hold
from linli.core.charter.rule import AllOf, AnyOf, Cmp, Compare, Cond, Fact

_DENIED: Mapping[Cmp, tuple[Cmp, ...]] = {
    ">": ("<=",), ">=": ("<",), "<": (">=",), "<=": (">",), "=": ("<", ">"),
}  # fmt: skip


def implies(one: Cond, other: Cond) -> bool:
    """Whether ``other`` surely holds wherever ``one`` does; False where that cannot be proved."""
    alike = _one_measure(one, other)
    if alike is None:
        return False
    one, other = alike
    denied = denial(other)
    return denied is not None and not can_hold(AllOf((one, denied)))


def denial(cond: Cond) -> Cond | None:
    """The condition that holds where ``cond`` does not; None where a fact would have to be denied."""
    match cond:
        case Fact():
            return None
        case Compare(cmp=cmp):
            ways = tuple(replace(cond, cmp=one) for one in _DENIED[cmp])
            return ways[0] if len(ways) == 1 else AnyOf(ways)
        case AllOf(tests) | AnyOf(tests):
            denied = [denial(test) for test in tests]
            told = tuple(one for one in denied if one is not None)
            if len(told) < len(denied):
                return None
            return AnyOf(told) if isinstance(cond, AllOf) else AllOf(told)
        case _:
            assert_never(cond)


def _one_measure(one: Cond, other: Cond) -> tuple[Cond, Cond] | None:
    """Both conditions in a single way of counting, where what holds in each way holds in all; else None."""
    ways = {compare.measures for cond in (one, other) for compare in _compares(cond)}
    if ways <= {()}:
        return one, other
    if len(ways) > 1 or _has_choice(one) or _has_choice(other):
        return None
    return _unmeasured(one), _unmeasured(other)


def _compares(cond: Cond) -> Iterator[Compare]:
    match cond:
        case Compare():
            yield cond
        case AllOf(tests) | AnyOf(tests):
            for test in tests:
                yield from _compares(test)
        case Fact():
            return
        case _:
            assert_never(cond)


def _has_choice(cond: Cond) -> bool:
    return isinstance(cond, AnyOf) or (isinstance(cond, AllOf) and any(map(_has_choice, cond.tests)))


def _unmeasured(cond: Cond) -> Cond:
    match cond:
        case Compare():
            return replace(cond, measures=())
        case AllOf(tests):
            return AllOf(tuple(map(_unmeasured, tests)))
        case _:
            return cond
