"""The kinds of place that every charter knows, and which kinds are parts of a charter's own place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from linli.core.charter.model import Charter, Level, PlaceKind

_RANKS: Final[Mapping[str, int]] = {
    "country": 0, "province": 1, "city": 2, "district": 3, "county": 3, "banner": 3, "street": 4, "town": 4,
    "community": 5, "village": 5, "grid": 6, "building": 7, "stairwell": 8,
}  # fmt: skip
"""How far down the usual kinds of place are."""
PLACES: Final = frozenset({*_RANKS, "dwelling"})
"""The kinds of place that every charter knows."""
OF_HOUSES: Final = ("building", "stairwell")
"""Kinds of place that are told by the registers themselves; what belongs to any other kind has to be said."""
EACH: Final = "each"
"""Where an organ stands that stands at every place, whatever its kind."""


def kinds_of_part(level: Level, charters: Iterable[Charter]) -> tuple[str, ...]:
    """The kinds of place that lie within a place of a level: those that charters name, then the usual ones.

    A law is for communities. A dwelling is no part: who lives there has her own file.
    """
    declared: dict[str, PlaceKind] = {}
    for one in charters:
        declared = {**one.places, **declared}
    own = _RANKS.get(level, _RANKS["community"])
    usual = [name for name, rank in _RANKS.items() if rank > own]
    return tuple(dict.fromkeys([*_within(declared, own), *usual]))


def _within(declared: Mapping[str, PlaceKind], own: int) -> list[str]:
    """The declared kinds that lie, by however many steps, in a place of a rank or of one further down."""
    inside = {name for name, rank in _RANKS.items() if rank >= own}
    found: set[str] = set()
    while more := {
        name for name, kind in declared.items() if name not in found and {*kind.within} & (inside | found)
    }:
        found |= more
    return [name for name in declared if name in found and name != "dwelling"]
