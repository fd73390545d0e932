"""Long lists, read piece by piece: what is added meanwhile shifts nothing of what comes after a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from linli.apps.matters.models import Matter
from linli.apps.matters.reads.pages import MatterRow
from linli.apps.matters.reads.rows import Lists
from linli.apps.matters.reads.viewer import Viewer


def matters_listed(
    community: Any, viewer: Viewer, *, status: str = "", procedure: str = "", after: tuple[int, int] | None = None,
    most: int,
) -> Sequence[MatterRow]:  # fmt: skip
    """Matters from the newest number down, those ``after`` a year and number; one more than ``most`` if there is."""
    rows = Matter.objects.filter(community=community).order_by("-year", "-number")
    if status:
        rows = rows.filter(status=status)
    if procedure:
        rows = rows.filter(procedure=procedure)
    if after is not None:
        year, number = after
        rows = rows.filter(Q(year__lt=year) | Q(year=year, number__lt=number))
    return Lists(community, viewer).rows(rows[: most + 1])
