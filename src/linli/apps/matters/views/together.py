"""Doing the same for several matters: one form, and each matter an act of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from linli.apps.matters import actions
from linli.apps.matters.forms import DeedForm
from linli.apps.matters.reads.pages import Field, FieldKind
from linli.apps.matters.reads.together import Asked, Candidate, Together, together
from linli.apps.matters.typed import BadInput
from linli.apps.matters.views import deeds, desk, refusals, shown
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.verbs import VERBS, Sent
from linli.apps.matters.views.visit import Visit, visit
from linli.core.engine.acts import Actor

ASKED = ("organ", "act", "procedure", "stage", "charter")
MATTERS: FieldKind = "matters"
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Came:
    """What came of one matter: nothing refused it, or the panel that says why."""

    candidate: Candidate
    panel: Shown | None


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose matters and fill in once; then what came of each."""
    here = visit(request, slug)
    asked = Asked(**{name: request.GET.get(name, "")[:LONGEST] for name in ASKED})
    found = together(here.community, here.viewer, asked)
    if request.method == "POST":
        return _send(request, here, asked, found)
    if found is None:
        return _nothing(request, here)
    if found.why is not None:
        return _one_by_one(request, here, asked, found)
    every = [_value(one) for one in _free(found)] if request.GET.get("choose") == "all" else []
    form = _form(found)
    form.initial = {MATTERS: every}
    return _page(request, here, asked, found, form)


def _value(one: Candidate) -> str:
    return f"{one.matter.chain} {one.expects}"


def _free(found: Together) -> list[Candidate]:
    return [one for one in found.candidates if one.why is None]


def _form(found: Together, request: HttpRequest | None = None) -> DeedForm:
    choices = tuple((_value(one), _called(one)) for one in _free(found))
    which = Field(MATTERS, _("Which matters"), choices=choices)
    return DeedForm([which, *found.fields], name="together", data=request.POST if request else None)


def _called(one: Candidate) -> str:
    return " · ".join(part for part in (shown.title(one.matter.title, one.matter), _meta(one)) if part)


def _meta(one: Candidate) -> str:
    parts = [shown.number(one.matter) if one.matter.title else "", one.matter.due]
    return " · ".join(part for part in parts if part)


def _send(request: HttpRequest, here: Visit, asked: Asked, found: Together | None) -> HttpResponse:
    if found is None:
        return _nothing(request, here, kept=_typed(request), status=409)
    if found.why is not None:
        return _one_by_one(request, here, asked, found, kept=_typed(request), status=409)
    form = _form(found, request)
    chosen = _chosen(found, request)
    gone = len(set(request.POST.getlist(MATTERS))) - len(chosen)
    if not form.is_valid() or (not chosen and not gone):
        return _page(request, here, asked, found, form, status=422)
    try:
        came = _do(request, here, asked, found, chosen, form)
    except BadInput as bad:
        # What cannot be kept is found before anything happens, and it is the same for every matter.
        form.blame(bad.field, bad.in_(here.lang))
        return _page(request, here, asked, found, form, status=422)
    return _result(request, here, asked, came, form, gone)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """The words of a form that is not asked for any more."""
    fields = [
        Field("text", _("Text"), required=False),
        Field("reasons", _("Reasons"), required=False),
    ]
    return DeedForm(fields, name="together", data=request.POST).typed


def _chosen(found: Together, request: HttpRequest) -> list[Candidate]:
    """Those chosen that still wait, each with the stage that was seen on the form."""
    seen = dict(value.partition(" ")[::2] for value in request.POST.getlist(MATTERS))
    return [
        Candidate(one.matter, seen[one.matter.chain], one.why)
        for one in found.candidates
        if one.matter.chain in seen
    ]


def _do(
    request: HttpRequest, here: Visit, asked: Asked, found: Together, chosen: list[Candidate], form: DeedForm
) -> list[Came]:
    given: dict[str, Any] = {name: value for name, value in form.cleaned_data.items() if name != MATTERS}

    def do(chain: str, one: actions.Form) -> actions.Done:
        return VERBS[asked.act].do(Sent(
            community=here.community, chain=chain, by=Actor(here.viewer.person, asked.organ), given=given, uploads=(),
            section="", form=one,
        ))  # fmt: skip

    among = [actions.Chosen(one.matter.chain, one.expects[:400]) for one in chosen]
    done = actions.at_once(deed=asked.act, among=among, key=request.POST.get("key", "")[:40], do=do)
    return [
        Came(one, refusals.panel(here, came.refusal, charter=found.charter) if came.refusal else None)
        for one, came in zip(chosen, done, strict=True)
    ]


