"""A procedure as nodes: its stages, and where each outcome leads."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from linli.core.charter.draw import order
from linli.core.charter.draw.measure import clean
from linli.core.charter.draw.shape import Node, Picture, Way
from linli.core.charter.draw.ways import Stages, capital, times, ways, who
from linli.core.charter.draw.words import KINDS, STRANDS
from linli.core.charter.explain.voice import Voice
from linli.core.charter.stages import Split, Stage

DEEPEST = 3
"""How far frames of strands stand in one another; what is deeper is drawn with plain arrows."""

Strands = tuple[tuple[str, ...], ...]


def picture(slug: str, v: Voice, base: str) -> Picture:
    """The drawing of a procedure. Raises KeyError for one that the charter does not have."""
    procedure = v.charter.procedures[slug]
    title, stages = clean(v.text(procedure.title)), procedure.stages
    names = v.list(v.quote(clean(v.text(stage.title))) for stage in stages.values())
    leads = _leads(stages)
    drawn = _Drawn(v.within(slug), f"{base}#procedures.{slug}.stages.", stages, leads, _comes(leads))
    return Picture(
        name=f"{v.charter.charter}-{slug}",
        lang=v.lang,
        title=v.say(f"{title}：程序图", f"{title}: how it goes"),
        says=v.say(f"共 {len(stages)} 个环节：{names}。", f"{len(stages)} stages: {names}."),
        nodes=drawn.column(tuple(stages), 0),
    )


def firsts(stage: Stage) -> tuple[str, ...]:
    """The stages with which the strands of a split begin."""
    if not isinstance(stage, Split):
        return ()
    return tuple(dict.fromkeys((*stage.strands, *((stage.first,) if stage.first else ()))))


def _leads(stages: Stages) -> dict[str, tuple[str, ...]]:
    """The stages to which each leads, on or back; what goes up is begun again elsewhere."""
    return {name: tuple(to for to in _named(name, stage) if to in stages) for name, stage in stages.items()}


def _named(name: str, stage: Stage) -> Iterator[str]:
    yield from firsts(stage)
    yield from (to.name or name for to in stage.then.values() if to.kind in ("stage", "again"))


def _comes(leads: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    comes: dict[str, set[str]] = {name: set() for name in leads}
    for name, targets in leads.items():
        for to in targets:
            comes[to].add(name)
    return comes


@dataclass(frozen=True)
class _Drawn:
    """One procedure being drawn; ``leads`` gives the stages after each, ``comes`` those before it."""

    v: Voice
    base: str
    stages: Stages
    leads: Mapping[str, tuple[str, ...]]
    comes: Mapping[str, set[str]]

    def column(self, names: Collection[str], depth: int) -> tuple[Node, ...]:
        """Stages as nodes from top to bottom, those of strands within the split that they belong to."""
        free = set(names)
        framed: dict[str, Strands] = {}
        for name in names:
            if name in free and depth < DEEPEST:
                framed[name] = self._strands(name, free)
                free.difference_update(*framed[name])
        graph = {name: tuple(self._below(name, framed.get(name, ()))) for name in names if name in free}
        return tuple(self._node(name, framed.get(name, ()), depth) for name in order.downwards(graph))

    def _below(self, name: str, rows: Strands) -> Iterator[str]:
        """The stages that should stand below one; those that follow its strands stand below their frame."""
        for one in (name, *(inner for row in rows for inner in row)):
            yield from (to.name for to in self.stages[one].then.values() if to.kind == "stage")
            yield from firsts(self.stages[one])

    def _strands(self, name: str, free: Collection[str]) -> Strands:
        """The strands of a split, where nothing but the split and they themselves leads into them."""
        stage = self.stages[name]
        begin = firsts(stage)
        if not begin or not all(first in free for first in begin):
            return ()
        stops = {to.name or name for to in stage.then.values()}
        rows = order.strands(name, begin, stops, self.leads, free)
        own = {name}.union(*rows)
        return rows if all(self.comes[one] <= own for row in rows for one in row) else ()

    def _node(self, name: str, rows: Strands, depth: int) -> Node:
        stage, v = self.stages[name], self.v
        strands = tuple(self.column(row, depth + 1) for row in rows)
        return Node(
            key=name,
            kind=stage.kind,
            title=capital(v.text(stage.title)),
            mark=v.say(KINDS[stage.kind][0], ""),
            tag=v.say("", KINDS[stage.kind][1]),
            lines=tuple(line for line in (who(stage, v), times(stage, v), _only(stage, v)) if line),
            href=self.base + name,
            ways=(*self._parts(stage, rows), *ways(name, stage, v, self.base)),
            strands=strands,
            strands_title=_side_by_side(stage, v),
            many=isinstance(stage, Split) and bool(stage.each),
        )

    def _parts(self, stage: Stage, rows: Strands) -> Iterable[Way]:
        """The arrows to the beginnings of strands that stand in no frame."""
        begin = () if rows else firsts(stage)
        said = _side_by_side(stage, self.v)
        return (
            Way("on", ("strands",), said, to, self.v.stage_title(to), href=self.base + to) for to in begin
        )


def _only(stage: Stage, v: Voice) -> str:
    return v.say("有条件，不符合就跳过", "may be passed over") if stage.when is not None else ""


def _side_by_side(stage: Stage, v: Voice) -> str:
    return v.word(STRANDS, stage.each) if isinstance(stage, Split) else ""
