"""The summaries of a discussion: read by everybody, written and pinned by those who conduct the matter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli.apps.matters import reads as matters
from linli.apps.talk import actions, reads
from linli.apps.talk.actions import BadInput
from linli.apps.talk.forms import SummaryForm
from linli.apps.talk.refusing import No
from linli.apps.talk.views import discussion
from linli.apps.talk.views.acting import status_of
from linli.apps.talk.views.visit import Visit, key, panel, visit
from linli.core.engine.acts import Actor


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """All summaries; for who conducts the matter, the form of a new one. Sent, it is pinned."""
    here = visit(request, slug)
    glance = _glance(here, year, number)
    if request.method != "POST":
        return _page(request, here, glance, SummaryForm(name="summary"))
    form = SummaryForm(request.POST, name="summary")
    if not form.is_valid():
        return _page(request, here, glance, form, status=422)
    try:
        done = actions.summarise(
            community=here.community, by=_officer(here, glance), year=year, number=number,
            text=form.cleaned_data["text"], key=request.POST.get("key", "")[:64],
        )  # fmt: skip
    except BadInput as bad:
        form.add_error("text", bad.in_(here.viewer.lang))
        return _page(request, here, glance, form, status=422)
    if done.refusal is not None:
        return _page(request, here, glance, form, refusal=done.refusal, status=status_of(done.refusal))
    messages.success(request, _("The summary is pinned."))
    return redirect(here.to("discussion", year, number))


@require_POST
def down(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Pin no summary."""
    here = visit(request, slug)
    glance = _glance(here, year, number)
    by = _officer(here, glance)
    done = actions.take_summary_down(community=here.community, by=by, year=year, number=number)
    if done.refusal is not None:
        form = SummaryForm(name="summary")
        return _page(request, here, glance, form, refusal=done.refusal, status=status_of(done.refusal))
    messages.success(request, _("No summary is pinned now; it can still be read."))
    return redirect(here.to("summary", year, number))


def _glance(here: Visit, year: int, number: int) -> matters.Glance:
    found = matters.glance(here.community, here.viewer, year, number)
    if found is None:
        raise Http404
    return found


def _officer(here: Visit, glance: matters.Glance) -> Actor:
    own = reads.officers(here.community, here.viewer, glance.procedure).own
    return Actor(here.viewer.person, next(iter(own), here.viewer.organ))


def _page(
    request: HttpRequest, here: Visit, glance: matters.Glance, form: Any, *, refusal: No | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    office = reads.officers(here.community, here.viewer, glance.procedure)
    way = {"title": _("Discussion"), "url": here.to("discussion", glance.year, glance.number)}
    summaries = reads.summaries(here.community, here.viewer, glance.year, glance.number)
    bound = form.is_bound
    context = {
        "title": _("Summaries"), "at": glance, "summaries": summaries, "key": key(), "zone": here.community.zone,
        "form": form if (office.own and not glance.over) or bound else None,
        "pinned": any(one.pinned for one in summaries) and bool(office.own) and not glance.over,
        "officers": [title.in_(here.viewer.lang) for _name, title in office.organs],
        "refusal": panel(refusal, here.viewer.lang, kept=bound) if refusal else None,
        "crumbs": discussion.crumbs(here, glance, way, {"title": _("Summaries"), "url": ""}),
    }  # fmt: skip
    return render(request, "talk/summaries.html", context, status=status)
