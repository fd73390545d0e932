"""What has been made public: the list of disclosures, and the notice for the wall."""

from __future__ import annotations

from typing import Any

from django.db.models import Count

from linli.apps.community import reads as community_reads
from linli.apps.matters import words
from linli.apps.matters.models import Matter, Publication
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.matters import proof
from linli.apps.matters.reads.pages import DisclosureRow, DisclosuresPage, Notice
from linli.apps.matters.reads.rows import Lists
from linli.apps.matters.reads.sight import Sight
from linli.apps.matters.reads.viewer import Viewer
from linli.core.charter.stages import Publish, Stage
from linli.core.engine.state import MatterState, Passage

PAGE = 20


def disclosures(community: Any, viewer: Viewer, *, section: str = "", page: int = 1) -> DisclosuresPage:
    """What has been made public, newest first; with ``section`` one section of it."""
    lists = Lists(community, viewer)
    every = Publication.objects.filter(community=community)
    counts = dict(every.values_list("section").annotate(n=Count("pk")).values_list("section", "n"))
    known = lists.lens.force.charter.disclosures
    sections = tuple((name, lists.lens.section(name), counts.get(name, 0)) for name in known)
    section = section if section in known else ""
    total = counts.get(section, 0) if section else sum(counts.values())
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    rows = (
        (every.filter(section=section) if section else every).select_related("matter").order_by("-at", "-pk")
    )
    found = list(rows[(page - 1) * PAGE : page * PAGE])
    sight = Sight(community, viewer, lists.lens, seals=[one.text for one in found])
    shown = tuple(_row(lists, sight, one) for one in found)
    return DisclosuresPage(sections, section, shown, page, pages, lists.zone)


def _row(lists: Lists, sight: Sight, row: Publication) -> DisclosureRow:
    lens = lists.of(row.matter.charter_hash)
    title = lens.section(row.section) if row.section else lens.stage_title(row.matter.procedure, row.stage)
    return DisclosureRow(
        section=row.section, section_title=title, matter=lists.row(row.matter), at=row.at,
        text=sight.words(row.text).text, none=row.none, seq=row.seq, notice=row.notice,
    )  # fmt: skip


def notice(community: Any, viewer: Viewer, year: int, number: int, seq: int) -> Notice | None:
    """The data of one notice, posted by the entry ``seq`` of a matter; None where that entry posted none."""
    rows = Publication.objects.select_related("matter")
    row = rows.filter(
        community=community, matter__year=year, matter__number=number, seq=seq, notice=True
    ).first()
    if row is None:
        return None
    matter = row.matter
    zone = community_reads.roster(community).zone
    lens = Lens(community_reads.in_force(matter.charter_hash), viewer.lang, zone)
    state = matter.state
    sight = Sight(community, viewer, lens, seals=[row.text, state.title])
    said = sight.words(row.text)
    stage = lens.stage(matter.procedure, row.stage)
    return Notice(
        title=sight.words(state.title).text or lens.stage_title(matter.procedure, row.stage),
        section=lens.section(row.section) if row.section else lens.text(stage.title),
        body=tuple(line for line in said.text.splitlines() if line.strip()), issuer=lens.organ(row.organ), date=row.at,
        until=lens.moment(row.until) if row.until else "", number=_number(lens, matter), chain=matter.chain,
        objections=_objections(lens, matter, stage), figures=tuple(_figures(lens, state, row)),
        root=proof(community).root, erased=said.erased, zone=zone,
    )  # fmt: skip


def _number(lens: Lens, matter: Matter) -> str:
    return lens.say("notice-number", year=matter.year, number=matter.number)


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
