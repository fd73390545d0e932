"""What other apps put on the desks: it waits in no matter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from linli.apps.community import reads as community_reads
from linli.apps.matters.reads.pages import ErrandRow, Group
from linli.apps.matters.reads.rows import Lists
from linli.apps.matters.reads.viewer import Viewer
from linli.apps.matters.reads.waits import Owners
from linli.core.engine.calendar import day_of, midnight_after


def group_of(lists: Lists, due: datetime | None, *, late: bool = False) -> Group:
    """In which group of a desk something stands: late, due until tonight, or later."""
    if late or (due is not None and due <= lists.at):
        return "late"
    tonight = midnight_after(day_of(lists.at, lists.zone), lists.zone)
    return "today" if due is not None and due <= tonight else "coming"


def errands(lists: Lists, owners: Owners) -> tuple[ErrandRow, ...]:
    """What waits for the viewer as one of some bodies, what is due first before the rest."""
    viewer = lists.viewer
    return _rows(lists, owners, community_reads.errands(lists.community, viewer.person, owners, viewer.lang))


def clerk_errands(community: Any, viewer: Viewer) -> tuple[ErrandRow, ...]:
    """What waits for a viewer who keeps the register and is nobody in it."""
    found = community_reads.clerk_errands(community, viewer.account, viewer.lang)
    return _rows(Lists(community, viewer), {}, found)


def _rows(lists: Lists, owners: Owners, found: Iterable[community_reads.Errand]) -> tuple[ErrandRow, ...]:
    lens = lists.lens
    rows = []
    for one in found:
        group, capacity = group_of(lists, one.due), owners.get(one.organ, "")
        rows.append(ErrandRow(
            key=one.key, title=one.title, url=one.url, button=one.button, due=lens.before(one.due), due_at=one.due,
            group=group, organ=one.organ, organ_title=lens.organ(one.organ), capacity=capacity,
            capacity_title=lens.organ(capacity),
            late_by=lens.late_by(one.due, lists.at) if group == "late" else "",
        ))  # fmt: skip
    return tuple(rows)
