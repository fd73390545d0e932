"""One thing published in no matter: its page, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.apps.matters import actions, forms_of_notices, reads
from linli.apps.matters.actions import Done
from linli.apps.matters.forms import DeedForm
from linli.apps.matters.reads.pages import DutyRow, Posted
from linli.apps.matters.typed import BadInput
from linli.apps.matters.views import deeds, refusals, shown
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.visit import Visit, visit
from linli.core.engine.acts import Actor


@require_safe
def page(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """What it says, who objected and what was answered; the notice of a matter leads to its matter."""
    here = visit(request, slug)
    found = reads.posted(here.community, here.viewer, year, number)
    if found is None:
        sheet = reads.sheet(here.community, here.viewer, year, number)
        if sheet is None:
            raise Http404
        return redirect(here.links.to(*sheet.way))
    return _answer(request, here, found)


@require_POST
def act(request: HttpRequest, slug: str, year: int, number: int, verb: str) -> HttpResponse:
    """Take it down, object to it, or answer an objection."""
    here = visit(request, slug)
    found = reads.posted(here.community, here.viewer, year, number)
    name, _dash, objection = verb.partition("-") if verb.startswith("reply") else (verb, "", "")
    if (
        found is None
        or name not in DOES
        or (name == "reply" and not (objection.isascii() and objection.isdecimal()))
    ):
        raise Http404
    form = _form(verb, request.POST)
    if not form.is_valid():
        return _answer(request, here, found, back=(verb, form), status=422)
    try:
        done = DOES[name](here, found, form.cleaned_data, _sent(request, here), int(objection[:6] or 0))
    except BadInput as bad:
        form.blame(bad.field, bad.in_(here.lang))
        return _answer(request, here, found, back=(verb, form), status=422)
    if done.refusal is not None:
        panel = refusals.panel(here, done.refusal, kept=bool(form.typed))
        return _answer(request, here, found, back=(verb, form), refusal=panel, status=409)
    messages.success(request, _("Done."))
    return redirect(here.links.to("posted", year, number))


def _sent(request: HttpRequest, here: Visit) -> dict[str, Any]:
    organ = request.POST.get("organ") or here.viewer.organ
    by, key = Actor(here.viewer.person, organ[:80]), request.POST.get("key", "")[:64]
    return {"community": here.community, "by": by, "form": actions.Form(key=key)}


def _take_down(here: Visit, found: Posted, given: Any, sent: Any, _n: int) -> Done:
    return actions.take_down(publication=found.seq, reasons=given["reasons"], **sent)


def _dispute(here: Visit, found: Posted, given: Any, sent: Any, _n: int) -> Done:
    return actions.dispute(publication=found.seq, text=given["text"], **sent)


def _reply(here: Visit, found: Posted, given: Any, sent: Any, number: int) -> Done:
    verdict = given["verdict"]
    return actions.reply(
        publication=found.seq, objection=number, verdict=verdict, reasons=given["reasons"], **sent
    )


DOES: dict[str, Callable[[Visit, Posted, Any, Any, int], Done]] = {
    "take-down": _take_down, "dispute": _dispute, "reply": _reply,
}  # fmt: skip


def _form(verb: str, data: Any = None) -> DeedForm:
    match verb:
        case "take-down":
            return forms_of_notices.take_down_form(data)
        case "dispute":
            return forms_of_notices.dispute_form(data)
        case _:
            return forms_of_notices.reply_form(int(verb.removeprefix("reply-")[:6]), data)


def _answer(
    request: HttpRequest, here: Visit, found: Posted, *, back: tuple[str, DeedForm] | None = None,
    refusal: Shown | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    offered = {verb: _deed(here, found, verb, back) for verb in sorted(found.may - {"correct"})}
    context = {
        "crumbs": _crumbs(here, found),
        "page": found,
        "title": found.title,
        "over": [part for part in (found.section_title, found.number_text, found.by) if part],
        "chips": _chips(found),
        "files": [shown.file(one, here.links) for one in found.files],
        "standing": _standing(here, found),
        "actions": _ways(here, found),
        "deeds": offered,
        "objections": found.objections,
        "building_url": here.links.to("map-building", found.building.number) if found.building else "",
        "refusal": refusal,
        "kept": list(back[1].typed) if back and back[0] not in offered else [],
        "empty_objections": found.objecting,
        "sign_in_url": here.sign_in_url if found.takes and not here.viewer.person else "",
        "zone": found.zone,
    }
    return render(request, "matters/posted.html", context, status=status)


def _deed(here: Visit, found: Posted, verb: str, back: tuple[str, DeedForm] | None) -> Shown:
    titles = {"take-down": _("Take it down"), "dispute": _("Object")}
    title = titles.get(verb) or _("Answer objection %(n)s") % {"n": verb.removeprefix("reply-")}
    came_back = back is not None and back[0] == verb
    form = back[1] if back and came_back else _form(verb)
    hidden = [("key", deeds.key()), ("organ", here.viewer.organ)]
    return {
        "name": verb, "title": title, "url": here.links.to("posted-act", found.year, found.number, verb), "form": form,
        "hidden": hidden, "fold": True, "open": came_back, "primary": verb.startswith("reply"), "final": "",
    }  # fmt: skip


def _crumbs(here: Visit, found: Posted) -> list[Shown]:
    way = here.links.to("section", found.section) if found.section else ""
    parts = [{"title": found.section_title, "url": way}] if way else []
    return [
        {"title": _("Disclosures"), "url": here.links.to("disclosures")},
        *parts,
        {"title": found.title, "url": ""},
    ]


def _chips(found: Posted) -> list[Shown]:
    chips = [{"text": _("nothing to disclose"), "tone": "plain"}] if found.none else []
    if found.down == "corrected":
        chips.append({"text": _("corrected"), "tone": "wait"})
    if found.down == "withdrawn":
        chips.append({"text": _("taken down"), "tone": "wait"})
    return chips


def _standing(here: Visit, found: Posted) -> Shown | None:
    """That it no longer stands, and where the newer one is; or what it corrects."""
    if found.correction:
        newer = found.correction
        url = here.links.to("posted", newer.year, newer.number)
        return {
            "what": _("This has been corrected and no longer stands."),
            "instead": [
                {"text": _("Read the corrected one: %(number)s") % {"number": newer.text}, "url": url}
            ],
        }
    if found.down:
        return {
            "what": _("This has been taken down and no longer stands."),
            "clause": found.reasons.text,
            "instead": [],
        }
    return None


def _ways(here: Visit, found: Posted) -> list[Shown]:
    ways = [
        {"title": _("Print the notice"), "url": here.links.to("sheet", found.year, found.number)},
        {"title": _("PDF"), "url": here.links.to("pdf", found.year, found.number)},
    ]
    if "correct" in found.may:
        url = here.links.to("publish", ask={"instead": f"{found.year}-{found.number}"})
        ways.append({"title": _("Correct it"), "url": url})
    return ways


def duty(here: Visit, row: DutyRow) -> Shown:
    """The row of a desk: what its organ has to publish, to answer or to correct outside of matters."""
    said = {
        "publish": _("Publish: %(title)s"), "reply": _("Answer an objection: %(title)s"),
        "correct": _("An objection was upheld; correct or take down: %(title)s"),
    }  # fmt: skip
    if row.kind == "publish":
        ask = {"section": row.section, "period": str(row.period)}
        url, button = here.links.to("publish", ask=ask), _("Publish")
    else:
        url, button = here.links.to("posted", row.year, row.number), _("Open this")
    return {
        "title": said[row.kind] % {"title": row.title}, "url": url,
        "meta": " · ".join(part for part in (row.due, row.organ_title) if part), "late": row.late,
        "chips": [{"text": row.late_by, "tone": "wait"}] if row.late_by else [],
        "action": {"title": button, "url": url},
    }  # fmt: skip
