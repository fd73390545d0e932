"""Looking after a map: opening it, its closing day, and statements that are set aside."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli.apps.opinions import actions, forms
from linli.apps.opinions.actions.keeping import NotHeld
from linli.apps.opinions.views import frame, pages
from linli.apps.opinions.views.frame import Place, Shown
from linli.apps.opinions.words import NotTaken

VERBS = ("aside", "back")
NOT_YOURS = frozenset(["not-yours"])


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Open a map: first statements, one a line, and a closing day."""
    at = frame.place(request, slug, year, number)
    if request.method != "POST":
        if at.page is not None:
            return HttpResponseRedirect(at.to("map"))
        return _form(request, at, forms.OpenForm(), status=200 if at.held.organs else 403)
    form = forms.OpenForm(request.POST)
    if not at.held.organs:
        return _form(request, at, form, refusal=_not_for_you(at, kept=True), status=403)
    if not form.is_valid():
        return _form(request, at, form, status=422)
    given = form.cleaned_data
    try:
        actions.open_map(
            **at.way, by=at.by, statements=given["statements"].splitlines(), closes=given["closes"],
            question=given["question"],
        )  # fmt: skip
    except NotHeld as wrong:
        return _form(request, at, form, refusal=frame.refused(at, wrong, kept=True), status=403)
    except NotTaken as wrong:
        if wrong.field in form.fields:
            form.add_error(wrong.field, wrong.says.in_(at.viewer.lang))
            return _form(request, at, form, status=422)
        return _form(request, at, form, refusal=frame.refused(at, wrong, kept=True), status=409)
    messages.success(request, _("The opinion map is open."))
    return HttpResponseRedirect(at.to("map"))


def _form(
    request: HttpRequest, at: Place, form: Any, *, refusal: Shown | None = None, status: int = 200
) -> HttpResponse:
    context: Shown = {
        "form": form,
        "open_url": at.to("open"),
        "refusal": refusal,
        "may": bool(at.held.organs),
    }
    if not at.viewer.person:
        context["sign_in_url"] = at.sign_in_url
    elif not at.held.organs and refusal is None:
        context["refusal"] = _not_for_you(at)
    return frame.answer(request, at, "open", _("Open an opinion map"), context, status=status)


def _not_for_you(at: Place, *, kept: bool = False) -> Shown:
    if at.held.refusal is None:
        return frame.refused(at, NotTaken("matter-over"), kept=kept)
    return frame.refused(at, NotHeld(at.held.refusal, at.held.charter_hash), kept=kept)


@require_POST
def closing(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Change the closing day."""
    at, found = frame.opened(request, slug, year, number)
    form = forms.ClosingForm(request.POST)
    if found.keeps and not form.is_valid():
        return pages.answer(request, at, found, back=(0, form), status=422)
    try:
        if not found.keeps or not form.is_valid():
            raise NotTaken("not-yours")
        actions.set_closing(**at.way, by=at.by, closes=form.cleaned_data["closes"])
    except NotTaken as wrong:
        return _back(request, at, wrong, 0, form)
    messages.success(request, _("The closing day is changed."))
    return HttpResponseRedirect(at.to("map"))


@require_POST
def statement(
    request: HttpRequest, slug: str, year: int, number: int, statement: int, verb: str
) -> HttpResponse:
    """Set a statement aside, or put it back."""
    at, found = frame.opened(request, slug, year, number)
    if verb not in VERBS:
        raise Http404
    form = forms.AsideForm(request.POST, prefix=str(statement))
    if verb == "aside" and found.keeps and not form.is_valid():
        return pages.answer(request, at, found, back=(statement, form), status=422)
    try:
        if verb == "aside":
            reasons = form.cleaned_data.get("reasons", "") if form.is_valid() else ""
            actions.set_aside(**at.way, by=at.by, statement=statement, reasons=reasons)
        else:
            actions.put_back(**at.way, by=at.by, statement=statement)
    except NotTaken as wrong:
        return _back(request, at, wrong, statement, form)
    messages.success(request, _("Set aside.") if verb == "aside" else _("Put back."))
    return HttpResponseRedirect(at.to("map", at="statements"))


def _back(request: HttpRequest, at: Place, wrong: NotTaken, which: int, form: Any) -> HttpResponse:
    """The map with why it was not done; what was typed stays where it was typed."""
    assert at.page is not None
    if wrong.field in form.fields:
        form.add_error(wrong.field, wrong.says.in_(at.viewer.lang))
        return pages.answer(request, at, at.page, back=(which, form), status=422)
    status = 403 if wrong.code in NOT_YOURS else 404 if wrong.code == "no-statement" else 409
    return pages.answer(
        request, at, at.page, refusal=frame.refused(at, wrong), back=(which, form), status=status
    )
