"""The first step: the place, searched for or gone down to."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.apps.community import reads as community
from linli.apps.community.reads import FoundPlace
from linli.apps.founding import actions
from linli.apps.founding.models import Draft
from linli.apps.founding.views import steps

MOST_CHILDREN = 500
MOST_FOUND = 20


@require_http_methods(["GET", "HEAD", "POST"])
@steps.step
def page(request: HttpRequest, one: Draft) -> HttpResponse:
    """What was found, or what lies below the place one has come to; each can be chosen."""
    wrong = ""
    if request.method == "POST":
        try:
            code = request.POST.get("code", "")[:12]
            one = actions.choose_place(one.pk, code, saves=steps.saves(request), actor=request.user)
            return HttpResponseRedirect(steps.address("model", one))
        except ValidationError as error:
            wrong = error.messages[0]
        except actions.Outdated:
            one.refresh_from_db()
            wrong = steps.outdated()
    words, under = request.GET.get("q", "").strip(), request.GET.get("under", "")
    found = community.find_places(words, under=under, most=MOST_FOUND) if words else []
    context = {
        "q": words,
        "under": under if community.place(under) else "",
        "within": _within(under),
        "chosen": community.ways_to([one.place]).get(one.place, "") if one.place else "",
        "found": [_found(each) for each in found],
        "most": len(found) if len(found) >= MOST_FOUND else 0,
        "children": [] if words else _children(under),
        "wrong": wrong,
    }
    return steps.page(request, one, "place", context, 422 if wrong else 200)


def _within(under: str) -> list[dict[str, str]]:
    """The way down to the place one has come to, each part with its address."""
    line: list[dict[str, str]] = []
    while (place := community.place(under)) is not None and len(line) < 6:
        line.insert(0, {"title": place.name, "url": f"?{urlencode({'under': place.code})}"})
        under = place.parent_code
    return [{"title": _("The whole country"), "url": "?"}, *line]


def _children(under: str) -> list[dict[str, Any]]:
    found = community.places_below(under, MOST_CHILDREN)
    taken = community.communities_on(one.code for one in found)
    went = community.successors(one.code for one in found if one.until)
    shown = (
        FoundPlace(
            one.code, one.name, one.level, "", "", one.until, went.get(one.code, ()), taken.get(one.code, "")
        )
        for one in found
    )
    return [_found(one) for one in shown]


def _found(one: FoundPlace) -> dict[str, Any]:
    return {
        "one": one,
        "level": levels()[one.level],
        "down": f"?{urlencode({'under': one.code})}" if one.level < 5 else "",
        "taken": reverse("community:organs", args=[one.community]) if one.community else "",
        # No model is for a whole province: one goes down from it.
        "free": not one.community and one.until is None and one.level > 1,
    }


def levels() -> dict[int, str]:
    """What the levels of the official table are called."""
    return {
        1: _("province"), 2: _("city"), 3: _("district or county"), 4: _("street or town"),
        5: _("community or village"),
    }  # fmt: skip
