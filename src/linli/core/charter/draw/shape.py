"""What is to be drawn, before it has a place: nodes with their ways out, in columns."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Manner = Literal["on", "back", "end", "up", "makes", "stands"]
"""What a way is: onwards or back to a node, to an end, to the level above; of organs, makes or stands to."""


class Way(Struct, frozen=True):
    """A way out of a node. ``to`` is a node, or the name of an end; ``called`` is what stands in its pill or chip.

    ``names`` are the outcomes that take it.
    """

    manner: Manner
    names: tuple[str, ...]
    label: str
    to: str
    called: str
    note: str = ""
    href: str = ""


class Node(Struct, frozen=True):
    """A box: its title, a mark or a word for its kind, its lines of text, and its ways out.

    ``strands`` are the columns that run side by side under it, ``strands_title`` what is said of them, ``many`` whether
    its one strand stands for several.
    """

    key: str
    kind: str
    title: str
    mark: str
    tag: str
    lines: tuple[str, ...]
    href: str
    ways: tuple[Way, ...]
    strands: tuple[tuple[Node, ...], ...] = ()
    strands_title: str = ""
    many: bool = False


class Picture(Struct, frozen=True):
    """A whole drawing: ``name`` makes its ids, ``title`` and ``says`` are for those who cannot see it."""

    name: str
    lang: str
    title: str
    says: str
    nodes: tuple[Node, ...]
