"""The desk of an organ: late, today, coming."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet

from linli.apps.matters import words
from linli.apps.matters.models import DeskItem, Sitting
from linli.apps.matters.reads.pages import Desk, DeskRow, Group, MatterRow
from linli.apps.matters.reads.rows import Lists
from linli.apps.matters.reads.viewer import Viewer
from linli.core.engine.calendar import day_of, midnight_after

PAGE = 20
SITTINGS = 10


def desk(
    community: Any, viewer: Viewer, *, organ: str = "", group: Group | None = None, page: int = 1
) -> Desk:
    """What waits for an organ (by default the viewer's capacity) and for the bodies that its members belong to.

    ``group`` shows one of the three groups only; ``page`` counts from 1.
    """
    lists = Lists(community, viewer)
    organ = organ or viewer.organ
    organs = together(lists, organ)
    parts = _groups(lists, DeskItem.objects.filter(community=community, organ__in=organs))
    counts: dict[Group, int] = {name: rows.count() for name, rows in parts.items()}
    shown = {group: parts[group]} if group else parts
    total = sum(counts[name] for name in shown)
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    rows = _page(lists, shown, counts, (page - 1) * PAGE)
    sittings = Sitting.objects.filter(community=community, organ__in=organs, status=Sitting.Status.CALLED)
    return Desk(
        organ=organ, organ_title=lists.lens.organ(organ), counts=counts, rows=tuple(rows), page=page, pages=pages,
        sittings=tuple(lists.sitting(one) for one in sittings.order_by("starts")[:SITTINGS]), zone=lists.zone,
    )  # fmt: skip


def together(lists: Lists, organ: str) -> tuple[str, ...]:
    """The organ itself, and the unions and assemblies that its members make up."""
    every = lists.lens.force.charter.organs
    if organ not in every:
        return ()
    wider = [name for name, body in every.items() if organ in body.union or body.assembly_of == organ]
    return (organ, *wider)


def _groups(lists: Lists, rows: QuerySet[DeskItem]) -> dict[Group, QuerySet[DeskItem]]:
    """Late: past its time, or a reminder has gone out; today: due at the latest tonight; coming: everything else."""
    tonight = midnight_after(day_of(lists.at, lists.zone), lists.zone)
    late = Q(late=True) | Q(due__lte=lists.at)
    today = Q(late=False, due__gt=lists.at, due__lte=tonight)
    rest = Q(late=False) & (Q(due__gt=tonight) | Q(due__isnull=True))
    order = (F("due").asc(nulls_last=True), "pk")
    rows = rows.select_related("matter")
    return {
        "late": rows.filter(late).order_by(*order),
        "today": rows.filter(today).order_by(*order),
        "coming": rows.filter(rest).order_by(*order),
    }


def _page(
    lists: Lists, parts: dict[Group, QuerySet[DeskItem]], counts: dict[Group, int], start: int
) -> list[DeskRow]:
    found: list[DeskRow] = []
    left = PAGE
    for name, rows in parts.items():
        if start < counts[name] and left > 0:
            found += [_row(lists, item, name) for item in rows[start : start + left]]
            left = PAGE - len(found)
        start = max(0, start - counts[name])
    return found


def _row(lists: Lists, item: DeskItem, group: Group) -> DeskRow:
    matter = lists.row(item.matter)
    lens = lists.of(item.matter.charter_hash)
    section = lens.section(item.section) if item.section else ""
    said = words.WAITS[item.act]
    return DeskRow(
        matter=matter, act=item.act, button=lens.text(words.ACTS[item.act]), section=item.section, group=group,
        sentence=words.say(said, lens.lang, title=_title(lists, matter), stage=matter.stage_title, section=section),
        due=lens.before(item.due), due_at=item.due,
    )  # fmt: skip


def _title(lists: Lists, matter: MatterRow) -> str:
    number = lists.lens.say("notice-number", year=matter.year, number=matter.number)
    return matter.title or number
