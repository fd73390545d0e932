"""What happens at some buildings: the matters and notices about them, as the square shows those of everybody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q

from linli.apps.matters.models import Matter, Whereabouts
from linli.apps.matters.reads import where
from linli.apps.matters.reads.pages import DisclosureRow, MatterRow
from linli.apps.matters.reads.publications import rows_of
from linli.apps.matters.reads.rows import OPEN, Lists
from linli.apps.matters.reads.viewer import Viewer

MOST = 20


@dataclass(frozen=True, slots=True)
class Happening:
    """At most twenty of each kind."""

    deciding: tuple[MatterRow, ...]
    doing: tuple[MatterRow, ...]
    published: tuple[MatterRow, ...]
    ended: tuple[MatterRow, ...]
    notices: tuple[DisclosureRow, ...]


def happening(community: Any, viewer: Viewer, buildings: Sequence[int]) -> Happening:
    """The matters about some buildings, by where they stand, and the notices."""
    lists = Lists(community, viewer)
    about = Matter.objects.filter(community=community, whereabouts__building__in=buildings).defer("snapshot")
    open_ = about.filter(status=Matter.Status.OPEN).order_by(
        F("next_due").asc(nulls_last=True), "-last", "-pk"
    )
    stands = Q(status=Matter.Status.DISCLOSING) | Q(status=Matter.Status.OPEN, stage_kind="publish")
    return Happening(
        deciding=lists.rows(open_.filter(stage_kind__in=OPEN)[:MOST]),
        doing=lists.rows(open_.filter(stage_kind="work")[:MOST]),
        published=lists.rows(about.filter(stands).order_by("-last", "-pk")[:MOST]),
        ended=lists.rows(about.filter(ended__isnull=False).order_by("-ended", "-pk")[:MOST]),
        notices=_notices(lists, buildings),
    )


def _notices(lists: Lists, buildings: Sequence[int]) -> tuple[DisclosureRow, ...]:
    """The numbered notices that concern them, the newest first."""
    rows = where.published_about(lists.community, buildings).filter(number__isnull=False)
    return rows_of(lists, list(rows.select_related(*where.BESIDE).order_by("-at", "-pk")[:MOST]))


def open_at(community: Any, buildings: Iterable[int]) -> dict[int, int]:
    """How many matters that are not over each of some buildings has."""
    found = Whereabouts.objects.filter(building__in=list(buildings), matter__community=community)
    found = found.filter(matter__ended__isnull=True)
    return dict(found.values_list("building").annotate(Count("pk")))
