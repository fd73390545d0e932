"""What has been made public: the list of disclosures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count

from linli.apps.matters.models import Publication
from linli.apps.matters.reads import spans, where
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.pages import DisclosureRow, DisclosuresPage
from linli.apps.matters.reads.rows import Lists
from linli.apps.matters.reads.sight import Sight
from linli.apps.matters.reads.viewer import Viewer
from linli.core.engine.periods import period_at, sections

PAGE = 20


def disclosures(community: Any, viewer: Viewer, *, section: str = "", page: int = 1) -> DisclosuresPage:
    """What has been made public, newest first; with ``section`` one section of it."""
    lists = Lists(community, viewer)
    every = Publication.objects.filter(community=community)
    counts = dict(every.values_list("section").annotate(n=Count("pk")).values_list("section", "n"))
    known = sections(lists.lens.force.charter)
    parts = tuple((name, lists.lens.text(one.title), counts.get(name, 0)) for name, one in known.items())
    section = section if section in known else ""
    total = counts.get(section, 0) if section else sum(counts.values())
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    rows = (
        (every.filter(section=section) if section else every)
        .select_related(*where.BESIDE)
        .order_by("-at", "-pk")
    )
    shown = rows_of(lists, list(rows[(page - 1) * PAGE : page * PAGE]))
    return DisclosuresPage(parts, section, shown, page, pages, lists.zone)


def rows_of(lists: Lists, found: Sequence[Publication]) -> tuple[DisclosureRow, ...]:
    """Some of it as it is shown."""
    seals = [seal for one in found for seal in (one.text, one.title)]
    sight = Sight(lists.community, lists.viewer, lists.lens, seals=seals)
    return tuple(_row(lists, sight, one) for one in found)


def _row(lists: Lists, sight: Sight, row: Publication) -> DisclosureRow:
    lens = lists.of(row.matter.charter_hash) if row.matter else lists.lens
    title = sight.words(row.title).text
    if row.section:
        section = sections_title(lens, row.section)
    else:
        section = lens.stage_title(row.matter.procedure, row.stage) if row.matter else lens.say("notices")
    for_ = span(lists, row)
    return DisclosureRow(
        section=row.section, section_title=section, matter=lists.row(row.matter) if row.matter else None, at=row.at,
        text=sight.words(row.text).text, none=row.none, seq=row.seq, notice=row.notice, title=title,
        period=for_, called=title or spans.named(lens, section, for_), year=row.year, number=row.number, down=row.down,
        number_text=lens.say("notice-numbered", year=row.year, number=row.number) if row.number else "",
        building=where.of_publication(row),
    )  # fmt: skip


def sections_title(lens: Lens, name: str) -> str:
    """What a section is called; its name where the charter has it no longer."""
    found = sections(lens.force.charter).get(name)
    return lens.text(found.title) if found else name


def span(lists: Lists, row: Publication) -> str:
    """The period for which something was published, in words."""
    found = sections(lists.lens.force.charter).get(row.section)
    if row.period is None:
        return ""
    period = period_at(found, row.period, lists.zone, lists.roster.calendars) if found else None
    if found is None or found.every is None or period is None or period.begins != row.period:
        return spans.day(lists.lens, row.period)
    return spans.title(lists.lens, found.every, period)
