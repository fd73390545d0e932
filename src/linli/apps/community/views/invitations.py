"""Inviting people: who is invited, new codes, and the sheet to be printed and cut. For the clerk."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.apps.community import actions, clock, invited, reads
from linli.apps.community.models import Account, Community, Invitation, Person
from linli.apps.community.sealing import seal_words, unseal_words, use_of_codes
from linli.apps.community.views.registers import crumbs, for_clerk

MOST = 200
KEPT = timedelta(hours=1)
TONES = {"open": "now", "used": "done", "closed": "wait"}
WAYS = [
    ("paper", gettext_lazy("on paper: a sheet to print and to cut")),
    ("link", gettext_lazy("as a link that I send")),
    ("phone", gettext_lazy("as a text message from my own phone, to the number in the register")),
    ("present", gettext_lazy("now: the person is here, and I have seen the ID card or know them")),
]


class Inviting(forms.Form):
    """Whom to invite, and how the code gets to them."""

    who = forms.CharField(
        label=gettext_lazy("Whom"),
        help_text=gettext_lazy(
            "Names or numbers of the register, one a line. Left empty: all who have no account."
        ),
        required=False,
        max_length=12_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    building = forms.ChoiceField(label=gettext_lazy("Only in the building"), required=False)
    way = forms.ChoiceField(
        label=gettext_lazy("How the code gets there"), choices=WAYS, initial="paper", widget=forms.RadioSelect
    )
    days = forms.IntegerField(
        label=gettext_lazy("Days for which it is valid"),
        min_value=1,
        max_value=90,
        initial=30,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )

    def __init__(self, community: Community, clerk: Account, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.community, self.clerk = community, clerk
        self.persons: list[Person] = []
        buildings = reads.buildings(community, clerk)
        field: Any = self.fields["building"]
        field.choices = [("", _("all buildings")), *((one, one) for one in buildings)]
        if not buildings:
            del self.fields["building"]

    def clean(self) -> dict[str, Any]:
        """Everybody who is named, or the next who have neither an account nor a code."""
        given: dict[str, Any] = self.cleaned_data
        lines = [one.strip() for one in given.get("who", "").splitlines() if one.strip()]
        if len(lines) > MOST:
            self.add_error("who", _("At most %(most)d people at a time.") % {"most": MOST})
        elif lines:
            self._named(lines)
        elif given.get("way") == "present":
            self.add_error("who", _("Say who is here with you."))
        else:
            found = reads.uninvited(self.community, self.clerk, given.get("building", ""))
            self.persons = list(found[:MOST])
            if not self.persons:
                self.add_error("who", _("Everybody there has an account or a code already."))
        return given

    def _named(self, lines: list[str]) -> None:
        for line in lines:
            person = reads.person_called(self.community, line)
            if person is None:
                self.add_error(
                    "who",
                    _("“%(who)s”: nobody is called so, or several are; give the number.")
                    % {"who": line[:60]},
                )
            elif person.account_id:
                self.add_error("who", _("“%(who)s” has an account already.") % {"who": line[:60]})
            else:
                self.persons.append(person)


@require_http_methods(["GET", "HEAD", "POST"])
@for_clerk
def page(request: HttpRequest, community: Community, clerk: Account) -> HttpResponse:
    """Who is invited, and inviting more."""
    form = Inviting(community, clerk, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        way = form.cleaned_data["way"]
        issued = actions.invite(community, form.persons, actor=clerk, way=way, days=form.cleaned_data["days"])
        return _keep(request, community, issued)
    state = request.GET.get("state", "open")
    counts = reads.invitation_counts(community, clerk)
    state = state if state in counts else "open"
    here = reverse("community:invitations", args=[community.slug])
    found = reads.invitations(community, clerk, state).get_page(request.GET.get("page"))
    names = reads.people_named(community, [one.by_id for one in found])
    titles = {"open": _("Open"), "used": _("Used"), "over": _("No longer valid")}
    context = {
        "crumbs": crumbs(community, _("Invitations")),
        "form": form,
        "tabs": [
            {"title": titles[key], "url": f"{here}?state={key}", "current": key == state, "count": count}
            for key, count in counts.items()
        ],
        "page": found,
        "rows": [row(one, community, names) for one in found],
        "fresh": bool(_kept(request, community)),
        "left": reads.uninvited(community, clerk).count(),
    }
    return render(request, "community/invitations.html", context, status=422 if form.errors else 200)


@require_POST
@for_clerk
def clerk(request: HttpRequest, community: Community, clerk: Account) -> HttpResponse:
    """Invite somebody to keep the register as well."""
    return _keep(request, community, [actions.invite_clerk(community, actor=clerk)])


@require_POST
@for_clerk
def account(request: HttpRequest, community: Community, clerk: Account) -> HttpResponse:
    """A code for a new password for somebody, or taking the account back that was lost."""
    here = HttpResponseRedirect(reverse("community:invitations", args=[community.slug]))
    person = reads.person_called(community, request.POST.get("who", "").strip()[:60].replace("\x00", ""))
    if person is None or person.account_id is None:
        messages.error(
            request,
            _("Nobody with an account is called so, or several are. Give the number in the register."),
        )
        return here
    if "take" in request.POST:
        actions.take_account(community, person, actor=clerk)
        messages.success(
            request, _("%(name)s has no account any more and can be invited anew.") % {"name": person.name}
        )
        return here
    try:
        issued = actions.invite_back(community, person, actor=clerk)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return here
    return _keep(request, community, [issued])


@require_POST
@for_clerk
def revoke(request: HttpRequest, community: Community, clerk: Account, number: int) -> HttpResponse:
    """Let a code be good no longer."""
    actions.revoke(community, number, actor=clerk)
    messages.info(request, _("The code is no longer valid."))
    return HttpResponseRedirect(reverse("community:invitations", args=[community.slug]))


def _keep(request: HttpRequest, community: Community, issued: list[actions.Issued]) -> HttpResponse:
    # The codes are nowhere in the database but here, sealed, for an hour, so that a sheet can be printed again.
    codes = {str(one.invitation.pk): one.code for one in issued}
    kept = {"at": clock.now().timestamp(), "codes": codes}
    request.session[invited.NEW_CODES] = {
        community.slug: seal_words(json.dumps(kept), use_of_codes(community.pk))
    }
    return HttpResponseRedirect(reverse("community:codes", args=[community.slug]))


def _kept(request: HttpRequest, community: Community) -> dict[str, str]:
    sealed = request.session.get(invited.NEW_CODES, {}).get(community.slug, "")
    kept = json.loads(unseal_words(sealed, use_of_codes(community.pk)) or "{}")
    fresh = kept and clock.now().timestamp() - kept["at"] < KEPT.total_seconds()
    codes: dict[str, str] = kept["codes"] if fresh else {}
    return codes


@never_cache
@require_safe
@for_clerk
def codes(request: HttpRequest, community: Community, clerk: Account) -> HttpResponse:
    """The codes made just now: to show, to send, to print. They are shown for an hour and never again."""
    found = [_code(request, one, code, clerk) for one, code in _fresh(request, community, clerk)]
    context = {
        "crumbs": crumbs(community, _("Invitations"), _("New codes")),
        "codes": found,
        "back_url": reverse("community:invitations", args=[community.slug]),
    }
    return render(request, "community/codes.html", context)


@never_cache
@require_safe
@for_clerk
def sheet(request: HttpRequest, community: Community, clerk: Account) -> HttpResponse:
    """The same codes as cards on A4, eight a page."""
    found = [_code(request, one, code, clerk) for one, code in _fresh(request, community, clerk)]
    context = {"codes": found, "back_url": reverse("community:codes", args=[community.slug])}
    return render(request, "community/code_sheet.html", context)


def _fresh(request: HttpRequest, community: Community, clerk: Account) -> list[tuple[Invitation, str]]:
    kept = _kept(request, community)
    issued = reads.issued(community, clerk, [int(one) for one in kept])
    return [(one, kept[str(one.pk)]) for one in issued]


def _code(request: HttpRequest, one: Invitation, code: str, clerk: Account) -> dict[str, Any]:
    assert one.community is not None
    link = request.build_absolute_uri(reverse("community:join-code", args=[one.community.slug, code]))
    door = request.build_absolute_uri(reverse("community:join", args=[one.community.slug]))
    home = one.person.household.home if one.person and one.person.household else None
    return {
        "one": one,
        "who": called(one),
        "home": f"{home.building} {home}" if home else "",
        "code": code,
        "link": link,
        "door": door.removeprefix("https://").removeprefix("http://"),
        "sms": _message(one, link, clerk) if one.way == Invitation.Way.PHONE else "",
    }


def _message(one: Invitation, link: str, clerk: Account) -> str:
    """An address that opens the clerk's own messages, words and, where it is known, number filled in."""
    phone = reads.phone_of(one.person, clerk) if one.person else ""
    assert one.community is not None
    if phone:
        actions.note_look(one.community, "invitation", actor=clerk, person=one.person)
    words = _("%(community)s invites you. Open this and make your account: %(link)s") % {
        "community": one.community.name,
        "link": link,
    }
    return f"sms:{quote(phone)}?body={quote(words)}"


