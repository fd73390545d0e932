"""The map without a map: from the community to its parts and a building, and what happens there. Open to everybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from linli.apps.community import reads as community_reads
from linli.apps.community.reads.asking import said
from linli.apps.community.reads.laid import Kind, laid_out, part_of
from linli.apps.matters import actions, reads
from linli.apps.matters.forms_of_places import WhereForm, number_of
from linli.apps.matters.typed import BadInput
from linli.apps.matters.views import shown
from linli.apps.matters.views.closed import gated
from linli.apps.matters.views.disclosures import row_of
from linli.apps.matters.views.matter import found as matter_found
from linli.apps.matters.views.new import building_field
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.visit import Visit, visit

LONGEST = 60
NO_SINGLE: Mapping[int, list[str]] = MappingProxyType({})


@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """The parts of every kind and the buildings that belong to none; or the buildings that are looked for."""
    here = visit(request, slug)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    every = community_reads.buildings_of(here.community, begins=words)
    if words and len(every) == 1:
        return redirect(here.links.to("map-building", every[0].pk))
    kinds = [] if words else laid_out(here.community)
    inside = {building for kind in kinds for found in kind.parts.values() for building in found}
    open_ = reads.open_at(here.community, [one.pk for one in every])
    context = {
        "crumbs": _crumbs(here, _("Map")),
        "q": words,
        "kinds": [_kind(here, kind, open_) for kind in kinds],
        "buildings": _tiles(here, [one for one in every if one.pk not in inside], open_),
        "total": len(every),
        "clerk_url": _clerk_url(here),
    }
    return render(request, "matters/map.html", context)


def _kind(here: Visit, kind: Kind, open_: Mapping[int, int]) -> Shown:
    tiles = [
        {
            "title": name,
            "url": _part_url(here, kind.key, name),
            "meta": ngettext("%(n)d building", "%(n)d buildings", len(found)) % {"n": len(found)},
            "open": _open(sum(open_.get(one, 0) for one in found)),
        }
        for name, found in kind.parts.items()
    ]
    return {"key": kind.key, "title": capfirst(said(kind.title)), "tiles": tiles}


def _part_url(here: Visit, kind: str, name: str) -> str:
    return here.links.to("map-part", ask={"kind": kind, "name": name})


def _tiles(
    here: Visit,
    buildings: Sequence[Any],
    open_: Mapping[int, int],
    stairwells: Mapping[int, list[str]] = NO_SINGLE,
) -> list[Shown]:
    return [
        {
            "title": one.name,
            "url": here.links.to("map-building", one.pk),
            "meta": _(", ").join(stairwells.get(one.pk, ())) or one.address,
            "open": _open(open_.get(one.pk, 0)),
        }
        for one in buildings
    ]


def _open(count: int) -> str:
    return ngettext("%(n)d matter", "%(n)d matters", count) % {"n": count} if count else ""


@require_safe
def part(request: HttpRequest, slug: str) -> HttpResponse:
    """One part of the place, such as a grid or a courtyard: its buildings, and what happens there."""
    here = visit(request, slug)
    name = request.GET.get("name", "").replace("\x00", "")[:LONGEST]
    found = part_of(here.community, request.GET.get("kind", "grid"), name)
    if found is None:
        raise Http404
    keys = [one.pk for one in found.buildings]
    open_ = reads.open_at(here.community, keys)
    context = {
        "crumbs": _crumbs(here, name),
        "title": name,
        "facts": _figures(found.figures),
        "buildings": _tiles(here, found.buildings, open_, found.stairwells),
        **_happens(here, keys),
    }
    return render(request, "matters/map_part.html", context)


@require_safe
def building(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One building: what stands there, and what happens there."""
    here = visit(request, slug)
    found = community_reads.ground(here.community, number)
    if found is None:
        raise Http404
    one = found.building
    facts = [
        {"term": _("Address"), "value": one.address},
        *_parts(here, one.pk),
        {"term": _("Floors"), "value": str(one.floors or "")},
    ]
    context = {
        "crumbs": _crumbs(here, one.name),
        "title": one.name,
        "number": one.pk,
        "facts": [each for each in facts if each["value"]] + _figures(found.figures),
        "stairwells": [_stairwell(each) for each in found.stairwells],
        "units": [each.name for each in found.units],
        "begin_url": here.links.to("new", ask={"at": str(one.pk)}),
        "begin": _begin(here),
        "register_url": _register_url(here, number),
        **_happens(here, [one.pk]),
    }
    return render(request, "matters/map_part.html", context)


