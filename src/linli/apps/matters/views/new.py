"""Beginning a matter: which procedures the charter has, who begins them, and the form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.apps.community import reads as community_reads
from linli.apps.matters import actions, reads
from linli.apps.matters.forms import NewForm
from linli.apps.matters.forms_of_places import number_of
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.pages import Field, Proposing
from linli.apps.matters.typed import BadInput
from linli.apps.matters.views import deeds, refusals, shown
from linli.apps.matters.views.acting import attached
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.visit import Visit, visit
from linli.core.engine.acts import Actor


@require_safe
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """Every procedure that runs here, those that the reader may begin first."""
    here = visit(request, slug)
    every = reads.proposing(here.community, here.viewer)
    context = {
        "crumbs": _crumbs(here),
        "mine": [_choice(here, one, at_of(request.GET)) for one in every if one.organ],
        "others": [_choice(here, one, at_of(request.GET)) for one in every if not one.organ],
        "empty": shown.empty(
            _("Nothing can be begun here yet."),
            _("The charter in force has no procedure that Linli can run."),
        ),
    }
    return render(request, "matters/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, slug: str, procedure: str) -> HttpResponse:
    """The form of one procedure; who may not begin it reads why, by which clause, and who may."""
    here = visit(request, slug)
    every = reads.proposing(here.community, here.viewer)
    asked = next((one for one in every if one.procedure == procedure), None)
    if asked is None:
        raise Http404
    if any(fact.type == "charter" for fact in asked.facts):
        # A charter is written, checked and submitted in the editor, never typed into a field as its hash.
        return redirect(here.links.to("charters:charter-edit"))
    if request.method == "POST":
        return _submitted(request, here, asked)
    return _page(request, here, asked, form_of(here, asked, at=at_of(request.GET)))


def _submitted(request: HttpRequest, here: Visit, asked: Proposing) -> HttpResponse:
    form = form_of(here, asked, request)
    if not form.is_valid():
        return _page(request, here, asked, form, status=422)
    given = form.cleaned_data
    try:
        done = actions.submit(
            community=here.community, by=Actor(here.viewer.person, request.POST.get("organ", asked.organ)[:80]),
            procedure=asked.procedure, kind=given.get("choice") or asked.kinds[0][0], title=given["title"],
            text=given["text"], facts=form.facts, files=attached(form), key=request.POST.get("key", "")[:64],
            listed=given.get("listed", ""), building=number_of(given), account=request.user,
        )  # fmt: skip
    except BadInput as bad:
        form.blame(bad.field, bad.in_(here.lang))
        return _page(request, here, asked, form, status=422)
    if done.refusal is not None:
        return _page(
            request, here, asked, form, refusal=refusals.panel(here, done.refusal, kept=True), status=409
        )
    messages.success(request, _("The matter has been put."))
    return redirect(here.links.chain(done.chain))


def fields_of(asked: Proposing, buildings: Sequence[Any] = ()) -> list[Field]:
    """What is asked of every new matter of a procedure, beside its facts; where something is, if there is anywhere."""
    kinds = [Field("choice", _("What it is about"), choices=asked.kinds)] if len(asked.kinds) > 1 else []
    return [
        *kinds,
        Field("title", _("Title"), help=_("One sentence that says what is to be done.")),
        Field("text", _("Explanation"), help=_("Why, where, for whom, at what cost: what somebody needs to judge it.")),
        *([asked.listing] if asked.listing else []),
        *building_field(buildings),
        Field("files", _("Photos or files"), required=False),
    ]  # fmt: skip


def form_of(here: Visit, asked: Proposing, request: HttpRequest | None = None, *, at: str = "") -> NewForm:
    """What is asked of a new matter, as typed, or with the building chosen that was chosen on the map."""
    data, files = (request.POST, request.FILES) if request else (None, None)
    fields = fields_of(asked, community_reads.buildings_of(here.community))
    form = NewForm(fields, asked.facts, data=data, files=files)
    if "building" in form.fields:
        form.fields["building"].initial = at
    return form


def at_of(asked: Any) -> str:
    """The building that was chosen on the map, by its number as in the address; empty for none."""
    at = str(asked.get("at", ""))
    return at if number_of({"building": at}) else ""


def ask_at(at: str) -> dict[str, str] | None:
    """Behind the question mark of a page on which that building stays chosen."""
    return {"at": at} if at else None


def _chosen(form: NewForm) -> str:
    return at_of({"at": form["building"].value() or ""}) if "building" in form.fields else ""


def building_field(buildings: Sequence[Any]) -> list[Field]:
    """The question where something is; none where no building is in the register."""
    choices = (("", _("No building in particular")), *((str(one.pk), one.name) for one in buildings))
    said = _("So that those who live there find it.")
    return [Field("building", _("Building"), required=False, help=said, choices=choices)] if buildings else []


def _page(
    request: HttpRequest,
    here: Visit,
    asked: Proposing,
    form: NewForm,
    *,
    refusal: Shown | None = None,
    status: int = 200,
) -> HttpResponse:
    offered = bool(asked.organ)
    context = {
        "crumbs": [*_crumbs(here), {"title": asked.title, "url": ""}],
        "choice": _choice(here, asked),
        "rule": shown.rule(asked.first_stage, here.links),
        "way": _way(here, asked),
        "enter_url": here.links.to("enter-new", asked.procedure, ask=ask_at(_chosen(form)))
        if community_reads.is_clerk(here.viewer.account, here.community)
        else "",
        "refusal": refusal,
        "why": None if offered else _why(here, asked),
        "deed": _deed(here, asked, form) if offered else None,
        "kept": [] if offered else form.typed,
    }
    return render(request, "matters/new_form.html", context, status=status)


def _deed(here: Visit, asked: Proposing, form: NewForm) -> Shown:
    return {
        "name": "new", "title": _("Put the matter"), "url": here.links.to("new-form", asked.procedure), "form": form,
        "primary": True, "hidden": [("key", deeds.key()), ("organ", asked.organ)], "files": True,
        "final": _("Once put, it can be taken back, but not changed."), "chosen_again": form.had_files,
    }  # fmt: skip


def _crumbs(here: Visit) -> list[Shown]:
    return [
        {"title": _("Square"), "url": here.links.to("square")},
        {"title": _("Begin a matter"), "url": here.links.to("new")},
    ]


def _choice(here: Visit, one: Proposing, at: str = "") -> Shown:
    kinds = [words for _key, words in one.kinds]
    url = here.links.to("new-form", one.procedure, ask=ask_at(at))
    return {
        "title": one.title, "says": one.says, "url": url,
        "what": _("For: %(kinds)s.") % {"kinds": _("; ").join(kinds)},
        "who": _("Begun by: %(who)s.") % {"who": one.who}, "begin": _("Begin"),
        "as": _("You do this for: %(organ)s.") % {"organ": one.organ_title} if one.organ else "",
    }  # fmt: skip


def _way(here: Visit, asked: Proposing) -> list[Shown]:
    """The stages that it will go through, by the charter in force."""
    force = community_reads.force(here.community)
    lens = Lens(force, here.lang, here.community.zone)
    stages = force.procedure(asked.procedure).stages
    return [
        {
            "title": lens.text(stage.title),
            "who": lens.by(stage.by, asked.procedure),
            "url": here.links.article(f"procedures.{asked.procedure}.stages.{name}"),
        }
        for name, stage in stages.items()
    ]


def _why(here: Visit, asked: Proposing) -> Shown:
    rule = asked.first_stage
    ways = [
        {
            "text": _("Ask one of them to put it; they are named here: %(who)s.") % {"who": asked.who},
            "url": "",
        }
    ]
    if not here.viewer.person:
        ways = [here.way_in]
    return {
        "what": _("You cannot begin this: it is begun by %(who)s.") % {"who": asked.who}, "clause": rule.clause,
        "source": rule.source, "url": here.links.article(rule.path) if rule.path else "", "instead": ways,
    }  # fmt: skip
