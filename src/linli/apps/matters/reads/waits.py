"""What waits for some organs, in four groups, each walked along the index of desks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from linli.apps.matters.reads.pages import Group
from linli.apps.matters.reads.rows import Lists
from linli.apps.matters.reads.walks import DESK, Walk, counted, first
from linli.core.engine.calendar import day_of, midnight_after

COUNTED = 1_000
"""Up to so many rows of a group are counted; beyond it is said that there are more."""
Owners = Mapping[str, str]
"""For each body whose turn it can be, the capacity in which the viewer acts for it."""
_NOT_NOW = (
    "NOT EXISTS (SELECT 1 FROM matters_deskitem o WHERE o.matter_id = matters_deskitem.matter_id"
    " AND o.community_id = %s AND o.ahead = FALSE AND o.organ IN ({organs}))"
)


class Waits:
    """Late: past its time, or a reminder has gone out; today: due at the latest tonight; coming: due later, or never.

    Ahead: not our turn yet, of matters in which nothing else is.
    """

    def __init__(self, lists: Lists, owners: Owners) -> None:
        self.lists = lists
        self.owners = owners
        self._organs = tuple(owners)
        self._community = lists.community.pk
        at, tonight = lists.at, midnight_after(day_of(lists.at, lists.zone), lists.zone)
        now, rest = "ahead = FALSE AND late = TRUE", "ahead = FALSE AND late = FALSE"
        later = (self._community, *self._organs)
        free = "ahead = TRUE AND late = FALSE AND " + _NOT_NOW.format(organs=_marks(self._organs))
        self._groups: dict[Group, list[Walk]] = {
            "late": [
                Walk(f"{now} AND due IS NOT NULL", ()),
                Walk(f"{now} AND due IS NULL", ()),
                Walk(f"{rest} AND due <= %s", (at,)),
            ],
            "today": [Walk(f"{rest} AND due > %s AND due <= %s", (at, tonight))],
            "coming": [Walk(f"{rest} AND due > %s", (tonight,)), Walk(f"{rest} AND due IS NULL", ())],
            "ahead": [
                Walk(f"{free} AND due IS NOT NULL", later),
                Walk(f"{free} AND due IS NULL", later),
            ],
        }

    def counts(self) -> dict[Group, int]:
        """How many rows each group has, as far as they are counted."""
        if not self._organs:
            return dict.fromkeys(get_args(Group), 0)
        where = f"community_id = %s AND organ IN ({_marks(self._organs)}) AND "
        of: Any = {
            name: [Walk(where + one.where, (self._community, *self._organs, *one.values)) for one in walks]
            for name, walks in self._groups.items()
        }
        found: Any = counted(DESK, of, COUNTED)
        return dict(found)

    def first(self, name: Group, most: int, start: int = 0) -> list[int]:
        """The keys of some rows of a group, those with the nearest days first."""
        return self._first(self._groups[name], most, start)

    def nearest(self, most: int) -> list[int]:
        """The keys of what waits now, those with the nearest days first."""
        now = [one for name in ("late", "today", "coming") for one in self._groups[name]]
        return self._first(now, most)

    def _first(self, walks: list[Walk], most: int, start: int = 0) -> list[int]:
        each = [
            Walk(f"community_id = %s AND organ = %s AND {one.where}", (self._community, organ, *one.values))
            for organ in self._organs
            for one in walks
        ]
        return first(DESK, each, most, start) if each else []


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join(["%s"] * len(values))
