"""What was taken from those concerned: a choice of their own, a place among those who sign."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from linli.core.charter.finding import Finding
from linli.core.charter.lint import graph
from linli.core.charter.lint.critique.ground import Ground
from linli.core.charter.lint.say import At, finding, stages
from linli.core.charter.model import Procedure
from linli.core.charter.powers import choosers
from linli.core.charter.stages import Assign, Split

CHOOSING = ("proposes", "screens", "decides", "elects")
"""The powers by which somebody has a say in what is done."""


def uniform(ground: Ground) -> Iterator[Finding]:
    """Whether those above set what is done in every place alike, and no place may choose, add or turn down anything."""
    for at in stages(ground.charter):
        if not isinstance(at.stage, Split) or at.stage.each != "places":
            continue
        inside = _strand(at.procedure, at.stage)
        choosing = [one for one in ground.powers.in_.get(str(at.path[1]), ()) if one.does in CHOOSING]
        set_by = tuple(dict.fromkeys(one.organ for one in choosing if one.stage not in inside))
        local = any(one.stage in inside and one.organ not in set_by for one in choosing)
        above = all(ground.powers.above(one) for one in set_by)
        returned = any(isinstance(at.procedure.stages[name], Assign) for name in inside)
        if set_by and above and not local and not returned:
            yield _uniform(ground, at, set_by)


def _strand(procedure: Procedure, split: Split) -> frozenset[str]:
    """The stages through which a strand can come before it is joined with the others."""
    joined = split.then.get("joined")
    apart = {joined.name} if joined else set[str]()
    edges = tuple(graph.edges(procedure))
    met, todo = set[str](), [split.first]
    while todo:
        name = todo.pop()
        if name in procedure.stages and name not in met | apart:
            met.add(name)
            todo += [edge.to for edge in edges if edge.start == name]
    return frozenset(met)


def _uniform(ground: Ground, at: At, set_by: tuple[str, ...]) -> Finding:
    (zh, en), title = ground.organs(set_by), at.procedure.title
    says = (
        f"「{title.zh}」做什么由{zh}定好，一处一处照样办：当地没有人可以挑、可以添、可以不办，合不合当地的情形都一样",
        f"what is done in “{title.en}” is set by {en}, for every place alike: nobody there may choose, add or turn "
        "down anything, whether it fits the place or not",
    )
    mend = (
        "在每一处要走的环节里，让当地的组织筛选、表决，或者交办时可以退回",
        "in the stages that each place goes through let a body of its own sort, vote, or return what it is offered",
    )
    return finding(ground.loaded, "uniform-measures", at.path, says, mend)


def dropped(ground: Ground) -> Iterator[Finding]:
    """Whether somebody who once was a party no longer is, with nobody in their stead and no other hand in it."""
    for name, procedure in ground.charter.procedures.items():
        busy = {one.organ for one in ground.powers.in_.get(name, ())}
        gone: dict[date, list[str]] = {}
        for organ, day in _once(procedure).items():
            if (
                organ in ground.charter.organs
                and organ not in busy
                and not _in_stead(ground, procedure, organ)
            ):
                gone.setdefault(day, []).append(organ)
        for day, organs in sorted(gone.items()):
            yield _dropped(ground, name, day, organs)


def _once(procedure: Procedure) -> dict[str, date]:
    """The organs that once could be a party and cannot any more, each with the day from which they cannot."""
    days = sorted(procedure.parties or {})
    named = {day: set((procedure.parties or {})[day].organs) for day in days}
    found: dict[str, date] = {}
    for before, day in pairwise(days):
        found |= dict.fromkeys(sorted(named[before] - named[day]), day)
        found = {organ: since for organ, since in found.items() if organ not in named[day]}
    return found


def _in_stead(ground: Ground, procedure: Procedure, organ: str) -> bool:
    """Whether somebody of the same nature, of their choosing or of whom they are a part can still be a party."""
    organs, gone = ground.charter.organs, ground.charter.organs[organ]
    there = [
        organs[one] for one in (procedure.partners.organs if procedure.partners else ()) if one in organs
    ]
    return any(
        (one.nature and one.nature == gone.nature) or organ in (*one.union, *choosers(one), one.appointed_by)
        for one in there
    )


def _dropped(ground: Ground, name: str, day: date, organs: list[str]) -> Finding:
    (zh, en), title = ground.organs(organs), ground.charter.procedures[name].title
    says = (
        f"「{title.zh}」原来有{zh}一起签，自 {day.isoformat()} 起没有了，也没有人代替：跟他们有关的事，不问他们就定了",
        f"{en} once had a part in “{title.en}”; since {day.isoformat()} they have none, and nobody stands in their "
        "stead: what concerns them is settled without them",
    )
    mend = (
        "在现在的 parties 里也写上他们，或者写上代替他们的组织",
        "name them in the parties of today too, or whoever is to stand in their stead",
    )
    return finding(
        ground.loaded, "party-dropped", ("procedures", name, "parties", day.isoformat()), says, mend
    )


RULES = (uniform, dropped)
