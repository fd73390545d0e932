"""The facts that a matter carries: of the right kind, and as the procedure requires them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from linli.core.charter.model import FactKind, Fund, Procedure
from linli.core.charter.stages import Pay, Requirement
from linli.core.charter.text import Text
from linli.core.engine.acts import FactValue
from linli.core.engine.counting import NotCounted, holds
from linli.core.engine.refusal import Refusal, refuse
from linli.core.engine.roster import Roster

MOST = 2**53 - 1
"""The greatest whole number that every reader of JSON reads alike."""


def facts_wrong(procedure: Procedure, facts: Mapping[str, FactValue], clause: str) -> Refusal | None:
    """Why a matter cannot carry these facts, if it cannot."""
    return _kinds_wrong(procedure.facts, procedure.title, facts, clause) or _requirement(
        procedure, facts, clause
    )


def item_wrong(
    procedure: Procedure, facts: Mapping[str, FactValue], clause: str, roster: Roster
) -> Refusal | None:
    """Why an item cannot carry these facts, if it cannot; whom it names must be in the register."""
    kind = procedure.items
    assert kind is not None
    if refusal := _kinds_wrong(kind.facts, kind.title, facts, f"{clause}.items"):
        return refusal
    people = (value for name, value in facts.items() if kind.facts[name].type == "person")
    stranger = any(person not in roster.people for person in people)
    return refuse("no-such-person", f"{clause}.items") if stranger else None


def _kinds_wrong(
    kinds: Mapping[str, FactKind], title: Text, facts: Mapping[str, FactValue], clause: str
) -> Refusal | None:
    for name in facts:
        if name not in kinds:
            return refuse("unknown-fact", clause, procedure=title, fact=name[:60])
    for name, kind in kinds.items():
        if name not in facts:
            if not kind.optional:
                return refuse("fact-missing", f"{clause}.facts.{name}", fact=kind.title)
        elif not is_of(kind, facts[name]):
            return refuse("fact-type", f"{clause}.facts.{name}", fact=kind.title)
    return None


def is_of(kind: FactKind, value: FactValue) -> bool:
    """Whether a value is of the kind that a fact asks for."""
    match kind.type:
        case "yes-no":
            return isinstance(value, bool)
        case "number" | "money":
            return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST
        case "date":
            return isinstance(value, str) and _is_date(value)
        case "choice":
            return value in kind.choices
        case "charter":
            return isinstance(value, str) and re.fullmatch("[0-9a-f]{64}", value) is not None
        case _:
            return isinstance(value, str) and bool(value)


def written(kind: FactKind, text: str) -> FactValue | None:
    """The value that a charter writes as a word; None where it is not of the kind that the fact asks for."""
    value: FactValue = text
    if kind.type == "yes-no" and text in ("yes", "no"):
        value = text == "yes"
    elif kind.type in ("number", "money") and text.isdecimal():
        value = int(text)
    return value if is_of(kind, value) else None


def _is_date(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _requirement(procedure: Procedure, facts: Mapping[str, FactValue], clause: str) -> Refusal | None:
    return _unmet(procedure.requires, procedure, facts, clause)


def fund_forbids(
    fund: Fund, name: str, procedure: Procedure, facts: Mapping[str, FactValue]
) -> Refusal | None:
    """What a fund requires of the facts of a matter that spends it."""
    return _unmet(fund.requires, procedure, facts, f"funds.{name}")


def spending_forbidden(
    funds: Mapping[str, Fund], procedure: Procedure, facts: Mapping[str, FactValue]
) -> Refusal | None:
    """Why a matter that would spend a fund need not even be begun: no vote could make it payable."""
    for stage in procedure.stages.values():
        if isinstance(stage, Pay) and (
            refusal := fund_forbids(funds[stage.fund], stage.fund, procedure, facts)
        ):
            return refusal
    return None


def _unmet(
    requires: tuple[Requirement, ...], procedure: Procedure, facts: Mapping[str, FactValue], clause: str
) -> Refusal | None:
    """What the facts must be; a fact that is not given counts as nothing."""
    figures = {name: int(value) for name, value in facts.items() if isinstance(value, int)}
    figures = {name: 0 for name in procedure.facts} | figures
    for index, requirement in enumerate(requires):
        try:
            met = holds(requirement.that, figures)
        except NotCounted:
            met = False
        if not met:
            return refuse("requirement", f"{clause}.requires.{index}", condition=requirement.remedy)
    return None
