"""`linli opinions`: what a conversation comes to that was held elsewhere, in the sentences of our opinion maps."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from linli.commands import installation

if TYPE_CHECKING:
    from linli.apps.opinions.elsewhere import Drawn

DJANGO = {"zh": "zh-hans", "en": "en"}


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="In which language."
)
@click.option("--rejected", is_flag=True, help="Count the statements, too, that its moderators rejected.")
@click.option("--csv", "as_csv", is_flag=True, help="The figures of every statement, as a table.")
def opinions(folder: Path, lang: str, rejected: bool, as_csv: bool) -> None:
    """Say where opinion stands in a conversation held with Polis: FOLDER has its comments.csv and votes.csv.

    As on an opinion map of a matter: by the same method, with the same words, and nothing of fewer than five people.
    The order of the votes never matters; the same votes always give the same answer. No community is changed.
    """
    with TemporaryDirectory() as nowhere:
        # Sentences need Django's catalogues, but no data.
        installation.open_installation(Path(nowhere), None, migrate=False)
        from django.utils import translation

        from linli.apps.opinions import elsewhere

        try:
            one = elsewhere.read(folder, rejected=rejected)
        except elsewhere.WrongFiles as wrong:
            raise click.ClickException(str(wrong)) from None
        drawn = elsewhere.drawn(one)
        with translation.override(DJANGO[lang]):
            if as_csv:
                _table(drawn)
            else:
                click.echo("\n".join([one.topic, "", *_lines(drawn)]))


def _table(drawn: Drawn) -> None:
    from linli.apps.opinions.reads.exports import HEAD, figures
    from linli.registers.table import close_cell

    rows = [HEAD, *(figures(drawn.found, drawn.statements) if drawn.shown else ())]
    csv.writer(sys.stdout).writerows([close_cell(cell) for cell in row] for row in rows)


def _lines(drawn: Drawn) -> Iterator[str]:
    from django.utils.translation import gettext as _

    from linli.apps.opinions.views import sentences

    yield sentences.taking_part(drawn.found)
    if drawn.shown is None:
        yield sentences.too_few()
        return
    yield sentences.groups(drawn.found)
    agreed = _("What all groups agree on") if drawn.found.groups else _("What most agree on")
    yield from _part(agreed, sentences.agreed(drawn))
    for group in sentences.markings(drawn):
        yield from _part(group["title"], group["rows"])
    yield from _part(_("Where opinion divides"), sentences.divided(drawn))


def _part(title: str, rows: list[Any]) -> Iterator[str]:
    yield ""
    yield title
    for one in rows:
        said = " · ".join(part for part in (one["said"], one["each"]) if part)
        yield f"  {' '.join(one['text'].split())}"
        yield f"    {said}"
    if not rows:
        yield "  –"
