"""Long lists, read piece by piece: what is added meanwhile shifts nothing of what comes after a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from linli.apps.matters.models import Matter, Publication, Sitting
from linli.apps.matters.reads import where
from linli.apps.matters.reads.pages import DisclosureRow, MatterRow, SittingRow
from linli.apps.matters.reads.publications import rows_of
from linli.apps.matters.reads.rows import Lists
from linli.apps.matters.reads.viewer import Viewer


def matters_listed(
    community: Any, viewer: Viewer, *, status: str = "", procedure: str = "", building: int = 0,
    after: tuple[int, int] | None = None, most: int,
) -> Sequence[MatterRow]:  # fmt: skip
    """Matters from the newest number down, those ``after`` a year and number; one more than ``most`` if there is."""
    rows = Matter.objects.filter(community=community).order_by("-year", "-number")
    if status:
        rows = rows.filter(status=status)
    if procedure:
        rows = rows.filter(procedure=procedure)
    if building:
        rows = rows.filter(whereabouts__building=building)
    if after is not None:
        year, number = after
        rows = rows.filter(Q(year__lt=year) | Q(year=year, number__lt=number))
    return Lists(community, viewer).rows(rows[: most + 1])


def sittings_listed(
    community: Any, viewer: Viewer, *, after: tuple[int, int] | None = None, most: int
) -> Sequence[SittingRow]:
    """Sittings from the newest number down, those ``after`` a year and number."""
    rows = Sitting.objects.filter(community=community).order_by("-year", "-number")
    if after is not None:
        year, number = after
        rows = rows.filter(Q(year__lt=year) | Q(year=year, number__lt=number))
    lists = Lists(community, viewer)
    return tuple(lists.sitting(one) for one in rows[: most + 1])


def disclosures_listed(
    community: Any, viewer: Viewer, *, section: str = "", building: int = 0, after: int | None = None, most: int
) -> Sequence[tuple[int, DisclosureRow]]:  # fmt: skip
    """What has been made public, the last recorded first, each with its place; those ``after`` a place."""
    every = Publication.objects.filter(community=community)
    rows = where.published_about(community, [building]) if building else every
    rows = rows.select_related(*where.BESIDE).order_by("-pk")
    if section:
        rows = rows.filter(section=section)
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows[: most + 1])
    shown = rows_of(Lists(community, viewer), found)
    return [(row.pk, one) for row, one in zip(found, shown, strict=True)]
