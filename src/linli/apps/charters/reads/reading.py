"""A charter as it is read: its articles with their drawings, its file line by line, what the check says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from linli.core.charter import codes, draw, explain
from linli.core.charter.finding import Finding
from linli.core.charter.load import Loaded
from linli.core.charter.model import Charter
from linli.core.charter.standard import STANDARD, said_of_standard, standard
from linli.core.charter.text import Lang

Shown = dict[str, Any]
LineUrl = Callable[[int], str]


def parts(loaded: Loaded, lang: Lang, bases: Mapping[str, Charter], line_url: LineUrl) -> Iterator[Shown]:
    """The articles by what they are about; each procedure is a part of its own."""
    articles = explain.charter(loaded.charter, lang, bases=bases)
    for key, group in groupby(articles, _part_of):
        found = list(group)
        heading = found[0].heading if key.startswith("procedures.") else _heading(key)
        yield {
            "id": f"part-{key.replace('.', '-')}",
            "title": heading,
            "articles": [_article(one, loaded, line_url) for one in found],
            "diagram": _diagram(key, loaded, lang, bases),
        }


def beside(loaded: Loaded, lang: Lang) -> Iterator[Shown]:
    """The standard procedure that holds where a charter has none of its own; no article of it, and in no line."""
    articles = explain.standard(loaded.charter, lang)
    if not articles:
        return
    drawn = draw.procedure(standard().charter, STANDARD, lang)
    yield {
        "id": "part-standard",
        "title": _("Not in the charter: %(title)s") % {"title": articles[0].heading},
        "note": said_of_standard(lang),
        "articles": [_beside(one) for one in articles],
        "diagram": mark_safe(drawn),  # noqa: S308  # it escapes its texts
    }


def _beside(one: explain.Article) -> Shown:
    return {
        "path": one.path,
        "heading": one.heading,
        "sentences": one.sentences,
        "source": one.source,
        "url": "",
    }


def drawings(loaded: Loaded, lang: Lang, bases: Mapping[str, Charter], base: str = "") -> list[Shown]:
    """Every drawing of a charter: its organs, then each procedure. ``base`` is the page that their links lead to."""
    charter = loaded.charter
    found = []
    if charter.organs:
        organs = mark_safe(draw.organs(charter, lang, base=base, bases=bases))  # noqa: S308  # it escapes its texts
        found.append({"id": "organs", "title": _("Organs"), "diagram": organs})
    for slug, procedure in charter.procedures.items():
        drawn = mark_safe(draw.procedure(charter, slug, lang, base=base, bases=bases))  # noqa: S308  # as above
        found.append({"id": f"procedure-{slug}", "title": procedure.title.in_(lang), "diagram": drawn})
    return found


def file_lines(text: bytes) -> list[Shown]:
    """The file with the numbers of its lines; what is no text shows as the sign for that."""
    shown = text.decode("utf-8-sig", errors="replace")
    return [{"number": number, "text": line} for number, line in enumerate(shown.splitlines(), 1)]


def families(findings: Iterable[Finding], lang: Lang, line_url: LineUrl) -> list[Shown]:
    """The findings by family, each with its place, its sentence and what would mend it."""
    found: dict[str, list[Shown]] = {}
    for one in findings:
        found.setdefault(codes.family(one.code), []).append(finding(one, lang, line_url))
    return [
        {"id": key, "title": title.in_(lang), "findings": found[key]}
        for key, title in codes.FAMILY_TITLES.items()
        if key in found
    ]


def finding(one: Finding, lang: Lang, line_url: LineUrl) -> Shown:
    """One finding in the reader's language."""
    line = one.mark.line if one.mark else 0
    return {
        "code": one.code,
        "level": one.level,
        "level_text": level_text(one.level),
        "says": one.says.in_(lang),
        "mend": one.mend.in_(lang) if one.mend else "",
        "line": line,
        "url": line_url(line) if line else "",
        "path": one.path,
    }


def level_text(level: str) -> str:
    """What a level is called."""
    return {"error": _("error"), "warning": _("warning"), "note": _("note")}[level]


def _diagram(key: str, loaded: Loaded, lang: Lang, bases: Mapping[str, Charter]) -> str:
    """The drawing beside a procedure or the organs; nothing beside the rest."""
    if key == "organs":
        return mark_safe(draw.organs(loaded.charter, lang, bases=bases))  # noqa: S308  # it escapes its texts
    section, __, slug = key.partition(".")
    if section != "procedures":
        return ""
    return mark_safe(draw.procedure(loaded.charter, slug, lang, bases=bases))  # noqa: S308  # as above


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


def _article(one: explain.Article, loaded: Loaded, line_url: LineUrl) -> Shown:
    path = () if one.path == "charter" else tuple(one.path.split("."))
    line = loaded.document.mark(path).line
    return {
        "path": one.path,
        "heading": one.heading,
        "sentences": one.sentences,
        "source": one.source,
        "line": line,
        "url": line_url(line),
    }
