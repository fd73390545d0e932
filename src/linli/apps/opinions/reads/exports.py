"""The reactions as a table for programs: as of the last drawing, without people, and in an order that tells nothing.

One row for every statement, group and answer, with how many. No row is a person: a row of somebody's reactions, even
without a name, would give her away to whoever knows two of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from linli.apps.opinions.found import Tally
from linli.apps.opinions.reads.maps import MapPage

HEAD = ("statement", "text", "group", "people", "agree", "disagree", "pass")
EVERYBODY = "all"


def letter(group: int) -> str:
    """What a group is called: A, B, C."""
    return chr(ord("A") + group)


def export(page: MapPage) -> Iterator[tuple[str, ...]]:
    """The rows, the head first; of statements about which too little may be told there are none."""
    yield HEAD
    if page.shown is None:
        return
    found = page.shown.found
    for one in page.statements:
        if one.line is None or one.line.whole is None:
            continue
        yield _row(one.number, one.text, EVERYBODY, found.placed, one.line.whole)
        for at, cell in enumerate(one.line.groups):
            yield _row(one.number, one.text, letter(at), found.groups[at].size, cell)


def _row(number: int, text: str, group: str, people: int, cell: Tally) -> tuple[str, ...]:
    return (str(number), text, group, str(people), str(cell.agree), str(cell.disagree), str(cell.passes))
