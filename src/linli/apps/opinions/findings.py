"""What stands out: what all agree on, what marks a group, where opinion divides. Exact, in whole people."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from math import prod

from msgspec import Struct

from linli.apps.opinions.found import Found, Line, Tally, together

MOST = 5
MOST_OF_A_GROUP = 3
FAR = Fraction(1, 4)
"""A statement marks a group where its members say the same by so much more often than the others."""


class Agreed(Struct, frozen=True):
    """A statement with which most in every group agree (or disagree)."""

    number: int
    agree: bool
    whole: Tally
    groups: tuple[Tally, ...]


class Marking(Struct, frozen=True):
    """A statement by which a group stands out; ``inside`` is the group, ``outside`` all others together."""

    number: int
    agree: bool
    inside: Tally
    outside: Tally


class Divided(Struct, frozen=True):
    """A statement on which opinion divides; with groups, ``most`` agrees the most and ``least`` the least."""

    number: int
    whole: Tally
    groups: tuple[Tally, ...]
    most: int = 0
    least: int = 0


def agreed(found: Found, hidden: Collection[int] = ()) -> tuple[Agreed, ...]:
    """What most of everybody say, in each of the groups; the most agreed first."""
    rows = []
    for line in _told(found, hidden):
        for agree in (True, False):
            cells = line.groups or (line.whole,) if line.whole else ()
            if cells and all(2 * cell.says(agree) > cell.said for cell in cells):
                share = prod((_share(cell, agree) for cell in cells), start=Fraction(1))
                rows.append((-share, line.number, agree, line))
    rows.sort(key=lambda row: row[:2])
    return tuple(
        Agreed(number, agree, line.whole, line.groups)
        for _share_, number, agree, line in rows[:MOST]
        if line.whole is not None
    )


def marking(found: Found, group: int, hidden: Collection[int] = ()) -> tuple[Marking, ...]:
    """What a group says, and the others do not as often; what sets it apart the most first."""
    rows = []
    for line in _told(found, hidden):
        if len(line.groups) < 2:
            continue
        inside = line.groups[group]
        outside = together(cell for at, cell in enumerate(line.groups) if at != group)
        for agree in (True, False):
            apart = _share(inside, agree) - _share(outside, agree)
            if 2 * inside.says(agree) > inside.said and apart >= FAR:
                rows.append((-apart, line.number, Marking(line.number, agree, inside, outside)))
    rows.sort(key=lambda row: row[:2])
    return tuple(row[2] for row in rows[:MOST_OF_A_GROUP])


def divided(found: Found, hidden: Collection[int] = ()) -> tuple[Divided, ...]:
    """Where most of one group agree and most of another disagree; without groups, where each side has a third."""
    rows = []
    for line in _told(found, hidden):
        if line.whole is None:
            continue
        if line.groups:
            order = sorted(range(len(line.groups)), key=lambda at: (-_share(line.groups[at], True), at))
            most, least = order[0], order[-1]
            for_, against = line.groups[most], line.groups[least]
            if 2 * for_.agree > for_.said and 2 * against.disagree > against.said:
                spread = _share(for_, True) + _share(against, False)
                rows.append(
                    (-spread, line.number, Divided(line.number, line.whole, line.groups, most, least))
                )
        elif 3 * min(line.whole.agree, line.whole.disagree) >= line.whole.said:
            even = Fraction(abs(line.whole.agree - line.whole.disagree), line.whole.said)
            rows.append((even, line.number, Divided(line.number, line.whole, ())))
    rows.sort(key=lambda row: row[:2])
    return tuple(row[2] for row in rows[:MOST])


def _told(found: Found, hidden: Collection[int]) -> Iterator[Line]:
    """The statements of which something may be said: with groups, only where each of them is told."""
    for line in found.lines:
        if line.number not in hidden and line.whole is not None and bool(line.groups) == bool(found.groups):
            yield line


def _share(cell: Tally, agree: bool) -> Fraction:
    """How probably somebody says so, one imagined reaction of each kind added, so that few count for less."""
    return Fraction(cell.says(agree) + 1, cell.said + 2)
