"""What a procedure asks of whom until it is done: the ways through its stages, followed until no new one is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from linli.core.charter.stages import Split
from linli.core.charter.terms import Target
from linli.core.engine.counting import NotCounted, holds
from linli.core.lab.power.needs import Asking, NotSaid, TooMany, Ways, asks, chooses
from linli.core.lab.power.players import Player
from linli.core.lab.power.rungs import Rungs, climbed, least

__all__ = ["TooMany", "ways"]

MOST_STEPS = 5_000_000
"""How often ways may be put together, and compared, before it is given up."""

Coded = frozenset[int]
"""Ways, each as the number of what it asks for."""
_FREE: Coded = frozenset({0})
_NEVER: Coded = frozenset()


@dataclass(frozen=True, slots=True)
class _Node:
    """A stage, at its place or at the place above, and what has become of the item that is wanted."""

    stage: str
    above: bool = False
    item: Literal["", "chosen", "open"] = ""


_Edge = tuple[Coded, _Node | None]
"""What it asks to go to a node; to none where the goal is reached."""


def ways(asking: Asking) -> Ways:
    """Every way from the first stage to the end ``done``, as what it needs of each class.

    Where items are chosen among, done means that the item which is wanted has been chosen. Raises
    :class:`~linli.core.lab.power.needs.NotSaid` or :class:`TooMany`.
    """
    first = next(iter(asking.procedure.stages), None)
    if first is None:
        return ()
    search = _Search(asking)
    found = search.reach(_Node(first))
    search.ask_once()
    return tuple(sorted(tuple(sorted(search.rungs.need(way))) for way in found))


@dataclass
class _Search:
    asking: Asking
    steps: int = 0
    known: dict[tuple[str, bool], dict[str, Coded]] = field(
        default_factory=dict[tuple[str, bool], dict[str, Coded]]
    )
    splitting: list[tuple[str, bool]] = field(default_factory=list[tuple[str, bool]])

    @cached_property
    def asked(self) -> dict[tuple[str, bool], dict[str, Ways]]:
        """What each outcome of every stage asks, here and at the place above; but where it is not said."""
        found: dict[tuple[str, bool], dict[str, Ways]] = {}
        for name in self.asking.procedure.stages:
            for above in (False, True):
                with suppress(NotSaid, TooMany):
                    found[name, above] = asks(self.asking, name, above=above)
        return found

    @cached_property
    def rungs(self) -> Rungs[Player]:
        """All that is asked of anybody, so that ways are put together and compared as numbers."""
        return climbed(need for asked in self.asked.values() for way in asked.values() for need in way)

    def ask_once(self) -> None:
        """Who is asked for kinds at one stage and asked again at another: how few do for both is not worked out."""
        for player, stage in self.asking.mixed.items():
            others = (asked for (name, _), asked in self.asked.items() if name != stage)
            if any(player in dict(way) for asked in others for some in asked.values() for way in some):
                raise NotSaid(stage, "class")

    def reach(self, first: _Node, joined: str = "") -> Coded:
        """The ways from a node to the end, or to the stage where strands join."""
        edges = self._edges(first, joined)
        found: dict[_Node, Coded] = {node: _NEVER for node in edges}
        changed = True
        while changed:
            changed = False
            for node in reversed(edges):
                met = self._least(found[node].union(*self._onward(edges[node], found)))
                changed, found[node] = changed or met != found[node], met
        return found[first]

    def _onward(self, edges: list[_Edge], found: dict[_Node, Coded]) -> Iterator[Coded]:
        return (self._both(asked, found[to] if to else _FREE) for asked, to in edges)

    def _both(self, some: Coded, others: Coded) -> Coded:
        self._spend(len(some) * len(others))
        return frozenset(one | other for one in some for other in others)

    def _least(self, found: Iterable[int]) -> Coded:
        return least(found, self._spend)

    def _spend(self, steps: int) -> None:
        self.steps += steps
        if self.steps > MOST_STEPS:
            raise TooMany

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
                        yield from self._to(target, node, "open", _FREE, joined)
                    else:
                        yield from self._to(target, node, node.item, asked, joined)

    def _to(
        self, target: Target, node: _Node, item: Literal["", "chosen", "open"], asked: Coded, joined: str
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

    def _asked(self, node: _Node) -> dict[str, Coded]:
        if node.item == "chosen" and chooses(self.asking, self.asking.procedure.stages[node.stage]):
            return dict.fromkeys(("elected", "short", "tied"), _FREE)
        key = (node.stage, node.above)
        if key not in self.known:
            stage = self.asking.procedure.stages[node.stage]
            if isinstance(stage, Split):
                return self._split(key, node, stage)
            self.known[key] = self._coded(node)
        return self.known[key]

    def _split(self, key: tuple[str, bool], node: _Node, stage: Split) -> dict[str, Coded]:
        """A strand that comes back to where it was split brings no new way; kept is what is whole."""
        if key in self.splitting:
            return {"joined": _NEVER, "broken": _FREE}
        self.splitting.append(key)
        found = {"joined": self._strands(node, stage), "broken": _FREE}
        self.splitting.pop()
        if not self.splitting:
            self.known[key] = found
        return found

    def _coded(self, node: _Node) -> dict[str, Coded]:
        asked = self.asked.get((node.stage, node.above))
        if asked is None:
            asked = asks(self.asking, node.stage, above=node.above)
        return {leads: frozenset(map(self.rungs.number, way)) for leads, way in asked.items()}

    def _strands(self, node: _Node, stage: Split) -> Coded:
        """What it takes to carry as many strands through as the rule for joining asks."""
        firsts = stage.strands or (stage.first, stage.first)
        try:
            enough = _enough(stage, len(firsts))
        except NotCounted:
            raise NotSaid(node.stage, "class") from None
        if not enough:
            return _NEVER if enough is None else _FREE
        on = stage.then.get("joined")
        joined = on.name if on and on.kind == "stage" else ""
        each = [self.reach(_Node(first, node.above), joined) for first in dict.fromkeys(firsts)]
        return self._so_many_of(each, min(enough, len(each)))

    def _so_many_of(self, each: list[Coded], enough: int) -> Coded:
        """The ways to carry so many of some things: ``found[n]`` has those for ``n`` of the ones gone through."""
        found = [_FREE, *[_NEVER] * enough]
        for one in each:
            for many in range(enough, 0, -1):
                found[many] = self._least(found[many] | self._both(found[many - 1], one))
        return found[enough]


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
