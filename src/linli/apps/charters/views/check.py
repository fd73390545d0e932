"""Checking a charter that is pasted or uploaded; nothing is kept of it."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.apps.charters.reads import handbook, markdown, reading
from linli.apps.charters.reads.examine import Examined, examine, typed
from linli.apps.charters.reads.reading import Shown
from linli.apps.charters.views.here import address, lang
from linli.core.charter import codes
from linli.core.charter.finding import Finding
from linli.core.charter.nodes import MAX_BYTES
from linli.core.charter.text import Lang


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The form; after it was sent, what the check says beside the numbered file."""
    context: dict[str, Any] = {"text": "", "limit": MAX_BYTES // 1024, "findings_url": address("codes")}
    if request.method == "POST":
        found = examine(_handed_in(request))
        context |= results(found, lang())
    return render(request, "charters/check.html", context)


@csrf_exempt  # It acts for nobody and stores nothing: any program may ask.
@require_POST
def as_json(request: HttpRequest) -> JsonResponse:
    """The findings of the charter that is the body of the request."""
    found = examine(request.read(MAX_BYTES + 1))
    loaded = found.loaded
    return JsonResponse(
        {
            "charter": loaded.slug if loaded else None,
            "hash": loaded.hash if loaded else None,
            "findings": [_plain(one) for one in found.findings],
        },
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )


@require_safe
def every_code(request: HttpRequest) -> HttpResponse:
    """All codes by family."""
    speaks = lang()
    meanings = handbook.meanings()
    families = [
        {
            "id": key,
            "title": title.in_(speaks),
            "codes": [
                {
                    "code": code,
                    "level": level,
                    "level_text": reading.level_text(level),
                    "url": help_url(code),
                    "gist": markdown.html(meanings[code].gist(speaks)),
                }
                for code, level in codes.FAMILIES[key].items()
                if code in meanings
            ],
        }
        for key, title in codes.FAMILY_TITLES.items()
    ]
    return render(request, "charters/codes.html", {"families": [one for one in families if one["codes"]]})


@require_safe
def code(request: HttpRequest, code: str) -> HttpResponse:
    """What one code means, with a wrong and a right example."""
    meaning = handbook.meanings().get(code)
    if meaning is None or code not in codes.CODES:
        raise Http404
    context = {
        "meaning": replace(meaning, wrong=dedent(meaning.wrong), right=dedent(meaning.right)),
        "level_text": reading.level_text(meaning.level),
        "family": codes.FAMILY_TITLES[codes.family(code)].in_(lang()),
        "says": markdown.html(meaning.says.in_(lang())),
        "crumbs": [
            {"title": _("Check a charter"), "url": address("check")},
            {"title": _("Findings"), "url": address("codes")},
            {"title": code, "url": ""},
        ],
    }
    return render(request, "charters/code.html", context)


def help_url(name: str) -> str:
    """The page on a code; empty where there is none."""
    return address("code", name) if name in handbook.meanings() else ""


def with_help(families: list[Shown]) -> list[Shown]:
    """The same findings, each with the way to the page on its code."""
    for family in families:
        for one in family["findings"]:
            one["help_url"] = help_url(one["code"])
    return families


def results(found: Examined, speaks: Lang) -> dict[str, Any]:
    """What the check says, for the page and for the editor."""
    families = with_help(reading.families(found.findings, speaks, lambda line: f"#L{line}"))
    too_big = len(found.text) > MAX_BYTES
    return {
        "checked": True,
        "text": "" if too_big else found.text.decode("utf-8-sig", errors="replace"),
        "title": found.loaded.charter.title.in_(speaks) if found.loaded else "",
        "families": families,
        "errors": found.errors,
        "lines": [] if too_big else reading.file_lines(found.text),
    }


def _handed_in(request: HttpRequest) -> bytes:
    """The file that was uploaded, else what was typed; of a big one only so much that the reader sees it is too big."""
    file = request.FILES.get("file")
    if file is not None:
        return bytes(file.read(MAX_BYTES + 1))
    return typed(request.POST.get("text", ""))[: MAX_BYTES + 1]


def _plain(one: Finding) -> dict[str, Any]:
    return {
        "code": one.code,
        "family": codes.family(one.code),
        "level": one.level,
        "path": one.path,
        "line": one.mark.line if one.mark else None,
        "column": one.mark.column if one.mark else None,
        "zh": one.says.zh,
        "en": one.says.en,
        "mend": {"zh": one.mend.zh, "en": one.mend.en} if one.mend else None,
        "help": help_url(one.code),
    }