def _result(
    request: HttpRequest, here: Visit, asked: Asked, came: list[Came], form: DeedForm, gone: int
) -> HttpResponse:
    done = [one for one in came if one.panel is None]
    refused = [one for one in came if one.panel is not None]
    said = ngettext("Done for %(n)d matter.", "Done for %(n)d matters.", len(done)) % {"n": len(done)}
    context = {
        **_head(here, together(here.community, here.viewer, asked), asked),
        "said": said if done else _("Nothing was done."),
        "done": [_row(here, one.candidate) for one in done],
        "refused": [{**_row(here, one.candidate), "why": one.panel} for one in refused],
        "gone": ngettext(
            "%(n)d of those chosen does not wait for this any more.",
            "%(n)d of those chosen do not wait for this any more.", gone) % {"n": gone} if gone else "",
        "kept": form.typed if refused or gone else [],
        "back_url": here.links.to("desk"),
    }  # fmt: skip
    return render(request, "matters/together.html", context, status=409 if refused or gone else 200)


def _row(here: Visit, one: Candidate) -> Shown:
    row = one.matter
    return {"title": shown.title(row.title, row), "url": here.links.matter(row), "meta": shown.number(row)}


def _head(here: Visit, found: Together | None, asked: Asked) -> Shown:
    title = _("%(act)s: %(stage)s") % {"act": found.act_title, "stage": found.stage_title} if found else ""
    return {
        "title": title or _("Several at once"),
        "over": found.organ_title if found else "",
        "crumbs": [
            {"title": _("Desk"), "url": here.links.to("desk")},
            {"title": _("Several at once"), "url": ""},
        ],
        "again_url": _address(here, asked) if found else "",
    }


def _address(here: Visit, asked: Asked, **more: str) -> str:
    return here.links.to("together", ask={**{name: getattr(asked, name) for name in ASKED}, **more})


def _page(
    request: HttpRequest, here: Visit, asked: Asked, found: Together, form: DeedForm, *, status: int = 200
) -> HttpResponse:
    free, ticked = _free(found), form[MATTERS].value() or []
    context = {
        **_head(here, found, asked),
        "all_url": _address(here, asked, choose="all") if len(free) > 1 and len(ticked) < len(free) else "",
        "more": found.more,
        "barred": [
            {**_row(here, one), "why": shown.why(one.why, here.links, found.charter)}
            for one in found.candidates
            if one.why
        ],
        "deed": {
            "name": "together", "title": _("Do it for those chosen"), "form": form, "primary": True,
            "url": _address(here, asked), "hidden": [("key", deeds.key())], "final": found.final,
            "note": _("Each matter gets an act of its own in the record. You do this for: %(organ)s.")
            % {"organ": found.organ_title},
        } if free else None,
    }  # fmt: skip
    return render(request, "matters/together.html", context, status=status)


def _one_by_one(
    request: HttpRequest, here: Visit, asked: Asked, found: Together, *, kept: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The charter wants them one by one: why, and each of them to be opened."""
    assert found.why is not None
    context = {
        **_head(here, found, asked),
        "why": shown.why(found.why, here.links, found.charter),
        "each": [_row(here, one) | {"meta": _meta(one)} for one in found.candidates],
        "more": found.more, "kept": kept or [],
    }  # fmt: skip
    return render(request, "matters/together.html", context, status=status)


def _nothing(
    request: HttpRequest, here: Visit, *, kept: list[tuple[str, str]] | None = None, status: int = 200
) -> HttpResponse:
    """Nothing waits so any more, or nobody is signed in."""
    gone = shown.empty(
        _("Nothing waits for this any more."), _("Somebody may have done it meanwhile. Look at the desk again."),
        url=here.links.to("desk"), action=_("Desk"),
    )  # fmt: skip
    context = {
        **_head(here, None, Asked("", "", "", "", "")),
        "empty": gone if here.viewer.person else desk.stranger(here),
        "kept": kept or [],
    }
    return render(request, "matters/together.html", context, status=status)
