"""The things that change: what they are called, and what there is to say of one that is new."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast, get_args

from linli.core.charter.diff.walk import is_tuple
from linli.core.charter.diff.words import KEYS
from linli.core.charter.explain import organs, parts, rules, stages
from linli.core.charter.explain.amounts import Frame
from linli.core.charter.explain.voice import Voice
from linli.core.charter.model import (
    Catalogue,
    Disclosure,
    Duty,
    FactKind,
    Fund,
    KnownFact,
    Measure,
    Organ,
    PlaceKind,
    Procedure,
    Relation,
)
from linli.core.charter.nodes import Path
from linli.core.charter.part import Part, kebab
from linli.core.charter.stages import Requirement, Rule, Stage
from linli.core.charter.text import Text


def name(path: Path, given: Any, v: Voice) -> str:
    """What a thing is called: by its title, else by its name in the file."""
    if isinstance(given, Requirement):
        return v.text(given.remedy).rstrip("。.")
    titled = _title(given)
    return v.text(titled) if titled else str(path[-1]).replace("-", " ")


def owner(path: Path, v: Voice) -> str:
    """What the things around a place in the file are called, from the outside in; of the head, the charter."""
    called: list[str] = []
    part: Any = v.charter
    for step in path:
        part = _into(part, step)
        if part is None:
            break
        if isinstance(part, Relation):
            one, other = v.organ(part.from_), v.organ(part.to)
            called.append(v.say(f"{one}与{other}的关系", f"{one} and {other}"))
        elif _is_thing(part, step):
            called.append(name((step,), part, v))
    return v.say("·", ": ").join(called) or v.text(v.charter.title)


def _is_thing(part: object, step: str | int) -> bool:
    """Whether a part has a name of its own: a rule in place has none, nor has a text that is itself a name."""
    if isinstance(part, Text | Requirement):
        return isinstance(part, Text) and step not in KEYS
    return isinstance(part, Part) and (
        _title(part) is not None or (isinstance(part, Rule) and step != "rule")
    )


def _title(part: Any) -> Any:
    return getattr(part, "title", None) or (part if hasattr(part, "zh") else None)


def _into(part: Any, step: str | int) -> Any:
    if isinstance(part, Part):
        fields = {kebab(field): field for field in type(part).model_fields}
        return getattr(part, fields[str(step)], None) if str(step) in fields else None
    if isinstance(part, Mapping):
        return cast("Mapping[str | int, Any]", part).get(step)
    return part[step] if is_tuple(part) and isinstance(step, int) and step < len(part) else None


def stage_at(path: Path, v: Voice) -> Stage | None:
    """The stage in which a place of the file lies; None outside of stages."""
    if path[:1] != ("procedures",) or len(path) < 4 or path[2] != "stages":
        return None
    procedure = v.charter.procedures.get(str(path[1]))
    return procedure.stages.get(str(path[3])) if procedure else None


def details(given: Part, v: Voice) -> str:
    """The first sentences of a thing as it is read aloud; empty where its name says all."""
    tell = _TELL.get(type(given))
    said: tuple[str, ...] = tell(given, v) if tell else ()
    return v.say("", " ").join(v.sentence(one) for one in said if one)


def _procedure(given: Procedure, v: Voice) -> tuple[str, ...]:
    titles = v.list(v.text(stage.title) for stage in given.stages.values())
    return *parts.procedure(given, v)[:1], v.say(f"环节：{titles}", f"Stages: {titles}")


def _fact(given: FactKind, v: Voice) -> tuple[str, ...]:
    return (parts.fact(given, v),)


def _stage(given: Stage, v: Voice) -> tuple[str, ...]:
    return stages.stage(given, v)[:1]


_TELL: Mapping[type, Callable[[Any, Voice], tuple[str, ...]]] = {
    Organ: lambda given, v: organs.organ("", given, v)[:1],
    Procedure: _procedure,
    Rule: lambda given, v: (rules.rule(given, Frame(v)),),
    Duty: lambda given, v: parts.duty(given, v)[:1],
    Fund: lambda given, v: parts.fund(given, v)[:2],
    Measure: lambda given, v: parts.measure(given, v)[:2],
    Catalogue: parts.catalogue,
    Disclosure: parts.disclosure,
    PlaceKind: organs.place,
    FactKind: _fact,
    KnownFact: _fact,
    **dict.fromkeys(get_args(get_args(Stage)[0]), _stage),
    Requirement: lambda given, v: stages.requirements((given,), v),
}
