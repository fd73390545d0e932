"""A new password for who forgot the old one, and the address to which letters about an account go."""

from __future__ import annotations

from allauth.account import views as accounts
from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from linli.apps.community import actions
from linli.apps.community.forgotten import AskForm, drop_spent

MOST_TO_ADDRESS = 5
MOST_FROM_ADDRESS = 20
MOST_FOR_ACCOUNT = 5


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a letter. The answer is the same whether anybody has the address."""
    form = AskForm(request.POST if request.method == "POST" and settings.MAIL_READY else None)
    if form.is_bound and form.is_valid():
        to, whence = ("letter to", form.cleaned_data["email"]), ("letter from", actions.address_of(request))
        if actions.take_turn({to: MOST_TO_ADDRESS, whence: MOST_FROM_ADDRESS}):
            form.save(request)
            return HttpResponseRedirect(reverse("account_confirm_password_reset_code"))
        form.add_error(None, _("Too many attempts. Wait a quarter of an hour, then try again."))
    context = {"form": form, "mail": settings.MAIL_READY}
    return render(request, "community/forgotten.html", context, status=422 if form.errors else 200)


@never_cache
@sensitive_post_parameters("code")
def code(request: HttpRequest) -> HttpResponseBase:
    """Type the code out of the letter."""
    drop_spent(request)
    answer: HttpResponseBase = accounts.confirm_password_reset_code(request)
    return answer


@never_cache
@sensitive_post_parameters("password1", "password2")
def choose(request: HttpRequest) -> HttpResponseBase:
    """Choose the new password, after the code."""
    drop_spent(request)
    answer: HttpResponseBase = accounts.complete_password_reset(request)
    return answer


@never_cache
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth is not typed
def address(request: HttpRequest) -> HttpResponseBase:
    """To which address letters about the account go; a new one counts when the letter to it was opened."""
    by = ("letter of", str(request.user.pk))
    if {"action_add", "action_send"} & set(request.POST) and not actions.take_turn({by: MOST_FOR_ACCOUNT}):
        messages.error(request, _("Too many attempts. Wait a quarter of an hour, then try again."))
        return HttpResponseRedirect(reverse("account_email"))
    answer: HttpResponseBase = accounts.email(request)
    return answer
