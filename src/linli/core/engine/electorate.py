"""Who is entitled in a poll, as it is written into the event that opens it."""

from __future__ import annotations

from msgspec import Struct


class Roll(Struct, frozen=True, forbid_unknown_fields=True):
    """Who is entitled, fixed at opening: members of ``organ`` at sequence ``roster`` of the community's chain.

    ``people`` lists up to 200 pseudonyms in order; a longer roll shows only its Merkle ``root``.
    """

    organ: str
    roster: int
    count: int
    seats: int
    root: str
    people: tuple[str, ...] = ()
