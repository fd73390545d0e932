"""`linli community`: what is founded here, founding, and who keeps the register."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from linli import charters
from linli.commands import register
from linli.commands.installation import with_installation
from linli.core.charter.finding import CharterError
from linli.core.charter.load import Loaded

if TYPE_CHECKING:
    from linli.apps.community.models import Community


@click.group()
def community() -> None:
    """Communities: list them, found one, keep its register."""


@community.command("list")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@with_installation
def list_(form: str) -> None:
    """All communities, in the order of the official table of places."""
    from linli.apps.community import reads

    found = list(reads.communities())
    if form == "json":
        click.echo(json.dumps({"communities": [_row(one) for one in found]}, ensure_ascii=False, indent=2))
        return
    for one in found:
        click.echo(f"{one.slug:<24}{one.place_id}  {one.charter_slug:<16}{one.people:>7,}  {one.name}")


def _row(one: Community) -> dict[str, Any]:
    return {
        "slug": one.slug,
        "name": one.name,
        "place": {"code": one.place_id, "name": one.place.name},
        "charter": {"slug": one.charter_slug, "hash": one.charter_hash},
        "residents": one.people,
        "founded": one.founded.isoformat(),
        "demo": one.demo,
    }


@community.command()
@click.argument("slug")
@click.option(
    "--place", required=True, metavar="CODE", help="The 12 digits of the place in the official table."
)
@click.option(
    "--charter", "named", required=True, metavar="CHARTER", help="A file, or a name of the gallery."
)
@click.option("--name", default="", help="As people call it; without it, the name in the table.")
@click.option("--zone", default="Asia/Shanghai", show_default=True, help="The time zone.")
@with_installation
def found(slug: str, place: str, named: str, name: str, zone: str) -> None:
    """Found a community at the address SLUG on a place of the official table."""
    from django.core.exceptions import ValidationError

    from linli.apps.community import actions
    from linli.core.engine.refusal import Refusal

    charter = _charter(named)
    try:
        made = actions.found_community(
            slug=slug, place=place, charter=charter, name=name, zone=zone, actor=actions.TERMINAL
        )
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from None
    if isinstance(made, Refusal):
        raise click.ClickException(f"{made.says('zh')} {made.says('en')}")
    click.echo(f"{made.slug}  {made.name}  /c/{made.slug}/")


def _charter(named: str) -> Loaded:
    try:
        return charters.read(named)
    except CharterError as error:
        raise click.ClickException("\n".join(finding.line("en") for finding in error.findings)) from None


@community.command()
@click.argument("slug")
@click.argument("username")
@click.password_option(help="Asked for where it is not given.")
@with_installation
def clerk(slug: str, username: str, password: str) -> None:
    """Make the account USERNAME and let it keep the register of the community SLUG."""
    from django.core.exceptions import ValidationError

    from linli.apps.community import actions, reads

    one = reads.community(slug)
    if one is None:
        raise click.ClickException(f"there is no community “{slug}”")
    try:
        account = actions.make_account(username, password, actor=actions.TERMINAL)
    except ValidationError as error:
        raise click.ClickException(" ".join(error.messages)) from None
    actions.make_clerk(one, account, actor=actions.TERMINAL)
    click.echo(f"{username} · {one.name}")


for _one in register.COMMANDS:
    community.add_command(_one)
