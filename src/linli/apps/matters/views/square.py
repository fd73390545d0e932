"""The square: what is being decided, done and published here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.apps.matters import reads
from linli.apps.matters.views import shown
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.visit import Visit, visit


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The community's first page."""
    here = visit(request, slug)
    found = reads.square(here.community, here.viewer)
    context = {
        "title": here.community.name,
        "deciding": [shown.matter_row(row, here.links) for row in found.deciding],
        "doing": [shown.matter_row(row, here.links, button=False) for row in found.doing],
        "published": [shown.matter_row(row, here.links, button=False) for row in found.published],
        "ended": [shown.matter_row(row, here.links, button=False) for row in found.ended],
        "sittings": [shown.sitting_row(row, here.links, found.zone, here.lang) for row in found.sittings],
        "sittings_url": here.links.to("sittings"),
        "agreements_url": here.links.to("agreements"),
        "map_url": here.links.to("map"),
        "begin": _begin(here, any(one.organ for one in found.may_propose)),
        "empties": _empties(),
    }
    return render(request, "matters/square.html", context)


def _begin(here: Visit, may: bool) -> Shown:
    return {"url": here.links.to("new"), "title": _("Begin a matter") if may else _("Who may begin what")}


def _empties() -> dict[str, Shown]:
    return {
        "deciding": shown.empty(
            _("Nothing is being decided at the moment."),
            _("A matter appears here as soon as somebody whom the charter names has put it."),
        ),
        "doing": shown.empty(
            _("Nothing is being carried out at the moment."), _("What has been decided appears here.")
        ),
        "published": shown.empty(
            _("Nothing has been published lately."), _("Notices and disclosures appear here.")
        ),
    }
