"""The notice for the wall: of a matter, of what is published in none, and the call to a sitting."""

from __future__ import annotations

from typing import Any

from linli.apps.community import reads as community_reads
from linli.apps.matters import words
from linli.apps.matters.models import Matter, Publication, Sitting
from linli.apps.matters.reads import spans, where
from linli.apps.matters.reads.boards import Shelf
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.matters import proof
from linli.apps.matters.reads.pages.boards import NoticeKind, Sheet
from linli.apps.matters.reads.posted import number_text, objecting, period_title, publication, rows_of, titled
from linli.apps.matters.reads.rows import Lists
from linli.apps.matters.reads.sight import Sight
from linli.apps.matters.reads.viewer import Viewer
from linli.core.charter.stages import Publish, Stage
from linli.core.engine.calendar import day_of
from linli.core.engine.publishing import NOTICE
from linli.core.engine.state import MatterState, Passage

ENDED = {"withdrawn": "matter-withdrawn", "refused": "matter-refused", "lapsed": "matter-lapsed"}


def sheet(community: Any, viewer: Viewer, year: int, number: int) -> Sheet | None:
    """The notice with a number; None where there is none."""
    row = publication(community, viewer, year, number)
    if row is None:
        return None
    return (
        _of_none(community, viewer, row)
        if row.matter is None
        else _of_matter(community, viewer, row, row.matter)
    )


def numbered(community: Any, year: int, number: int, seq: int) -> tuple[int, int] | None:
    """The number of the notice that the entry ``seq`` of a matter posted; None where that entry posted none."""
    rows = Publication.objects.filter(community=community, matter__year=year, matter__number=number, seq=seq)
    found = rows.filter(notice=True).first()
    return (found.year or 0, found.number or 0) if found else None


def _of_none(community: Any, viewer: Viewer, row: Publication) -> Sheet:
    shelf = Shelf(community, viewer)
    section = shelf.sections.get(row.section, NOTICE)
    sight = Sight(community, viewer, shelf.lens, seals=[row.text, row.title, row.table, row.reasons])
    text, title, table = (sight.words(seal) for seal in (row.text, row.title, row.table))
    period = period_title(shelf, section, row)
    kind: NoticeKind = "nothing" if row.none else "accounts" if row.section else "general"
    state = shelf.roster.published[str(row.seq)]
    return Sheet(
        kind=kind, title=title.text or titled(shelf, section, period), section=shelf.lens.text(section.title),
        period=period, body=_lines(text.text), table=rows_of("" if table.erased else table.text), figures=(),
        issuer=shelf.lens.organ(row.organ), date=row.at,
        day=spans.day(shelf.lens, day_of(row.at, shelf.lists.zone)), starts="",
        until=shelf.lens.moment(row.until) if row.until else "", number=number_text(shelf, row),
        objections=objecting(shelf, section, state), standing=_down(shelf, sight, row), root=proof(community).root,
        erased=text.erased, zone=shelf.lists.zone, way=("posted", row.year or 0, row.number or 0),
        to=_to(shelf.lens, row),
    )  # fmt: skip


def _to(lens: Lens, row: Publication) -> str:
    found = where.of_publication(row)
    return lens.say("to-building", building=found.name) if found else ""


def _concerns(lens: Lens, row: Publication) -> str:
    found = where.of_publication(row)
    return lens.say("concerns", building=found.name) if found else ""


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line.strip())


def _down(shelf: Shelf, sight: Sight, row: Publication) -> str:
    if row.down == Publication.Down.CORRECTED:
        return shelf.lens.say("sheet-corrected", number=number_text(shelf, row.correction))
    if row.down == Publication.Down.WITHDRAWN:
        return shelf.lens.say("sheet-withdrawn", reasons=sight.words(row.reasons).text)
    return ""


