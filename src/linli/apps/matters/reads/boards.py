"""The sections of what is published: what the charter asks, what was published in time or late, what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import Any

from django.db.models import Count, Max

from linli.apps.community import reads as community_reads
from linli.apps.matters.models import DeskItem, Publication
from linli.apps.matters.reads import spans
from linli.apps.matters.reads.outside import group_of
from linli.apps.matters.reads.pages.boards import Board, DutyRow, OwedRow, PeriodRow, SectionCard, SectionPage
from linli.apps.matters.reads.rows import Lists
from linli.apps.matters.reads.unsigned import asked, unsigned
from linli.apps.matters.reads.viewer import Viewer
from linli.core.charter import explain
from linli.core.charter.terms import By
from linli.core.engine.acts import Actor
from linli.core.engine.periods import Section, Turnout, sections, turnouts
from linli.core.engine.publishing import not_among

SHOWN = 24
"""So many periods on a page: two years of months."""
LOOKED_AT = 120
"""So many periods back something missing is still told: ten years of months."""
OWED = 20


class Shelf:
    """The sections of a community at a moment, for a viewer, with what every card needs fetched at once."""

    def __init__(self, community: Any, viewer: Viewer) -> None:
        self.lists = Lists(community, viewer)
        self.community, self.viewer = community, viewer
        self.lens, self.roster, self.at = self.lists.lens, self.lists.roster, self.lists.at
        self.sections: dict[str, Section] = sections(self.lens.force.charter)

    @cached_property
    def since(self) -> dict[str, datetime]:
        """Since when each section has been published by periods without a break, by the charters in force."""
        found: dict[str, datetime] = {}
        for version in community_reads.versions(self.community):
            known = sections(community_reads.in_force(version.hash).charter)
            regular = {name for name, one in known.items() if one.every is not None}
            found = {name: found.get(name, version.since) for name in regular}
        return found

    @cached_property
    def _published(self) -> dict[str, tuple[int, datetime]]:
        rows = Publication.objects.filter(community=self.community).values_list("section")
        return {name: (n, last) for name, n, last in rows.annotate(n=Count("pk"), last=Max("at"))}

    @cached_property
    def _numbers(self) -> dict[int, tuple[int | None, int | None]]:
        rows = Publication.objects.filter(community=self.community, matter=None).values_list(
            "seq", "year", "number"
        )
        return {seq: (year, number) for seq, year, number in rows}

    @cached_property
    def _owed(self) -> dict[str, list[DeskItem]]:
        rows = DeskItem.objects.filter(community=self.community, act="disclose").select_related("matter")
        found: dict[str, list[DeskItem]] = {}
        for row in rows.order_by("due", "pk"):
            found.setdefault(row.section, []).append(row)
        return found

    def turnouts(self, section: Section) -> Iterator[Turnout]:
        """What became of the periods of a section, the newest first."""
        if section.name not in self.since:
            return iter(())
        return turnouts(
            section, self.roster.published, since=self.since[section.name], at=self.at, zone=self.lists.zone,
            calendars=self.roster.calendars,
        )  # fmt: skip

    def row(self, section: Section, one: Turnout) -> PeriodRow:
        """One period in words."""
        assert section.every is not None
        year, number = self._numbers.get(one.seq, (None, None))
        return PeriodRow(
            one.period.begins, spans.title(self.lens, section.every, one.period), self.lens.moment(one.period.due),
            one.period.due, one.became, one.at, year, number,
        )  # fmt: skip

    def card(self, section: Section) -> SectionCard:
        """One section as a card."""
        looked_at = list(islice(self.turnouts(section), LOOKED_AT))
        rows = [self.row(section, one) for one in looked_at if one.became == "missing"]
        now = self.row(section, looked_at[0]) if looked_at else None
        count, last = self._published.get(section.name, (0, None))
        owed = {one.matter_id: one for one in self._owed.get(section.name, ())}
        return SectionCard(
            name=section.name, title=self.lens.text(section.title), says=self._says(section),
            source=self.lens.source_at(section.path), path=section.path, who=self.lens.by(section.by),
            capacity=self.capacity(section.by), regular=section.every is not None, missing=tuple(rows), now=now,
            owed=tuple(self._owes(one) for one in islice(owed.values(), OWED)), count=count, last=last,
        )  # fmt: skip

    def _says(self, section: Section) -> tuple[str, ...]:
        kind = explain.disclosure if section.path.startswith("disclosures.") else explain.duty
        return kind(section.name, self.lens.force.charter, self.lens.lang, bases=self.lens.bases)

    def _owes(self, one: DeskItem) -> OwedRow:
        late = one.due is not None and one.due <= self.at
        return OwedRow(
            self.lists.row(one.matter), self.lens.organ(one.organ), self.lens.before(one.due), late
        )

    def capacity(self, by: By | None) -> str:
        """The organ in which the viewer is among those named; the one chosen in the header first."""
        named = by.organs if by else ()
        organs = sorted(named, key=lambda one: one != self.viewer.organ)
        return next((organ for organ in organs if self._is(by, organ)), "")

    def _is(self, by: By | None, organ: str) -> bool:
        actor = Actor(self.viewer.person, organ)
        force = self.lens.force
        what = force.organ_title(organ)
        return bool(actor.person) and not_among(force, self.roster, by, actor, self.at, "", what) is None

    def own_organ(self) -> str:
        """The organ with seats in whose name the viewer can put up a notice: the capacity chosen, if it is one."""
        organ = self.lens.force.charter.organs.get(self.viewer.organ)
        seated = self.viewer.person in self.roster.seats.get(self.viewer.organ, {})
        here = (
            seated
            and self.roster.since(self.lens.force, self.viewer.organ, self.viewer.person, self.at) is not None
        )
        return self.viewer.organ if organ and here else ""


def board(community: Any, viewer: Viewer) -> Board:
    """Every section of the charter in force, those with something missing first."""
    shelf = Shelf(community, viewer)
    cards = [shelf.card(one) for one in shelf.sections.values()]
    cards.sort(key=lambda card: not (card.missing or any(one.late for one in card.owed)))
    own = shelf.own_organ()
    return Board(
        tuple(cards), own, shelf.lens.organ(own), shelf.lists.zone, unsigned(shelf.lists), asked(shelf.lists)
    )


def section(community: Any, viewer: Viewer, name: str) -> SectionPage | None:
    """One section with what became of each of its periods; None for one that the charter has not."""
    shelf = Shelf(community, viewer)
    found = shelf.sections.get(name)
    if found is None:
        return None
    rows = list(islice(shelf.turnouts(found), LOOKED_AT))
    shown = tuple(shelf.row(found, one) for one in rows[:SHOWN])
    return SectionPage(shelf.card(found), shown, max(0, len(rows) - SHOWN), shelf.lists.zone)


def to_publish(community: Any, viewer: Viewer, organs: Iterable[str]) -> tuple[DutyRow, ...]:
    """What these organs have to publish, answer and correct outside of matters, what is late first."""
    shelf, wanted = Shelf(community, viewer), frozenset(organs)
    found = [*_periods(shelf, wanted), *_answers(shelf, wanted)]
    rows = [
        replace(
            row, group=group_of(shelf.lists, row.due_at, late=row.late),
            late_by=shelf.lens.late_by(row.due_at, shelf.at) if row.late else "",
        )
        for row in found
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (not row.late, row.due_at or shelf.at)))


def _periods(shelf: Shelf, organs: frozenset[str]) -> Iterator[DutyRow]:
    for one in shelf.sections.values():
        mine = [organ for organ in (one.by.organs if one.by else ()) if organ in organs]
        for turnout in islice(shelf.turnouts(one), LOOKED_AT) if mine else ():
            if turnout.became in ("missing", "open"):
                row = shelf.row(one, turnout)
                title = f"{shelf.lens.text(one.title)} · {row.title}"
                yield DutyRow(
                    "publish", mine[0], shelf.lens.organ(mine[0]), one.name, title, shelf.lens.before(row.due_at),
                    row.due_at, turnout.became == "missing", turnout.period.begins,
                )  # fmt: skip


def _answers(shelf: Shelf, organs: frozenset[str]) -> Iterator[DutyRow]:
    """Objections that wait for an answer, and what must be corrected because one was upheld."""
    for seq, one in shelf.roster.published.items():
        found = shelf.sections.get(one.section)
        if one.down or found is None or found.objections is None:
            continue
        year, number = shelf._numbers.get(int(seq), (None, None))
        said = (
            f"{shelf.lens.text(found.title)} · {shelf.lens.say('notice-numbered', year=year, number=number)}"
        )
        states = Counter(objection.settled(shelf.at) for objection in one.objections)
        if states[""]:
            due = min(objection.due for objection in one.objections if not objection.settled(shelf.at))
            yield from _for(
                shelf, "reply", found.objections.answered_by, organs, said, due, found.name, year, number
            )
        if states["upheld"]:
            yield from _for(shelf, "correct", found.by, organs, said, None, found.name, year, number)


def _for(
    shelf: Shelf, kind: Any, by: By | None, organs: frozenset[str], title: str, due: datetime | None, section: str,
    year: int | None, number: int | None,
) -> Iterator[DutyRow]:  # fmt: skip
    for organ in [one for one in (by.organs if by else ()) if one in organs][:1]:
        late = due is not None and due <= shelf.at
        yield DutyRow(
            kind,
            organ,
            shelf.lens.organ(organ),
            section,
            title,
            shelf.lens.before(due),
            due,
            late,
            None,
            year,
            number,
        )
