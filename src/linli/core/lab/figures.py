"""What a story expects of a town's figures: a measure worked out, held to its bounds, and a fund shared out by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from linli.core.charter.formula import Counted, Value, in_force, work_out
from linli.core.charter.model import Measure
from linli.core.charter.rule import Base
from linli.core.charter.terms import NotReadable
from linli.core.charter.text import Text
from linli.core.count.allot import allot
from linli.core.engine.counting import NotCounted, holds
from linli.core.engine.force import LEVELS
from linli.core.engine.state import MatterState
from linli.core.lab.story import Step
from linli.core.lab.town import Town

Answer = tuple[Text, bool]
"""What came, and whether it is what was expected."""

ENDS = ("done", "refused", "lapsed", "withdrawn")


def _exact(text: str) -> Fraction:
    """``75%``, ``3/4``, ``12.50`` or ``7`` exactly. Raises :class:`NotReadable`."""
    try:
        return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)
    except ZeroDivisionError:
        raise NotReadable("分母不能是 0", "the denominator cannot be 0") from None


def _given(step: Step) -> dict[str, Fraction]:
    """``where households is 1500 and floors is 6`` as figures."""
    said = [part.split(" is ") for part in step.word("given").split(" and ") if part]
    return {name: _exact(value) for name, value in said}


def _measure(town: Town, step: Step) -> Measure:
    name = step.word("measure")
    if name not in town.force.charter.measures:
        raise NotReadable(f"章程里没有「{name}」这项指标", f"the charter has no measure “{name}”")
    return town.force.charter.measures[name]


def _known(town: Town, given: Mapping[str, Fraction]) -> Callable[[Base | Counted], Value]:
    """A figure that the story gives, or the number of the town's matters of a procedure."""

    def known(one: Base | Counted) -> Value:
        if one.name in given:
            return given[one.name]
        if isinstance(one, Counted) and one.name in town.force.charter.procedures:
            matters = [state for state in town.matters.values() if state.procedure == one.name]
            return Fraction(sum(_counts(town, state, one) for state in matters))
        raise NotReadable(
            f"故事没有说「{one.name}」是多少：写「where {one.name} is …」",
            f"the story does not say how much “{one.name}” is: write “where {one.name} is …”",
        )

    return known


def _counts(town: Town, state: MatterState, what: Counted) -> bool:
    try:
        return what.where is None or holds(what.where, _figures(town, state))
    except NotCounted as unknown:
        raise NotReadable(
            f"事项上没有「{unknown}」可数", f"of a matter, “{unknown}” is not counted here"
        ) from None


def _figures(town: Town, state: MatterState) -> dict[str, int]:
    """A matter in numbers: how it ended, its yes-no and whole facts, and its level, which is compared by name."""
    kinds = (*LEVELS, *town.force.charter.places, state.level)
    levels = {name: number for number, name in enumerate(kinds, start=1)}
    ended = {end: int(state.end == end and state.ended is not None) for end in ENDS}
    facts = {name: int(value) for name, value in state.facts.items() if isinstance(value, int)}
    return {**facts, **levels, **ended, "ended": int(state.ended is not None), "level": levels[state.level]}


def _worked_out(town: Town, step: Step) -> Value:
    """A measure's value: by its formula, or as it was observed (``where NAME is …``)."""
    one, given = _measure(town, step), _given(step)
    return work_out(one.equals or step.word("measure"), _known(town, given))


def _said(value: Value) -> str:
    return "—" if value is None else str(value)


def _value(town: Town, step: Step) -> Answer:
    came = _worked_out(town, step)
    wanted = None if step.word("value") == "nothing" else _exact(step.word("value"))
    return Text(zh=f"实为 {_said(came)}", en=f"it is {_said(came)}"), came == wanted


def _bounds(town: Town, step: Step) -> Answer:
    """Whether a measure keeps its floor and its ceiling on the day."""
    one, came, day = _measure(town, step), _worked_out(town, step), step.at.date()
    known = _known(town, _given(step))
    floor, ceiling = (
        work_out(text, known) if (text := in_force(bound or {}, day)) else None
        for bound in (one.floor, one.ceiling)
    )
    low = came is not None and floor is not None and came < floor
    high = came is not None and ceiling is not None and came > ceiling
    got = "below-its-floor" if low else "above-its-ceiling" if high else "within-its-bounds"
    zh = {"below-its-floor": "低于下限", "above-its-ceiling": "高于上限", "within-its-bounds": "在限度内"}[
        got
    ]
    said = Text(zh=f"实为 {_said(came)}，{zh}", en=f"it is {_said(came)}, {got.replace('-', ' ')}")
    return said, got == step.word("bound").replace(" ", "-")


def _allots(town: Town, step: Step) -> Answer:
    name = step.word("fund")
    fund = town.force.charter.funds.get(name)
    if fund is None or fund.allots is None:
        raise NotReadable(
            f"章程里没有按指标分配的「{name}」", f"the charter has no fund “{name}” that it allots"
        )
    cents = _exact(step.word("sum")) * 100
    if cents.denominator != 1:
        raise NotReadable("金额要写到分", "a sum of money has at most two decimals")
    parts = allot(int(cents), [_exact(one) for one in step.word("weights").split(" and ")])
    wanted = [_exact(one) * 100 for one in step.word("parts").split(" and ")]
    came = " + ".join(f"{part // 100}.{part % 100:02}" for part in parts or ())
    right = [Fraction(part) for part in parts or ()] == wanted
    return Text(zh=f"分得 {came or '—'}", en=f"shared out: {came or '—'}"), right


FIGURES: dict[str, Callable[[Town, Step], Answer]] = {
    "expect-measure": _value,
    "expect-bound": _bounds,
    "expect-allotment": _allots,
}
