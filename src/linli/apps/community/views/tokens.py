"""The tokens of the holder of an account: which there are, making one, revoking one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from linli.apps.community import actions, clock, reads
from linli.apps.community.models import Account, Token

SCOPES = [
    ("read:own", gettext_lazy("read what I may read: my deeds, my votes, my desk")),
    ("act", gettext_lazy("act for me in matters and sittings, in the capacities that I have")),
    ("registers", gettext_lazy("keep the registers that I keep as a clerk")),
]


class NewToken(forms.Form):
    """What it is for, what it may do, how long."""

    name = forms.CharField(
        label=gettext_lazy("What it is for"),
        help_text=gettext_lazy("A name by which you tell it again, such as the program that uses it."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What the program may do"),
        help_text=gettext_lazy("What is public can be read without a token. Give no more than it needs."),
        choices=SCOPES,
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.IntegerField(
        label=gettext_lazy("Days for which it is valid"),
        min_value=1,
        max_value=actions.LONGEST_TOKEN,
        initial=90,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """All tokens, and the form; the secret of a new one is shown this once."""
    account = request.user
    if not isinstance(account, Account):
        return _to_sign_in()
    form = NewToken(request.POST if request.method == "POST" else None)
    secret = ""
    if form.is_valid():
        given = form.cleaned_data
        try:
            _token, secret = actions.make_token(given["name"], given["scopes"], given["days"], actor=account)
            form = NewToken()
        except ValidationError as error:
            form.add_error(None, error)
    context = {
        "crumbs": [
            {"title": _("My account"), "url": reverse("mfa_index")},
            {"title": _("Access tokens"), "url": ""},
        ],
        "form": form,
        "secret": secret,
        "rows": [_row(one) for one in reads.tokens(account)],
        "reference_url": reverse("api"),
    }
    return render(request, "community/tokens.html", context, status=422 if form.errors else 200)


@require_POST
def revoke(request: HttpRequest, number: int) -> HttpResponse:
    """End a token at once."""
    if not isinstance(request.user, Account):
        return _to_sign_in()
    if actions.revoke_token(number, actor=request.user):
        messages.success(request, _("The token is revoked; it opens nothing any more."))
    return redirect("community:tokens")


def _to_sign_in() -> HttpResponse:
    target = urlencode({"next": reverse("community:tokens")})
    return HttpResponseRedirect(f"{reverse('community:sign-in')}?{target}")


def _row(one: Token) -> dict[str, Any]:
    live = one.revoked is None and one.expires > clock.now()
    known = dict(SCOPES)
    state = _("valid") if live else _("revoked") if one.revoked else _("expired")
    return {
        "title": one.name,
        "ends": one.ends,
        "text": _("; ").join(str(known[scope]) for scope in one.scopes.split() if scope in known),
        "made": one.made,
        "expires": one.expires,
        "used": one.used,
        "chips": [{"text": state, "tone": "done" if live else "plain"}],
        "revoke": reverse("community:token-revoke", args=[one.pk]) if live else "",
    }
