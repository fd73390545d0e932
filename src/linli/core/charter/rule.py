"""Conditions, choices and item lists: the one small language of numbers in a charter.

``present >= 2/3 of members`` is read into a tree of frozen nodes; :mod:`linli.core.engine.counting` works it out
with exact fractions and says why, :mod:`linli.core.charter.explain` says it in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, assert_never

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedInput, VisitError

from linli.core.charter.terms import NotReadable

MAX_LENGTH = 500
MAX_DIGITS = 9
MAX_DEPTH = 12

Cmp = Literal[">", ">=", "=", "<", "<="]


@dataclass(frozen=True, slots=True)
class Base:
    """A counted thing, such as ``members`` or ``supports in electors``; ``within`` is the class after ``in``."""

    name: str
    within: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """A bare number."""

    value: int


@dataclass(frozen=True, slots=True)
class ShareOf:
    """A share of a base; 0 < share <= 1. ``percent`` where it was written as a percentage."""

    share: Fraction
    base: Base
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """Parts added and subtracted, in order."""

    parts: tuple[tuple[Literal["+", "-"], Amount], ...]


Amount = Base | Whole | ShareOf | Sum


@dataclass(frozen=True, slots=True)
class Compare:
    """One test; ``measures`` are the ways of counting (heads, area, …) that must each hold."""

    left: Amount
    cmp: Cmp
    right: Amount
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that must be so, such as ``registered``."""

    base: Base


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every test holds."""

    tests: tuple[Cond, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one test holds."""

    tests: tuple[Cond, ...]


Cond = Compare | Fact | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Arg:
    """An argument of a counting method; ``value`` is None for a bare word."""

    name: str
    value: str | Fraction | int | None


