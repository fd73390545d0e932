"""People and organs of a community, and the choice of the organ one acts for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from linli.apps.community import clock, reads
from linli.apps.community.capacity import SESSION
from linli.apps.community.models import Community
from linli.apps.community.reads import OrganView
from linli.apps.community.reads.asking import said
from linli.apps.community.views import seats
from linli.apps.community.views.communities import agreements_of, square_of
from linli.apps.community.views.sign_in import safe_target


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Who sits where, until when, and which seats are vacant."""
    community: Community = request.community  # type: ignore[attr-defined]  # the middleware sets it
    organs = [_organ(community, one) for one in reads.organs(community, request.user, clock.now())]
    crumbs = [{"title": community.name, "url": square_of(community)}, {"title": _("People and organs")}]
    context = {
        "organs": organs,
        "crumbs": crumbs,
        "zone": community.zone,
        "agreements_url": agreements_of(community),
        "place_url": reverse("community:place", args=[slug]) if reads.description(community).facts else "",
        "registers_url": reverse("community:registers", args=[slug])
        if reads.is_clerk(request.user, community)
        else "",
    }
    return render(request, "community/organs.html", context)


def _organ(community: Community, organ: OrganView) -> dict[str, object]:
    return {
        "title": said(organ.title),
        "says": said(organ.says),
        "made_of": _(", ").join(said(part) for part in organ.made_of),
        "members": _members(organ.members),
        "vacant": _vacant(organ.vacant) if organ.vacant else "",
        "has_seats": organ.has_seats,
        "chair": said(organ.chair) or _("chair"),
        "seats": [
            {"seat": one, "kind": said(one.kind), "parts": _(", ").join(one.parts)} for one in organ.seats
        ],
        "seats_url": seats.address(community, organ.key) if organ.has_seats else "",
    }


def _members(count: int) -> str:
    return ngettext("%(n)d person", "%(n)d people", count) % {"n": count}


def _vacant(count: int) -> str:
    return ngettext("%(n)d seat vacant", "%(n)d seats vacant", count) % {"n": count}


@require_POST
def switch(request: HttpRequest, slug: str) -> HttpResponse:
    """Act for another organ from now on; an organ one does not belong to changes nothing."""
    seat = request.seat_context  # type: ignore[attr-defined]  # the middleware sets it
    chosen = request.POST.get("capacity", "")
    if seat is not None and chosen in {choice.key for choice in seat.choices}:
        request.session[SESSION] = {**request.session.get(SESSION, {}), slug: chosen}
    target = request.POST.get("next") or request.headers.get("Referer") or ""
    found = safe_target(request, target)
    return HttpResponseRedirect(square_of(request.community) if found == "/" else found)  # type: ignore[attr-defined]  # the middleware sets it
