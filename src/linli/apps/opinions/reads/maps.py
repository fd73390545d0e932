"""The map as anybody may see it: its statements, and what was last drawn from the reactions to them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters import reads as matters
from linli.apps.opinions import findings, grouping
from linli.apps.opinions.actions.keeping import keeps
from linli.apps.opinions.actions.saying import mark_of
from linli.apps.opinions.found import Found, Line
from linli.apps.opinions.models import OpinionMap, Picture, Statement


@dataclass(frozen=True, slots=True)
class StatementShown:
    """A statement. ``first``: the map was opened with it; ``mine``: the viewer wrote it, which nobody else is told.

    ``line`` is what was drawn of it, None where that is not to be told.
    """

    number: int
    text: str
    first: bool
    mine: bool
    erased: bool = False
    aside: datetime | None = None
    aside_organ: str = ""
    reasons: str = ""
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What was last drawn: as of when, and what stands out; ``markings`` by group."""

    found: Found
    as_of: datetime
    agreed: tuple[findings.Agreed, ...]
    divided: tuple[findings.Divided, ...]
    markings: tuple[tuple[findings.Marking, ...], ...]


@dataclass(frozen=True, slots=True)
class MapPage:
    """The map of a matter. ``keeps`` is the organ for which the viewer looks after it, empty for who does not.

    ``shown`` is None while too few have taken part. ``library``: groups can be found on this installation.
    """

    matter: matters.Holding
    question: str
    opened: datetime
    closes: datetime
    open: bool
    organ: str
    organ_title: str
    statements: tuple[StatementShown, ...]
    aside: tuple[StatementShown, ...]
    shown: Shown | None
    reacted: int
    keeps: str
    library: bool

    @property
    def left(self) -> int:
        """To how many statements the viewer has not reacted yet."""
        return sum(not one.erased for one in self.statements) - self.reacted

    def text(self, number: int) -> str:
        """The words of a statement that stands."""
        return next((one.text for one in self.statements if one.number == number), "")


def standing(community: Any, year: int, number: int) -> OpinionMap | None:
    """The map of a matter; None where none was opened."""
    return OpinionMap.objects.filter(community=community, year=year, number=number).first()


def opinion_map(community: Any, viewer: matters.Viewer, held: matters.Holding) -> MapPage | None:
    """The map of a matter that the viewer sees; None where none was opened."""
    found = standing(community, held.year, held.number)
    if found is None:
        return None
    mark = mark_of(found, viewer.person) if viewer.person else ""
    rows = list(found.statements.all())
    hidden = {row.number for row in rows if row.aside is not None or row.erased}
    shown = _shown(found, hidden)
    lines = {line.number: line for line in shown.found.lines} if shown else {}
    titles = _Titles(community, viewer)
    each = [_statement(row, mark, lines.get(row.number), titles) for row in rows]
    return MapPage(
        matter=held, question=found.question, opened=found.opened, closes=found.closes,
        open=community_actions.now() < found.closes, organ=found.organ, organ_title=titles.of(found.organ),
        statements=tuple(one for one in each if one.aside is None and not one.erased),
        aside=tuple(one for one in each if one.aside is not None), shown=shown,
        reacted=_reacted(found, mark), keeps=keeps(community, viewer.person, found, held) if viewer.person else "",
        library=grouping.available(),
    )  # fmt: skip


class _Titles:
    """What organs are called by the charter in force."""

    def __init__(self, community: Any, viewer: matters.Viewer) -> None:
        self.force, self.lang = community_reads.force(community), viewer.lang

    def of(self, organ: str) -> str:
        return self.force.organ_title(organ).in_(self.lang) if organ else ""


def _statement(row: Statement, mark: str, line: Line | None, titles: _Titles) -> StatementShown:
    return StatementShown(
        number=row.number, text=row.text, first=not row.author and not row.erased,
        mine=bool(mark) and row.author == mark, erased=row.erased, aside=row.aside,
        aside_organ=titles.of(row.aside_organ), reasons=row.reasons, line=line,
    )  # fmt: skip


def _reacted(found: OpinionMap, mark: str) -> int:
    """To how many of the statements that stand somebody has reacted."""
    if not mark:
        return 0
    rows = found.statements.filter(aside=None, erased=False, reactions__voice__mark=mark)
    return rows.count()


def _shown(found: OpinionMap, hidden: set[int]) -> Shown | None:
    """What was last drawn, without the statements that no longer stand; None where too few took part."""
    row = Picture.objects.filter(map=found).first()
    if row is None:
        return None
    return standing_out(msgspec.json.decode(row.found, type=Found), row.as_of, hidden)


def standing_out(drawn: Found, as_of: datetime, hidden: Collection[int] = ()) -> Shown | None:
    """What stands out of what was drawn, but for the statements ``hidden``; None where too few took part."""
    if drawn.placed < grouping.SMALLEST:
        return None
    return Shown(
        found=drawn, as_of=as_of, agreed=findings.agreed(drawn, hidden), divided=findings.divided(drawn, hidden),
        markings=tuple(findings.marking(drawn, at, hidden) for at in range(len(drawn.groups))),
    )  # fmt: skip
