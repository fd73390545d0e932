"""The desk: a clerk enters what somebody without a phone asks to be corrected in her own file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from linli.apps.community.actions import LONGEST_REASON, Refused
from linli.apps.matters import actions, reads
from linli.apps.matters.forms import DeedForm, Words
from linli.apps.matters.reads.pages import Found
from linli.apps.matters.typed import BadInput
from linli.apps.matters.views import deeds, refusals
from linli.apps.matters.views.entering import DESK, seen_fields
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.visit import Visit, visit
from linli.apps.matters.words import SAYS
from linli.core.engine.community import CLERK
from linli.core.engine.refusal import Refusal, refuse

LONGEST = 200
FIRST = 1
"""The entry by which a matter is put."""


class CorrectingForm(DeedForm):
    """What was looked at, then what is wrong, how it should be, and why."""

    def __init__(self, *, data: Any = None) -> None:
        super().__init__((), name="correcting", data=data)
        self.fields.update(seen_fields())
        plain = {"autocomplete": "off"}
        self.fields["column"] = forms.ChoiceField(
            label=_("What is wrong"), choices=[("", "–"), *reads.corrigible()]
        )
        self.fields["words"] = Words(
            label=_("How it should be"),
            max_length=LONGEST,
            widget=forms.TextInput(attrs=plain | {"class": "short"}),
        )
        self.fields["reason"] = Words(
            label=_("Why"), max_length=LONGEST_REASON, required=False, widget=forms.TextInput(attrs=plain)
        )
        self.order_fields([*DESK])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The form of a correction, for the person with a number in the register; only a clerk enters it, never her own."""
    here = visit(request, slug)
    found = reads.correcting_for(here.community, here.viewer, number)
    if found is None:
        raise Http404
    if isinstance(found, Refusal):
        return _answer(request, here, None, number=number, refusal=found, status=403)
    if request.method == "POST":
        return _entered(request, here, found)
    return _answer(request, here, found, CorrectingForm())


def _entered(request: HttpRequest, here: Visit, her: Found) -> HttpResponse:
    form = CorrectingForm(data=request.POST)
    if not form.is_valid():
        return _answer(request, here, her, form, status=422)
    given = form.cleaned_data
    desk = actions.AtDesk(here.viewer.account, CLERK, given["seen"], given["number"], on=given["on"])
    try:
        came = actions.ask_for(
            community=here.community, number=her.number, column=given["column"], value=given["words"],
            reason=given["reason"], actor=here.viewer.account, desk=desk, key=request.POST.get("key", "")[:64],
        )  # fmt: skip
    except BadInput as bad:
        form.blame(bad.field, bad.in_(here.lang))
        return _answer(request, here, her, form, status=422)
    except Refused as refused:
        return _answer(request, here, her, form, refusal=refused.refusal, status=409)
    except PermissionDenied:
        return _answer(request, here, None, number=her.number, refusal=refuse("not-clerk"), status=403)
    if came.problem is not None:
        form.blame("words", came.problem.says.in_(here.lang))
        return _answer(request, here, her, form, status=422)
    return redirect(here.links.to("receipt", *came.chain.split("/")[1:], FIRST))


def _answer(
    request: HttpRequest, here: Visit, her: Found | None, form: CorrectingForm | None = None, *,
    number: int = 0, refusal: Refusal | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    panel = refusals.panel(here, refusal, kept=form is not None) if refusal else None
    signed_in = bool(getattr(here.viewer.account, "is_authenticated", False))
    way = [{"title": her.name, "url": here.links.to("community:person", her.number)}] if her else []
    context = {
        "crumbs": [*way, {"title": _("Enter a correction for somebody"), "url": ""}],
        "her": her, "hand": _("You enter this as: %(organ)s.") % {"organ": SAYS["clerk"].in_(here.lang)},
        "why": None if her else panel, "refusal": panel if her else None,
        "deed": _deed(here, her, form) if her and form else None,
        "sign_in_url": "" if signed_in else here.sign_in_url,
    }  # fmt: skip
    return render(request, "matters/enter_correction.html", context, status=status)


def _deed(here: Visit, her: Found, form: CorrectingForm) -> Shown:
    return {
        "name": "correcting", "title": _("Have something corrected"), "form": form, "primary": True,
        "url": here.links.to("enter-correction", her.number), "hidden": [("key", deeds.key())],
        "send": _("Enter it for them"),
    }  # fmt: skip
