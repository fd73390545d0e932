"""`linli charter power`: who can block, who can carry, how few suffice, and the indices of power."""

from __future__ import annotations

import json
from fractions import Fraction

import click

from linli.commands.difference import read
from linli.core.charter.text import Lang
from linli.core.lab.power import Holder, Power
from linli.core.lab.power import power as worked_out


@click.command("power")
@click.argument("file")
@click.option("--procedure", "slug", metavar="SLUG", help="Only this procedure; without it, all.")
@click.option(
    "--people", "given", metavar="ORGAN=NUMBER", multiple=True, help="How many there are in an organ."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="In which language."
)
def power(file: str, slug: str | None, given: tuple[str, ...], form: str, lang: Lang) -> None:
    """Say who holds power in the procedures of a charter (a file, or a name of the gallery)."""
    loaded = read(file)
    procedures = loaded.charter.procedures
    if slug is not None and slug not in procedures:
        raise click.BadParameter(f"there is no procedure “{slug}”; there are: {', '.join(procedures)}")
    people = dict(_number(one) for one in given)
    found = [worked_out(loaded, one, people=people) for one in ([slug] if slug else procedures)]
    if form == "json":
        click.echo(json.dumps({"procedures": [_row(one) for one in found]}, ensure_ascii=False, indent=2))
        return
    for one in found:
        click.echo(procedures[one.procedure].title.in_(lang))
        for sentence in one.sentences:
            click.echo(f"  {sentence.in_(lang)}")


def _number(given: str) -> tuple[str, int]:
    organ, _, number = given.partition("=")
    if not number.isdecimal() or int(number) < 1:
        raise click.BadParameter(f"“{given}” is not ORGAN=NUMBER")
    return organ, int(number)


def _row(found: Power) -> dict[str, object]:
    return {
        "procedure": found.procedure,
        "smallest": found.smallest,
        "finished": found.unfinished is None,
        "organs": [_holder(one) for one in found.holders],
        "sentences": [{"zh": one.zh, "en": one.en} for one in found.sentences],
    }


def _holder(one: Holder) -> dict[str, object]:
    return {
        "organ": one.organ,
        "title": {"zh": one.title.zh, "en": one.title.en},
        "people": one.people,
        "assumed": one.assumed,
        "blocks": one.blocks,
        "carries": one.carries,
        "banzhaf": {"member": _exact(one.banzhaf), "all": _exact(one.banzhaf_of_all)},
        "shapley": {"member": _exact(one.shapley), "all": _exact(one.shapley_of_all)},
    }


def _exact(share: Fraction | None) -> str | None:
    return None if share is None else str(share)
