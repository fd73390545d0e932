"""Which building something is about, and what is published about some buildings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from linli.apps.matters.models import Matter, Publication
from linli.apps.matters.reads.pages.parts import Where

BESIDE = ("building", "matter__whereabouts__building")
"""What is fetched along with publications, for :func:`of_publication`."""


def of_matter(row: Matter) -> Where | None:
    """Where a matter is."""
    found = getattr(row, "whereabouts", None)
    return Where(found.building.pk, found.building.name) if found else None


def of_publication(row: Publication) -> Where | None:
    """Which building a publication concerns: that of its matter, or the one named when it was put up."""
    if row.matter is not None:
        return of_matter(row.matter)
    return Where(row.building.pk, row.building.name) if row.building else None


def published_about(community: Any, buildings: Sequence[int]) -> QuerySet[Publication]:
    """What is published about some buildings, in matters and outside of them."""
    rows = Publication.objects.filter(community=community)
    own = rows.filter(matter=None, building__in=buildings).values("pk")
    of_matters = rows.filter(matter__whereabouts__building__in=buildings).values("pk")
    return rows.filter(pk__in=own.union(of_matters))
