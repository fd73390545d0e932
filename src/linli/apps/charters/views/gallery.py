"""The shelf of models, grouped by what they are about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.apps.charters.reads import shelf
from linli.apps.charters.reads.reading import Shown
from linli.apps.charters.reads.shelf import Model
from linli.apps.charters.views.here import address, lang
from linli.core.charter import draw
from linli.core.charter.model import Subject
from linli.core.charter.text import Lang


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Every model with its seal, its origin, one sentence and its shape."""
    words, speaks = request.GET.get("q", "").strip()[:60], lang()
    whole = shelf.models()
    found = [one for one in whole if _says(one, words)]
    groups = [_group(subject, found, speaks) for subject in get_args(Subject)]
    choices = [
        {"slug": one.slug, "title": one.loaded.charter.title.in_(speaks)}
        for one in whole
        if one.subject != "law"
    ]
    context = {
        "groups": [group for group in groups if group["models"]],
        "choices": choices,
        "q": words,
        "shelved": bool(whole),
        "compare_url": address("compare"),
        "empty": {
            "title": _("There is no model here."),
            "text": _(
                "Models are charters in a folder of this installation; who runs it can put some there."
            ),
            "url": address("check"),
            "action": _("Check a charter"),
        },
    }
    return render(request, "charters/gallery.html", context)


def _says(model: Model, words: str) -> bool:
    """Whether a model speaks of some words, in either language: in its title, its sentence, or what it is about."""
    charter = model.loaded.charter
    texts = [charter.title, charter.says, charter.about, *charter.sources.values()]
    told = " ".join(f"{one.zh} {one.en}" for one in texts if one is not None)
    return all(word in told.casefold() for word in words.casefold().split())


def _group(subject: Subject, found: Iterable[Model], speaks: Lang) -> Shown:
    title, says = subject_words(subject)
    models = [card(one, speaks) for one in found if one.subject == subject]
    return {"id": f"shelf-{subject}", "title": title, "says": says, "models": models}


def subject_words(subject: Subject) -> tuple[str, str]:
    """What a part of the shelf is called, and what stands on it."""
    return {
        "organs": (_("Organs"), _("Who decides, who carries out, and who chose them.")),
        "procedures": (_("Procedures"), _("How a matter goes from a wish to its end.")),
        "cases": (_("Cases"), _("What is reported, quarrelled about, visited and put right.")),
        "money": (_("Money"), _("What is owed, allotted and spent, and by whose decision.")),
        "law": (_("Laws"), _("The ground on which the others stand.")),
    }[subject]


def card(model: Model, speaks: Lang) -> Shown:
    """One model as it stands on the shelf."""
    charter = model.loaded.charter
    origin = next((one for one in charter.sources.values()), None)
    return {
        "seal": model.seal,
        "title": charter.title.in_(speaks),
        "url": address("model", model.slug),
        "origin": (origin.zh if speaks == "zh" else origin.en) if origin else "",
        "says": charter.says.in_(speaks) if charter.says else "",
        "shape": mark_safe(draw.tiny(charter)),  # noqa: S308  # drawn here, of numbers only
        "chip": state(model),
    }


def state(model: Model) -> Shown | None:
    """Whether a model can run; nothing where all of it can, or where there is nothing to run."""
    whole = len(model.loaded.charter.procedures)
    if not model.waits or model.subject == "law":
        return None
    if model.waits == whole:
        return {"text": _("draft: cannot run yet"), "tone": "wait"}
    words = _("%(runs)d of %(whole)d procedures run") % {"runs": whole - model.waits, "whole": whole}
    return {"text": words, "tone": "plain"}
