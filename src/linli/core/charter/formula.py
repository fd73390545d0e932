"""Formulas of measures and amounts: read into a tree, and worked out with exact fractions.

``1000 + 50 * max(0, floor((count(households) - 1000) / 100))`` is text in a charter; :func:`work_out` gives its value
from figures that the caller knows. What cannot be known, and a division by zero, has no value: None, never zero.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import reduce
from typing import Any, TypeVar, assert_never

from lark import Token, Transformer

from linli.core.charter.rule import Base, Cond, parsed_formula

Value = Fraction | None
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written; ``0.5`` is the exact half."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Counted:
    """``count(X where COND)``: how many there are of something, of which the condition holds."""

    name: str
    where: Cond | None = None


@dataclass(frozen=True, slots=True)
class Rounded:
    """``floor``, ``min`` or ``max`` of some formulas."""

    how: str
    of: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Formulas joined from left to right by signs of one rank: ``+`` and ``-``, or ``*`` and ``/``."""

    first: Formula
    rest: tuple[tuple[str, Formula], ...]


Formula = Number | Base | Counted | Rounded | Chain
Known = Callable[[Base | Counted], Value]
"""What a figure is: its value, or None where it is not known."""


class _Build(Transformer[Token, Any]):
    """From lark's tree to our nodes; the rules' own builder has made the bases and conditions in it."""

    def number(self, parts: list[Token]) -> Formula:
        return Number(Fraction(str(parts[0])))

    def rounded(self, parts: list[Any]) -> Formula:
        return Rounded(str(parts[0]), tuple(parts[1:]))

    def counted(self, parts: list[Any]) -> Formula:
        return Counted(str(parts[0]), parts[1])

    def chain(self, parts: list[Any]) -> Formula:
        first: Formula = parts[0]
        rest = tuple((str(sign), one) for sign, one in zip(parts[1::2], parts[2::2], strict=True))
        return Chain(first, rest) if rest else first


def read(text: str) -> Formula:
    """Read a formula; raises :class:`~linli.core.charter.terms.NotReadable`."""
    formula: Formula = _Build().transform(parsed_formula(text))
    return formula


def in_force(values: Mapping[date, V], day: date) -> V | None:
    """What of a dated value holds on a day: the latest not after it; None before the first."""
    begun = [since for since in values if since <= day]
    return values[max(begun)] if begun else None


def work_out(text: str, known: Known) -> Value:
    """The exact value of a formula, or None where something in it is not known or is divided by zero."""
    return _value(read(text), known)


def _value(one: Formula, known: Known) -> Value:
    match one:
        case Number(value):
            return value
        case Base() | Counted():
            return known(one)
        case Rounded(how, of):
            return _rounded(how, [_value(part, known) for part in of])
        case Chain(first, rest):
            return reduce(
                lambda so_far, step: _joined(so_far, step[0], _value(step[1], known)),
                rest,
                _value(first, known),
            )
        case _:
            assert_never(one)


_SIGNS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": Fraction.__truediv__,
}


def _joined(left: Value, sign: str, right: Value) -> Value:
    if left is None or right is None or (sign == "/" and right == 0):
        return None
    return _SIGNS[sign](left, right)


def _rounded(how: str, values: list[Value]) -> Value:
    found = [value for value in values if value is not None]
    if len(found) < len(values):
        return None
    match how:
        case "floor":
            return Fraction(math.floor(found[0]))
        case "min":
            return min(found)
        case _:
            return max(found)
