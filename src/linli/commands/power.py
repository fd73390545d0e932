"""`linli charter power`: who can block, who can carry, how few suffice, and the indices of power."""

from __future__ import annotations

import json
from typing import TextIO

import click

from linli.commands.difference import read
from linli.commands.power_count import count_page
from linli.core.charter.load import Loaded
from linli.core.charter.text import Lang
from linli.core.lab.power import Holder, Power
from linli.core.lab.power import power as worked_out
from linli.core.lab.power.picture import picture
from linli.core.lab.power.says import MEANS, exact


@click.command("power")
@click.argument("file", required=False)
@click.option("--procedure", "slug", metavar="SLUG", help="Only this procedure; without it, all.")
@click.option(
    "--size",
    "--people",
    "given",
    metavar="ORGAN=NUMBER",
    multiple=True,
    help="How many there are in an organ; may be repeated.",
)
@click.option(
    "--svg",
    "output",
    type=click.File("w", encoding="utf-8", atomic=True),
    metavar="FILE.svg",
    help="Also draw one procedure's power.",
)
@click.option(
    "--count",
    "counted",
    is_flag=True,
    help="Instead, for how many procedures of the gallery it can be told, as the page docs/explanation/power.md.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="In which language."
)
def power(
    file: str | None,
    slug: str | None,
    given: tuple[str, ...],
    output: TextIO | None,
    form: str,
    lang: Lang,
    *,
    counted: bool,
) -> None:
    """Say who holds power in the procedures of a charter (a file, or a name of the gallery)."""
    if counted:
        click.echo(count_page(), nl=False)
        return
    if file is None:
        raise click.UsageError("say which charter: a file, or a name of the gallery.")
    loaded = read(file)
    asked = _asked(loaded, slug, one=output is not None)
    people = dict(_number(one) for one in given)
    found = [worked_out(loaded, one, people=people) for one in asked]
    if output is not None:
        _draw(loaded, found[0], lang, output)
    _tell(loaded, found, form, lang)


def _asked(loaded: Loaded, slug: str | None, *, one: bool) -> list[str]:
    """The procedures asked for."""
    procedures = list(loaded.charter.procedures)
    if slug is not None and slug not in procedures:
        raise click.BadParameter(f"there is no procedure “{slug}”; there are: {', '.join(procedures)}")
    if one and slug is None and len(procedures) != 1:
        raise click.UsageError("--svg draws one procedure: say which with --procedure.")
    return [slug] if slug else procedures


def _tell(loaded: Loaded, found: list[Power], form: str, lang: Lang) -> None:
    if form == "json":
        click.echo(json.dumps({"procedures": [_row(one) for one in found]}, ensure_ascii=False, indent=2))
        return
    for one in found:
        click.echo(loaded.charter.procedures[one.procedure].title.in_(lang))
        for sentence in one.sentences:
            click.echo(f"  {sentence.in_(lang)}")
    if any(one.ways and any(one.ways) for one in found):
        click.echo("")
        for meaning in MEANS:
            click.echo(meaning.in_(lang))


def _number(given: str) -> tuple[str, int]:
    organ, _, number = given.partition("=")
    if not number.isdecimal():
        raise click.BadParameter(f"“{given}” is not ORGAN=NUMBER")
    return organ, int(number[:9])


def _draw(loaded: Loaded, found: Power, lang: Lang, output: TextIO) -> None:
    if not found.smallest:
        raise click.ClickException(found.sentences[0].in_(lang))
    title = loaded.charter.procedures[found.procedure].title
    output.write(picture(title, found.procedure, found.holders, found.resident, lang=lang))


def _row(found: Power) -> dict[str, object]:
    own = found.resident
    return {
        "procedure": found.procedure,
        "smallest": found.smallest,
        "worked_out": found.worked_out,
        "finished": found.unfinished is None,
        "ways": [_way(found, way) for way in found.ways],
        "organs": [_holder(one) for one in found.holders],
        "resident": {"in": own.organ, "banzhaf": exact(own.banzhaf), "shapley": exact(own.shapley)}
        if own
        else None,
        "sentences": [{"zh": one.zh, "en": one.en} for one in found.sentences],
    }


def _way(found: Power, way: tuple[int, ...]) -> dict[str, int]:
    """How many of whom suffice together; whoever is not named need not be there."""
    return {one.organ: many for one, many in zip(found.holders, way, strict=True) if many}


def _holder(one: Holder) -> dict[str, object]:
    return {
        "organ": one.organ,
        "title": {"zh": one.title.zh, "en": one.title.en},
        "people": one.people,
        "assumed": one.assumed,
        "basis": one.basis,
        "blocks": one.blocks,
        "carries": one.carries,
        "banzhaf": {"member": exact(one.banzhaf), "all": exact(one.banzhaf_of_all)},
        "shapley": {"member": exact(one.shapley), "all": exact(one.shapley_of_all)},
    }
