"""To which parts of the place a building and its stairwells belong: said by the clerk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.apps.community import actions, reads
from linli.apps.community.models import Account, Building, Community
from linli.apps.community.reads import houses
from linli.apps.community.reads.asking import said
from linli.apps.community.views.areas import kind_title
from linli.apps.community.views.files import stale
from linli.apps.community.views.registers import crumbs, for_clerk

LONGEST = 60
Given = dict[houses.PartOf, str]


@require_http_methods(["GET", "HEAD", "POST"])
@for_clerk
def page(request: HttpRequest, community: Community, clerk: Account, number: int) -> HttpResponse:
    """The parts of one building, of each kind that the charter speaks of, and where a stairwell belongs elsewhere."""
    one = reads.building(community, number, clerk)
    if one is None:
        raise Http404
    held = houses.belonging(one)
    if request.method != "POST":
        return _page(request, one, held)
    places = _places(community, held)
    given = {
        place: request.POST[name].replace("\x00", "").strip()[:LONGEST]
        for name, place in places.items()
        if name in request.POST
    }
    try:
        wrong = actions.settle_belonging(one, given, seen=request.POST.get("seen", ""), actor=clerk)
    except actions.Stale:
        return _page(request, one, houses.belonging(one), given, stale(), 409)
    if wrong:
        words = " ".join(dict.fromkeys(said(each.says) for each in wrong))
        return _page(request, one, held, given, words, 422)
    messages.success(request, _("It is in the register."))
    return HttpResponseRedirect(reverse("community:building", args=[community.slug, number]))


def _places(community: Community, held: houses.Belonging) -> dict[str, houses.PartOf]:
    """What the page asks for, by the names of its fields."""
    return {
        f"{kind}-{at}": houses.PartOf(kind, stairwell)
        for kind in reads.kinds_used(reads.force(community))
        for at, stairwell in enumerate(("", *held.stairwells))
    }


def _page(
    request: HttpRequest,
    one: Building,
    held: houses.Belonging,
    given: Mapping[houses.PartOf, str] | None = None,
    wrong: str = "",
    status: int = 200,
) -> HttpResponse:
    community, words = one.community, given or {}
    kinds: dict[str, dict[str, Any]] = {}
    for name, place in _places(community, held).items():
        kind = kinds.setdefault(
            place.kind,
            {"key": place.kind, "title": kind_title(community, place.kind), "apart": False, "wells": [],
             "names": reads.part_names(community, place.kind)},
        )  # fmt: skip
        value = words.get(place, held.parts.get(place, ""))
        shown = {"name": name, "value": value, "title": place.stairwell, "now": held.parts.get(place, "")}
        if place.stairwell:
            kind["wells"].append(shown)
            kind["apart"] |= bool(value)
        else:
            kind["whole"] = shown
    way = crumbs(community, one.name, _("To which parts it belongs"))
    way[-2]["url"] = reverse("community:building", args=[community.slug, one.pk])
    context = {
        "crumbs": way, "title": one.name, "kinds": list(kinds.values()), "seen": held.state, "wrong": wrong,
        "compare": status == 409, "longest": LONGEST,
    }  # fmt: skip
    return render(request, "community/belonging.html", context, status=status)
