"""`linli invite`: one-time codes, made at the terminal, for the first founder, a clerk, or residents."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from linli.commands.installation import with_installation

if TYPE_CHECKING:
    from linli.apps.community.actions import Issued
    from linli.apps.community.models import Community

SITE = "http://127.0.0.1:8000"


@click.group()
def invite() -> None:
    """Invite people by a code that works once. Nobody is ever given a password."""


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    site = click.option(
        "--site", metavar="URL", default=SITE, show_default=True, help="Where people reach this installation."
    )
    days = click.option(
        "--days",
        type=click.IntRange(1, 90),
        default=30,
        show_default=True,
        help="How long the code is valid.",
    )
    return with_installation(site(days(command)))


@invite.command()
@_options
def founder(site: str, days: int) -> None:
    """Invite somebody who shall found communities here."""
    from linli.apps.community import actions

    _tell(actions.invite_founder(actor=actions.TERMINAL, days=days), site)


@invite.command()
@click.argument("slug")
@_options
def clerk(slug: str, site: str, days: int) -> None:
    """Invite somebody to keep the register of the community SLUG."""
    from linli.apps.community import actions

    _tell(actions.invite_clerk(_community(slug), actor=actions.TERMINAL, days=days), site)


@invite.command()
@click.argument("slug")
@click.argument("numbers", type=click.IntRange(1), nargs=-1, required=True, metavar="NUMBER...")
@_options
def resident(slug: str, numbers: tuple[int, ...], site: str, days: int) -> None:
    """Invite residents of the community SLUG, by their numbers in its register."""
    from linli.apps.community import actions, reads

    one = _community(slug)
    found = {number: reads.person_numbered(one, number) for number in numbers}
    for number, person in found.items():
        if person is None:
            raise click.ClickException(f"{one.name} has no resident no. {number}")
        if person.account_id:
            raise click.ClickException(f"no. {number} {person.name} has an account already")
    persons = [person for person in found.values() if person is not None]
    for issued in actions.invite(one, persons, actor=actions.TERMINAL, way="link", days=days):
        _tell(issued, site)


@invite.command()
@click.argument("username")
@click.option(
    "--site", metavar="URL", default=SITE, show_default=True, help="Where people reach this installation."
)
@with_installation
def password(username: str, site: str) -> None:
    """A code, good for a day, with which the account USERNAME gets a new password."""
    from linli.apps.community import actions, reads

    account = reads.account(username)
    if account is None:
        raise click.ClickException(f"there is no account “{username}”")
    _tell(actions.invite_password(account, actor=actions.TERMINAL), site)


def _tell(issued: Issued, site: str) -> None:
    from django.urls import reverse

    one, code = issued.invitation, issued.code
    slug = one.community.slug if one.community else None
    way = (
        reverse("community:join-code", args=[slug, code])
        if slug
        else reverse("community:join-site-code", args=[code])
    )
    who = f"no. {one.person.number} {one.person.name}  " if one.person else ""
    click.echo(f"{who}{code}  {site.rstrip('/')}{way}  until {one.expires:%Y-%m-%d}")


def _community(slug: str) -> Community:
    from linli.apps.community import reads

    one = reads.community(slug)
    if one is None:
        raise click.ClickException(f"there is no community “{slug}”")
    return one
