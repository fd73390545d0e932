"""One publication that belongs to no matter: what it says, who objected, what the viewer may do with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from linli.apps.matters import typed
from linli.apps.matters.models import File, Publication
from linli.apps.matters.reads import spans, where
from linli.apps.matters.reads.boards import Shelf
from linli.apps.matters.reads.pages.boards import Posted, Ref
from linli.apps.matters.reads.pages.matter import ObjectionShown
from linli.apps.matters.reads.pages.parts import NOTHING_SAID, Saying
from linli.apps.matters.reads.sight import Sight
from linli.apps.matters.reads.viewer import Viewer
from linli.apps.matters.words import OUTCOMES
from linli.core.engine.acts import Actor
from linli.core.engine.periods import Section, period_at
from linli.core.engine.publications import Dispute, Objected, Published, PublishingAct, PutUp, Reply, TakeDown
from linli.core.engine.publishing import NOTICE, decide_publishing, timed
from linli.core.engine.refusal import Refusal

SEAL = "0" * 64
"""What stands for words when it is asked whether something may be done."""


def publication(community: Any, viewer: Viewer, year: int, number: int) -> Publication | None:
    """The notice with a number, whether of a matter or of none."""
    rows = Publication.objects.select_related("instead_of", "correction", *where.BESIDE)
    return rows.filter(community=community, year=year, number=number).first()


def number_of(community: Any, seq: int) -> tuple[int, int] | None:
    """The year and number of what an entry of the community's record published."""
    row = Publication.objects.filter(community=community, matter=None, seq=seq).first()
    return (row.year, row.number) if row and row.year is not None and row.number is not None else None


def posted(community: Any, viewer: Viewer, year: int, number: int) -> Posted | None:
    """What was published in no matter under a number; None for a matter's notice, and where there is none."""
    row = publication(community, viewer, year, number)
    if row is None or row.matter_id is not None:
        return None
    shelf = Shelf(community, viewer)
    state = shelf.roster.published[str(row.seq)]
    section = shelf.sections.get(row.section, NOTICE)
    sight = _sight(shelf, row, state)
    text, title = sight.words(row.text), sight.words(row.title)
    table = sight.words(row.table)
    period = period_title(shelf, section, row)
    return Posted(
        seq=row.seq, year=year, number=number, number_text=number_text(shelf, row),
        title=title.text or titled(shelf, section, period), section=row.section,
        section_title=shelf.lens.text(section.title) if row.section else shelf.lens.say("notices"),
        period=row.period, period_title=period, organ=row.organ, organ_title=shelf.lens.organ(row.organ),
        by=sight.who(Actor(row.person, row.organ)), at=row.at, text=text, typed_title=title,
        table=rows_of(table.text if not table.erased else ""), typed_table="" if table.erased else table.text,
        files=sight.files(row.seq), none=row.none, down=row.down, reasons=sight.words(row.reasons),
        correction=_ref(shelf, getattr(row, "correction", None)), corrects=_ref(shelf, row.instead_of),
        objecting=objecting(shelf, section, state), takes=_takes(shelf, section, state),
        may=frozenset(_may(shelf, section, row, state)),
        objections=tuple(_objection(shelf, sight, n, one) for n, one in enumerate(state.objections, 1)),
        zone=shelf.lists.zone, building=where.of_publication(row),
    )  # fmt: skip


def _sight(shelf: Shelf, row: Publication, state: Published) -> Sight:
    seals = [seal for one in state.objections for seal in (one.text, one.reasons)]
    return Sight(
        shelf.community, shelf.viewer, shelf.lens, people=[row.person, *(one.person for one in state.objections)],
        seals=[row.text, row.title, row.table, row.reasons, *seals],
        files=File.objects.filter(community=shelf.community, matter=None, seq=row.seq).order_by("pk"),
    )  # fmt: skip


def rows_of(table: str) -> tuple[tuple[str, ...], ...]:
    """The cells of a table as typed."""
    return tuple(tuple(row) for row in typed.cells(table))


def titled(shelf: Shelf, section: Section, period: str) -> str:
    """What a publication without a title of its own is called."""
    return spans.named(shelf.lens, shelf.lens.text(section.title), period)


def period_title(shelf: Shelf, section: Section, row: Publication) -> str:
    """The period for which something was published, in words; its first day where the charter has other periods now."""
    if row.period is None:
        return ""
    found = period_at(section, row.period, shelf.lists.zone, shelf.roster.calendars)
    if found is None or section.every is None or found.begins != row.period:
        return spans.day(shelf.lens, row.period)
    return spans.title(shelf.lens, section.every, found)


def number_text(shelf: Shelf, row: Publication) -> str:
    """〔2026〕3 号."""
    return shelf.lens.say("notice-numbered", year=row.year, number=row.number)


def _ref(shelf: Shelf, row: Publication | None) -> Ref | None:
    if row is None or row.year is None or row.number is None:
        return None
    return Ref(row.year, row.number, number_text(shelf, row))


def objecting(shelf: Shelf, section: Section, state: Published) -> str:
    """Who may object until when, and who answers."""
    if section.objections is None or state.down:
        return ""
    who, by = shelf.lens.by(section.objections.from_), shelf.lens.by(section.objections.answered_by)
    if state.until is None:
        return shelf.lens.say("object-always", who=who, by=by)
    if state.until <= shelf.at:
        return shelf.lens.say("object-over", until=shelf.lens.moment(state.until))
    return shelf.lens.say("object-until", until=shelf.lens.moment(state.until), who=who, by=by)


def _takes(shelf: Shelf, section: Section, state: Published) -> bool:
    """Whether objections can still be made by somebody."""
    return (
        section.objections is not None and not state.down and (state.until is None or shelf.at < state.until)
    )


def _objection(shelf: Shelf, sight: Sight, number: int, one: Objected) -> ObjectionShown:
    verdict = one.settled(shelf.at)
    silent = Saying(shelf.lens.say("silence")) if verdict else NOTHING_SAID
    return ObjectionShown(
        number=number, by=sight.name(one.person), text=sight.words(one.text), raised=one.at,
        due=shelf.lens.before(one.due), verdict=shelf.lens.text(OUTCOMES[verdict]) if verdict else "",
        reasons=sight.words(one.reasons) if one.verdict else silent, open=not verdict,
    )  # fmt: skip


def _may(shelf: Shelf, section: Section, row: Publication, state: Published) -> Iterator[str]:
    correction = PutUp(row.section, SEAL, period=row.period, instead_of=row.seq)
    tries: list[tuple[str, PublishingAct]] = [
        ("correct", correction), ("take-down", TakeDown(row.seq, SEAL)), ("dispute", Dispute(row.seq, SEAL, shelf.at)),
    ]  # fmt: skip
    waiting = [n for n, one in enumerate(state.objections, 1) if not one.settled(shelf.at)]
    tries += [(f"reply-{n}", Reply(row.seq, n, "dismissed", SEAL)) for n in waiting]
    for name, act in tries:
        if shelf.viewer.person and refusal_of(shelf, act) is None:
            yield name


def refusal_of(shelf: Shelf, act: PublishingAct) -> Refusal | None:
    """Why the viewer, in the capacity chosen, could not do something now."""
    force, at = shelf.lens.force, shelf.at
    by = Actor(shelf.viewer.person, shelf.viewer.organ)
    return decide_publishing(force, shelf.roster, timed(force, shelf.roster, act, at), by, at)
