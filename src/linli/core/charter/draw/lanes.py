"""Which lines that pass by boxes run in which lane beside them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from linli.core.charter.draw.shape import Node, Way

MOST = 6
"""Lanes beside a column; a line that finds none free is drawn as the name of the box that it leads to."""

Bus = tuple[str, bool]
"""What shares a lane: the lines to one node, from above it (False), or from below or itself (True)."""


@dataclass(frozen=True)
class Lines:
    """The lines between the nodes of one column, 0 being the lane next to the boxes."""

    place: Mapping[str, int]
    on: Mapping[int, Way]
    """The way that leads straight down from a node to the one below it."""
    lanes: Mapping[Bus, int]

    def lane(self, index: int, way: Way) -> int | None:
        """The lane of a way out of the node at ``index``; None where it has none."""
        bus = self.bus(index, way)
        return self.lanes.get(bus) if bus else None

    def bus(self, index: int, way: Way) -> Bus | None:
        """What a way out of the node at ``index`` runs with; None where it leads straight down or to no node here."""
        to = self.place.get(way.to) if way.manner in ("on", "back", "makes") else None
        return None if to is None or way is self.on.get(index) else (way.to, to <= index)


def lines(nodes: Sequence[Node]) -> Lines:
    """Gives each line its lane; short ones run inside long ones. n log n."""
    place = {node.key: index for index, node in enumerate(nodes)}
    on = {index: way for index in range(len(nodes) - 1) for way in _straight(nodes, index)[:1]}
    without = Lines(place, on, {})
    spans: dict[Bus, tuple[int, int]] = {}
    for index, node in enumerate(nodes):
        for bus in filter(None, (without.bus(index, way) for way in node.ways)):
            start, stop = _span(place[bus[0]], index)
            known = spans.get(bus, (start, stop))
            spans[bus] = (min(start, known[0]), max(stop, known[1]))
    return Lines(place, on, _shared_out(spans))


def _straight(nodes: Sequence[Node], index: int) -> list[Way]:
    below = nodes[index + 1].key
    return [way for way in nodes[index].ways if way.to == below and way.manner in ("on", "makes")]


def _span(to: int, index: int) -> tuple[int, int]:
    """From where to where a line runs: a node has an entry from above, one from below, and then its ways out."""
    return (3 * to + 1, 3 * index + 2) if to <= index else (3 * index + 2, 3 * to)


def _shared_out(spans: Mapping[Bus, tuple[int, int]]) -> dict[Bus, int]:
    taken: list[list[tuple[int, int]]] = [[] for _ in range(MOST)]
    found: dict[Bus, int] = {}
    for bus, span in sorted(spans.items(), key=lambda one: (one[1][1] - one[1][0], one[1])):
        lane = next((at for at, row in enumerate(taken) if _free(row, *span)), None)
        if lane is not None:
            insort(taken[lane], span)
            found[bus] = lane
    return found


def _free(row: list[tuple[int, int]], start: int, stop: int) -> bool:
    at = bisect_left(row, (start, stop))
    return (at == 0 or row[at - 1][1] < start) and (at == len(row) or stop < row[at][0])
