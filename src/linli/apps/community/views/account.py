"""My account: who I am where, how I sign in, where I am signed in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from linli.apps.community import actions, letters, reads
from linli.apps.community.models import Account, Tie
from linli.apps.community.views.communities import founding_for, square_of


@never_cache
@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """All of it on one page; what changes how one signs in is done on a page of its own."""
    account = request.user
    assert isinstance(account, Account)
    factors = reads.second_factors(account)
    context = {
        "account": account,
        "ties": [_tie(one) for one in reads.ties_of(account)],
        "clerkships": [
            {"name": one.community.name, "url": square_of(one.community)} for one in reads.clerkships(account)
        ],
        "may_found": reads.may_found(account),
        "founding_url": founding_for(account),
        "passkeys": factors["webauthn"],
        "totp": factors["totp"],
        "recovery": factors["recovery_codes"],
        "sessions": reads.signed_in(account, request.session.session_key),
        "renewals": reads.renewals(account)[:5],
        "mail": settings.MAIL_READY,
        "address": letters.address_of(account),
        "elsewhere": bool(settings.SOCIALACCOUNT_PROVIDERS),
        "linked": reads.linked(account) if settings.SOCIALACCOUNT_PROVIDERS else [],
    }
    return render(request, "community/account.html", context)


def _tie(one: Tie) -> dict[str, Any]:
    return {
        "name": one.community.name,
        "url": square_of(one.community),
        "person": one.person.name,
        "number": one.person.number,
        "how": how_words(one),
        "at": one.at,
        "zone": one.community.zone,
    }


def how_words(one: Tie) -> str:
    """How it was shown that the account is this person's."""
    words = {
        "identity": _("by a code and the end of the ID number"),
        "phone": _("by a code and the end of the phone number"),
        "name": _("by a code and the full name"),
        "present": _("in person, before %(who)s"),
        "clerk": _("entered by %(who)s"),
        "terminal": _("entered at the terminal"),
    }
    return words[one.how] % {"who": one.by or _("the terminal")}


@require_POST
@login_required
def end(request: HttpRequest) -> HttpResponse:
    """Sign out in another browser, or everywhere."""
    account, which = request.user, request.POST.get("session", "")
    assert isinstance(account, Account)
    if which == "all":
        actions.end_sessions(account)
        actions.sign_out(request)
        messages.success(request, _("You are signed out everywhere."))
        return HttpResponseRedirect(reverse("community:sign-in"))
    if which.isascii() and which.isdecimal() and len(which) < 18:
        actions.end_sessions(account, only=int(which))
        messages.success(request, _("Signed out there."))
    return HttpResponseRedirect(reverse("mfa_index"))
