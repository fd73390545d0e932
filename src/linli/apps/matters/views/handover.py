"""The handover sheet: what goes over with a seat, to be printed; and the note for whoever comes after."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.apps.matters import actions, reads
from linli.apps.matters.forms import DeedForm
from linli.apps.matters.reads.handover import DutyDue, Handover, Left
from linli.apps.matters.reads.pages import DeskRow, Field
from linli.apps.matters.typed import BadInput
from linli.apps.matters.views import desk, refusals, shown
from linli.apps.matters.views.posted import duty
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.visit import Visit, visit
from linli.core.engine.acts import Actor
from linli.core.engine.calendar import shown as moment


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The sheet of the organ that one acts for."""
    here = visit(request, slug)
    if request.method == "POST":
        return _note(request, here)
    found = reads.handover(here.community, here.viewer)
    return _answer(request, here, found, _form(found))


def _form(found: Handover | None) -> DeedForm:
    form = DeedForm([_field()], name="note")
    mine = next((one.text for one in found.notes if one.mine), "") if found else ""
    form.initial = {"text": mine}
    return form


def _field() -> Field:
    said = _("What the next holder should know. Only those who act for this organ read it.")
    return Field("text", _("My note for whoever comes after"), required=False, help=said)


def _note(request: HttpRequest, here: Visit) -> HttpResponse:
    form = DeedForm([_field()], name="note", data=request.POST)
    organ = (request.POST.get("organ") or here.viewer.organ)[:80]
    refusal = None
    try:
        if form.is_valid():
            by = Actor(here.viewer.person, organ)
            refusal = actions.leave_note(community=here.community, by=by, text=form.cleaned_data["text"])
    except BadInput as bad:
        form.blame(bad.field, bad.in_(here.lang))
    if form.errors or refusal is not None:
        panel = refusals.panel(here, refusal, kept=True) if refusal else None
        found = reads.handover(here.community, here.viewer)
        return _answer(request, here, found, form, refusal=panel, status=409 if refusal else 422)
    messages.success(request, _("Your note is kept."))
    return redirect(here.links.to("handover"))


def _answer(
    request: HttpRequest,
    here: Visit,
    found: Handover | None,
    form: DeedForm,
    *,
    refusal: Shown | None = None,
    status: int = 200,
) -> HttpResponse:
    crumbs = [{"title": _("Desk"), "url": here.links.to("desk")}, {"title": _("Handover sheet"), "url": ""}]
    if found is None:
        nobody = shown.empty(
            _("There is no desk to hand over."),
            _("The handover sheet is for those who act for the organ chosen in the header."),
        )
        context: Shown = {
            "title": _("Handover sheet"), "crumbs": crumbs, "refusal": refusal, "kept": form.typed if form.data else [],
            "empty": nobody if here.viewer.person else desk.stranger(here),
        }  # fmt: skip
        return render(request, "matters/handover.html", context, status=status)
    context = {
        "title": _("Handover sheet: %(organ)s") % {"organ": found.organ_title},
        "over": [moment(found.at, found.zone).in_(here.lang), here.community.name],
        "crumbs": crumbs,
        "sheet": found,
        "zone": found.zone,
        "rows": [_row(here, row) for row in found.rows],
        "left": [_left(here, one) for one in found.left],
        "duties": [
            {"title": one.title, "url": here.links.article(one.path), "meta": f"{one.every} · {_by(here, found, one)}"}
            for one in found.duties
        ],
        "boards": [duty(here, row) for row in reads.to_publish(here.community, here.viewer, [found.organ])],
        "sittings": [shown.sitting_row(row, here.links, found.zone, here.lang) for row in found.sittings],
        "notes": [one for one in found.notes if not one.mine],
        "mine": next((one for one in found.notes if one.mine), None),
        "refusal": refusal,
        "deed": {
            "name": "note", "title": _("Keep my note"), "form": form, "url": here.links.to("handover"),
            "hidden": [("organ", found.organ)],
        },
    }  # fmt: skip
    return render(request, "matters/handover.html", context, status=status)


def _by(here: Visit, found: Handover, one: DutyDue) -> str:
    return _("by %(due)s") % {"due": moment(one.next, found.zone).in_(here.lang)}


def _row(here: Visit, row: DeskRow) -> Shown:
    parts = (row.organ_title, shown.number(row.matter), row.due)
    return {
        "title": row.sentence,
        "url": here.links.matter(row.matter),
        "meta": " · ".join(part for part in parts if part),
        "late": bool(row.late_by),
        "chips": [{"text": row.late_by, "tone": "wait"}] if row.late_by else [],
    }


def _left(here: Visit, one: Left) -> Shown:
    said = (
        _("Passes to whoever acts for the organ.")
        if one.passes
        else _("By the charter only the person who put it can put it again.")
    )
    return {
        "title": shown.title(one.matter.title, one.matter),
        "url": here.links.matter(one.matter),
        "meta": " · ".join(
            part
            for part in (one.who, shown.number(one.matter), one.matter.stage_title, one.matter.due)
            if part
        ),
        "text": said,
    }
