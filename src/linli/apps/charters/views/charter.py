"""A community's charter, read aloud and as the file that it is."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli import charters
from linli.apps.charters.reads import reading
from linli.apps.charters.reads.reading import Shown
from linli.apps.charters.views.here import Here, here
from linli.apps.community import reads as community_reads
from linli.apps.community.reads.charters import CharterMissing
from linli.core.charter.load import Loaded


@require_safe
def aloud(request: HttpRequest, slug: str) -> HttpResponse:
    """Every article as sentences, each beside its source and its line in the file."""
    at = here(request, slug)
    whole, loaded = _asked(request, at)
    bases = charters.laws() | {one.slug: one.charter for one in whole.closure if one is not loaded}
    kept = _kept(request)
    parts = reading.parts(loaded, at.lang, bases, lambda line: at.to("charter-file", ask=kept, at=f"L{line}"))
    beside = reading.beside(loaded, at.lang) if loaded is whole else ()
    return _page(request, at, whole, loaded, parts=[*parts, *beside])


@require_safe
def file(request: HttpRequest, slug: str) -> HttpResponse:
    """The file itself, line by line."""
    at = here(request, slug)
    whole, loaded = _asked(request, at)
    return _page(request, at, whole, loaded, lines=reading.file_lines(loaded.text))


@require_safe
def raw(request: HttpRequest, slug: str) -> HttpResponse:
    """The file to keep."""
    _, loaded = _asked(request, here(request, slug))
    return kept_file(loaded)


def kept_file(loaded: Loaded) -> HttpResponse:
    """A charter as a file to download."""
    name = f"{loaded.slug}.yaml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(loaded.text, content_type="text/yaml; charset=utf-8", headers=headers)


def _asked(request: HttpRequest, at: Here) -> tuple[Loaded, Loaded]:
    """The charter in force, or the version asked for; and that of its closure that is to be read."""
    try:
        whole = community_reads.loaded(request.GET.get("version") or at.community.charter_hash)
    except CharterMissing:
        raise Http404 from None
    wanted = request.GET.get("of", whole.slug)
    found = next((one for one in whole.closure if one.slug == wanted), None)
    if found is None:
        raise Http404
    return whole, found


def _page(request: HttpRequest, at: Here, whole: Loaded, loaded: Loaded, **more: object) -> HttpResponse:
    kept = _kept(request)
    context = {
        "title": loaded.charter.title.in_(at.lang),
        "version": loaded.charter.version,
        "hash": whole.hash,
        "tabs": tabs(at, "charter" if "parts" in more else "charter-file", kept),
        "raw_url": at.to("charter-raw", ask=kept),
        "edit_url": at.to("charter-edit"),
        "also": [_base(one, at, kept) for one in whole.closure if one is not loaded],
    }
    return render(request, "charters/charter.html", context | more)


def tabs(at: Here, current: str, kept: dict[str, str]) -> list[Shown]:
    """The ways to look at a community's charter; ``kept`` is what the address says about which text is read."""
    found: list[Shown] = [
        {"title": _("Read aloud"), "url": at.to("charter", ask=kept), "current": current == "charter"},
        {
            "title": _("The file"),
            "url": at.to("charter-file", ask=kept),
            "current": current == "charter-file",
        },
        {"title": _("History"), "url": at.to("history"), "current": current == "history"},
    ]
    return found


def _base(one: Loaded, at: Here, kept: dict[str, str]) -> Shown:
    return {
        "title": one.charter.title.in_(at.lang),
        "url": at.to("charter", ask={**kept, "of": one.slug}),
    }


def _kept(request: HttpRequest) -> dict[str, str]:
    """What the address says about which text is read."""
    return {name: request.GET[name] for name in ("version", "of") if name in request.GET}
