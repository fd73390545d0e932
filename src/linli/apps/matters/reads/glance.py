"""A matter at a glance, for apps that stand on this one: what it is called and where it stands, without its page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from linli.apps.community import actions as community_actions
from linli.apps.matters.models import Matter
from linli.apps.matters.reads.matters import is_over, status
from linli.apps.matters.reads.pages.matter import Glance
from linli.apps.matters.reads.scene import Scene
from linli.apps.matters.reads.viewer import Viewer


def glance(community: Any, viewer: Viewer, year: int, number: int) -> Glance | None:
    """A matter that this reader may read, as it stands at this moment; None where there is none."""
    rows = Matter.objects.select_related("community").filter(community=community, year=year, number=number)
    found = rows.first()
    return _glance(found, viewer) if found else None


def glances(community: Any, viewer: Viewer, chains: Iterable[str]) -> dict[str, Glance]:
    """Those of some matters that this reader may read, by their chains."""
    rows = Matter.objects.select_related("community").filter(community=community, chain__in=set(chains))
    return {row.chain: _glance(row, viewer) for row in rows}


def _glance(row: Matter, viewer: Viewer) -> Glance:
    stands = row.status
    if row.next_due is not None and row.next_due <= community_actions.now():
        # The clock has not been delivered yet; at this moment it may be over already.
        stands = status(Scene(row, viewer).state)
    return Glance(row.chain, row.year, row.number, row.title, row.procedure, is_over(stands))
