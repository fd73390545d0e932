"""Everybody in the register of residents, row by row, with as little of each as a list needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection

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

    @property
    def born(self) -> str:
        """The birth date alone, which is last of what is sealed."""
        return self.open(bytes(self.sealed)).rpartition(b"\n")[2].decode() if self.sealed else ""


_FIELDS = (
    *("person_id", "sealed", "relation", "party"),
    *("person__pseudonym", "person__name", "person__household_id", "person__household__home__building_id"),
)  # fmt: skip
SOME = 2000


def everybody(community: Community, where: Where, *, homes: bool = True, **equal: Any) -> Iterator[Known]:
    """Those who live in a part of the place and of whom some fields are so, in the order of the register.

    Without ``homes`` nobody's building is looked for. Rows come as the database gives them: what Django would make of
    each column takes longer than the rest.
    """
    here = Resident.objects.filter(
        where.of("person__household__home__"), person__community=community, person__departed=False, **equal
    )
    fields = _FIELDS if homes else _FIELDS[:-1]
    try:
        sql, values = here.order_by("person__number").values_list(*fields).query.sql_with_params()
    except EmptyResultSet:
        return
    more = (opener(use_of(community.pk)),) if homes else (None, opener(use_of(community.pk)))
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        while rows := cursor.fetchmany(SOME):
            yield from [Known._make((*row, *more)) for row in rows]
