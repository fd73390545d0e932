"""The feeds and the calendar of a community: what is public, for anybody's program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.apps.community import reads as community_reads
from linli.apps.matters import reads as matters
from linli.apps.told import reads
from linli.apps.told.plain import as_html, plain

MOST = 50
"""So many rows in the feed of a building."""


def _viewer() -> Any:
    return matters.Viewer(lang=community_reads.lang())


@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The meetings of a community, and until when its votes and notices run."""
    community = community_reads.community(slug)
    data = reads.community_events(community, _viewer().lang, request.build_absolute_uri("/").rstrip("/"))
    return HttpResponse(data, content_type="text/calendar; charset=utf-8")


@dataclass(frozen=True, slots=True)
class _Feed:
    """What a feed has: of which community, what it is called, the page that shows the same, and the rows."""

    community: Any
    title: str
    page: str
    rows: Sequence[Any]


def _about(community: Any, asked: str) -> _Feed:
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 0
    building = community_reads.building_at(community, number)
    if building is None:
        raise Http404
    rows = matters.disclosures_listed(community, _viewer(), building=building.pk, most=MOST)
    page = reverse("matters:map-building", args=[community.slug, building.pk])
    return _Feed(community, building.name, page, [row for _place, row in rows[:MOST]])


class Published(Feed[Any, _Feed]):
    """What is published in a community, in one of its sections, or about one of its buildings, newest first."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, slug: str, section: str = "") -> _Feed:
        community = community_reads.community(slug)
        if community is None:
            raise Http404
        asked = request.GET.get("building", "")
        if asked and not section:
            return _about(community, asked)
        found = matters.disclosures(community, _viewer(), section=section)
        if section and found.section != section:
            raise Http404
        names = {name: title for name, title, _count in found.sections}
        page = reverse("matters:disclosures", args=[community.slug])
        return _Feed(community, names[section] if section else _("Disclosures"), page, found.rows)

    def title(self, obj: _Feed) -> str:
        return plain(f"{obj.community.name} · {obj.title}")

    def link(self, obj: _Feed) -> str:
        return obj.page

    def items(self, obj: _Feed) -> list[Any]:
        return [(obj.community, row) for row in obj.rows]

    def item_title(self, item: Any) -> str:
        row = item[1]
        parts = [
            row.title or (row.matter.title if row.matter else ""),
            row.section_title,
            row.period,
            row.number_text,
            row.building.name if row.building else "",
            {"corrected": _("corrected"), "withdrawn": _("taken down")}.get(row.down, ""),
        ]
        return plain(" · ".join(part for part in parts if part))

    def author_name(self, obj: _Feed) -> str:
        return plain(obj.community.name)

    def item_description(self, item: Any) -> str:
        return as_html(plain(item[1].text[:2000]))

    def item_link(self, item: Any) -> str:
        community, row = item
        if row.matter:
            return (
                reverse("matters:matter", args=[community.slug, row.matter.year, row.matter.number])
                + f"#{row.seq}"
            )
        return reverse("matters:posted", args=[community.slug, row.year, row.number])

    def item_updateddate(self, item: Any) -> datetime:
        at: datetime = item[1].at
        return at
