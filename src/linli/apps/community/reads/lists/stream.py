"""Everybody in the register of residents, row by row, with as little of each as a list needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from linli.apps.community.models import Community, Resident
from linli.apps.community.personal import Secrets, open_bytes
from linli.apps.community.reads.lists.found import Where


class Known(NamedTuple):
    """Somebody, as a list looks at her."""

    key: int
    sealed: bytes
    relation: str
    party: bool | None
    owner: bool | None
    registered: bool | None
    lives: bool | None
    who: str
    name: str
    household: int | None
    building: int | None
    community: int

    @property
    def secrets(self) -> Secrets:
        """Opened, to be counted with; shown to nobody."""
        return open_bytes(bytes(self.sealed), self.community)


_FIELDS = (
    *("person_id", "sealed", "relation", "party", "owner", "registered", "lives"),
    *("person__pseudonym", "person__name", "person__household_id", "person__household__home__building_id"),
    "community_id",
)  # fmt: skip


def everybody(community: Community, where: Where = Where()) -> Iterator[Known]:  # noqa: B008 - it is frozen
    """Those who live in a part of the place, in the order of the register."""
    here = Resident.objects.filter(
        community=community, person__departed=False, **where.of("person__household__home__")
    )
    return (Known(*row) for row in here.order_by("person__number").values_list(*_FIELDS).iterator(2000))
