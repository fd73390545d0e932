"""The foundings that one has begun, and beginning another."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.apps.community import reads as community
from linli.apps.founding import actions, reads
from linli.apps.founding.models import Draft
from linli.apps.founding.views.steps import address, for_founder


@require_http_methods(["GET", "HEAD", "POST"])
@for_founder
def page(request: HttpRequest) -> HttpResponse:
    """What is begun can be gone on with or thrown away; what is done leads to the community."""
    wrong = ""
    if request.method == "POST":
        thrown = request.POST.get("discard", "")
        if thrown.isascii() and thrown.isdecimal() and len(thrown) < 18:
            actions.discard(int(thrown), actor=request.user)
            return HttpResponseRedirect(request.path)
        try:
            return HttpResponseRedirect(address("place", actions.begin(actor=request.user)))
        except ValidationError as error:
            wrong = error.messages[0]
    found = list(reads.drafts(request.user))
    ways = community.ways_to(one.place for one in found)
    context = {"rows": [_row(one, ways.get(one.place, "")) for one in found], "wrong": wrong}
    return render(request, "founding/start.html", context, status=422 if wrong else 200)


def _row(one: Draft, way: str) -> dict[str, object]:
    done = one.community is not None
    return {
        "number": one.pk,
        "title": one.name or _("Not named yet"),
        "url": address("live", one),
        "meta": way,
        "done": done,
        "chip": _("founded") if done else _("being prepared"),
        "tone": "done" if done else "wait",
        "touched": date_format(one.touched, "Y-m-d"),
    }
