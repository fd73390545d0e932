"""In which order boxes stand from top to bottom, and which stages belong to the strands of a split."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Collection, Iterable, Mapping

Graph = Mapping[str, Iterable[str]]

WIDEST = 64
"""Stages that one split can hold in its frame; a larger one is drawn with plain arrows."""


def downwards(graph: Graph) -> tuple[str, ...]:
    """All nodes so that arrows point down where they can, otherwise in the order given. n log n."""
    rank = {node: index for index, node in enumerate(graph)}
    ahead = _without_rings(graph)
    waits = dict.fromkeys(graph, 0)
    for targets in ahead.values():
        for to in targets:
            waits[to] += 1
    ready = [rank[node] for node in graph if not waits[node]]
    nodes, row = tuple(graph), list[str]()
    while ready:
        row.append(nodes[heapq.heappop(ready)])
        for to in ahead[row[-1]]:
            waits[to] -= 1
            if not waits[to]:
                heapq.heappush(ready, rank[to])
    return tuple(row)


def _without_rings(graph: Graph) -> dict[str, list[str]]:
    """The arrows without those that lead back to where a walk in the order given came from."""
    ahead: dict[str, list[str]] = {node: [] for node in graph}
    met: set[str] = set()
    way: set[str] = set()
    for root in graph:
        todo = [(root, "")]
        while todo:
            node, came = todo.pop()
            if came == node:  # the mark under a node's arrows: all of them are walked
                way.discard(node)
                continue
            if came and node not in way:
                ahead[came].append(node)
            if node not in met:
                met.add(node)
                way.add(node)
                todo.append((node, node))
                todo += [(to, node) for to in graph[node] if to in graph and to != node]
    return ahead


def strands(
    split: str, firsts: Collection[str], stops: Collection[str], leads: Graph, free: Collection[str]
) -> tuple[tuple[str, ...], ...]:
    """The stages of each strand of a split, from its first on up to where the split itself goes on.

    ``leads`` says which stages follow each, ``free`` which may be framed. Nothing where the strands are too large.
    """
    held: set[str] = {split, *stops}
    rows: list[tuple[str, ...]] = []
    for first in firsts:
        row: list[str] = []
        todo = deque([first])
        while todo and len(held) <= WIDEST:
            node = todo.popleft()
            if node in free and node not in held:
                held.add(node)
                row.append(node)
                todo.extend(leads[node])
        rows.append(tuple(row))
    return tuple(rows) if len(held) <= WIDEST and all(rows) else ()
