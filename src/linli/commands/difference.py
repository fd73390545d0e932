"""`linli charter diff`: what changes from one charter to another, in sentences."""

from __future__ import annotations

import json
import sys
from itertools import groupby

import click

from linli import charters
from linli.core.charter.diff import Change, changes
from linli.core.charter.diff.words import SECTIONS
from linli.core.charter.finding import CharterError
from linli.core.charter.load import Loaded
from linli.core.charter.text import Lang

NOTHING = {"zh": "两份章程的意思相同", "en": "both charters mean the same"}


def read(file: str) -> Loaded:
    """A charter (a file, or a name of the gallery); what is wrong with one that cannot be read is told, and it ends."""
    try:
        return charters.read(file)
    except CharterError as error:
        for finding in error.findings:
            click.echo(finding.line("en"), err=True)
        sys.exit(1)


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="In which language."
)
def diff(old: str, new: str, form: str, lang: Lang) -> None:
    """Say in sentences what changes from the charter OLD to the charter NEW (files, or names of the gallery)."""
    found = changes(before := read(old), after := read(new), bases=charters.laws())
    if form == "json":
        told = {"old": before.hash, "new": after.hash, "changes": [_row(change) for change in found]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    if not found:
        click.echo(NOTHING[lang])
    for section, group in groupby(found, key=lambda change: change.section):
        click.echo(SECTIONS[section][0 if lang == "zh" else 1])
        for change in group:
            click.echo(f"  {change.says.in_(lang)}")


def _row(change: Change) -> dict[str, object]:
    return {
        "section": change.section,
        "path": change.path,
        "kind": change.kind,
        "effect": change.effect,
        "heading": {"zh": change.heading.zh, "en": change.heading.en},
        "zh": change.says.zh,
        "en": change.says.en,
    }
