"""What a change does, where it can be proved: asks for more or less, lasts longer or shorter, seats more or fewer."""

from __future__ import annotations

from typing import Any, Literal, get_args

from linli.core.charter.diff.walk import Step
from linli.core.charter.explain.words import Words
from linli.core.charter.lint.stricter import implies
from linli.core.charter.rule import Cond
from linli.core.charter.terms import Due, Duration, Range

Effect = Literal["", "stronger", "weaker", "longer", "shorter", "more", "fewer"]

SAID: Words = {
    "stronger": ("要求更严", "stricter"),
    "weaker": ("要求更宽", "weaker"),
    "longer": ("更长", "longer"),
    "shorter": ("更短", "shorter"),
    "more": ("更多", "more"),
    "fewer": ("更少", "fewer"),
}
_DEMANDS = ("quorum", "pass", "void", "enough", "composition", "that")
"""Keys that ask something of whoever wants a matter to go through; of ``void``, what holds spoils the vote."""
_DISPENSABLE = ("quorum", "void", "enough", "composition", "requires")
"""Keys that ask nothing when they are left out."""
_NO_END = 10**9
"""More than any number of seats that can be written."""
_DAYS = {"days": ("days", 1), "weeks": ("days", 7), "months": ("months", 1), "years": ("months", 12)}


def effect(step: Step) -> Effect:
    """What the step surely does; empty where nothing can be proved."""
    if step.key in _DISPENSABLE and (step.old is None or step.new is None):
        return "weaker" if step.new is None else "stronger"
    if step.entry or step.old is None or step.new is None:
        return ""
    if isinstance(step.old, get_args(Cond)) and isinstance(step.new, get_args(Cond)):
        return _demand(step)
    return _size(step.old, step.new)


def _demand(step: Step) -> Effect:
    if step.key not in _DEMANDS:
        return ""
    more, less = implies(step.new, step.old), implies(step.old, step.new)
    if more == less:
        return ""
    return "stronger" if more != (step.key == "void") else "weaker"


def _size(old: Any, new: Any) -> Effect:
    match old, new:
        case (Due(at=Duration() as was), Due(at=Duration() as is_)) | (Duration() as was, Duration() as is_):
            return _length(was, is_)
        case Range() as was, Range() as is_:
            return _range(was, is_)
        case _:
            return ""


def _length(old: Duration, new: Duration) -> Effect:
    (one, was), (other, is_) = _in_one_unit(old), _in_one_unit(new)
    if one != other or was == is_:
        return ""
    return "longer" if is_ > was else "shorter"


def _in_one_unit(length: Duration) -> tuple[str, int]:
    unit, times = _DAYS.get(length.unit, (length.unit, 1))
    return unit, times * length.count


def _range(old: Range, new: Range) -> Effect:
    was, is_ = _ends(old), _ends(new)
    if is_[0] >= was[0] and is_[1] >= was[1]:
        return "more"
    return "fewer" if is_[0] <= was[0] and is_[1] <= was[1] else ""


def _ends(given: Range) -> tuple[int, int]:
    return given.least, _NO_END if given.most is None else given.most
