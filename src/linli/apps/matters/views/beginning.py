"""A clerk begins a matter for somebody who has no phone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.apps.matters import actions, reads
from linli.apps.matters.forms import NewForm
from linli.apps.matters.forms_of_places import number_of
from linli.apps.matters.reads.pages import Found, Proposing
from linli.apps.matters.typed import BadInput
from linli.apps.matters.views import deeds, refusals
from linli.apps.matters.views.acting import attached
from linli.apps.matters.views.entering import DESK, person_row, seen_fields
from linli.apps.matters.views.new import ask_at, at_of, form_of
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.verbs import whole
from linli.apps.matters.views.visit import Visit, visit
from linli.apps.matters.words import SAYS
from linli.core.engine.acts import Actor
from linli.core.engine.community import CLERK
from linli.core.engine.refusal import Refusal, refuse


@dataclass(frozen=True, slots=True)
class Begun:
    """What is begun for whom; ``her`` is None until somebody is chosen. ``at``: the building chosen on the map."""

    asked: Proposing
    url: str
    her: Found | None
    person: str
    at: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str, procedure: str) -> HttpResponse:
    """First for whom, then the form of the procedure; only the clerk begins a matter for others."""
    here = visit(request, slug)
    given = request.POST if request.method == "POST" else request.GET
    found = reads.beginning(here.community, here.viewer, procedure, whole(given.get("person", "")))
    if found is None:
        raise Http404
    if isinstance(found, Refusal):
        return _answer(request, here, None, refusal=found, status=403)
    asked, her, person = found
    begun = Begun(asked, here.links.to("enter-new", procedure), her, person, at_of(given))
    if her is None:
        return _answer(request, here, begun, status=422 if request.method == "POST" else 200)
    if request.method == "POST":
        return _begun(request, here, begun)
    return _answer(request, here, begun, _form(here, asked, at=begun.at))


def _form(here: Visit, asked: Proposing, request: HttpRequest | None = None, *, at: str = "") -> NewForm:
    form = form_of(here, asked, request, at=at)
    form.fields.update(seen_fields())
    form.order_fields([*DESK])
    return form


def _begun(request: HttpRequest, here: Visit, begun: Begun) -> HttpResponse:
    asked, form = begun.asked, _form(here, begun.asked, request)
    if not form.is_valid():
        return _answer(request, here, begun, form, status=422)
    given = form.cleaned_data
    desk = actions.AtDesk(here.viewer.account, CLERK, given["seen"], given["number"], on=given["on"])
    try:
        done = actions.submit(
            community=here.community, by=Actor(begun.person, asked.organ), procedure=asked.procedure,
            kind=given.get("choice") or asked.kinds[0][0], title=given["title"], text=given["text"], facts=form.facts,
            files=attached(form), key=request.POST.get("key", "")[:64], listed=given.get("listed", ""), desk=desk,
            building=number_of(given), account=request.user,
        )  # fmt: skip
    except BadInput as bad:
        form.blame(bad.field, bad.in_(here.lang))
        return _answer(request, here, begun, form, status=422)
    if done.refusal is not None or done.matter is None:
        found = done.refusal or refuse("no-such-matter")
        return _answer(request, here, begun, form, refusal=found, status=409)
    return redirect(here.links.to("receipt", done.matter.year, done.matter.number, done.seq))


def _answer(
    request: HttpRequest, here: Visit, begun: Begun | None, form: NewForm | None = None, *,
    refusal: Refusal | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    words = request.GET.get("who", "").strip()[:60]
    people = reads.find_people(here.community, here.viewer, words) if begun else ()
    panel = refusals.panel(here, refusal, kept=form is not None) if refusal else None
    title = begun.asked.title if begun else _("Begin a matter")
    signed_in = bool(getattr(here.viewer.account, "is_authenticated", False))
    context = {
        "crumbs": [{"title": _("Begin a matter"), "url": here.links.to("new")}, {"title": title, "url": ""}],
        "title": title, "found": {"clerk": True, "her": begun.her if begun else None}, "words": words,
        "url": begun.url if begun else "", "asks": ask_at(begun.at) if begun else None,
        "hand": _("You enter this as: %(organ)s.") % {"organ": SAYS["clerk"].in_(here.lang)},
        "people": [person_row(one, begun.url, begun.at) for one in people] if begun else [], "searched": bool(words),
        "why": None if begun else panel, "refusal": panel if begun else None,
        "deed": _deed(begun, form) if begun and form and begun.asked.organ else None,
        "sign_in_url": "" if signed_in else here.sign_in_url,
    }  # fmt: skip
    return render(request, "matters/enter.html", context, status=status)


def _deed(begun: Begun, form: NewForm) -> Shown:
    assert begun.her is not None
    hidden: list[tuple[str, Any]] = [("key", deeds.key()), ("person", begun.her.number), ("at", begun.at)]
    return {
        "name": "new", "title": _("Put the matter"), "url": begun.url, "form": form, "primary": True, "hidden": hidden,
        "files": True, "send": _("Enter it for them"), "chosen_again": form.had_files,
        "final": _("Once put, it can be taken back, but not changed."),
        "note": _("They do this as: %(organ)s.") % {"organ": begun.asked.organ_title},
    }  # fmt: skip
