"""The ways out of a node as rows under its box: what is written there, and the line that leads on."""

from __future__ import annotations

from msgspec import Struct

from linli.core.charter.draw.lanes import Lines
from linli.core.charter.draw.measure import shorten, width
from linli.core.charter.draw.plan import (
    LEADS,
    PILL,
    SIZES,
    Box,
    Edge,
    Pill,
    Role,
    Words,
    down,
    fold,
    left,
    right,
)
from linli.core.charter.draw.shape import Node, Way

TRUNK = 24
"""From a box's edge to the stem from which its ways branch off, and on which the next box hangs."""
TEXT = 46
LANE = 14
BESIDE = 22
"""From a box to the first lane beside it."""
MOST = 3
"""Lines of a label."""
BEND = 6
"""The radius of a corner."""


class Row(Struct, frozen=True):
    """A way out of the node in its place under the box, which is ``x`` to ``x + w``.

    ``top`` is where its piece of the stem begins, ``level`` the height of its line, ``bottom`` where it is over;
    ``joins`` that it leads straight down, to the next box or to its pill.
    """

    way: Way
    x: int
    w: int
    top: int
    level: int
    bottom: int
    words: tuple[Words, ...]
    pill: Pill | None
    joins: bool

    def edge(self, start: str, to: Box | None, lane: int | None, joined: int | None) -> Edge:
        """The way as lines: straight down, to its pill, or through its lane to the box that it leads to.

        ``joined`` is the level of the row before it that goes up in the same lane: from there they are one line.
        """
        stem, x = self.x + TRUNK, self.x + TEXT
        if self.joins:
            foot = self.pill.y if self.pill else self.bottom
            return self._edge(start, f"M{stem} {self.top}V{foot - 9}", "", down(stem, foot))
        branch = f"M{stem} {self.top}V{self.level - 8}q0 8 8 8H{x - 5}"
        after = self.words[0].right + 8 if self.words else x - 5
        if self.pill:
            end = self.pill.x - 1
            return self._edge(start, branch, f"M{after} {self.level}H{end - 9}", right(end, self.level))
        assert to is not None  # a way without a pill has a lane to a box
        assert lane is not None
        line = f"M{after} {self.level}{self._through(to, lane, joined)}"
        return self._edge(start, branch, line, "" if joined else left(*self._entry(to)))

    def _edge(self, start: str, stem: str, line: str, arrow: str) -> Edge:
        return Edge(start, self.way, stem, line, arrow, self.words, self.pill)

    def _entry(self, to: Box) -> tuple[int, int]:
        """Where a box is entered: from below near its foot, from above near its head."""
        return to.x + to.w + 1, to.y + (to.h - 16 if to.y < self.level else 16)

    def _through(self, to: Box, lane: int, joined: int | None) -> str:
        x, y = self._entry(to)
        beside, turn = self.x + self.w + BESIDE + lane * LANE, -BEND if y < self.level else BEND
        into = f"H{beside - BEND}q{BEND} 0 {BEND} {turn}"
        if joined:
            return f"{into}V{joined - BEND}"
        return f"{into}V{y - turn}q0 {turn} {-BEND} {turn}H{x + 9}"


class Place(Struct, frozen=True):
    """Where rows begin: the left edge of the box, the foot of the box or of its frame, the width of the box."""

    x: int
    y: int
    w: int


def rows(node: Node, index: int, lines: Lines, at: Place) -> tuple[Row, ...]:
    """The ways out of a node from top to bottom; the one that leads straight down comes last."""
    straight = lines.on.get(index) or next(
        (way for way in node.ways if (way.manner, way.to) == ("end", "done")), None
    )
    found: list[Row] = []
    top = at.y
    for way in node.ways:
        if way is not straight:
            row = _aside(way, lines.lane(index, way) is None, at, top)
            found.append(row)
            at, top = Place(at.x, row.bottom, at.w), row.level - 8
    if straight:
        found.append(_straight(straight, top, at))
    return tuple(found)


def _aside(way: Way, ends_in_pill: bool, at: Place, top: int) -> Row:
    y = at.y + 6
    pill = _pill(way, at, y) if ends_in_pill else None
    room = at.w - TEXT - 8
    label = _words("label", way.label, at.x + TEXT, y + 18, (pill.x - 34 - at.x - TEXT) if pill else room)
    foot = max([y + PILL if pill else y + 8, *(one.foot for one in label)])
    words = label + _words("note", way.note, at.x + TEXT, foot + 13, room)
    foot = max([y + PILL, *(one.foot for one in words)])
    return Row(way, at.x, at.w, top, y + PILL // 2, foot + 2, words, pill, joins=False)


def _straight(way: Way, top: int, at: Place) -> Row:
    words = _words("label", way.label, at.x + TEXT, at.y + 24, at.w - TEXT - 8)
    foot = max([at.y + 34, *(one.foot + 8 for one in words)])
    if way.manner != "end":
        return Row(way, at.x, at.w, top, foot, foot, words, None, joins=True)
    w = width(way.called, SIZES["pill"]) + 28
    text = Words("pill", at.x + 14, foot + 18, way.called)
    pill = Pill(at.x, foot, w, text)
    return Row(way, at.x, at.w, top, foot, foot + PILL, words, pill, joins=True)


def _pill(way: Way, at: Place, y: int) -> Pill:
    """At the right end of the row; where it names a box or the level above, a sign goes before the name."""
    size, sign = SIZES["pill"], 0 if way.manner == "end" else 15
    label = min(width(way.label, SIZES["label"]), at.w // 2 - TEXT)
    called = shorten(way.called, size, at.w - TEXT - label - 60 - sign)
    w = width(called, size) + 24 + sign
    x = at.x + at.w - w
    return Pill(x, y, w, Words("pill", x + 12 + sign, y + 18, called))


def _words(role: Role, text: str, x: int, y: int, wide: int) -> tuple[Words, ...]:
    lines = fold(text, role, wide, most=MOST)
    return tuple(Words(role, x, y + LEADS[role] * index, line) for index, line in enumerate(lines))
