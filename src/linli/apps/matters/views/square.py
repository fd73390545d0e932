"""The square: what is being decided, done and published here; of the whole community or of one building."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.apps.community import reads as community_reads
from linli.apps.matters import reads
from linli.apps.matters.forms_of_places import number_of
from linli.apps.matters.views import shown
from linli.apps.matters.views.disclosures import row_of
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.visit import Visit, visit

KEY = "building"
"""The word of the address, the same as for programs."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """To which building the page is narrowed: ``number`` is None for none, ``building`` where there is no such."""

    every: list[Any]
    number: int | None
    building: Any = None


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The community's first page; with ``?building=`` only what is about one building."""
    here = visit(request, slug)
    to = _narrowed(here, request.GET.get(KEY, ""))
    found = reads.square(here.community, here.viewer, to.number)
    context = {
        "title": here.community.name,
        "deciding": [shown.matter_row(row, here.links) for row in found.deciding],
        "doing": [shown.matter_row(row, here.links, button=False) for row in found.doing],
        "published": [shown.matter_row(row, here.links, button=False) for row in found.published],
        "ended": [shown.matter_row(row, here.links, button=False) for row in found.ended],
        "notices": [row_of(here, row, found.zone) for row in found.notices],
        "sittings": [shown.sitting_row(row, here.links, found.zone, here.lang) for row in found.sittings],
        "sittings_url": here.links.to("sittings"),
        "agreements_url": here.links.to("agreements"),
        "map_url": here.links.to("map"),
        "begin": _begin(here, to, any(one.organ for one in found.may_propose)),
        "narrow": _narrow(here, to),
        "empties": _empties_of(to) if to.number is not None else _empties(),
    }
    return render(request, "matters/square.html", context)


def _narrowed(here: Visit, asked: str) -> Narrowed:
    every = community_reads.buildings_of(here.community)
    number = number_of({KEY: asked})
    return Narrowed(every, number, next((one for one in every if one.pk == number), None))


def _narrow(here: Visit, to: Narrowed) -> Shown | None:
    """The choice of a building; None where the register has none and nobody asked for one."""
    if not to.every and to.number is None:
        return None
    home = community_reads.own_building(here.viewer.account, here.community)
    one = to.building
    return {
        "choices": [(str(each.pk), each.name, each == one) for each in to.every],
        "all_url": here.links.to("square") if to.number is not None else "",
        "home_url": here.links.to("square", ask={KEY: str(home.pk)}) if home and home != one else "",
        "building_url": here.links.to("map-building", one.pk) if one else "",
        "missing": to.number is not None and one is None,
        "says": _says(to) if to.number is not None else "",
    }


def _says(to: Narrowed) -> str:
    if to.building is None:
        return _("The register has no such building. Choose another, or show everything.")
    return _("Only what is about %(building)s.") % {"building": to.building.name}


def _begin(here: Visit, to: Narrowed, may: bool) -> Shown:
    ask = {"at": str(to.building.pk)} if to.building else None
    return {
        "url": here.links.to("new", ask=ask),
        "title": _("Begin a matter") if may else _("Who may begin what"),
    }


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


def _empties_of(to: Narrowed) -> dict[str, Shown]:
    whole = _("Matters of the whole community are shown with everything.")
    chosen = _("A matter appears here when whoever begins it names the building.")
    return {
        "deciding": shown.empty(_("Nothing is being decided about it at the moment."), chosen),
        "doing": shown.empty(_("Nothing is being done there at the moment."), whole),
        "published": shown.empty(_("Nothing has been published about it."), whole),
    }
