"""The reactions as a table for programs: as of the last drawing, without people, and in an order that tells nothing.

One row for every statement, group and answer, with how many. No row is a person: a row of somebody's reactions, even
without a name, would give her away to whoever knows two of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from linli.apps.opinions.found import Found, Tally
from linli.apps.opinions.reads.maps import MapPage

HEAD = ("statement", "text", "group", "people", "agree", "disagree", "pass")
EVERYBODY = "all"


def letter(group: int) -> str:
    """What a group is called: A, B, C."""
    return chr(ord("A") + group)


def export(page: MapPage) -> Iterator[tuple[str, ...]]:
    """The rows of a map, the head first."""
    yield HEAD
    if page.shown is not None:
        yield from figures(page.shown.found, {one.number: one.text for one in page.statements})


def figures(found: Found, statements: Mapping[int, str]) -> Iterator[tuple[str, ...]]:
    """The rows of some statements; of those about which too little may be told there are none."""
    for one in found.lines:
        text = statements.get(one.number)
        if text is None or one.whole is None:
            continue
        yield _row(one.number, text, EVERYBODY, found.placed, one.whole)
        for at, cell in enumerate(one.groups):
            yield _row(one.number, text, letter(at), found.groups[at].size, cell)


def _row(number: int, text: str, group: str, people: int, cell: Tally) -> tuple[str, ...]:
    return (str(number), text, group, str(people), str(cell.agree), str(cell.disagree), str(cell.passes))
