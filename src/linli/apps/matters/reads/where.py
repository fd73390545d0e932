"""Which building something is about, and what is published about some buildings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import QuerySet

from linli.apps.matters.models import Matter, Publication
from linli.apps.matters.reads.pages.parts import Where

OWN = "community"
"""The chain of what is put up outside of matters."""
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


def of_chains(community: Any, chains: Collection[str]) -> dict[str, int]:
    """The buildings that the matters of some chains are about, where they are about one and everybody may read them."""
    about = Matter.objects.filter(community=community, chain__in=chains, whereabouts__isnull=False)
    return dict(about.values_list("chain", "whereabouts__building")) if chains else {}


def of_entry(community: Any, chain: str, seq: int) -> int:
    """The building that an entry concerns, as is said now: of a matter, or of what was put up outside of matters."""
    if chain != OWN:
        return of_chains(community, [chain]).get(chain, 0)
    found = Publication.objects.filter(community=community, matter=None, seq=seq).first()
    return (found and found.building_id) or 0


def published_about(community: Any, buildings: Sequence[int]) -> QuerySet[Publication]:
    """What is published about some buildings, in matters and outside of them."""
    rows = Publication.objects.filter(community=community)
    own = rows.filter(matter=None, building__in=buildings).values("pk")
    of_matters = rows.filter(matter__whereabouts__building__in=buildings).values("pk")
    return rows.filter(pk__in=own.union(of_matters))
