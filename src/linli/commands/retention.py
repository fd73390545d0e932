"""`linli retention`: what is past its period, and removing it."""

from __future__ import annotations

from typing import Any

import click

from linli.commands.backup import say
from linli.commands.installation import with_installation


@click.command()
@click.option("--community", "slug", metavar="SLUG", help="Only this community; without it all.")
@click.option("--do", "really", is_flag=True, help="Remove it. Without this nothing is changed.")
@with_installation
def retention(slug: str | None, really: bool) -> None:
    """Show what the registers hold beyond their periods, and with --do remove it.

    The periods are those of the page “what personal data is for” of each community; a community says otherwise in
    DATA/purposes/SLUG.yaml, the installation for all in DATA/purposes.yaml. What the record needs stays. That
    something was removed, and how much, is written down.
    Without --community also what belongs to none (sessions, drafts, accounts that are nobody anywhere) goes, and the
    bytes of files that nothing names, once they have lain for a day: a crash leaves them. What is served does so
    once a day by itself, unless LINLI_RETENTION_BY_HAND=1 is set; run twice it does no more than once.
    """
    from linli.apps.care import actions
    from linli.apps.care.purposes import WrongPurposes
    from linli.apps.community import reads

    found: list[Any] = [one for one in reads.communities() if slug in (None, one.slug)]
    if slug and not found:
        raise click.ClickException(f"there is no community {slug}")
    total = 0
    for one in found if slug else [None, *found]:
        try:
            rows = actions.fade(one) if really else actions.due(one)
        except WrongPurposes as wrong:
            raise click.ClickException(str(wrong)) from None
        total += sum(row.count for row in rows)
        for row in rows:
            title = f"{row.purpose.title.zh} {row.purpose.title.en}"
            where = one.slug if one else "（全站 all）"
            click.echo(f"{where}  {title}  {row.purpose.kept.zh}  {row.count:,}")
    total += 0 if slug else _strays(really)
    if really:
        say(f"删除了 {total:,} 项。", f"{total:,} things were removed.")
    else:
        say(
            f"到期 {total:,} 项；什么都没有改动。加 --do 才删除。",
            f"{total:,} things are past their period; nothing was changed. Add --do to remove them.",
        )


def _strays(really: bool) -> int:
    """The bytes that nothing names, said and where it is asked for removed."""
    from linli.apps.matters import actions

    count = actions.sweep() if really else len(actions.strays())
    click.echo(f"无主附件 bytes of files that nothing names  1 天  {count:,}")
    return count
