"""Stages that are passed over where ``when`` does not hold: whether that can be told, and whether it leads anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from linli.core.charter.finding import Finding
from linli.core.charter.lint.say import At, Mend, finding, stages
from linli.core.charter.load import Loaded
from linli.core.charter.model import FactKind, Procedure
from linli.core.charter.rule import Cond, measured
from linli.core.charter.stages import Split
from linli.core.charter.tellable import apart_from_choices, tellable

TOLD = ("yes-no", "number", "money")


def findings(loaded: Loaded) -> Iterator[Finding]:
    for at in stages(loaded.charter):
        if at.stage.when is None:
            continue
        if why := _why(loaded, at, at.stage.when):
            zh, en, mend = why
            yield finding(loaded, "when-not-told", (*at.path, "when"), (zh, en), mend)
        elif at.name in _ring(at.procedure, at.name):
            says = (
                f"「{at.name}」跳过以后又回到它自己：全都跳过时，事项没有去处",
                f"passed over, “{at.name}” leads back to itself: where all are passed over the matter goes nowhere",
            )
            mend = (
                "让其中一个环节没有 when，或改第一个结果的去向",
                "let one have no “when”, or lead its first outcome on",
            )
            yield finding(loaded, "unbounded-loop", (*at.path, "when"), says, mend)


def begins(procedure: Procedure, name: str) -> bool:
    """Whether a matter or a strand begins with a stage: nothing can be passed over before it."""
    splits = [one for one in procedure.stages.values() if isinstance(one, Split)]
    return name == next(iter(procedure.stages)) or any(name in (*one.strands, one.first) for one in splits)


def _why(loaded: Loaded, at: At, when: Cond) -> tuple[str, str, Mend] | None:
    if begins(at.procedure, at.name):
        return (
            f"事项（或一路）从「{at.name}」开始，不能跳过",
            f"something begins with “{at.name}”, which cannot be passed over",
            ("把 when 写到程序上，或写到后面的环节", "write “when” at the procedure, or at a later stage"),
        )
    facts = tellable(
        at.procedure, {name: fact for one in loaded.closure for name, fact in one.charter.facts.items()}
    )
    known = _told(facts)
    unknown = [name.replace("/", " in ") for name in apart_from_choices(when, facts) if name not in known]
    if unknown or measured(when):
        named = "、".join(unknown), ", ".join(unknown)
        return (
            f"进入「{at.name}」时说不出：{named[0]}",
            f"what cannot be told on coming to “{at.name}”: {named[1]}",
            (
                "只写事项自己的和辖区的是非、数字事实；事项写明的辖区的写「事实 in 辖区」，选择写「事实 = 选项」",
                "use only yes-no and number facts of the matter and of the place, of a place that it names as in "
                "“FACT in PLACE”, and choices as in “FACT = CHOICE”",
            ),
        )
    return None


def _told(facts: Mapping[str, FactKind]) -> set[str]:
    return {name for name, fact in facts.items() if fact.type in TOLD}


def _ring(procedure: Procedure, name: str) -> set[str]:
    """The stages through which one comes from a stage if all of them are passed over; itself only if that is a ring."""
    met: set[str] = set()
    while (stage := procedure.stages.get(name)) and stage.when and stage.then:
        target = next(iter(stage.then.values()))
        name = target.name or name
        if target.kind not in ("stage", "again") or target.at_most is not None or name in met:
            break
        met.add(name)
    return met
