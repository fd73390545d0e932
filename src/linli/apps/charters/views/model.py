"""A model: what it is, read aloud, as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli import charters
from linli.apps.charters.reads import glance, held, learned, markdown, reading, shelf, stories, voting
from linli.apps.charters.reads.reading import Shown
from linli.apps.charters.reads.shelf import Model
from linli.apps.charters.views import charter as charter_page
from linli.apps.charters.views import check, gallery
from linli.apps.charters.views.here import address, lang
from linli.core.charter.finding import CharterError
from linli.core.charter.model import Charter
from linli.core.charter.text import Lang


@require_safe
def page(request: HttpRequest, name: str) -> HttpResponse:
    """What a model is, where it comes from, its drawings, what the check says, and what is assumed."""
    model, speaks = found(name), lang()
    charter = model.loaded.charter
    context = {
        **head(model, speaks, "model"),
        "about": (charter.about or charter.says or charter.title).in_(speaks),
        "sources": [_source(one, speaks) for one in charter.sources.values()],
        "drawings": reading.drawings(
            model.loaded, speaks, bases(model), base=address("model-aloud", model.slug)
        ),
        "glance": glance.fact_rows(model.loaded, speaks),
        "families": check.with_help(reading.families(model.findings, speaks, file_line(model))),
        "edit_url": address("model-edit", model.slug),
        "lessons": learned.lesson_rows(model.loaded, speaks) if model.subject != "law" else [],
        "heads": learned.head_rows(model.loaded, speaks),
        "readme": markdown.html(markdown.part(model.texts.about, speaks)),
        "other": markdown.html(markdown.part(model.texts.about, "en" if speaks == "zh" else "zh")),
        "other_lang": "en" if speaks == "zh" else "zh-Hans",
    }
    return render(request, "charters/model.html", context)


@require_safe
def aloud(request: HttpRequest, name: str) -> HttpResponse:
    """Every article as sentences, each beside its source and its line in the file."""
    model, speaks = found(name), lang()
    parts = reading.parts(model.loaded, speaks, bases(model), file_line(model))
    context = {**head(model, speaks, "model-aloud"), "parts": [*parts, *reading.beside(model.loaded, speaks)]}
    return render(request, "charters/charter.html", context)


@require_safe
def power(request: HttpRequest, name: str) -> HttpResponse:
    """Who proposes, decides, carries out and checks, and how near each organ is to the residents."""
    model, speaks = found(name), lang()
    sizes, wrong = voting.sizes_asked(model.loaded, request.GET.dict())
    context = {
        **head(model, speaks, "model-power"),
        "deeds": held.deed_rows(model.loaded, speaks),
        "near": held.near_rows(model.loaded, speaks),
        "voting": voting.voting_rows(model.loaded, speaks, sizes),
        "means": voting.means(speaks),
        "size_fields": voting.size_fields(model.loaded, speaks, sizes, wrong),
        "sizes_told": bool(sizes or wrong),
        "sizes_wrong": bool(wrong),
    }
    return render(request, "charters/power.html", context)


@require_safe
def file(request: HttpRequest, name: str) -> HttpResponse:
    """The file itself, line by line."""
    model = found(name)
    context = {
        **head(model, lang(), "model-file"),
        "lines": reading.file_lines(model.loaded.text),
    }
    return render(request, "charters/charter.html", context)


@require_safe
def raw(request: HttpRequest, name: str) -> HttpResponse:
    """The file to keep."""
    return charter_page.kept_file(found(name).loaded)


def found(name: str) -> Model:
    """The model of that name; 404 where there is none."""
    model = shelf.model(name)
    if model is None:
        raise Http404
    return model


def head(model: Model, speaks: Lang, current: str) -> Shown:
    """What every page of a model begins with."""
    charter = model.loaded.charter
    title = charter.title.in_(speaks)
    return {
        "model": gallery.card(model, speaks),
        "title": title,
        "version": charter.version,
        "hash": model.loaded.hash,
        "raw_url": address("model-raw", model.slug),
        "crumbs": [{"title": _("Models"), "url": address("models")}, {"title": title, "url": ""}],
        "tabs": [{**tab, "current": tab["name"] == current} for tab in _tabs(model)],
        "also": [
            {"title": one.charter.title.in_(speaks), "url": address("model", one.slug)}
            for one in model.loaded.closure[1:]
        ],
    }


def _tabs(model: Model) -> list[Shown]:
    names = {
        "model": _("What it is"),
        "model-aloud": _("Read aloud"),
        "model-power": _("Who does what"),
        "model-file": _("The file"),
    }
    tabs: list[Shown] = [
        {"name": name, "title": title, "url": address(name, model.slug)} for name, title in names.items()
    ]
    if told := _stories(model):
        url = address("stories", model.slug)
        tabs.append({"name": "stories", "title": _("Stories"), "url": url, "count": told})
    return tabs


def _stories(model: Model) -> int:
    try:
        return len(stories.titles(model))
    except CharterError:
        return 0


def bases(model: Model) -> dict[str, Charter]:
    """The charters whose titles are named when a model is read aloud."""
    return charters.laws() | {one.slug: one.charter for one in model.loaded.closure[1:]}


def file_line(model: Model) -> reading.LineUrl:
    """The address of a line of a model's file."""
    return lambda line: address("model-file", model.slug, at=f"L{line}")


def _source(one: object, speaks: Lang) -> Shown:
    note = getattr(one, "note", None)
    section = getattr(one, "section", "")
    return {
        "title": getattr(one, speaks),
        "section": _("section %(section)s") % {"section": section} if section else "",
        "note": note.in_(speaks) if note else "",
    }
