"""The charter, read aloud and as the file that it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli import charters
from linli.apps.community import reads as community_reads
from linli.apps.community.reads.charters import CharterMissing
from linli.apps.matters.views.shown import Shown
from linli.apps.matters.views.visit import Visit, visit
from linli.core.charter import draw, explain
from linli.core.charter.load import Loaded
from linli.core.charter.model import Charter


@require_safe
def aloud(request: HttpRequest, slug: str) -> HttpResponse:
    """Every article as sentences, each beside its source and its line in the file."""
    here = visit(request, slug)
    whole, loaded = _asked(request, here)
    bases = charters.laws() | {one.slug: one.charter for one in whole.closure if one is not loaded}
    articles = explain.charter(loaded.charter, here.lang, bases=bases)
    return _page(request, here, whole, loaded, parts=list(_parts(articles, loaded, here, request, bases)))


@require_safe
def file(request: HttpRequest, slug: str) -> HttpResponse:
    """The file itself, line by line."""
    here = visit(request, slug)
    whole, loaded = _asked(request, here)
    text = loaded.text.decode("utf-8-sig")
    lines = [{"number": number, "text": line} for number, line in enumerate(text.splitlines(), 1)]
    return _page(request, here, whole, loaded, lines=lines)


@require_safe
def raw(request: HttpRequest, slug: str) -> HttpResponse:
    """The file to keep."""
    _, loaded = _asked(request, visit(request, slug))
    name = f"{loaded.slug}.yaml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(loaded.text, content_type="text/yaml; charset=utf-8", headers=headers)


def _asked(request: HttpRequest, here: Visit) -> tuple[Loaded, Loaded]:
    """The charter in force, or the version asked for; and that of its closure that is to be read."""
    try:
        whole = community_reads.loaded(request.GET.get("version") or here.community.charter_hash)
    except CharterMissing:
        raise Http404 from None
    wanted = request.GET.get("of", whole.slug)
    found = next((one for one in whole.closure if one.slug == wanted), None)
    if found is None:
        raise Http404
    return whole, found


def _page(request: HttpRequest, here: Visit, whole: Loaded, loaded: Loaded, **more: object) -> HttpResponse:
    kept = _kept(request)
    tabs = [
        {"title": _("Read aloud"), "url": here.links.to("charter", ask=kept), "current": "parts" in more},
        {"title": _("The file"), "url": here.links.to("charter-file", ask=kept), "current": "lines" in more},
    ]
    context = {
        "title": loaded.charter.title.in_(here.lang),
        "version": loaded.charter.version,
        "hash": whole.hash,
        "tabs": tabs,
        "raw_url": here.links.to("charter-raw", ask=kept),
        "also": [_base(one, here, kept) for one in whole.closure if one is not loaded],
    }
    return render(request, "matters/charter.html", context | more)


def _base(one: Loaded, here: Visit, kept: dict[str, str]) -> Shown:
    return {
        "title": one.charter.title.in_(here.lang),
        "url": here.links.to("charter", ask={**kept, "of": one.slug}),
    }


def _kept(request: HttpRequest) -> dict[str, str]:
    """What the address says about which text is read."""
    return {name: request.GET[name] for name in ("version", "of") if name in request.GET}


def _parts(
    articles: Iterable[explain.Article],
    loaded: Loaded,
    here: Visit,
    request: HttpRequest,
    bases: Mapping[str, Charter],
) -> Iterator[Shown]:
    """The articles by what they are about; each procedure is a part of its own."""
    for key, group in groupby(articles, _part_of):
        found = list(group)
        shown = [_article(one, loaded, here, request) for one in found]
        heading = found[0].heading if key.startswith("procedures.") else _heading(key)
        diagram = _diagram(key, loaded, here, bases)
        yield {"id": f"part-{key.replace('.', '-')}", "title": heading, "articles": shown, "diagram": diagram}


def _diagram(key: str, loaded: Loaded, here: Visit, bases: Mapping[str, Charter]) -> str:
    """The drawing beside a procedure or the organs; nothing beside the rest."""
    if key == "organs":
        return mark_safe(draw.organs(loaded.charter, here.lang, bases=bases))  # noqa: S308  # it escapes its texts
    section, __, slug = key.partition(".")
    if section != "procedures":
        return ""
    return mark_safe(draw.procedure(loaded.charter, slug, here.lang, bases=bases))  # noqa: S308  # as above


def _part_of(article: explain.Article) -> str:
    section, _, rest = article.path.partition(".")
    return f"procedures.{rest.split('.')[0]}" if section == "procedures" else section


def _heading(section: str) -> str:
    return {
        "charter": _("What it is"),
        "facts": _("What the register knows"),
        "places": _("Places"),
        "organs": _("Organs"),
        "rules": _("Rules of decision"),
        "duties": _("Duties"),
        "funds": _("Funds"),
        "measures": _("Measures"),
        "catalogues": _("Catalogues"),
        "disclosures": _("Disclosures"),
        "relations": _("How the organs stand to each other"),
    }.get(section, section)


def _article(one: explain.Article, loaded: Loaded, here: Visit, request: HttpRequest) -> Shown:
    path = () if one.path == "charter" else tuple(one.path.split("."))
    line = loaded.document.mark(path).line
    url = here.links.to("charter-file", ask=_kept(request), at=f"L{line}")
    return {
        "path": one.path,
        "heading": one.heading,
        "sentences": one.sentences,
        "source": one.source,
        "line": line,
        "url": url,
    }
