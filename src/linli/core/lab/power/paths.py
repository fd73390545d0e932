"""What a procedure asks of whom until it is done: the ways through its stages, followed until no new one is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

from linli.core.charter.stages import Split
from linli.core.charter.terms import Target
from linli.core.engine.counting import NotCounted, holds
from linli.core.lab.power.needs import (
    FREE,
    NEVER,
    Asking,
    Needs,
    NotSaid,
    Ways,
    all_of,
    asks,
    chooses,
    merged,
)

MOST_STEPS = 20_000
"""How often needs may be put together before it is given up."""


class TooMany(ValueError):
    """The procedure has too many ways through it."""


@dataclass(frozen=True, slots=True)
class _Node:
    """A stage, at its place or at the place above, and what has become of the item that is wanted."""

    stage: str
    above: bool = False
    item: Literal["", "chosen", "open"] = ""


_Edge = tuple[Ways, _Node | None]
"""What it asks to go to a node; to none where the goal is reached."""


def ways(asking: Asking) -> Ways:
    """Every way from the first stage to the end ``done``, as what it needs of each class.

    Where items are chosen among, done means that the item which is wanted has been chosen. Raises
    :class:`~linli.core.lab.power.needs.NotSaid` or :class:`TooMany`.
    """
    first = next(iter(asking.procedure.stages), None)
    return _Search(asking).reach(_Node(first)) if first else ()


@dataclass
class _Search:
    asking: Asking
    steps: int = 0
    known: dict[tuple[str, bool], dict[str, Ways]] = field(
        default_factory=dict[tuple[str, bool], dict[str, Ways]]
    )

    def reach(self, first: _Node, joined: str = "") -> Ways:
        """The ways from a node to the end, or to the stage where strands join."""
        edges = self._edges(first, joined)
        found: dict[_Node, set[Needs]] = {node: set() for node in edges}
        changed = True
        while changed:
            changed = False
            for node in reversed(edges):
                met = self._least(found[node] | set(self._onward(edges[node], found)))
                changed, found[node] = changed or met != found[node], met
        return tuple(sorted(found[first]))

    def _onward(self, edges: list[_Edge], found: dict[_Node, set[Needs]]) -> Iterator[Needs]:
        for asked, to in edges:
            for need in asked:
                for rest in found[to] if to else ((),):
                    self.steps += 1
                    if self.steps > MOST_STEPS:
                        raise TooMany
                    yield merged(need, rest)

    def _least(self, needs: set[Needs]) -> set[Needs]:
        """The needs of which none asks for all that another asks."""
        self.steps += len(needs)
        return {
            one for one in needs if not any(other != one and merged(one, other) == one for other in needs)
        }

    def _edges(self, first: _Node, joined: str) -> dict[_Node, list[_Edge]]:
        """Every node that can be come to from the first, in the order met, with where it leads."""
        edges: dict[_Node, list[_Edge]] = {}
        todo = [first]
        while todo:
            node = todo.pop()
            if node not in edges:
                edges[node] = list(self._from(node, joined))
                todo += [to for _, to in edges[node] if to]
        return edges

    def _from(self, node: _Node, joined: str) -> Iterator[_Edge]:
        stage = self.asking.procedure.stages[node.stage]
        choosing = chooses(self.asking, stage) and node.item != "chosen"
        for leads, asked in self._asked(node).items():
            if leads in stage.then:
                for target in _targets(stage.then[leads]):
                    if choosing:
                        yield from self._to(target, node, "chosen", asked, joined)
                        yield from self._to(target, node, "open", FREE, joined)
                    else:
                        yield from self._to(target, node, node.item, asked, joined)

    def _to(
        self, target: Target, node: _Node, item: Literal["", "chosen", "open"], asked: Ways, joined: str
    ) -> Iterator[_Edge]:
        if target.kind == "end":
            if target.name == "done" and item != "open":
                yield asked, None
            return
        stage = target.name if target.kind != "up" else target.stage
        if joined and stage == joined:
            yield asked, None
        elif (stage or node.stage) in self.asking.procedure.stages:
            yield asked, _Node(stage or node.stage, node.above or target.kind == "up", item)

    def _asked(self, node: _Node) -> dict[str, Ways]:
        if node.item == "chosen" and chooses(self.asking, self.asking.procedure.stages[node.stage]):
            return dict.fromkeys(("elected", "short", "tied"), FREE)
        key = (node.stage, node.above)
        if key not in self.known:
            self.known[key] = asks(self.asking, node.stage, above=node.above)
            stage = self.asking.procedure.stages[node.stage]
            if isinstance(stage, Split):
                self.known[key] = {"joined": self._strands(node, stage), "broken": FREE}
        return self.known[key]

    def _strands(self, node: _Node, stage: Split) -> Ways:
        """What it takes to carry as many strands through as the rule for joining asks."""
        firsts = stage.strands or (stage.first, stage.first)
        try:
            enough = _enough(stage, len(firsts))
        except NotCounted:
            raise NotSaid(node.stage, "class") from None
        if not enough:
            return NEVER if enough is None else FREE
        on = stage.then.get("joined")
        joined = on.name if on and on.kind == "stage" else ""
        each = [self.reach(_Node(first, node.above), joined) for first in dict.fromkeys(firsts)]
        return tuple(way for some in combinations(each, min(enough, len(each))) for way in all_of(some))


def _enough(stage: Split, strands: int) -> int | None:
    """How few strands must be carried through; none where the charter asks for none."""
    if stage.join is None:
        return 0
    for finished in range(strands + 1):
        if holds(stage.join, {"strands": strands, "finished": finished}):
            return finished
    return None


def _targets(target: Target) -> Iterator[Target]:
    """Where an outcome leads; and where it ends when it has been gone round often enough."""
    yield target
    if target.kind == "again" and target.at_most is not None:
        yield Target("end", target.exhausted)
