"""Items as a list that somebody types: one a line, with what the charter asks of each after a bar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from linli.apps.community import reads as community_reads
from linli.apps.matters import typed
from linli.core.charter.model import FactKind, ItemKind
from linli.core.charter.text import Text
from linli.core.engine.acts import FactValue
from linli.core.engine.items import naming_fact

FIELD = "listed"
BAR = re.compile(r"\s*[|｜]\s*")
YES_NO = {"是": True, "yes": True, "否": False, "no": False}


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a list: its title, its facts, and what is wrong where nobody is called as it says."""

    title: str
    facts: dict[str, FactValue]
    nobody: typed.BadInput | None = None


def read(community: Any, kind: ItemKind, listed: str) -> tuple[Line, ...]:
    """The items of a list; raises :class:`typed.BadInput` for a line that cannot be read."""
    lines = [line.strip() for line in typed.text(listed, field=FIELD).splitlines()]
    return tuple(_line(community, kind, number, line) for number, line in enumerate(lines, 1) if line)


def asked(kind: ItemKind) -> list[tuple[str, FactKind]]:
    """What stands after the bars, in order; whom an item names is its title already."""
    naming = naming_fact(kind)
    return [(name, fact) for name, fact in kind.facts.items() if name != naming]


def _line(community: Any, kind: ItemKind, number: int, line: str) -> Line:
    title, *values = BAR.split(line)
    naming = naming_fact(kind)
    facts: dict[str, FactValue] = (
        {naming: value(community, kind.facts[naming], title, number)} if naming else {}
    )
    wanted = asked(kind)
    if len(values) > len(wanted):
        raise _bad(
            number, f"多了一项：「{values[len(wanted)]}」", f"there is one too many: “{values[len(wanted)]}”"
        )
    facts |= dict(_given(community, wanted, values, number))
    return Line(typed.title(title, field=FIELD), facts, _nobody(kind, facts, line, number))


def _nobody(kind: ItemKind, facts: dict[str, FactValue], line: str, number: int) -> typed.BadInput | None:
    if not any(kind.facts[name].type == "person" and said == typed.NOBODY for name, said in facts.items()):
        return None
    return _bad(
        number,
        f"名册里没有「{line[:60]}」说的人，或者有几个人同名，请填登记号",
        f"nobody in the register is called as in “{line[:60]}”, or several are; give the register number",
    )


def _given(
    community: Any, wanted: list[tuple[str, FactKind]], values: list[str], number: int
) -> Iterator[tuple[str, FactValue]]:
    for (name, fact), said in zip(wanted, values, strict=False):
        if said:
            yield name, value(community, fact, said, number)


def value(community: Any, fact: FactKind, said: str, number: int) -> FactValue:
    """A fact as it is typed; people by register number or full name."""
    found: FactValue | None = said
    match fact.type:
        case "yes-no":
            found = YES_NO.get(said.lower())
        case "number" | "money":
            found = int(said) if said.isascii() and said.isdecimal() and len(said) <= 12 else None
        case "choice":
            keys = {word: key for key, title in fact.choices.items() for word in (key, title.zh, title.en)}
            found = keys.get(said)
        case "person":
            person = community_reads.person_called(community, said)
            found = str(person.pseudonym) if person else typed.NOBODY
        case _:
            return said
    if found is None:
        raise _other(fact, said, number)
    return found


def _other(fact: FactKind, said: object, number: int) -> typed.BadInput:
    zh, en = fact.title.zh, fact.title.en
    return _bad(number, f"「{said}」不是「{zh}」", f"“{said}” is not of the kind “{en}”")


def _bad(number: int, zh: str, en: str) -> typed.BadInput:
    return typed.BadInput(FIELD, Text(zh=f"第 {number} 行：{zh}。", en=f"Line {number}: {en}."))
