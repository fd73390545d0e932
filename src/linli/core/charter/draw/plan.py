"""A drawing in which everything has its place: whole units, x to the right and y downwards."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from linli.core.charter.draw.measure import width, wrap
from linli.core.charter.draw.shape import Node, Way

Role = Literal["title", "tag", "mark", "who", "label", "note", "pill", "strands"]
SIZES: dict[Role, int] = {
    "title": 17, "tag": 13, "mark": 13, "who": 14, "label": 14, "note": 13, "pill": 13, "strands": 13,
}  # fmt: skip
LEADS: dict[Role, int] = {
    "title": 24, "tag": 20, "mark": 20, "who": 20, "label": 19, "note": 18, "pill": 18, "strands": 18,
}  # fmt: skip
"""From one line to the next."""


def room(text: str, role: Role) -> int:
    """How wide a text is where it plays ``role``: bold letters are wider."""
    return width(text, SIZES[role]) * (109 if role == "title" else 100) // 100


def fold(text: str, role: Role, wide: int, *, most: int) -> tuple[str, ...]:
    """The text in lines that have room where it plays ``role``."""
    return wrap(text, SIZES[role], wide * (92 if role == "title" else 100) // 100, most=most)


Rect = tuple[int, int, int, int]
"""Left, top, right, bottom."""


class Words(Struct, frozen=True):
    """One line of text that begins at ``x``, with its letters standing on ``y``."""

    role: Role
    x: int
    y: int
    text: str

    @property
    def wide(self) -> int:
        return room(self.text, self.role)

    @property
    def right(self) -> int:
        return self.x + self.wide

    @property
    def foot(self) -> int:
        return self.y + SIZES[self.role] // 4

    @property
    def rect(self) -> Rect:
        return self.x, self.y - SIZES[self.role], self.right, self.foot


class Box(Struct, frozen=True):
    """A node in its place."""

    node: Node
    x: int
    y: int
    w: int
    h: int
    words: tuple[Words, ...]

    @property
    def rect(self) -> Rect:
        return self.x, self.y, self.x + self.w, self.y + self.h


class Frame(Struct, frozen=True):
    """The frame around the strands of a node."""

    node: Node
    x: int
    y: int
    w: int
    h: int
    words: tuple[Words, ...]

    @property
    def rect(self) -> Rect:
        return self.x, self.y, self.x + self.w, self.y + self.h


class Pill(Struct, frozen=True):
    """Where a way ends outside the boxes: an end, the level above, or the name of a box too far to draw a line to."""

    x: int
    y: int
    w: int
    words: Words

    @property
    def rect(self) -> Rect:
        return self.x, self.y, self.x + self.w, self.y + PILL


class Edge(Struct, frozen=True):
    """A way in its place: the stem on which it hangs, its line, the arrow at its end, its words and its pill."""

    start: str
    way: Way
    stem: str
    line: str
    arrow: str
    words: tuple[Words, ...] = ()
    pill: Pill | None = None


class Plan(Struct, frozen=True):
    """All there is to draw, on a sheet ``w`` wide and ``h`` high."""

    w: int
    h: int
    boxes: tuple[Box, ...]
    frames: tuple[Frame, ...]
    edges: tuple[Edge, ...]


PILL = 26
"""How high a pill is."""


def down(x: int, y: int) -> str:
    """An arrow head that points down to ``y``."""
    return f"M{x - 5} {y - 9}h10l-5 8z"


def left(x: int, y: int) -> str:
    """An arrow head that points left to ``x``."""
    return f"M{x + 9} {y - 5}v10l-8 -5z"


def right(x: int, y: int) -> str:
    """An arrow head that points right to ``x``."""
    return f"M{x - 9} {y - 5}v10l8 -5z"
