"""Signing in and out."""

from __future__ import annotations

from allauth.socialaccount.adapter import get_adapter
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from linli.apps.community import actions
from linli.apps.community.models import Account


class SignIn(forms.Form):
    """A name and a password."""

    username = forms.CharField(
        label=_("Name of the account"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The form; after it, the page one came from."""
    target = safe_target(request, request.POST.get("next") or request.GET.get("next") or "")
    if isinstance(request.user, Account):
        return HttpResponseRedirect(target)
    form = SignIn(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        found = actions.sign_in(request, given["username"], given["password"], to=target)
        if not isinstance(found, str):
            return found
        form.add_error(None, found)
    status = 422 if form.errors else 200
    context = {"form": form, "next": target, "providers": providers(request)}
    return render(request, "community/sign_in.html", context, status=status)


def providers(request: HttpRequest) -> list[dict[str, str]]:
    """The other ways to sign in that this installation is configured for."""
    if not settings.SOCIALACCOUNT_PROVIDERS:
        return []
    return [
        {"name": one.name, "url": one.get_login_url(request)} for one in get_adapter().list_providers(request)
    ]


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    actions.sign_out(request)
    return HttpResponseRedirect("/")


def safe_target(request: HttpRequest, target: str) -> str:
    """A page of this site, or the first page: nobody is sent elsewhere by a link that begins here."""
    ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if ours else "/"