def _of_matter(community: Any, viewer: Viewer, row: Publication, matter: Matter) -> Sheet:
    zone = community_reads.roster(community).zone
    lens = Lens(community_reads.in_force(matter.charter_hash), viewer.lang, zone)
    state = matter.state
    sight = Sight(community, viewer, lens, seals=[row.text, state.title])
    said, stage = sight.words(row.text), lens.stage(matter.procedure, row.stage)
    figures = tuple(_figures(lens, state, row))
    return Sheet(
        kind=_kind(lens, state, stage, figures),
        title=sight.words(state.title).text or lens.stage_title(matter.procedure, row.stage),
        section=lens.section(row.section) if row.section else lens.text(stage.title), period="",
        body=_lines(said.text), table=(), figures=figures, issuer=lens.organ(row.organ), date=row.at,
        day=spans.day(lens, day_of(row.at, zone)), starts="",
        until=lens.moment(row.until) if row.until else "",
        number=lens.say("notice-numbered", year=row.year, number=row.number),
        objections=_objections(lens, matter, stage), standing=_standing(lens, state, row),
        root=proof(community).root, erased=said.erased, zone=zone, way=("matter", matter.year, matter.number),
        concerns=_concerns(lens, row),
    )  # fmt: skip


def _kind(lens: Lens, state: MatterState, stage: Stage, figures: tuple[str, ...]) -> NoticeKind:
    procedure = lens.force.procedure(state.procedure)
    if any(deed.do == "seat" for deed in procedure.deeds):
        return "result" if figures else "election"
    if isinstance(stage, Publish) and stage.for_:
        return "period"
    return "result" if figures else "general"


def _standing(lens: Lens, state: MatterState, row: Publication) -> str:
    """Why a matter's notice no longer stands: a newer one, an objection upheld, the matter's end."""
    later = Publication.objects.filter(matter=row.matter, stage=row.stage, notice=True, seq__gt=row.seq)
    if newer := later.order_by("-seq").first():
        number = lens.say("notice-numbered", year=newer.year, number=newer.number)
        return lens.say("sheet-corrected", number=number)
    if any(
        one.stage == row.stage and one.outcome == "upheld" and one.left >= row.at for one in state.passages
    ):
        return lens.say("sheet-upheld")
    if state.end in ENDED:
        return lens.say(ENDED[state.end])
    return ""


def _objections(lens: Lens, matter: Matter, stage: Stage) -> str:
    if not isinstance(stage, Publish) or stage.objections is None:
        return ""
    from_ = lens.by(stage.objections.from_, matter.procedure)
    return lens.say("objections-until", who=from_, by=lens.by(stage.objections.answered_by, matter.procedure))


def _figures(lens: Lens, state: MatterState, row: Publication) -> list[str]:
    """What the votes before the notice came to, one line each; only those that carried the matter to it."""
    voted: dict[str, Passage] = {
        passage.stage: passage for passage in state.passages if passage.figures and passage.left <= row.at
    }
    joint = "：" if lens.lang == "zh" else ": "
    return [
        f"{lens.stage_title(state.procedure, name)}{joint}{lens.figures(one.figures)}"
        + ("，" if lens.lang == "zh" else ", ")
        + lens.outcome(lens.stage(state.procedure, name), one.outcome)
        for name, one in voted.items()
        if one.outcome in words.GOOD
    ]


def meeting(community: Any, viewer: Viewer, year: int, number: int) -> Sheet | None:
    """The call to a sitting: when, where and about what; None where there is no such sitting."""
    row = Sitting.objects.filter(community=community, year=year, number=number).first()
    if row is None:
        return None
    lists = Lists(community, viewer)
    lens = lists.of(row.charter_hash)
    state = row.state
    sight = Sight(community, viewer, lens, seals=[state.text])
    said = sight.words(state.text)
    agenda = [
        one.title or lens.say("notice-number", year=one.year, number=one.number) for one in row.matters()
    ]
    return Sheet(
        kind="meeting", title=lens.organ(row.organ), section="", period="",
        body=(*_lines(said.text), *_agenda(lens, agenda)), table=(), figures=(),
        issuer=lens.organ(_caller(lens, row.organ)), day=spans.day(lens, day_of(row.called, lists.zone)),
        date=row.called, starts=lens.moment(row.starts), until="", number="", objections="",
        standing=lens.say("sheet-cancelled") if row.cancelled else "",
        root=proof(community).root, erased=said.erased, zone=lists.zone, way=("sitting", row.year, row.number),
    )  # fmt: skip


def _caller(lens: Lens, organ: str) -> str:
    """The organ that calls the sittings of another, where the charter names one."""
    found = lens.force.charter.organs.get(organ)
    return found.convened_by[0] if found and len(found.convened_by) == 1 else organ


def _agenda(lens: Lens, titles: list[str]) -> list[str]:
    if not titles:
        return []
    return [lens.say("sheet-agenda"), *(f"{n}. {title}" for n, title in enumerate(titles, 1))]
