"""For how many procedures of the gallery it can be told who holds power: the page docs/explanation/power.md."""

from __future__ import annotations

from collections.abc import Iterator

from linli import charters
from linli.core.charter.load import Loaded
from linli.core.lab.power import Power, coalition

_HEAD = """# Who holds power, and where it cannot be told

Written by `./linli charter power --count > docs/explanation/power.md`; do not edit.

A procedure is taken as a game: who must be of one mind so that it ends as done, whatever all others do
([how](../decisions/0060-every-procedure-is-a-game.md)). For every procedure of every model either the answer is there
(`./linli charter power MODEL`, or the page “Who does what” of a model), or a reason.

"""


def count_page() -> str:
    """The page, as the charters are now."""
    rows = [
        (loaded, name, coalition(loaded, name)) for loaded in _all() for name in loaded.charter.procedures
    ]
    told = [found for _, _, found in rows if found.worked_out]
    free = sum(found.smallest == 0 for found in told)
    text = (
        f"Of {len(rows)} procedures, {len(told)} are worked out; in {free} of these nobody is asked, so that nobody "
        f"holds more power than another. {len(rows) - len(told)} cannot be told from the charter.\n\n"
    )
    return _HEAD + text + _table(rows) + _reasons(rows)


def _all() -> Iterator[Loaded]:
    return (charters.read(slug) for slug in charters.slugs())


def _table(rows: list[tuple[Loaded, str, Power]]) -> str:
    lines = [
        "| model | procedures | worked out | nobody is asked | cannot be told |",
        "|---|---|---|---|---|",
    ]
    for slug in dict.fromkeys(loaded.slug for loaded, _, _ in rows):
        own = [found for loaded, _, found in rows if loaded.slug == slug]
        told = [found for found in own if found.worked_out]
        lines.append(
            f"| {slug} | {len(own)} | {len(told)} | {sum(one.smallest == 0 for one in told)} | {len(own) - len(told)} |"
        )
    return "\n".join(lines) + "\n"


def _reasons(rows: list[tuple[Loaded, str, Power]]) -> str:
    reasons = [
        f"- {loaded.slug}, “{loaded.charter.procedures[name].title.en}”: {found.sentences[0].en}"
        for loaded, name, found in rows
        if not found.worked_out
    ]
    return "\n## What cannot be told, and why\n\n" + "\n".join(reasons) + "\n" if reasons else ""