@dataclass(frozen=True, slots=True)
class Order:
    """In what order items are chosen: the most of something, or a named counting method."""

    method: str
    args: tuple[Arg, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of several items are chosen. ``at_most`` None means all that qualify."""

    at_most: Amount | None
    order: Order
    each: Cond | None = None
    within: str = ""
    ties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """What is voted on: a named list, its top so many, or those tied."""

    name: str
    top: Amount | None = None


@dataclass(frozen=True, slots=True)
class _Percent:
    """A share on its way through the parser that was written as a percentage."""

    value: Fraction


class _Build(Transformer[Token, Any]):
    """From lark's tree to our nodes."""

    def any_of(self, tests: list[Cond]) -> Cond:
        return tests[0] if len(tests) == 1 else AnyOf(tuple(tests))

    def all_of(self, tests: list[Cond]) -> Cond:
        return tests[0] if len(tests) == 1 else AllOf(tuple(tests))

    def compare(self, parts: list[Any]) -> Compare:
        left, cmp, right, *measures = parts
        return Compare(left, str(cmp), right, measures[0] if measures else ())  # type: ignore[arg-type]  # CMP closes it

    def fact(self, parts: list[Base]) -> Fact:
        return Fact(parts[0])

    def fact_not(self, parts: list[Base]) -> Compare:
        """``not economic`` is ``economic = 0``: a yes-no fact counts as 1 or 0."""
        return Compare(parts[0], "=", Whole(0))

    def measures(self, parts: list[Token]) -> tuple[str, ...]:
        return tuple(str(part) for part in parts if part.type == "NAME")

    def total(self, parts: list[Any]) -> Amount:
        if len(parts) == 1:
            only: Amount = parts[0]
            return only
        signs = ["+", *(str(sign) for sign in parts[1::2])]
        return Sum(tuple(zip(signs, parts[0::2], strict=True)))  # type: ignore[arg-type]  # SIGN closes it

    def share_of(self, parts: list[Any]) -> ShareOf:
        share, base = parts
        return ShareOf(share.value, base, True) if isinstance(share, _Percent) else ShareOf(share, base)

    def figure(self, parts: list[Base]) -> Base:
        return parts[0]

    def whole(self, parts: list[Token]) -> Whole:
        return Whole(_small(parts[0]))

    def ratio(self, parts: list[Token]) -> Fraction:
        if _small(parts[1]) == 0:
            raise NotReadable("分母不能是 0", "the denominator cannot be 0")
        return _share(Fraction(_small(parts[0]), _small(parts[1])), f"{parts[0]}/{parts[1]}")

    def percent(self, parts: list[Token]) -> _Percent:
        _small(Token("INT", parts[0][:-1].replace(".", "")))
        return _Percent(_share(Fraction(parts[0][:-1]) / 100, parts[0]))

    def base(self, parts: list[Token]) -> Base:
        return Base(*(str(part) for part in parts))

    def amount_all(self, _: list[Any]) -> None:
        return None

    def amount_most(self, parts: list[Amount]) -> Amount:
        return parts[0]

    def order_most(self, parts: list[Token]) -> Order:
        return Order(f"most-{parts[0]}")

    def order_method(self, parts: list[Any]) -> Order:
        return Order(str(parts[0]), tuple(arg for arg in parts[1:] if arg is not None))

    def arg(self, parts: list[Any]) -> Arg:
        value = parts[1] if len(parts) > 1 else None
        return Arg(str(parts[0]), value.value if isinstance(value, Whole | _Percent) else value)

    def word(self, parts: list[Token]) -> str:
        return str(parts[0])

    def each(self, parts: list[Cond]) -> tuple[str, Cond]:
        return ("each", parts[0])

    def within(self, parts: list[Token]) -> tuple[str, str]:
        return ("within", str(parts[0]))

    def ties(self, parts: list[Token]) -> tuple[str, tuple[str, ...]]:
        return ("ties", tuple(str(part) for part in parts))

    def choice(self, parts: list[Any]) -> Choice:
        at_most, order, *rest = parts
        return Choice(at_most, order, **dict(rest))

    def items_tied(self, _: list[Any]) -> Items:
        return Items("tied")

    def items_top(self, parts: list[Any]) -> Items:
        return Items(str(parts[1]), parts[0])

    def items_all(self, parts: list[Token]) -> Items:
        return Items(str(parts[0]))


def _small(token: str) -> int:
    if len(token) > MAX_DIGITS:
        raise NotReadable(f"数字太长：{token[:20]}…", f"the number is too long: {token[:20]}…")
    return int(token)


def _share(share: Fraction, text: str) -> Fraction:
    if not 0 < share <= 1:
        raise NotReadable(
            f"比例「{text}」要大于 0、不超过 1", f"the share “{text}” must be more than 0 and at most 1"
        )
    return share


@cache
def _parser() -> Lark:
    grammar = (Path(__file__).parent / "rule.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", start=["cond", "choice", "items", "formula"])


def _read(text: str, start: str) -> Any:
    _check_size(text)
    try:
        return _Build().transform(_parser().parse(text, start=start))  # pyright: ignore[reportUnknownMemberType]  # lark's own gap
    except VisitError as error:
        raise error.orig_exc from None
    except UnexpectedInput as error:
        raise _unexpected(text, error) from None


def _check_size(text: str) -> None:
    if len(text) > MAX_LENGTH:
        raise NotReadable(
            f"规则太长（{len(text)} 字，最多 {MAX_LENGTH}），请拆成几条",
            f"the rule is too long ({len(text)} characters, at most {MAX_LENGTH}); split it",
        )
    if text.count("(") > MAX_DEPTH:
        raise NotReadable("括号太多，请拆成几条规则", "too many brackets; split the rule")


def _unexpected(text: str, error: UnexpectedInput) -> NotReadable:
    at: object = getattr(error, "pos_in_stream", None)
    rest = text[at : at + 20] if isinstance(at, int) and 0 <= at < len(text) else ""
    if not rest:
        return NotReadable(f"规则没有写完：「{text[:60]}」", f"the rule breaks off: “{text[:60]}”")
    return NotReadable(f"规则从「{rest}」起看不懂", f"the rule cannot be read from “{rest}” on")


@lru_cache(maxsize=2048)
def read_cond(text: str) -> Cond:
    """Read a condition such as ``yes > 1/2 of present``; raises :class:`NotReadable`."""
    cond: Cond = _read(text, "cond")
    return cond


def read_choice(text: str) -> Choice:
    """Read a choice such as ``at most seats, most yes, each yes > 1/2 of cast, tie vote-again``."""
    choice: Choice = _read(text, "choice")
    return choice


def read_items(text: str) -> Items:
    """Read an item list such as ``top (seats-left + 1) of remaining``."""
    items: Items = _read(text, "items")
    return items


def read_formula(text: str) -> str:
    """Check a formula such as ``1000 + 50 * floor((households - 1000) / 100)``; raises :class:`NotReadable`.

    The text is kept as it is written; :mod:`linli.core.charter.formula` works it out where it is used.
    """
    parsed_formula(text)
    return text


def parsed_formula(text: str) -> Any:
    """The parser's tree of a formula, with the conditions in it built; raises :class:`NotReadable`."""
    return _read(text, "formula")


def bases(cond: Cond) -> list[Base]:
    """Every counted thing that a condition names, in order."""
    match cond:
        case AllOf(tests) | AnyOf(tests):
            return [base for test in tests for base in bases(test)]
        case Compare(left, _, right):
            return [*amount_bases(left), *amount_bases(right)]
        case Fact(base):
            return [base]
        case _:
            assert_never(cond)


def amount_bases(amount: Amount) -> list[Base]:
    """Every counted thing that an amount names, in order."""
    match amount:
        case Base():
            return [amount]
        case ShareOf(_, base):
            return [base]
        case Sum(parts):
            return [base for _, part in parts for base in amount_bases(part)]
        case Whole():
            return []
        case _:
            assert_never(amount)


def measured(cond: Cond) -> bool:
    """Whether a condition counts by something other than heads alone."""
    match cond:
        case AllOf(tests) | AnyOf(tests):
            return any(measured(test) for test in tests)
        case Compare(measures=measures):
            return bool(measures)
        case Fact():
            return False
        case _:
            assert_never(cond)
