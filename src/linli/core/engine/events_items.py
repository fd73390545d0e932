"""What happened to the items of a matter, and what every event has."""

from __future__ import annotations

from datetime import datetime

from msgspec import UNSET, Struct

from linli.core.engine.acts import Actor, FactValue, Points, Seal
from linli.core.engine.struct import kebab_tag


class Happened(Struct, frozen=True, forbid_unknown_fields=True, tag_field="was", tag=kebab_tag):
    """Something that happened, and since when it counts."""

    at: datetime


class ItemAdded(Happened, frozen=True):
    """``number`` counts the matter's items from 1, retracted ones included."""

    by: Actor
    number: int
    title: Seal
    text: Seal
    facts: dict[str, FactValue]
    files: tuple[Seal, ...] = ()


class ItemRetracted(Happened, frozen=True):
    by: Actor
    number: int
    reasons: Seal = ""


class ItemSorted(Happened, frozen=True):
    by: Actor
    number: int
    bin: str
    reasons: Seal
    points: Points = UNSET


class BallotSet(Happened, frozen=True):
    """The items that are voted on, and how many places there are for them.

    ``goes_on`` where this poll goes on with an earlier one, whose chosen items stay chosen.
    """

    items: tuple[int, ...]
    seats: int
    goes_on: bool = False


class ItemsVoted(Happened, frozen=True):
    """The voter's answer; a second one by the same voter replaces the first, where the stage allows it."""

    voter: str
    chosen: tuple[int, ...] = ()
    scores: dict[str, int] = {}


class ItemsCounted(Happened, frozen=True):
    """What each item got, by its number, and what that comes to.

    ``ranked`` has all items in order, those that are equal together; ``tied`` those with equally many votes for too
    few places.
    """

    outcome: str
    tallies: dict[str, dict[str, int]]
    ranked: tuple[tuple[int, ...], ...] = ()
    chosen: tuple[int, ...] = ()
    tied: tuple[int, ...] = ()