def called(one: Invitation) -> str:
    """Who is invited, for the clerk."""
    if one.person and one.role == Invitation.Role.RENEWAL:
        return _("%(name)s, for a new password") % {"name": one.person.name}
    return one.person.name if one.person else _("whoever keeps the register")


def row(one: Invitation, community: Community, names: Mapping[int, str]) -> dict[str, Any]:
    """An invitation as a line of the list; names by account, where somebody here has it."""
    state = reads.state_of(one)
    by = names.get(one.by_id or 0) or one.by or _("the terminal")
    return {
        "title": called(one) + (f" · {_('no. %(n)d') % {'n': one.person.number}}" if one.person else ""),
        "meta": _("%(way)s, by %(who)s") % {"way": way_words(one.way), "who": by},
        "text": _says(one, state),
        "at": one.used or one.expires,
        "chips": [{"text": state_words()[state], "tone": TONES.get(state, "plain")}],
        "revoke": reverse("community:revoke", args=[community.slug, one.pk]) if state == "open" else "",
    }


def _says(one: Invitation, state: str) -> str:
    if state == "used":
        return _("by the account “%(name)s”") % {"name": one.account or "–"}
    if not one.wrong:
        return ""
    return ngettext("%(n)d wrong answer", "%(n)d wrong answers", one.wrong) % {"n": one.wrong}


def way_words(way: str) -> str:
    """How the code got there, in a word or two."""
    return {
        "paper": _("on paper"),
        "link": _("as a link"),
        "phone": _("by text message"),
        "present": _("in person"),
    }[way]


def state_words() -> dict[str, str]:
    """What the state of an invitation is called."""
    return {
        "open": _("open"),
        "used": _("used"),
        "revoked": _("withdrawn"),
        "closed": _("closed after wrong answers"),
        "expired": _("expired"),
    }