def _parts(here: Visit, building: int) -> list[Shown]:
    """The parts that it, or some of it, belongs to."""
    return [
        {"term": capfirst(said(kind.title)), "value": name, "url": _part_url(here, kind.key, name)}
        for kind in laid_out(here.community, building)
        for name in kind.parts
    ]


def _begin(here: Visit) -> str:
    """Who may begin nothing is not offered to."""
    may = any(one.organ for one in reads.proposing(here.community, here.viewer))
    return _("Begin a matter here") if may else _("Who may begin what")


def _stairwell(one: Any) -> Shown:
    parts = [
        ngettext("%(n)d floor", "%(n)d floors", one.floors) % {"n": one.floors} if one.floors else "",
        ngettext("%(n)d dwelling", "%(n)d dwellings", one.dwellings) % {"n": one.dwellings}
        if one.dwellings
        else "",
        {True: _("with a lift"), False: _("without a lift")}.get(one.lift, ""),
    ]
    return {"title": one.name, "meta": " · ".join(part for part in parts if part)}


def _figures(found: Any) -> list[Shown]:
    people = _("about %(n)s") % {"n": f"{found.people:,}"} if found.people else _("fewer than 20")
    return [
        {"term": _("How many dwellings"), "value": f"{found.dwellings:,}"},
        {"term": _("How many live here"), "value": people},
    ]


def _happens(here: Visit, keys: list[int]) -> Shown:
    found = reads.happening(here.community, here.viewer, keys)
    return {
        "deciding": [shown.matter_row(row, here.links) for row in found.deciding],
        "doing": [shown.matter_row(row, here.links, button=False) for row in found.doing],
        "published": [shown.matter_row(row, here.links, button=False) for row in found.published],
        "ended": [shown.matter_row(row, here.links, button=False) for row in found.ended],
        "notices": [row_of(here, row, here.community.zone) for row in found.notices],
        "nothing": shown.empty(
            _("Nothing happens here at the moment."),
            _("A matter appears here when whoever begins it names the building."),
        ),
    }


def _crumbs(here: Visit, title: str) -> list[Shown]:
    above = [] if title == _("Map") else [{"title": _("Map"), "url": here.links.to("map")}]
    return [{"title": _("Square"), "url": here.links.to("square")}, *above, {"title": title, "url": ""}]


def _clerk_url(here: Visit) -> str:
    return here.links.to("community:buildings") if here.clerk else ""


def _register_url(here: Visit, number: int) -> str:
    """The building in the register, for the clerk and for who sees that part of it."""
    if not here.clerk:
        if not here.part:
            return ""
        try:
            community_reads.building(here.community, number, here.viewer.account)
        except community_reads.OutOfReach:
            return ""
    return here.links.to("community:building", number)


@require_http_methods(["GET", "HEAD", "POST"])
@gated
def where(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Put right which building a matter is about: for who put it, and for the clerk."""
    here = visit(request, slug)
    page = matter_found(here, year, number)
    clerk = community_reads.is_clerk(request.user, here.community)
    fields = building_field(community_reads.buildings_of(here.community))
    if not fields or page.closed:
        raise Http404
    if not (clerk or page.own):
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else None
    form = WhereForm(fields, str(page.building.number) if page.building else "", sent)
    if form.is_bound and form.is_valid():
        try:
            actions.put_right(
                community=here.community, chain=page.chain, number=number_of(form.cleaned_data),
                person=here.viewer.person, account=request.user,
            )  # fmt: skip
        except BadInput as bad:
            form.blame(bad.field, bad.in_(here.lang))
        else:
            messages.success(request, _("It is kept."))
            return redirect(here.links.matter(page))
    title = shown.title(page.title.text, page)
    crumbs = [
        {"title": _("Square"), "url": here.links.to("square")},
        {"title": title, "url": here.links.matter(page)},
        {"title": _("Where it is"), "url": ""},
    ]
    context = {"crumbs": crumbs, "title": title, "form": form, "back_url": here.links.matter(page)}
    return render(request, "matters/where.html", context, status=422 if form.errors else 200)
