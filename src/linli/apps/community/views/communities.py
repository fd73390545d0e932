"""The first page: the communities here, street by street."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from linli.apps.community import reads
from linli.apps.community.models import Community, Place
from linli.apps.community.reads.asking import said


@dataclass(frozen=True, slots=True)
class Street:
    """A street or town with its communities, and the places in it where none is founded yet."""

    name: str
    rows: list[dict[str, object]]
    unfounded: str
    unfounded_count: int


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """All communities."""
    by_street: dict[str, list[Community]] = {}
    for community in reads.communities():
        by_street.setdefault(community.place.parent_code, []).append(community)
    ways = reads.ways_to(by_street)
    children = reads.places_in(by_street)
    streets = [
        _street(ways.get(code, code), found, children.get(code, [])) for code, found in by_street.items()
    ]
    return render(
        request,
        "community/communities.html",
        {"streets": streets, "empty": _empty(), "found_url": founding_for(request.user)},
    )


def _street(name: str, founded: list[Community], places: list[Place]) -> Street:
    taken = {one.place_id for one in founded}
    left = [place.name for place in places if place.code not in taken]
    return Street(name, [_row(one) for one in founded], _(", ").join(left), len(left))


def _row(community: Community) -> dict[str, object]:
    people = ngettext("%(n)d resident", "%(n)d residents", community.people) % {"n": community.people}
    return {
        "title": community.name,
        "url": square_of(community),
        "meta": people,
        "text": said(reads.force(community).charter.title),
        "chips": [{"text": _("demonstration"), "tone": "wait"}] if community.demo else [],
    }


def square_of(community: Community) -> str:
    """Where a community's pages begin."""
    try:
        return reverse("matters:square", args=[community.slug])
    except NoReverseMatch:
        return reverse("community:organs", args=[community.slug])


def founding_for(viewer: Any) -> str:
    """Where the reader may found a community; empty for who may not, and where that page is not there."""
    try:
        return reverse("founding:start") if reads.may_found(viewer) else ""
    except NoReverseMatch:
        return ""


def agreements_of(community: Community) -> str:
    """Where it stands who is bound to what; empty where that page is not there."""
    try:
        return reverse("matters:agreements", args=[community.slug])
    except NoReverseMatch:
        return ""


def _empty() -> dict[str, str]:
    return {
        "title": _("No community is founded here yet."),
        "text": _("Communities will be listed here, street by street."),
        "who": _(
            "Who runs this machine gives a link to whoever founds one, with the command: linli invite founder"
        ),
    }
