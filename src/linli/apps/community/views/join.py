"""The door for who was invited: the code, who one is, and an account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from linli.apps.community import actions, invited, reads
from linli.apps.community.models import Account, Community, Invitation
from linli.apps.community.views.communities import founding_for, square_of
from linli.apps.community.views.sign_in import providers

BLANK = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


class CodeForm(forms.Form):
    """The code, as it stands on the paper."""

    code = forms.CharField(
        label=gettext_lazy("Code of the invitation"),
        help_text=gettext_lazy(
            "Twelve letters and digits. Small or large letters, with or without hyphens: all the same."
        ),
        max_length=80,
        widget=forms.TextInput(attrs=BLANK),
    )


class Accepting(forms.Form):
    """The answer that only the invited person knows, and, for who has none, a new account."""

    answer = forms.CharField(
        max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off", "class": "short"})
    )
    username = forms.CharField(
        label=gettext_lazy("Name of the account"),
        help_text=gettext_lazy(
            "With it you sign in from now on: for example your phone number, or a name of your own."
        ),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        help_text=gettext_lazy(
            "At least 8 characters, and not one that many people use. Several words are easy to keep."
        ),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(
        self, asked: str, account: Account | None, data: Any = None, *, renews: bool = False
    ) -> None:
        super().__init__(data, label_suffix="")
        if renews:
            del self.fields["username"]
            self.fields["password"].label = _("New password")
        if asked:
            self.fields["answer"].label = _questions()[asked]
        else:
            del self.fields["answer"]
        if account is not None and not renews:
            del self.fields["username"], self.fields["password"]

    def who(self, account: Account | None) -> Account | actions.NewAccount:
        """The account of who is signed in, or the new one."""
        given = self.cleaned_data
        if account is not None and "password" not in given:
            return account
        return actions.NewAccount(given.get("username", ""), given["password"])


def _questions() -> dict[str, str]:
    return {
        "identity": _("The last four characters of your ID number"),
        "phone": _("The last four digits of your phone number, as the community knows it"),
        "name": _("Your full name"),
    }


@never_cache
@require_safe
def arrive(request: HttpRequest, code: str, slug: str = "") -> HttpResponse:
    """A link or a QR code was opened: the code leaves the address, which others see over one's shoulder."""
    invited.remember(request, code)
    return HttpResponseRedirect(_here(_door(request)))


@never_cache
@sensitive_post_parameters("password", "answer", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str = "") -> HttpResponse:
    """First the code; then what it makes one, and accepting it."""
    door = _door(request)
    if request.method == "POST" and "code" in request.POST:
        return _typed(request, door)
    if "other" in request.GET:
        invited.forget(request)
    code = invited.code_of(request)
    if not code:
        return _ask(request, CodeForm(label_suffix=""))
    try:
        one = actions.invitation_by(code, address=actions.address_of(request), door=door)
    except ValidationError as error:
        invited.forget(request)
        return _ask(request, CodeForm(label_suffix=""), wrong=error.messages[0])
    return _accepting(request, door, code, one)


@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """Who signed in elsewhere on the way comes back to the door of the code in hand."""
    community = reads.community_of_code(invited.code_of(request))
    return HttpResponseRedirect(_here(community))


def _typed(request: HttpRequest, door: Community | None) -> HttpResponse:
    form = CodeForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _ask(request, form)
    try:
        actions.invitation_by(form.cleaned_data["code"], address=actions.address_of(request), door=door)
    except ValidationError as error:
        form.add_error("code", error.messages[0])
        return _ask(request, form)
    invited.remember(request, form.cleaned_data["code"])
    return HttpResponseRedirect(_here(door))


def _accepting(request: HttpRequest, door: Community | None, code: str, one: Invitation) -> HttpResponse:
    account = request.user if isinstance(request.user, Account) else None
    renews = one.role == Invitation.Role.RENEWAL
    data = request.POST if request.method == "POST" else None
    form = Accepting(actions.question(one), account, data, renews=renews)
    if form.is_bound and form.is_valid():
        try:
            holder, one = actions.accept(
                code,
                form.who(account),
                answer=form.cleaned_data.get("answer", ""),
                address=actions.address_of(request),
                door=door,
            )
        except ValidationError as error:
            form.add_error(_field_of(error, form), error.messages)
        else:
            return _in(request, holder, one)
    context = {
        "one": one,
        "form": form,
        "masked": masked(one.person.name) if one.person else "",
        "account": account,
        "here": _here(door),
        "other": _here(door) + "?other",
        "renews": renews,
        "providers": [] if renews else providers(request),
    }
    return render(request, "community/join.html", context, status=422 if form.errors else 200)


def _field_of(error: ValidationError, form: forms.Form) -> str | None:
    code = getattr(error.error_list[0], "code", None)
    field = {"answer": "answer", "name-taken": "username"}.get(str(code), "password" if code else None)
    known = {"too-many", "unknown", "used", "closed", "revoked", "expired", "has-account", "somebody-else"}
    return field if field in form.fields and code not in known else None


def _in(request: HttpRequest, account: Account, one: Invitation) -> HttpResponse:
    invited.forget(request)
    if one.role == Invitation.Role.RENEWAL:
        said = _("The new password is set. Sign in as “%(name)s”.") % {"name": account.username}
        messages.success(request, said)
        return HttpResponseRedirect(reverse("community:sign-in"))
    messages.success(request, _("Welcome. The code is used up; from now on you sign in with your account."))
    target = square_of(one.community) if one.community else founding_for(account) or "/"
    return (
        HttpResponseRedirect(target)
        if request.user == account
        else actions.let_in(request, account, to=target)
    )


def _ask(request: HttpRequest, form: CodeForm, wrong: str = "") -> HttpResponse:
    status = 422 if form.errors or wrong else 200
    return render(request, "community/join_code.html", {"form": form, "wrong": wrong}, status=status)


def _door(request: HttpRequest) -> Community | None:
    return getattr(request, "community", None)


def _here(door: Community | None) -> str:
    return reverse("community:join", args=[door.slug]) if door else reverse("community:join-site")


def masked(name: str) -> str:
    """A name of which only who knows it recognises the rest: 王＊＊."""
    return name[:1] + "＊" * max(1, len(name) - 1)
