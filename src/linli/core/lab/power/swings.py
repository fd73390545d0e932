"""How much turns on each class of a game, going through the classes one after another, never through people.

All that matters of the classes gone through is what of the others is then still missing. So what can be missing is
kept, each once, with how many coalitions have come to it: where that is little, little is to be done, however many the
ways.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linli.core.lab.power.rungs import least
from linli.core.lab.power.sums import Steps

Left = frozenset[int]
"""The ways that may still be gone, as what of the classes to come each asks for."""
_WON: Left = frozenset({0})


@dataclass(frozen=True, slots=True)
class Band:
    """So many of a class that the rungs in ``has`` are reached and no more.

    ``weight`` is for how many coalitions of the class it stands; ``turns`` how many of those it is reached in by one
    more joining, less those it is left in by one more.
    """

    has: int
    weight: int
    turns: int


@dataclass(frozen=True, slots=True)
class Turned:
    """For how many coalitions the game is won, and in how many the one who joins is who turns it, class by class."""

    won: int
    turns: tuple[int, ...]


def swings(ways: Left, classes: Sequence[Sequence[Band]], steps: Steps) -> Turned:
    """What turns on each class, given its bands from none of it to all; raises :class:`TooLarge`."""
    states: dict[Left, list[int]] = {ways: [1]}
    order = _side_by_side(ways, [bands[-1].has for bands in classes], steps)
    for bands in (classes[at] for at in order):
        found: dict[Left, list[int]] = {}
        for left, counts in states.items():
            for band in bands:
                if still := _still(left, band, bands[-1].has, steps):
                    _add(found, still, _with(counts, band, steps))
        states = found
    won, *turns = states.get(_WON, [0] * (len(classes) + 1))
    met = dict(zip(order, turns, strict=True))
    return Turned(won, tuple(met[at] for at in range(len(classes))))


def _side_by_side(ways: Left, classes: Sequence[int], steps: Steps) -> list[int]:
    """An order in which classes that stand for each other, or only go together, follow each other.

    Then few things can be missing at any time: one beside the other says at once what both leave open. How far two go
    together, or avoid each other, is told by how often a way asks for both, against how often it would by chance.
    """
    asks = [sum(1 << at for at, way in enumerate(ways) if way & whole) for whole in classes]
    steps.compare(len(classes) * (len(ways) + len(classes)))
    tied, order = dict.fromkeys(range(len(classes)), 0), list[int]()
    while tied:
        last = max(tied, key=lambda one: tied[one])
        order.append(last)
        del tied[last]
        for one in tied:
            both = (asks[one] & asks[last]).bit_count() * len(ways)
            tied[one] = max(tied[one], abs(both - asks[one].bit_count() * asks[last].bit_count()))
    return order


def _still(left: Left, band: Band, whole: int, steps: Steps) -> Left:
    """What may still be gone when so many of a class are in it, and what is then still missing."""
    steps.compare(len(left))
    if not any(way & whole for way in left):
        return left
    lacks = whole & ~band.has
    return least((way & ~whole for way in left if not way & lacks), steps.compare)


def _with(counts: list[int], band: Band, steps: Steps) -> list[int]:
    """What is counted, with the class: whom it turns on so far, and on the class itself."""
    steps.multiply(counts[0].bit_length(), band.weight.bit_length(), times=len(counts))
    return [*(count * band.weight for count in counts), counts[0] * band.turns]


def _add(found: dict[Left, list[int]], still: Left, counts: list[int]) -> None:
    have = found.get(still)
    found[still] = [one + other for one, other in zip(have, counts, strict=True)] if have else counts
