"""A model's scenarios, stepped through stage by stage."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from linli.apps.charters.reads import reading, stories
from linli.apps.charters.reads.reading import Shown
from linli.apps.charters.reads.shelf import Model
from linli.apps.charters.reads.stories import Story
from linli.apps.charters.views import model as model_page
from linli.apps.charters.views.here import address, lang
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.rail import rail
from linli.core.charter.finding import CharterError
from linli.core.charter.text import Lang
from linli.core.lab.tale import Scene, Told


@require_safe
def listing(request: HttpRequest, name: str) -> HttpResponse:
    """The stories of a model, each with the scenes it has."""
    model, speaks = model_page.found(name), lang()
    try:
        scenarios = list(stories.titles(model))
        mistakes = []
    except CharterError as error:
        scenarios, mistakes = [], [reading.finding(one, speaks, lambda _line: "") for one in error.findings]
    told = [one for scenario in scenarios if (one := stories.story(model, scenario))]
    context = {
        **model_page.head(model, speaks, "stories"),
        "stories": [_row(model, one, speaks) for one in told],
        "mistakes": mistakes,
    }
    return render(request, "charters/stories.html", context)


@require_safe
def page(request: HttpRequest, name: str, scenario: str, number: int) -> HttpResponse:
    """One scene: who did what, when, what came of it, and where the matter then stands."""
    model, speaks = model_page.found(name), lang()
    story = stories.story(model, scenario)
    if story is None or not 1 <= number <= len(story.scenes):
        raise Http404
    scene = story.scenes[number - 1]
    last = len(story.scenes)
    context = {
        **model_page.head(model, speaks, "stories"),
        "story": _row(model, story, speaks),
        "scene": scene.stage.in_(speaks),
        "matter": scene.title,
        "number": number,
        "last": last,
        "steps": [_step(model, one, speaks) for one in scene.told],
        "rail": _rail(model, scene, speaks),
        "before_url": _at(model, scenario, number - 1) if number > 1 else "",
        "after_url": _at(model, scenario, number + 1) if number < last else "",
        "zone": model.loaded.charter.zone,
    }
    return render(request, "charters/story.html", context)


def _at(model: Model, name: str, number: int) -> str:
    return address("story", model.slug, name, number, at="scene")


def _row(model: Model, story: Story, speaks: Lang) -> Shown:
    mistakes = [reading.finding(one, speaks, lambda _line: "") for one in story.mistakes]
    scenes = [
        {"title": one.stage.in_(speaks), "url": _at(model, story.name, number), "number": number}
        for number, one in enumerate(story.scenes, 1)
    ]
    return {
        "name": story.name,
        "title": story.title.in_(speaks),
        "scenes": scenes,
        "url": _at(model, story.name, 1) if scenes else "",
        "faults": story.faults,
        "mistakes": mistakes,
    }


def _step(model: Model, told: Told, speaks: Lang) -> Shown:
    shown: Shown = {
        "at": told.at,
        "says": told.says.in_(speaks).strip(),
        "checks": told.checks,
        "fault": told.fault.in_(speaks) if told.fault else "",
        "line": told.line,
        "refusal": None,
    }
    if told.refusal is not None:
        shown["refusal"] = _refusal(model, told, speaks)
    return shown


def _refusal(model: Model, told: Told, speaks: Lang) -> Shown:
    """Why a step was refused, with its clause and what would be possible instead."""
    assert told.refusal is not None
    refusal = told.refusal
    lens = _lens(model, speaks)
    clause = lens.clause(refusal.clause)
    return {
        "says": refusal.says(speaks),
        "clause": clause,
        "source": lens.source_at(refusal.clause) if clause else "",
        "url": address("model-aloud", model.slug, at=refusal.clause) if clause else "",
        "instead": [one.in_(speaks) for one in refusal.instead],
    }


def _lens(model: Model, speaks: Lang) -> Lens:
    return Lens(model.force, speaks, model.loaded.charter.zone)


def _rail(model: Model, scene: Scene, speaks: Lang) -> list[dict[str, Any]]:
    """Where the matter stands at the end of a scene; nothing before there is one."""
    if scene.matter is None:
        return []
    items = rail(_lens(model, speaks), scene.matter)
    aloud = address("model-aloud", model.slug)
    return [
        {name: getattr(item, name) for name in item.__slots__}
        | {"url": f"{aloud}#{item.path}" if item.path else ""}
        for item in items
    ]
