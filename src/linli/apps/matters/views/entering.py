"""The desk: a clerk, or who convenes the stage, enters an act for somebody who has no phone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from linli.apps.matters import actions, reads
from linli.apps.matters.forms import DeedForm
from linli.apps.matters.reads.pages import Deed, DeskPage, Field
from linli.apps.matters.typed import BadInput
from linli.apps.matters.views import deeds, refusals, shown
from linli.apps.matters.views.acting import attached
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.verbs import VERBS, Sent
from linli.apps.matters.views.visit import Visit, visit
from linli.core.engine.acts import Actor

WAYS = (
    ("card", gettext_lazy("The person is here, and I have looked at their identity card")),
    ("known", gettext_lazy("The person is here, and I know them myself")),
    ("paper", gettext_lazy("I have a paper that the person signed")),
)
DESK = ("seen", "number", "on", "again")


def seen_fields(since: date | None = None, today: date | None = None) -> dict[str, forms.Field]:
    """What was looked at, the number of the paper, and its day, which lies between two days."""
    days = {"min": since, "max": today}
    bounds = {name: day.isoformat() for name, day in days.items() if day}
    return {
        "seen": forms.ChoiceField(
            label=_("How do you know that it is their will?"), choices=WAYS, widget=forms.RadioSelect
        ),
        "number": forms.CharField(
            label=_("Number under which the signed paper is kept"), required=False, max_length=40,
            help_text=_("Only where there is a paper; letters, digits and hyphens."),
            widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
        ),
        "on": forms.DateField(
            label=_("Day that stands on the paper"), required=False, input_formats=["%Y-%m-%d"],
            help_text=_("Where the paper was handed in earlier; a paper of today needs none."),
            widget=forms.DateInput(attrs={"type": "date", **bounds}, format="%Y-%m-%d"),
        ),
    }  # fmt: skip


class EnterForm(DeedForm):
    """What was looked at, then the fields of the deed itself."""

    def __init__(
        self, found: DeskPage, deed: Deed | None, fields: Any, *, data: Any = None, files: Any = None
    ) -> None:
        super().__init__(fields, name="enter", data=data, files=files)
        self.fields.update(seen_fields(found.since, found.today))
        if _warned(found, deed) or "again" in (data or ()):
            self.ask_again()
        self.order_fields([*DESK])

    def ask_again(self) -> None:
        """Ask whether this one may take the place of the answer that is counted already."""
        self.fields["again"] = forms.BooleanField(
            label=_("Their vote is counted already; they want this one to take its place."), required=False
        )
        self.order_fields([*DESK])


@dataclass(frozen=True, slots=True)
class Asked:
    """Which deed is entered, and for which number in the register."""

    who: int
    which: tuple[str, str, str]


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """First for whom, then what, then the form; who may not do it here reads why, and who may."""
    here = visit(request, slug)
    given = request.POST if request.method == "POST" else request.GET
    asked = Asked(_number(given.get("person", "")), (given.get("do", ""), "", given.get("strand", "")[:300]))
    found = reads.entering(here.community, here.viewer, year, number, who=asked.who)
    if found is None:
        raise Http404
    if not found.organ:
        return _answer(request, here, found, status=403)
    if request.method == "POST" and found.her is not None:
        return _entered(request, here, found, asked)
    deed = _deed(found, asked)
    form = EnterForm(found, deed, deed.fields) if deed else None
    return _answer(
        request, here, found, deed=deed, form=form, status=422 if request.method == "POST" else 200
    )


def _number(word: str) -> int:
    return int(word) if word.isascii() and word.isdecimal() and len(word) < 9 else 0


def _deed(found: DeskPage, asked: Asked) -> Deed | None:
    """The deed asked for; where there is only one, that."""
    if not asked.which[0] and len(found.deeds) == 1:
        return found.deeds[0]
    return next((deed for deed in found.deeds if deed.which == asked.which), None)


def _warned(found: DeskPage, deed: Deed | None) -> bool:
    return found.answered and deed is not None and deed.act in ("vote", "vote-items")


def _entered(request: HttpRequest, here: Visit, found: DeskPage, asked: Asked) -> HttpResponse:
    verb = asked.which[0]
    if verb not in VERBS:
        raise Http404
    deed = _deed(found, asked)
    fields = deed.fields if deed else [Field(kind, _("Text"), required=False) for kind in VERBS[verb].fields]
    form = EnterForm(found, deed, fields, data=request.POST, files=request.FILES)
    if not form.is_valid():
        return _answer(request, here, found, deed=deed, form=form, status=422)
    try:
        done = VERBS[verb].do(_sent(request, here, found, deed, form))
    except BadInput as bad:
        if bad.field == "again":
            form.ask_again()
        form.blame(bad.field, bad.in_(here.lang))
        return _answer(request, here, found, deed=deed, form=form, status=422)
    if done.refusal is not None:
        anew = reads.entering(here.community, here.viewer, found.year, found.number, who=asked.who) or found
        panel = refusals.panel(here, done.refusal, charter=found.charter_hash, kept=bool(form.typed))
        return _answer(request, here, anew, deed=_deed(anew, asked), form=form, refusal=panel, status=409)
    return redirect(here.links.to("receipt", found.year, found.number, done.seq))


def _sent(request: HttpRequest, here: Visit, found: DeskPage, deed: Deed | None, form: EnterForm) -> Sent:
    given = form.cleaned_data
    desk = actions.AtDesk(
        here.viewer.account,
        found.organ,
        given["seen"],
        given["number"],
        bool(given.get("again")),
        given["on"],
    )
    organ = request.POST.get("organ") or (deed.organ if deed else "")
    asked = actions.Form(
        expects=request.POST.get("expects", "")[:400], key=request.POST.get("key", "")[:64],
        strand=request.POST.get("strand", "")[:300], desk=desk,
    )  # fmt: skip
    return Sent(
        community=here.community, chain=found.chain, by=Actor(found.person, organ[:80]), given=given,
        uploads=attached(form), section="", form=asked,
    )  # fmt: skip


def _answer(
    request: HttpRequest, here: Visit, found: DeskPage, *, deed: Deed | None = None, form: EnterForm | None = None,
    refusal: Shown | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    words = request.GET.get("who", "").replace("\x00", "").strip()[:60]
    people = reads.find_people(here.community, here.viewer, words) if found.organ and words else ()
    url = here.links.to("enter", found.year, found.number)
    why = [shown.why(one, here.links, found.charter_hash) for one in found.why_not]
    context = {
        "crumbs": _crumbs(here, found), "found": found, "title": shown.title(found.title, found), "words": words,
        "hand": _("You enter this as: %(organ)s.") % {"organ": found.organ_title},
        "people": [person_row(one, url) for one in people], "searched": bool(words), "url": url,
        "choices": [] if deed else [_choice(one, found, url) for one in found.deeds],
        "deed": _form(found, deed, form, url) if deed and form else None, "why_not": [] if deed else why,
        "why": refusals.panel(here, found.refusal, charter=found.charter_hash) if found.refusal else None,
        "refusal": refusal, "kept": form.typed if form is not None and deed is None and form.data else [],
        "sign_in_url": "" if _signed_in(here) else here.sign_in_url,
    }  # fmt: skip
    return render(request, "matters/enter.html", context, status=status)


def _signed_in(here: Visit) -> bool:
    return bool(getattr(here.viewer.account, "is_authenticated", False))


def _crumbs(here: Visit, found: DeskPage) -> list[Shown]:
    return [
        {"title": _("Square"), "url": here.links.to("square")},
        {"title": shown.number(found), "url": here.links.matter(found)},
        {"title": _("Enter for somebody"), "url": ""},
    ]


def person_row(one: Any, url: str, at: str = "") -> Shown:
    """Somebody found, as a line of a list that leads to entering for her; ``at`` is the building chosen before."""
    url = f"{url}?{urlencode({'person': one.number} | ({'at': at} if at else {}))}"
    meta = " · ".join(part for part in (_("no. %(n)d") % {"n": one.number}, one.home) if part)
    return {
        "title": one.name, "url": url, "meta": meta,
        "action": {"title": _("Enter for this person"), "url": url},
    }  # fmt: skip


def _choice(deed: Deed, found: DeskPage, url: str) -> Shown:
    assert found.her is not None
    strand = f"&strand={deed.strand}" if deed.strand else ""
    return {
        "title": deed.title,
        "url": f"{url}?person={found.her.number}&do={deed.act}{strand}",
        "primary": False,
    }


def _form(found: DeskPage, deed: Deed, form: EnterForm, url: str) -> Shown:
    assert found.her is not None
    hidden = {
        "key": deeds.key(), "expects": deed.expects or found.expects, "strand": deed.strand, "organ": deed.organ,
        "person": str(found.her.number), "do": deed.act,
    }  # fmt: skip
    return {
        "name": "enter", "title": deed.title, "url": url, "form": form, "primary": True, "final": deed.final,
        "hidden": [(name, value) for name, value in hidden.items() if value], "send": _("Enter it for them"),
        "files": any(field.name == "files" for field in deed.fields), "chosen_again": form.had_files,
        "note": _("They do this as: %(organ)s.") % {"organ": deed.organ_title} if deed.organ_title else "",
    }  # fmt: skip
