"""Who is entitled in a poll, as it is written into the event that opens it."""

from __future__ import annotations

from msgspec import UNSET, Struct, UnsetType


class Roll(Struct, frozen=True, forbid_unknown_fields=True):
    """Who is entitled, fixed at opening: members of ``organ`` at sequence ``roster`` of the community's chain.

    ``people`` lists up to 200 pseudonyms in order; a longer roll shows only its Merkle ``root``. ``within`` is the kind
    of member who alone is entitled, where not all are; ``groups`` says how many of them are of each kind that the rule
    counts apart.
    """

    organ: str
    roster: int
    count: int
    seats: int
    root: str
    people: tuple[str, ...] = ()
    within: str | UnsetType = UNSET
    groups: dict[str, int] | UnsetType = UNSET
