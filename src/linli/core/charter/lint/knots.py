"""Which nodes of a graph can be reached from each other, in one pass however large the graph is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def knots(ahead: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """For each node one that stands for all that it can reach and come back from (Kosaraju: two walks).

    ``ahead`` has every node as a key.
    """
    back: dict[str, list[str]] = {node: [] for node in ahead}
    for node, others in ahead.items():
        for other in others:
            back[other].append(node)
    knot: dict[str, str] = {}
    for root in reversed(_left(ahead)):
        todo = [root]
        while todo:
            node = todo.pop()
            if node not in knot:
                knot[node] = root
                todo += back[node]
    return knot


def _left(ahead: Mapping[str, Sequence[str]]) -> list[str]:
    """The nodes in the order in which a walk through all of them is done with each."""
    met: set[str] = set()
    done: list[str] = []
    for root in ahead:
        todo = [(root, False)]
        while todo:
            node, over = todo.pop()
            if over:
                done.append(node)
            elif node not in met:
                met.add(node)
                todo += [(node, True), *((to, False) for to in ahead[node])]
    return done
