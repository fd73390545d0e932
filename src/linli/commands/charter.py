"""`linli charter`: the gallery, the findings, a charter read aloud, and drawn."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any, TextIO

import click

from linli import charters
from linli.commands.compare import compare
from linli.commands.difference import diff
from linli.commands.keys import keys
from linli.commands.power import power
from linli.core.charter import draw, explain, lint
from linli.core.charter.codes import FAMILY_TITLES, family
from linli.core.charter.finding import CharterError, Finding
from linli.core.charter.heads import Head, heads
from linli.core.charter.lessons import Lesson, lessons
from linli.core.charter.load import Loaded
from linli.core.charter.schema import json_schema
from linli.core.charter.standard import said_of_standard
from linli.core.charter.text import Lang, Text

LANG = click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="In which language."
)
FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)

_NO_FAULT = {"zh": "没有发现问题", "en": "nothing found"}
_LEVELS = {
    "zh": {"error": "错误", "warning": "提醒", "note": "说明"},
    "en": {"error": "error", "warning": "warning", "note": "note"},
}


@click.group()
def charter() -> None:
    """Charters: list the gallery, check a file, read one aloud, draw one."""


@charter.command("list")
@LANG
@FORMAT
def list_(lang: Lang, form: str) -> None:
    """The charters of the gallery, by slug, level and title."""
    rows = [_row(slug) for slug in charters.slugs()]
    if form == "json":
        _json({"charters": rows})
        return
    for row in rows:
        click.echo(f"{row['slug']:<24}{row['level'] or '?':<12}{row['title'][lang] if row['title'] else '?'}")


def _row(slug: str) -> dict[str, Any]:
    try:
        loaded = charters.read(slug)
    except CharterError:
        return {"slug": slug, "version": None, "level": None, "title": None, "hash": None}
    head = loaded.charter
    title = {"zh": head.title.zh, "en": head.title.en}
    return {"slug": slug, "version": head.version, "level": head.level, "title": title, "hash": loaded.hash}


@charter.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@FORMAT
@LANG
@click.option(
    "--lessons",
    "learned",
    is_flag=True,
    help="Also which lessons of the pilot zones it covers, and its place beside two laws.",
)
def check(files: tuple[str, ...], form: str, lang: Lang, *, learned: bool) -> None:
    """Read charters (files, or names of the gallery) and say what is wrong with them, and what they do to residents.

    Exits with 1 where there is an error; warnings and notes do not count.
    """
    checked = [(click.format_filename(file), *_checked(file)) for file in files]
    if form == "json":
        _json({"files": [_file(file, loaded, findings) for file, loaded, findings in checked]})
    else:
        for file, loaded, findings in checked:
            _tell(file, findings, lang)
            if learned and loaded:
                _learned(loaded, lang)
    sys.exit(1 if any(one.level == "error" for _, _, findings in checked for one in findings) else 0)


def _checked(file: str) -> tuple[Loaded | None, tuple[Finding, ...]]:
    try:
        loaded = charters.read(file)
    except CharterError as error:
        return None, error.findings
    return loaded, lint.check(loaded, charters.cited(loaded))


def _tell(file: str, findings: tuple[Finding, ...], lang: Lang) -> None:
    for name, some in lint.by_family(findings).items():
        click.echo(FAMILY_TITLES[name].in_(lang))
        for finding in some:
            click.echo(f"  {finding.line(lang)}")
    counts = [(_LEVELS[lang][level], sum(one.level == level for one in findings)) for level in _LEVELS[lang]]
    counted = ", ".join(f"{count} {word}" for word, count in counts if count)
    click.echo(f"{file}: {counted or _NO_FAULT[lang]}")


def _learned(loaded: Loaded, lang: Lang) -> None:
    for lesson in lessons(loaded):
        click.echo(f"  {lesson.number} {lesson.title.in_(lang)}: {lesson.says.in_(lang)}")
    for head in heads(loaded):
        click.echo(f"  {head.title.in_(lang)}: {head.says.in_(lang)}")


def _file(file: str, loaded: Loaded | None, findings: tuple[Finding, ...]) -> dict[str, Any]:
    return {
        "file": file,
        "charter": loaded.slug if loaded else None,
        "hash": loaded.hash if loaded else None,
        "findings": [_finding(finding) for finding in findings],
        "lessons": [_lesson(lesson) for lesson in lessons(loaded)] if loaded else None,
        "heads": [_head(head) for head in heads(loaded)] if loaded else None,
    }


def _lesson(lesson: Lesson) -> dict[str, Any]:
    return {
        "number": lesson.number,
        "title": _both(lesson.title),
        "covered": lesson.covered,
        "by": [{"path": one.path, **_both(one.title)} for one in lesson.by],
        **_both(lesson.says),
    }


def _head(head: Head) -> dict[str, Any]:
    return {
        "head": head.key,
        "title": _both(head.title),
        "place": head.place,
        "features": [{**_both(one.title), "by": one.by} for one in head.features],
        **_both(head.says),
    }


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _finding(finding: Finding) -> dict[str, Any]:
    mark, mend = finding.mark, finding.mend
    return {
        "code": finding.code,
        "family": family(finding.code),
        "level": finding.level,
        "path": finding.path,
        "file": mark.file if mark else None,
        "line": mark.line if mark else None,
        "column": mark.column if mark else None,
        "zh": finding.says.zh,
        "en": finding.says.en,
        "mend": {"zh": mend.zh, "en": mend.en} if mend else None,
    }


@charter.command("explain")
@click.argument("file")
@LANG
def explain_(file: str, lang: Lang) -> None:
    """Read a charter (a file, or a name of the gallery) aloud, clause by clause."""
    loaded, findings = _checked(file)
    if loaded is None:
        _tell(click.format_filename(file), findings, lang)
        sys.exit(1)
    _aloud(explain.charter(loaded.charter, lang, bases=charters.around(loaded)), lang)
    if beside := explain.standard(loaded.charter, lang):
        click.echo(f"\n{said_of_standard(lang)}")
        _aloud(beside, lang)


def _aloud(articles: Iterable[explain.Article], lang: Lang) -> None:
    for article in articles:
        click.echo(f"\n{article.heading}")
        for sentence in article.sentences:
            click.echo(f"  {sentence}")
        if article.source:
            click.echo(f"  〔{article.source}〕" if lang == "zh" else f"  [{article.source}]")


@charter.command("draw")
@click.argument("file")
@click.option(
    "--procedure", "slug", metavar="SLUG", help="Which procedure; without it, the first one written."
)
@click.option("--organs", is_flag=True, help="The organs and how they come about, instead of a procedure.")
@LANG
@click.option(
    "-o", "--output", type=click.File("w", encoding="utf-8", atomic=True), default="-", metavar="FILE.svg"
)
def draw_(file: str, slug: str | None, organs: bool, lang: Lang, output: TextIO) -> None:
    """Draw a procedure of a charter (a file, or a name of the gallery), or its organs, as SVG."""
    if organs and slug:
        raise click.UsageError("--organs and --procedure are two drawings: ask for one of them.")
    loaded, findings = _checked(file)
    if loaded is None:
        _tell(click.format_filename(file), findings, lang)
        sys.exit(1)
    bases = charters.around(loaded)
    wanted = slug or next(iter(loaded.charter.procedures), None)
    if organs or wanted is None:
        output.write(draw.organs(loaded.charter, lang, bases=bases))
    elif wanted in loaded.charter.procedures:
        output.write(draw.procedure(loaded.charter, wanted, lang, bases=bases))
    else:
        known = ", ".join(loaded.charter.procedures)
        raise click.BadParameter(
            f"there is no procedure “{wanted}”; there are: {known}", param_hint="--procedure"
        )


charter.add_command(compare)
charter.add_command(diff)
charter.add_command(keys)
charter.add_command(power)


@charter.command()
def schema() -> None:
    """The JSON Schema of the language, for editors: which keys and values stand where."""
    _json(json_schema())


def _json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
