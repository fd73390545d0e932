"""The stages of a procedure as a graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from linli.core.charter.lint.knots import knots
from linli.core.charter.model import Procedure
from linli.core.charter.nodes import Path
from linli.core.charter.stages import Split, Stage, Wait
from linli.core.charter.terms import Target

END = ""
"""The node behind all ends; a matter that moves up to the parent place is at an end here."""


@dataclass(frozen=True, slots=True)
class Edge:
    """From one stage to the next. ``bounded`` edges can be gone only so often; ``key`` is their path in the stage."""

    start: str
    to: str
    bounded: bool
    key: Path


def edges(procedure: Procedure) -> tuple[Edge, ...]:
    """All edges between stages that exist; a target that is unknown is left out."""
    return tuple(
        edge
        for name, stage in procedure.stages.items()
        for edge in _from(name, stage)
        if edge.to in procedure.stages or edge.to == END
    )


def _from(name: str, stage: Stage) -> Iterator[Edge]:
    for outcome, target in stage.then.items():
        yield from _of_target(name, target, ("then", outcome))
    if isinstance(stage, Split):
        for index, strand in enumerate(stage.strands):
            yield Edge(name, strand, True, ("strands", index))
        if stage.first:
            yield Edge(name, stage.first, True, ("first",))


def _of_target(name: str, target: Target, key: Path) -> Iterator[Edge]:
    """Going up is bounded too: there are only so many places above."""
    bounded = target.kind != "stage" and (target.kind != "again" or target.at_most is not None)
    if target.kind in ("stage", "again"):
        yield Edge(name, target.name or name, bounded, key)
    if target.kind == "up" and target.stage:
        yield Edge(name, target.stage, True, key)
    if bounded:
        yield Edge(name, END, True, key)


def reached(edges: Iterable[Edge], start: str) -> set[str]:
    """All nodes that can be reached from ``start``, itself included."""
    follow: dict[str, set[str]] = {}
    for edge in edges:
        follow.setdefault(edge.start, set()).add(edge.to)
    return _spread(follow, start)


def ending(edges: Iterable[Edge]) -> set[str]:
    """All nodes from which an end can be reached."""
    back: dict[str, set[str]] = {}
    for edge in edges:
        back.setdefault(edge.to, set()).add(edge.start)
    return _spread(back, END)


def _spread(follow: dict[str, set[str]], start: str) -> set[str]:
    met, todo = {start}, [start]
    while todo:
        for node in follow.get(todo.pop(), set()) - met:
            met.add(node)
            todo.append(node)
    return met


def endless(procedure: Procedure, edges: tuple[Edge, ...]) -> Iterator[Edge]:
    """Of each knot of stages that can be gone round for ever without waiting, the first edge that goes back."""
    order = {name: index for index, name in enumerate(procedure.stages)}
    free = [
        edge
        for edge in edges
        if not edge.bounded
        and not isinstance(procedure.stages[edge.start], Wait)
        and not isinstance(procedure.stages[edge.to], Wait)
    ]
    ahead: dict[str, list[str]] = {name: [] for name in order}
    for edge in free:
        ahead[edge.start].append(edge.to)
    knot = knots(ahead)
    told: set[str] = set()
    for edge in free:
        if order[edge.to] <= order[edge.start] and knot[edge.start] == knot[edge.to] not in told:
            told.add(knot[edge.start])
            yield edge
