"""Two models side by side."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.apps.charters.reads import glance, held, learned, reading, shelf
from linli.apps.charters.reads.reading import Shown
from linli.apps.charters.reads.shelf import Model
from linli.apps.charters.views import gallery
from linli.apps.charters.views import model as model_page
from linli.apps.charters.views.here import address, lang
from linli.core.charter.text import Lang


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What two models say about the same things; without two to compare, the choice of them."""
    speaks = lang()
    models = shelf.models()
    asked = [request.GET.get(name, "") for name in ("a", "b")]
    by_slug = {one.slug: one for one in models}
    pair = [by_slug[slug] for slug in asked if slug in by_slug]
    choices = [{"slug": one.slug, "title": one.loaded.charter.title.in_(speaks)} for one in models]
    context = {
        "choices": choices,
        "a": asked[0],
        "b": asked[1],
        "pair": [_side(one, speaks) for one in pair] if len(pair) == 2 else [],
        "tables": _tables(pair, speaks) if len(pair) == 2 else [],
    }
    return render(request, "charters/compare.html", context)


def _tables(pair: list[Model], speaks: Lang) -> list[Shown]:
    """What both say to the same questions, part by part."""
    asked = {
        "facts": (_("At a glance"), glance.fact_rows),
        "deeds": (_("Who does what"), held.deed_rows),
        "lessons": (_("What the pilot zones learned"), learned.lesson_rows),
        "heads": (_("Beside the laws for villages and for urban communities"), learned.head_rows),
    }
    return [
        {
            "id": key,
            "title": title,
            "rows": _rows([_answers(one, look(one.loaded, speaks), speaks) for one in pair]),
        }
        for key, (title, look) in asked.items()
    ]


def _answers(model: Model, rows: list[Shown], speaks: Lang) -> list[Shown]:
    """The answers of one model, each saying whose it is, for windows too narrow for a table."""
    return [{**row, "of": model.loaded.charter.title.in_(speaks)} for row in rows]


def _rows(sides: list[list[Shown]]) -> list[Shown]:
    """The same question once, with the two answers beside it."""
    return [{"title": both[0]["title"], "sides": both} for both in zip(*sides, strict=True)]


def _side(model: Model, speaks: Lang) -> Shown:
    drawn = reading.drawings(
        model.loaded, speaks, model_page.bases(model), base=address("model-aloud", model.slug)
    )
    return {**gallery.card(model, speaks), "drawings": drawn}
