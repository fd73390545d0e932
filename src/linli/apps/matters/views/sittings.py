"""Sittings: which there are, and calling one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.apps.community.actions import now as present
from linli.apps.matters import actions, reads
from linli.apps.matters.forms import DeedForm
from linli.apps.matters.reads.convening import Convening, OnAgenda, convening
from linli.apps.matters.reads.pages import Field
from linli.apps.matters.typed import BadInput
from linli.apps.matters.views import deeds, refusals, shown
from linli.apps.matters.views.pager import page_of, pager
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.visit import Visit, visit
from linli.core.engine.acts import Actor
from linli.core.engine.calendar import shown as moment


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The sittings called, then those held."""
    here = visit(request, slug)
    found = reads.sittings(here.community, here.viewer, page=page_of(request))
    rows = [(row.ended, shown.sitting_row(row, here.links, found.zone, here.lang)) for row in found.rows]
    may = bool(here.viewer.person) and bool(convening(here.community, here.viewer))
    context = {
        "crumbs": [_crumbs(here)[0], {"title": _("Sittings"), "url": ""}],
        "coming": [row for ended, row in rows if not ended],
        "held": [row for ended, row in rows if ended],
        "call_url": here.links.to("call") if may else "",
        "pages": pager(found.page, found.pages),
        "empty": shown.empty(
            _("No sitting has been called yet."), _("Who may call the sittings of an organ is said in the charter.")
        ),
    }  # fmt: skip
    return render(request, "matters/sittings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """First whose sitting; then when, where and what about."""
    here = visit(request, slug)
    every = convening(here.community, here.viewer) if here.viewer.person else ()
    asked = _asked(every, request)
    if asked is None:
        return _choose(request, here, every)
    if request.method == "POST":
        return _called(request, here, asked)
    chosen = _agenda(asked, request)
    begin = {"starts": _soonest(here, asked, chosen), "agenda": chosen}
    return _page(request, here, asked, _form(here, asked, initial=begin))


def _asked(every: tuple[Convening, ...], request: HttpRequest) -> Convening | None:
    """The organ asked for; else the one for whose sitting the matter asked for waits."""
    organ, matter = request.GET.get("organ", ""), request.GET.get("matter", "")
    for one in every:
        if one.organ == organ or (matter and any(item.chain == matter for item in one.matters)):
            return one
    return None


def _agenda(asked: Convening, request: HttpRequest) -> list[str]:
    """The matter asked for, else all that stand on no agenda yet."""
    if request.GET.get("matter") in [item.chain for item in asked.matters]:
        return [request.GET["matter"]]
    return [item.chain for item in asked.matters if item.booked is None]


def _next_hour(here: Visit) -> Any:
    now = present().astimezone(ZoneInfo(here.community.zone))
    return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def _soonest(here: Visit, asked: Convening, chosen: list[str]) -> Any:
    """The next full hour for which the notice of everything chosen is long enough."""
    times = [one.earliest for one in asked.matters if one.chain in chosen and one.earliest]
    local = [one.astimezone(ZoneInfo(here.community.zone)) for one in times]
    return max([_next_hour(here), *local])


def on_agenda(item: OnAgenda, here: Visit) -> str:
    """A matter to put on an agenda, with the sitting that has it already."""
    said = f"{item.title} — {item.stage_title}"
    if item.booked is None:
        return said
    starts = moment(item.booked, here.community.zone).in_(here.lang)
    return _("%(matter)s (stands on the agenda of %(starts)s)") % {"matter": said, "starts": starts}


def _form(
    here: Visit, asked: Convening, request: HttpRequest | None = None, initial: Any = None
) -> DeedForm:  # fmt: skip
    choices = tuple((item.chain, on_agenda(item, here)) for item in asked.matters)
    agenda = [Field("agenda", _("Agenda"), required=False, choices=choices)] if choices else []
    fields = [
        *agenda,
        Field("starts", _("When it begins"), help=_("By the clock of the community.")),
        Field("text", _("Where, and what to bring"), required=False),
    ]
    form = DeedForm(fields, name="call", data=request.POST if request else None)
    form.initial = initial or {}
    return form


def _called(request: HttpRequest, here: Visit, asked: Convening) -> HttpResponse:
    form = _form(here, asked, request)
    if not form.is_valid():
        return _page(request, here, asked, form, status=422)
    given = form.cleaned_data
    starts = given["starts"].replace(tzinfo=ZoneInfo(here.community.zone))
    try:
        done = actions.call_sitting(
            community=here.community, by=Actor(here.viewer.person, asked.capacity), organ=asked.organ, starts=starts,
            agenda=given.get("agenda") or (), text=given["text"], key=request.POST.get("key", "")[:64],
        )  # fmt: skip
    except BadInput as bad:
        form.blame(bad.field, bad.in_(here.lang))
        return _page(request, here, asked, form, status=422)
    if done.refusal is not None:
        return _page(
            request, here, asked, form, refusal=refusals.panel(here, done.refusal, kept=True), status=409
        )
    messages.success(request, _("The sitting is called."))
    return redirect(here.links.chain(done.chain))


def _page(
    request: HttpRequest,
    here: Visit,
    asked: Convening,
    form: DeedForm,
    *,
    refusal: Shown | None = None,
    status: int = 200,
) -> HttpResponse:
    rule = asked.matters[0].rule if asked.matters else None
    context = {
        "crumbs": _crumbs(here),
        "organ_title": asked.organ_title,
        "refusal": refusal,
        "rule": shown.rule(rule, here.links),
        "deed": {
            "name": "call", "title": _("Call the sitting"), "form": form, "primary": True,
            "url": here.links.to("call", ask={"organ": asked.organ}), "hidden": [("key", deeds.key())],
            "note": _("You do this for: %(organ)s.") % {"organ": asked.capacity_title},
        },
    }  # fmt: skip
    return render(request, "matters/call.html", context, status=status)


def _choose(request: HttpRequest, here: Visit, every: tuple[Convening, ...]) -> HttpResponse:
    context: Shown = {"crumbs": _crumbs(here), "organs": [_row(here, one) for one in every]}
    if not every:
        context["why"] = _why(here)
    if request.method == "POST":
        typed = DeedForm(
            [Field("text", _("Where, and what to bring"), required=False)], name="call", data=request.POST
        )
        context["kept"] = typed.typed
    return render(request, "matters/call.html", context, status=409 if request.method == "POST" else 200)


def _row(here: Visit, one: Convening) -> Shown:
    waits = [item.title for item in one.matters if item.booked is None]
    return {
        "title": one.organ_title,
        "url": here.links.to("call", ask={"organ": one.organ}),
        "meta": _("%(n)d members") % {"n": one.members},
        "text": _("Waiting: %(titles)s") % {"titles": _("; ").join(waits)} if waits else "",
    }


def _why(here: Visit) -> Shown:
    way = (
        {
            "text": _("Ask somebody of the organ that convenes it."),
            "url": here.links.to("charters:charter", at="part-organs"),
        }
        if here.viewer.person
        else here.way_in
    )
    return {
        "what": _("You cannot call a sitting."),
        "clause": _("The charter says for each organ who calls its sittings; you are not among them."),
        "instead": [way],
    }  # fmt: skip


def _crumbs(here: Visit) -> list[Shown]:
    return [
        {"title": _("Square"), "url": here.links.to("square")},
        {"title": _("Sittings"), "url": here.links.to("sittings")},
    ]
