"""What must be public, and what has been published."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.apps.matters import reads
from linli.apps.matters.reads.pages import DisclosureRow, DisclosuresPage
from linli.apps.matters.views import shown
from linli.apps.matters.views.pager import page_of, pager
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.visit import Visit, visit
from linli.core.engine.calendar import shown as moment


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The sections of the charter and what stands under each, newest first."""
    here = visit(request, slug)
    found = reads.disclosures(
        here.community, here.viewer, section=request.GET.get("section", ""), page=page_of(request)
    )
    context = {
        "tabs": _tabs(here, found),
        "rows": [_row(here, row, found.zone) for row in found.rows],
        "empty": shown.empty(
            _("Nothing has been published here yet."),
            _("Notices and disclosures of matters appear here when they are made."),
        ),
        "pages": pager(found.page, found.pages),
    }
    return render(request, "matters/disclosures.html", context)


def _tabs(here: Visit, found: DisclosuresPage) -> list[Shown]:
    every: Shown = {
        "title": _("All"), "url": here.links.to("disclosures"), "current": not found.section, "count": None,
    }  # fmt: skip
    each = [
        {
            "title": title,
            "url": here.links.to("disclosures", ask={"section": section}),
            "current": found.section == section,
            "count": count,
        }
        for section, title, count in found.sections
    ]
    return [every, *each]


def _row(here: Visit, row: DisclosureRow, zone: str) -> Shown:
    title = shown.title(row.matter.title, row.matter)
    return {
        "title": title,
        "url": here.links.matter(row.matter),
        "meta": f"{row.section_title} · {moment(row.at, zone).in_(here.lang)}",
        "text": row.text[:280],
        "chips": [{"text": _("nothing to disclose"), "tone": "plain"}] if row.none else [],
        "action": _print(here, row) if row.notice else None,
    }


def _print(here: Visit, row: DisclosureRow) -> Shown:
    way = here.links.to("notice", row.matter.year, row.matter.number, row.seq)
    return {"title": _("Print the notice"), "url": way}
