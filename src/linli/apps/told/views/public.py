"""The feeds and the calendar of a community: what is public, for anybody's program."""

from __future__ import annotations

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


def _viewer() -> Any:
    return matters.Viewer(lang=community_reads.lang())


@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The meetings of a community, and until when its votes and notices run."""
    community = community_reads.community(slug)
    data = reads.community_events(community, _viewer().lang, request.build_absolute_uri("/").rstrip("/"))
    return HttpResponse(data, content_type="text/calendar; charset=utf-8")


class Published(Feed[Any, Any]):
    """What is published in a community, or in one of its sections, newest first."""

    feed_type = Atom1Feed

    def get_object(self, _request: HttpRequest, slug: str, section: str = "") -> Any:
        community = community_reads.community(slug)
        found = matters.disclosures(community, _viewer(), section=section)
        if section and found.section != section:
            raise Http404
        return community, section, found

    def title(self, obj: Any) -> str:
        community, section, found = obj
        names = {name: title for name, title, _count in found.sections}
        return plain(f"{community.name} · {names[section] if section else _('Disclosures')}")

    def link(self, obj: Any) -> str:
        return reverse("matters:disclosures", args=[obj[0].slug])

    def items(self, obj: Any) -> list[Any]:
        return [(obj[0], row) for row in obj[2].rows]

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

    def author_name(self, obj: Any) -> str:
        return plain(obj[0].name)

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
