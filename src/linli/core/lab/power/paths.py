"""What a procedure asks of whom until it is done: the ways through its stages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from linli.core.charter.load import Loaded
from linli.core.charter.model import Charter, Procedure
from linli.core.charter.stages import Gather, Poll, Rule, Screen, Stage
from linli.core.charter.terms import Target
from linli.core.engine.counting import NotCounted, holds, outcome

MOST_STEPS = 20_000
"""How many stages the search for ways may go through."""
ALL = (
    "members",
    "electors",
    "households",
    "seats",
    "present",
    "cast",
    "valid",
    "participating",
    "issued",
    "returned",
)
NONE = ("abstain", "blank", "invalid")

Needs = dict[str, int]
"""How many of each organ must be of one mind."""


class NotSaid(ValueError):
    """What a stage asks cannot be told from the charter alone; ``stage`` is its name."""

    def __init__(self, stage: str) -> None:
        super().__init__(stage)
        self.stage = stage


class TooMany(ValueError):
    """The procedure has too many ways through it."""


def body(charter: Charter, organ: str) -> str:
    """The organ whose members an assembly consists of; they are the same people."""
    met = [organ]
    while (found := charter.organs.get(met[-1])) and found.assembly_of and found.assembly_of not in met:
        met.append(found.assembly_of)
    return met[-1]


def ways(loaded: Loaded, procedure: Procedure, size: Callable[[str], int]) -> tuple[Needs, ...]:
    """Every way from the first stage to the end ``done``, as what it needs of each organ.

    Raises :class:`NotSaid` or :class:`TooMany`.
    """
    steps = 0

    @cache
    def asked(name: str) -> Mapping[str, Needs | None]:
        return _asks(loaded, name, procedure.stages[name], size)

    def through(name: str, met: frozenset[str], needs: Needs) -> Iterator[Needs]:
        nonlocal steps
        steps += 1
        if steps > MOST_STEPS:
            raise TooMany
        stage, asks = procedure.stages[name], asked(name)
        for leads, target in stage.then.items():
            need = asks.get(leads, {})
            if need is None:
                continue
            both = {organ: max(needs.get(organ, 0), need.get(organ, 0)) for organ in (*needs, *need)}
            yield from _on(target, met, both, procedure, through)

    first = next(iter(procedure.stages), None)
    return tuple(through(first, frozenset({first}), {})) if first else ()


def _on(
    target: Target,
    met: frozenset[str],
    needs: Needs,
    procedure: Procedure,
    through: Callable[[str, frozenset[str], Needs], Iterator[Needs]],
) -> Iterator[Needs]:
    if (target.kind, target.name) == ("end", "done"):
        yield needs
    elif target.kind == "stage" and target.name not in met and target.name in procedure.stages:
        yield from through(target.name, met | {target.name}, needs)


def _asks(loaded: Loaded, name: str, stage: Stage, size: Callable[[str], int]) -> Mapping[str, Needs | None]:
    """What each outcome needs that does not come about by itself; None for one that cannot be brought about."""
    if isinstance(stage, Poll):
        return {"passed": _poll(loaded, name, stage, size)}
    if isinstance(stage, Gather) and stage.of == "supports" and stage.enough:
        return {"enough": _gather(loaded, name, stage, size)}
    if isinstance(stage, Screen):
        organ = _one(loaded, name, stage)
        return {bin_: {organ: 1} for bin_ in stage.bins}
    return {}


def _one(loaded: Loaded, name: str, stage: Stage) -> str:
    """The one organ that acts in a stage; the chair stands for an organ of its own."""
    if stage.by is None or len(stage.by.any_of) != 1:
        raise NotSaid(name)
    who = stage.by.any_of[0]
    if who.kind not in ("organ", "chair") or who.within:
        raise NotSaid(name)
    return f"chair of {who.name}" if who.kind == "chair" else body(loaded.charter, who.name)


def _poll(loaded: Loaded, name: str, stage: Poll, size: Callable[[str], int]) -> Needs | None:
    rule = loaded.rule(stage.rule) if isinstance(stage.rule, str) else stage.rule
    if rule is None:
        return {}
    if rule.pass_ is None:
        raise NotSaid(name)
    organ = _one(loaded, name, stage)
    people = size(organ)
    for yes in range(1, people + 1):
        if _passes(rule, yes, people, name):
            return {organ: yes}
    return None


def _passes(rule: Rule, yes: int, people: int, name: str) -> bool:
    """Whether so many in favour carry it when everyone takes part and all others are against."""
    figures = dict.fromkeys(ALL, people) | dict.fromkeys(NONE, 0)
    figures |= {"yes": yes, "no": people - yes, "satisfied": yes}
    figures |= {f"{base}/{measure}": n for base, n in list(figures.items()) for measure in ("heads", "area")}
    try:
        return outcome(rule, figures) == "passed"
    except NotCounted:
        raise NotSaid(name) from None


def _gather(loaded: Loaded, name: str, stage: Gather, size: Callable[[str], int]) -> Needs | None:
    assert stage.enough is not None  # the caller has asked
    organ = _one(loaded, name, stage)
    people = size(organ)
    try:
        for supports in range(1, people + 1):
            if holds(stage.enough, {"supports": supports, "members": people, "electors": people}):
                return {organ: supports}
    except NotCounted:
        raise NotSaid(name) from None
    return None
