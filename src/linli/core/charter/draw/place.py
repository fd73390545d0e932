"""Gives every box, way and frame its place. All in one column from top to bottom; strands in columns of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from linli.core.charter.draw.lanes import Lines, lines
from linli.core.charter.draw.measure import width
from linli.core.charter.draw.plan import LEADS, SIZES, Box, Edge, Frame, Plan, Role, Words, down, fold
from linli.core.charter.draw.rows import BESIDE, LANE, TEXT, TRUNK, Place, Row, rows
from linli.core.charter.draw.shape import Node, Way

EM = 16
MARGIN = 6
WIDTHS = (328, 264)
"""How wide a box is: in the column, in a strand."""
PAD = 12
FORK = 38
"""From the top of a frame to the line from which its strands hang, and as much again to their first boxes."""
LEAST = 26
"""Between two boxes that no line joins."""


@dataclass(frozen=True)
class Column:
    """Nodes measured: how wide their boxes are, in which lanes their lines run, and the columns of their strands."""

    nodes: tuple[Node, ...]
    w: int
    lines: Lines
    inner: Mapping[str, tuple[Column, ...]]

    @property
    def whole(self) -> int:
        """Its width with the lanes."""
        return self.w + (BESIDE + max(lanes) * LANE + 4 if (lanes := self.lines.lanes.values()) else 0)


def plan(nodes: Sequence[Node]) -> Plan:
    """Everything in its place."""
    column = _measured(tuple(nodes), 0)
    placed = _Placed()
    bottom = placed.column(column, MARGIN, MARGIN)
    w = -(-(column.whole + 2 * MARGIN) // EM) * EM
    return Plan(w, bottom + MARGIN, tuple(placed.boxes), tuple(placed.frames), tuple(placed.edges))


def _measured(nodes: tuple[Node, ...], depth: int) -> Column:
    inner = {
        node.key: tuple(_measured(strand, depth + 1) for strand in node.strands)
        for node in nodes
        if node.strands
    }
    frames = (sum(one.whole for one in row) + PAD * (len(row) + 1) for row in inner.values())
    return Column(nodes, max((WIDTHS[min(depth, 1)], *frames)), lines(nodes), inner)


@dataclass
class _Placed:
    boxes: list[Box] = field(default_factory=list[Box])
    frames: list[Frame] = field(default_factory=list[Frame])
    edges: list[Edge] = field(default_factory=list[Edge])

    def column(self, column: Column, x: int, y: int) -> int:
        """Places nodes from (x, y) downwards, then the lines between them; gives the bottom."""
        boxes: dict[str, Box] = {}
        ways: list[tuple[int, Row]] = []
        for index, node in enumerate(column.nodes):
            boxes[node.key] = box = _box(node, x, y, column.w)
            y = self._frame(box, column.inner.get(node.key, ()))
            found = rows(node, index, column.lines, Place(x, y, column.w))
            ways += ((index, row) for row in found)
            y = found[-1].bottom if found else y
            if index + 1 < len(column.nodes) and not (found and found[-1].joins):
                y += LEAST
        self.boxes += boxes.values()
        self._lines(column, boxes, ways)
        return y

    def _lines(self, column: Column, boxes: Mapping[str, Box], ways: Sequence[tuple[int, Row]]) -> None:
        up: dict[str, int] = {}
        for index, row in ways:
            lane, to = column.lines.lane(index, row.way), boxes.get(row.way.to)
            rises = lane is not None and to is not None and to.y < row.level
            joined = up.get(row.way.to) if rises else None
            self.edges.append(row.edge(column.nodes[index].key, to, lane, joined))
            if rises:
                up[row.way.to] = row.level

    def _frame(self, box: Box, strands: Sequence[Column]) -> int:
        """The frame under a box with its strands side by side; gives the bottom of both."""
        x, y, bottom = box.x + PAD, box.y + box.h + FORK // 2, 0
        if not strands:
            return box.y + box.h
        for strand in strands:
            bottom = max(bottom, self.column(strand, x, y + 2 * FORK))
            self.edges.append(_fork(box, strand.nodes[0].key, x + TRUNK, y))
            x += strand.whole + PAD
        words = Words("strands", box.x + TEXT, y + FORK - 14, box.node.strands_title)
        self.frames.append(Frame(box.node, box.x, y, box.w, bottom + PAD - y, (words,)))
        return bottom + PAD


def _box(node: Node, x: int, y: int, w: int) -> Box:
    tag = width(node.tag, SIZES["tag"])
    title = _lines("title", node.title, x + TEXT, y + 29, w - TEXT - PAD - (tag + PAD if tag else 0))
    words = [*title, *_mark(node, x, y, w, tag)]
    foot = y + 29 + LEADS["title"] * (len(title) - 1)
    for text in node.lines:
        lines = _lines("who", text, x + TEXT, foot + LEADS["who"] + 2, w - TEXT - PAD)
        words += lines
        foot = lines[-1].y - 2 if lines else foot
    return Box(node, x, y, w, foot + 15 - y, tuple(words))


def _mark(node: Node, x: int, y: int, w: int, tag: int) -> Iterator[Words]:
    """What kind of node it is: a sign on the stem, or a word at the right."""
    if node.mark:
        yield Words("mark", x + TRUNK - width(node.mark, SIZES["mark"]) // 2, y + 28, node.mark)
    if node.tag:
        yield Words("tag", x + w - PAD - tag, y + 28, node.tag)


def _lines(role: Role, text: str, x: int, y: int, wide: int) -> list[Words]:
    lines = fold(text, role, wide, most=3)
    return [Words(role, x, y + LEADS[role] * index, line) for index, line in enumerate(lines)]


def _fork(box: Box, first: str, x: int, y: int) -> Edge:
    """From a box into its frame and to the first box of one strand, on whose stem at ``x`` it ends."""
    stem, turn = box.x + TRUNK, y + FORK
    line = f"M{stem} {box.y + box.h}V{turn - 6}q0 6 6 6H{x - 6}q6 0 6 6V{y + 2 * FORK - 9}"
    way = Way("on", ("strands",), "", first, "")
    return Edge(box.node.key, way, "", line, down(x, y + 2 * FORK))
