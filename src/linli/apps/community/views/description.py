"""What is known of the place, and what is there because of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.apps.community import actions, reads
from linli.apps.community.models import Account, Community
from linli.apps.community.reads import Description, FactOfPlace, Part
from linli.apps.community.reads.asking import said
from linli.apps.community.views.communities import square_of
from linli.apps.community.views.panels import article, panel
from linli.core.engine.acts import FactValue
from linli.core.engine.facts import MOST
from linli.core.engine.refusal import Refusal, refuse

Shown = dict[str, Any]


class PlaceForm(forms.Form):
    """The facts that the charter asks of a place, each as it stands; what is left empty stays as it is."""

    def __init__(self, found: Description, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        self.found = found
        for one in found.facts:
            self.fields[one.key] = _field(one)

    @property
    def changed(self) -> dict[str, FactValue]:
        """What is different from what is known."""
        known = {one.key: one.value for one in self.found.facts}
        given = {name: _plain(value) for name, value in self.cleaned_data.items() if value not in ("", None)}
        return {
            name: value
            for name, value in given.items()
            if (type(value), value) != (type(known[name]), known[name])
        }


def _plain(value: Any) -> FactValue:
    if value in ("yes", "no"):
        return bool(value == "yes")
    return value if isinstance(value, int) else str(value)


def _field(one: FactOfPlace) -> forms.Field:
    given: Shown = {"label": said(one.asked.title), "required": False, "initial": one.value}
    match one.asked.type:
        case "yes-no":
            given["initial"] = None if one.value is None else "yes" if one.value else "no"
            answers = [("yes", _("Yes")), ("no", _("No"))]
            return forms.ChoiceField(**given, choices=answers, widget=forms.RadioSelect)
        case "number" | "money":
            unit = _("In whole yuan.") if one.asked.type == "money" else ""
            number = forms.NumberInput(attrs={"inputmode": "numeric", "class": "short"})
            return forms.IntegerField(**given, help_text=unit, min_value=0, max_value=MOST, widget=number)
        case "choice":
            answers = [(key, said(title)) for key, title in one.asked.choices.items()]
            return forms.ChoiceField(**given, choices=answers, widget=forms.RadioSelect)
        case "date":
            widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            return forms.DateField(**given, widget=widget)
        case _:
            return forms.CharField(**given, max_length=200)


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The facts of the place, the organs and procedures that hang on them, and the clerk's form."""
    community: Community = request.community  # type: ignore[attr-defined]  # the middleware sets it
    found = reads.description(community)
    if request.method != "POST":
        return _page(request, community, found, PlaceForm(found))
    form = PlaceForm(found, request.POST)
    if not isinstance(request.user, Account):
        return _page(request, community, found, form, refusal=refuse("not-clerk"), status=403)
    if not form.is_valid():
        return _page(request, community, found, form, status=422)
    if not form.changed:
        form.add_error(None, _("Nothing is different from what is known already."))
        return _page(request, community, found, form, status=422)
    done = actions.describe_place(community, form.changed, actor=request.user)
    if isinstance(done, Refusal):
        return _page(request, community, found, form, refusal=done, status=409)
    messages.success(request, _("It is entered. What is there because of it stands below."))
    return HttpResponseRedirect(reverse("community:place", args=[community.slug]))


def _page(
    request: HttpRequest,
    community: Community,
    found: Description,
    form: PlaceForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    clerk = reads.is_clerk(request.user, community)
    context = {
        "crumbs": [
            {"title": community.name, "url": square_of(community)},
            {"title": _("People and organs"), "url": reverse("community:organs", args=[community.slug])},
            {"title": _("The place")},
        ],
        "facts": [{"term": said(one.asked.title), "value": _value(one)} for one in found.facts],
        "parts": [_part(community, one) for one in found.parts],
        "form": form if clerk and found.facts else None,
        "refusal": panel(community, refusal, kept=clerk) if refusal else None,
        "empty": {
            "title": _("The charter in force asks nothing about the place."),
            "text": _(
                "Where it has organs or procedures for some places only, what they hang on stands here."
            ),
        },
    }
    return render(request, "community/place.html", context, status=status)


def _value(one: FactOfPlace) -> str:
    match one.value:
        case None:
            return _("nobody has entered it; it counts as nought or no")
        case bool():
            return _("Yes") if one.value else _("No")
        case int():
            return (
                _("%(n)s yuan") % {"n": f"{one.value:,}"} if one.asked.type == "money" else f"{one.value:,}"
            )
        case _:
            title = one.asked.choices.get(one.value)
            return said(title) if title else str(one.value)


def _part(community: Community, one: Part) -> Shown:
    title = said(one.title)
    if one.within is not None:
        title = _("%(organ)s: seats of the kind “%(kind)s”") % {"organ": said(one.within), "kind": title}
    return {
        "title": title,
        "url": article(community, one.path),
        "meta": _("Only where %(condition)s.") % {"condition": said(one.when)},
        "chips": [
            {"text": _("here"), "tone": "done"}
            if one.here
            else {"text": _("not in this place"), "tone": "plain"}
        ],
    }
