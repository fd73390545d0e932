"""The agenda of a sitting that has been called: changed until the sitting begins, with notice for what is new."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.apps.matters import actions, reads
from linli.apps.matters.forms import DeedForm
from linli.apps.matters.reads.convening import convening
from linli.apps.matters.reads.pages import Field, SittingPage
from linli.apps.matters.views import deeds, refusals, shown
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.sittings import on_agenda
from linli.apps.matters.views.visit import Visit, visit
from linli.core.engine.acts import Actor


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """What stands on the agenda and what else waits for this organ, to be ticked."""
    here = visit(request, slug)
    found = reads.sitting(here.community, here.viewer, year, number)
    if found is None:
        raise Http404
    form = _form(here, found, request if request.method == "POST" else None)
    if request.method != "POST":
        return _answer(request, here, found, form)
    if not form.is_valid():
        return _answer(request, here, found, form, status=422)
    organ = (request.POST.get("organ") or here.viewer.organ)[:80]
    done = actions.set_agenda(
        community=here.community, chain=found.chain, by=Actor(here.viewer.person, organ),
        agenda=_ordered(form.cleaned_data, found), key=request.POST.get("key", "")[:64],
    )  # fmt: skip
    if done.refusal is not None:
        panel = refusals.panel(here, done.refusal)
        return _answer(request, here, found, form, refusal=panel, status=409)
    messages.success(request, _("The agenda is changed."))
    return redirect(here.links.sitting(found))


def _ordered(given: dict[str, Any], found: SittingPage) -> list[str]:
    """What was ticked in the order in which it stands, what is new after it; before all what is to come first."""
    first, stands = given.get("first") or "", [row.chain for row in found.agenda]
    rest = sorted(given["agenda"], key=lambda one: stands.index(one) if one in stands else len(stands))
    return list(dict.fromkeys([first, *rest] if first else rest))


def _form(here: Visit, found: SittingPage, request: HttpRequest | None) -> DeedForm:
    choices = {row.chain: f"{shown.title(row.title, row)} — {row.stage_title}" for row in found.agenda}
    for one in convening(here.community, here.viewer) if here.viewer.person else ():
        if one.organ == found.organ:
            choices = {item.chain: on_agenda(item, here) for item in one.matters} | choices
    field = Field("agenda", _("Agenda"), required=False, choices=tuple(choices.items()))
    first = Field(
        "first", _("What comes first"), required=False, choices=tuple(choices.items()),
        help=_("The others follow as they stand."),
    )  # fmt: skip
    form = DeedForm(
        [field, first] if len(choices) > 1 else [field], name="agenda", data=request.POST if request else None
    )
    form.initial = {"agenda": [row.chain for row in found.agenda]}
    return form


def _answer(
    request: HttpRequest,
    here: Visit,
    found: SittingPage,
    form: DeedForm,
    *,
    refusal: Shown | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "crumbs": [
            {"title": _("Sittings"), "url": here.links.to("sittings")},
            {"title": found.organ_title, "url": here.links.sitting(found)},
            {"title": _("Agenda"), "url": ""},
        ],
        "refusal": refusal,
        "organ_title": found.organ_title,
        "heading": _("The agenda: %(organ)s") % {"organ": found.organ_title},
        "deed": {
            "name": "agenda", "title": _("Change the agenda"), "form": form, "primary": True,
            "url": here.links.to("agenda", found.year, found.number),
            "hidden": [("key", deeds.key()), ("organ", here.viewer.organ)],
            "note": _("It can be changed until the sitting begins; what is new needs its notice from now on."),
        },
    }  # fmt: skip
    return render(request, "matters/call.html", context, status=status)
