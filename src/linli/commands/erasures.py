"""`linli erasures`: what was erased after a backup that was brought back, and erasing it again."""

from __future__ import annotations

import click

from linli.commands.backup import say
from linli.commands.installation import with_installation


@click.command()
@click.option("--again", "really", is_flag=True, help="Erase it again. Without this nothing is changed.")
@with_installation
def erasures(really: bool) -> None:
    """Show what was erased on request and is back, because a backup from before was brought back.

    What was erased is written down in DATA/erasures.jsonl, without what it was: keep that file when you replace an
    installation, and copy it where you bring a backup back. With --again it is erased anew, each request once.
    """
    from linli.apps.care import actions

    found = actions.unknown()
    for one in found:
        click.echo(f"{one.settled[:10]}  {one.community}  {one.person}  {', '.join(one.lots)}")
    if not really:
        say(
            f"有 {len(found)} 项删除要重做；什么都没有改动。加 --again 才删除。",
            f"{len(found)} erasures are to be done again; nothing was changed. Add --again to do them.",
        )
        return
    done = sum(actions.again(one) for one in found)
    say(f"重新删除了 {done} 项。", f"{done} erasures were done again.")
