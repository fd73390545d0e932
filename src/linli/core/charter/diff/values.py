"""A value of a charter in words, as it stands in a sentence about a change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, assert_never, cast

from linli.core.charter.diff.words import LITERALS, QUOTED
from linli.core.charter.explain import amounts, conds, numbers, rules, sources, stages, terms
from linli.core.charter.explain.formulas import dated, formula, since
from linli.core.charter.explain.voice import Voice
from linli.core.charter.rule import AllOf, AnyOf, Base, Choice, Compare, Cond, Fact, Items, ShareOf, Whole
from linli.core.charter.source import Source
from linli.core.charter.stages import Objections, Rule, Stage
from linli.core.charter.terms import By, Due, Duration, Every, Range, Target
from linli.core.charter.text import Text

_DEMANDED = ("quorum", "pass", "enough", "composition", "that", "join")
_FORMULAS = ("equals", "amount", "in-proportion-to")


def value(given: Any, key: str, v: Voice, stage: Stage | None) -> str:
    """The value of ``key`` in words; ``stage`` is the one in which it stands, if any."""
    said = _value(given, key, v, stage)
    return v.quote(said) if v.say("，", ", ") in said and said[:1] not in "「“" else said


def _value(given: Any, key: str, v: Voice, stage: Stage | None) -> str:
    match given:
        case str():
            return _word(given, key, v)
        case Text():
            return v.quote(v.text(given).rstrip("。."))
        case Source():
            return sources.source(given, v) or v.say("没有写明", "none")
        case Objections():
            return _objections(given, v)
        case Duration() | Due() | Every() | Range() | By() | Target() | date():
            return _term(given, v)
        case tuple() | Mapping():
            return _several(given, key, v)
        case Compare() | Fact() | AllOf() | AnyOf():
            return _cond(given, key, v, stage)
        case _:
            return _ruled(given, v, stage)


def _term(given: Duration | Due | Every | Range | By | Target | date, v: Voice) -> str:
    match given:
        case Duration():
            return terms.duration(given, v)
        case Due():
            return terms.span(given, v)
        case Every():
            return terms.every(given, v)
        case Range():
            return _range(given, v)
        case By():
            return terms.by(given, v)
        case Target():
            return terms.target(given, v)
        case date():
            return numbers.day(given, v.lang)
        case _:
            assert_never(given)


def _several(given: Any, key: str, v: Voice) -> str:
    """A list of names, or a figure or somebody that changes in time."""
    if isinstance(given, tuple):
        return v.list(_word(name, key, v) for name in cast("tuple[str, ...]", given))
    if key == "parties":
        told = sorted(cast("Mapping[date, By]", given).items())
        return v.list(since(day, terms.by(by, v), v) for day, by in told)
    return dated(cast("Mapping[date, str]", given), v)


def _ruled(given: Any, v: Voice, stage: Stage | None) -> str:
    """A rule or a part of one; any other part by its title."""
    match given:
        case Choice():
            return v.quote(rules.choice(given, _frame(stage, v)))
        case Rule():
            return v.quote(rules.rule(given, _frame(stage, v)).rstrip("。."))
        case Items():
            return rules.items(given, _frame(stage, v))
        case _:
            title = getattr(given, "title", None)
            return v.quote(v.text(title) if title else str(given))


def _word(given: str, key: str, v: Voice) -> str:
    words = LITERALS.get(key, {})
    if given in words:
        return v.word(words, given)
    if key in QUOTED:
        return v.quote(given.rstrip("。."))
    if key in _FORMULAS:
        return formula(given, v)
    return v.quote(v.title(given) or v.name(given.removeprefix("open ")))


def _frame(stage: Stage | None, v: Voice) -> amounts.Frame:
    return stages.frame(stage, v) if stage else amounts.Frame(v)


def _cond(given: Cond, key: str, v: Voice, stage: Stage | None) -> str:
    frame = _frame(stage, v)
    return v.quote(conds.cond(given, frame if key in _DEMANDED else frame.stated()))


def _range(given: Range, v: Voice) -> str:
    """As figures in English, where “from 5 to 7 to 9” could not be read."""
    said = terms.range_(given, v)
    return said if v.lang == "zh" else said.replace(" to ", "–")


def _objections(given: Objections, v: Voice) -> str:
    from_, by, length = (
        terms.by(given.from_, v),
        terms.by(given.answered_by, v),
        terms.duration(given.within, v),
    )
    return v.say(f"{from_}可以提出，由{by}在 {length}内答复", f"by {from_}, answered by {by} within {length}")


def bound(given: Any, other: Any, v: Voice, stage: Stage | None) -> str | None:
    """A threshold as a bare amount (超过全体居民的一半, more than half of all residents).

    Only where the one that it is compared with counts the same thing; else None, and the whole test is told.
    """
    if not (_simple(given) and _simple(other)):
        return None
    if (given.left, given.measures) != (other.left, other.measures):
        return None
    frame = _frame(stage, v)
    amount = amounts.amount(given.right, frame, amounts.unit(given.left, frame))
    if v.lang == "zh":
        return numbers.run((v.word(conds.IS, given.cmp), amount))
    return f"{conds.MANY[given.cmp]} {amount}"


def _simple(given: Any) -> bool:
    return (
        isinstance(given, Compare)
        and isinstance(given.left, Base)
        and isinstance(given.right, ShareOf | Whole)
    )
