"""What is kept of the reactions once they are drawn: numbers of people, none so small that it points at somebody."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Final

from msgspec import Struct
from msgspec.structs import astuple

from linli.apps.opinions import grouping
from linli.apps.opinions.grouping import SMALLEST, Group, Reactions

ENOUGH: Final = 7
"""Who has reacted to so many statements, or to half of them, is placed in the picture."""
METHOD: Final = "1"
"""Changed whenever the same reactions would be drawn otherwise."""


class Tally(Struct, frozen=True, array_like=True):
    """How many agree, disagree and pass."""

    agree: int
    disagree: int
    passes: int

    @property
    def said(self) -> int:
        """How many reacted."""
        return self.agree + self.disagree + self.passes

    def says(self, agree: bool) -> int:
        """How many agree, or disagree."""
        return self.agree if agree else self.disagree


def together(cells: Iterable[Tally]) -> Tally:
    """Several tallies added up."""
    agree, disagree, passes = (sum(column) for column in zip(*map(astuple, cells), strict=True))
    return Tally(agree, disagree, passes)


class Area(Struct, frozen=True):
    """A group: how many people, and where its middle lies."""

    size: int
    x: int
    y: int


class Line(Struct, frozen=True):
    """One statement: how everybody placed reacted, and each group. None, and no groups, where too few did."""

    number: int
    whole: Tally | None
    groups: tuple[Tally, ...] = ()


class Found(Struct, frozen=True):
    """``people`` took part; ``placed`` of them reacted to ``enough`` statements. ``told_apart``: groups were sought."""

    people: int
    placed: int
    enough: int
    told_apart: bool
    groups: tuple[Area, ...]
    lines: tuple[Line, ...]


def key(reactions: Reactions, statements: Collection[int]) -> str:
    """The fingerprint of what a picture is drawn from."""
    rows = [f"{person} {statement} {value}" for (person, statement), value in sorted(reactions.items())]
    head = f"{METHOD} {grouping.available()} {sorted(statements)}"
    return hashlib.sha256("\n".join([head, *rows]).encode()).hexdigest()


def find(reactions: Reactions, statements: Collection[int]) -> Found:
    """What the reactions to the statements that stand come to."""
    known = set(statements)
    standing = {at: value for at, value in reactions.items() if at[1] in known}
    said = Counter(person for person, _ in standing)
    enough = min(ENOUGH, -(-len(statements) // 2))
    placed = {at: value for at, value in standing.items() if said[at[0]] >= enough}
    groups = grouping.grouped(placed)
    seen = groups if len(groups) > 1 else ()
    return Found(
        people=len(said), placed=sum(len(group.people) for group in groups), enough=enough,
        told_apart=grouping.available(), groups=tuple(Area(len(one.people), one.x, one.y) for one in seen),
        lines=tuple(_lines(placed, sorted(statements), seen)),
    )  # fmt: skip


def _lines(placed: Reactions, statements: Iterable[int], groups: tuple[Group, ...]) -> Iterable[Line]:
    of = {person: at for at, group in enumerate(groups) for person in group.people}
    counts = Counter((statement, of.get(person, 0), value) for (person, statement), value in placed.items())
    for number in statements:
        each = [
            Tally(*(counts[number, at, value] for value in (1, -1, 0))) for at in range(max(1, len(groups)))
        ]
        whole = together(each)
        # Either every group is told or none: what is left out could be found by taking away.
        told = groups and all(one.said >= SMALLEST for one in each)
        yield Line(number, whole if whole.said >= SMALLEST else None, tuple(each) if told else ())
