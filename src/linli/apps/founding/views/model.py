"""The second step: the model."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods

from linli.apps.community import reads as community
from linli.apps.community.reads import said
from linli.apps.founding import actions, reads
from linli.apps.founding.models import Draft
from linli.apps.founding.views import steps
from linli.apps.founding.views.place import levels


@require_http_methods(["GET", "HEAD", "POST"])
@steps.step
def page(request: HttpRequest, one: Draft) -> HttpResponse:
    """Every model that can be put in force; those written for another kind of place are folded."""
    wrong = ""
    if request.method == "POST":
        try:
            slug = request.POST.get("model", "")[:100]
            one = actions.choose_model(one.pk, slug, saves=steps.saves(request), actor=request.user)
            return HttpResponseRedirect(steps.address("people", one))
        except ValidationError as error:
            wrong = error.messages[0]
        except actions.Outdated:
            one.refresh_from_db()
            wrong = steps.outdated()
    place = community.place(one.place) if one.place else None
    level = place.level if place else 0
    rows = [_row(row, level, one.model) for row in reads.models()]
    far = [row for row in rows if row["other"]]
    context = {
        "near": [row for row in rows if not row["other"]],
        "far": far,
        "unfolded": any(row["chosen"] for row in far),
        "wrong": wrong,
    }
    return steps.page(request, one, "model", context, 422 if wrong else 200)


def _row(row: reads.ModelRow, level: int, chosen: str) -> dict[str, object]:
    return {
        "slug": row.slug,
        "title": said(row.title),
        "says": said(row.says),
        "chosen": row.slug == chosen,
        "for": levels().get(row.level, ""),
        "other": bool(level) and bool(row.level) and row.level != level,
        "url": _address(row.slug),
    }


def _address(slug: str) -> str:
    try:
        return reverse("charters:model", args=[slug])
    except NoReverseMatch:
        return ""
