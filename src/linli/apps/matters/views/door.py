"""At the door of a sitting: the sheet with the code to scan, the tablet to sign in on, the screen that counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import actions, reads
from linli.apps.matters.reads.pages import SittingPage
from linli.apps.matters.views import refusals
from linli.apps.matters.views.codes import code
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.visit import Visit, visit
from linli.core.engine.acts import Actor
from linli.core.engine.calendar import shown as moment

SALT = "matters.tablet"
HOURS = 14
TABLET, FORGETS_AFTER = "tablet", timedelta(hours=HOURS)
TRIES = 5
"""So many wrong digits for one person; then whoever presides signs them in."""
DIGITS = 4


@require_safe
def sheet(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """The code for the door on A4; whoever presides finds the way to the tablet here."""
    here = visit(request, slug)
    found = _found(here, year, number)
    address = request.build_absolute_uri(here.links.sitting(found))
    way = here.links.to("tablet", year, number, _token(here, found)) if found.presiding else ""
    context = {
        "title": found.organ_title, "starts": moment(found.starts, found.zone).in_(here.lang),
        "community": here.community.name, "qr": code(address), "back_url": here.links.sitting(found),
        "address": address.removeprefix("https://").removeprefix("http://"),
        "tablet_url": way, "tablet_qr": code(request.build_absolute_uri(way)) if way else "",
    }  # fmt: skip
    return render(request, "matters/door.html", context)


def _found(here: Visit, year: int, number: int) -> SittingPage:
    found = reads.sitting(here.community, here.viewer, year, number)
    if found is None:
        raise Http404
    return found


def _token(here: Visit, found: SittingPage) -> str:
    """Lets the tablet enter who signs in, for whoever presides now, in this sitting and for this day only."""
    given = {
        "at": here.community.slug,
        "sitting": found.chain,
        "person": here.viewer.person,
        "organ": found.presiding,
    }
    return signing.dumps(given, salt=SALT)


@require_safe
@never_cache
def live(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Who is there, large, for the wall; it renews itself."""
    here = visit(request, slug)
    found = _found(here, year, number)
    return render(request, "matters/live.html", {**counted(found), "page": found, "title": found.organ_title})


def counted(found: SittingPage) -> Shown:
    """Attendance, by kinds where the organ has any."""
    return {
        "meter": found.meter,
        "kinds": [{"title": title, "have": have, "whole": whole} for title, have, whole in found.kinds],
        "short": found.begun and not found.ended and found.meter.have < found.meter.need,
        "voting": found.voting,
    }


@dataclass(frozen=True, slots=True)
class _Tablet:
    chain: str
    by: Actor


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def tablet(request: HttpRequest, slug: str, year: int, number: int, token: str) -> HttpResponse:
    """Sign in with one's name or register number and the last digits of one's phone; entered for who presides."""
    here = visit(request, slug)
    found = _found(here, year, number)
    given = _opened(here, found, token)
    if given is None:
        return render(request, "matters/tablet.html", {"title": found.organ_title, "over": True}, status=403)
    context: Shown = {**counted(found), "title": found.organ_title, "page": found}
    status = 200
    if request.method == "POST":
        status, context["said"] = _sign_in(request, here, given)
        if status == 200:
            found = _found(here, year, number)
            context |= {**counted(found), "page": found}
        else:
            context["typed"] = {"who": request.POST.get("who", "")[:60]}
    return render(request, "matters/tablet.html", context, status=status)


def _opened(here: Visit, found: SittingPage, token: str) -> _Tablet | None:
    try:
        given: Any = signing.loads(token, salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature:
        return None
    if given["at"] != here.community.slug or given["sitting"] != found.chain or found.ended:
        return None
    return _Tablet(found.chain, Actor(given["person"], given["organ"]))


def _sign_in(request: HttpRequest, here: Visit, given: _Tablet) -> tuple[int, Shown]:
    """Whoever is named is told the same for a wrong name and for wrong digits, and as often: tries are counted by what
    was typed, not by whom it means.
    """
    who, digits = request.POST.get("who", "").strip()[:60], request.POST.get("digits", "").strip()
    person = community_reads.person_called(here.community, who.replace("\x00", "")) if who else None
    who_here = f"{here.community.pk} {given.chain} {who.lstrip('0')}"
    if community_actions.tried_too_often(TABLET, who_here, most=TRIES, within=FORGETS_AFTER):
        said = _("Too many wrong digits. Please ask whoever presides to sign you in.")
        return 429, {"text": said, "good": False}
    right = len(digits) == DIGITS and digits.isascii() and digits.isdecimal()
    if person is None or not right or not community_reads.phone_ends_in(person, digits):
        community_actions.note_try(TABLET, who_here)
        said = _(
            "Name and digits do not belong together, or the register has no phone. Whoever presides can sign you in."
        )
        return 422, {"text": said, "good": False}
    with community_actions.coming_by("tablet"):
        done = actions.attend(
            community=here.community, chain=given.chain, by=given.by, people=[person.pseudonym]
        )
    if done.refusal is not None and done.refusal.code == "already-present":
        return 409, {"text": _("%(who)s has signed in already.") % {"who": who}, "good": False}
    if done.refusal is not None:
        return 409, {"text": refusals.panel(here, done.refusal)["what"], "good": False}
    return 200, {"text": _("%(who)s is signed in.") % {"who": who}, "good": True}
