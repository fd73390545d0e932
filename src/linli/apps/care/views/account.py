"""What is an account's and no community's: look at it, take it along, erase it at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from linli.apps.care import actions
from linli.apps.care.copying import copy_of, packed
from linli.apps.care.purposes import public
from linli.apps.care.views.frame import confirmed
from linli.apps.care.views.purposes import shown
from linli.apps.care.words import WHY
from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.reads import holdings


@require_safe
@login_required
@never_cache
def page(request: HttpRequest) -> HttpResponse:
    """What one can do about it, and where the communities are that hold more."""
    found, _wrong = public(None)
    context = {
        "crumbs": _way(), "communities": community_reads.was_somebody_in(request.user),
        "registers": [shown(one, None) for one in found if one.whole],
    }  # fmt: skip
    return render(request, "care/account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
@confirmed
def copy(request: HttpRequest) -> HttpResponseBase:
    """One's own copy of it, once one has shown again who one is."""
    if request.method != "POST":
        return render(request, "care/account_copy.html", {"crumbs": _way(_("My copy"))})
    made = copy_of(actions.of_account(request.user), community_actions.now())
    answer = FileResponse(
        packed(made), as_attachment=True, filename="account.zip", content_type="application/zip"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
@confirmed
def erase(request: HttpRequest) -> HttpResponse:
    """What can be erased with what stops working then, and erasing it."""
    wrong, chosen = "", request.POST.getlist("lot")
    if request.method == "POST":
        try:
            return _erased(request, actions.erase_own(account=request.user, lots=chosen))
        except actions.NotTaken as error:
            wrong = community_reads.said(WHY[error.code])
    lots = holdings.lots_of(actions.of_account(request.user))
    context = {
        "crumbs": _way(_("Erase")), "wrong": wrong, "chosen": chosen,
        "may": [one for one in lots if one.fate == "may"], "stay": [one for one in lots if one.fate != "may"],
    }  # fmt: skip
    return render(request, "care/account_erase.html", context, status=422 if wrong else 200)


def _erased(request: HttpRequest, gone: tuple[str, ...]) -> HttpResponse:
    if "account" in gone:
        community_actions.sign_out(request)
        messages.success(request, _("The account is erased. You are signed out everywhere."))
        return HttpResponseRedirect("/")
    messages.success(request, _("It is erased."))
    return HttpResponseRedirect(reverse("care:account"))


def _way(*more: str) -> list[dict[str, Any]]:
    way = [
        {"title": _("My account"), "url": reverse("mfa_index")},
        {"title": _("What is held of my account"), "url": reverse("care:account")},
        *({"title": one, "url": ""} for one in more),
    ]
    way[-1]["url"] = ""
    return way
