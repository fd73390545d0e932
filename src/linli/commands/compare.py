"""`linli charter compare`: what charters give, fact by fact, side by side."""

from __future__ import annotations

import json

import click

from linli.commands.difference import read
from linli.core.charter.text import Lang, Text
from linli.core.lab.compare import Fact, facts


@click.command("compare")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="In which language."
)
def compare(files: tuple[str, ...], form: str, lang: Lang) -> None:
    """Say side by side what charters give (files, or names of the gallery), fact by fact."""
    loaded = [read(file) for file in files]
    told = [facts(one) for one in loaded]
    if form == "json":
        rows = [
            {"charter": one.slug, "hash": one.hash, "facts": [_row(fact) for fact in found]}
            for one, found in zip(loaded, told, strict=True)
        ]
        click.echo(json.dumps({"charters": rows}, ensure_ascii=False, indent=2))
        return
    for row in zip(*told, strict=True):
        click.echo(row[0].title.in_(lang))
        for one, fact in zip(loaded, row, strict=True):
            click.echo(f"  {one.charter.title.in_(lang)}: {fact.says.in_(lang)}")


def _row(fact: Fact) -> dict[str, object]:
    return {"key": fact.key, "title": _both(fact.title), "value": fact.value, **_both(fact.says)}


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
