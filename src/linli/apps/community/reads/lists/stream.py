"""Everybody in the register of residents, row by row, with as little of each as a list needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from linli.apps.community.models import Community, Resident
from linli.apps.community.personal import NOTHING, Secrets, use_of
from linli.apps.community.reads.lists.found import Where
from linli.apps.community.sealing import opener


class Known(NamedTuple):
    """Somebody, as a list looks at her."""

    key: int
    sealed: bytes
    relation: str
    party: bool | None
    who: str
    name: str
    household: int | None
    building: int | None
    open: Callable[[bytes], bytes]

    @property
    def secrets(self) -> Secrets:
        """Opened, to be counted with; shown to nobody."""
        return Secrets(*self.open(bytes(self.sealed)).decode().split("\n")) if self.sealed else NOTHING


_FIELDS = (
    *("person_id", "sealed", "relation", "party"),
    *("person__pseudonym", "person__name", "person__household_id", "person__household__home__building_id"),
)  # fmt: skip


def everybody(community: Community, where: Where, **equal: Any) -> Iterator[Known]:
    """Those who live in a part of the place and of whom some fields are so, in the order of the register."""
    here = Resident.objects.filter(
        community=community, person__departed=False, **where.of("person__household__home__"), **equal
    )
    one = opener(use_of(community.pk))
    return (
        Known._make((*row, one))
        for row in here.order_by("person__number").values_list(*_FIELDS).iterator(2000)
    )
