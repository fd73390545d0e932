"""The desk of an organ, or of a person in all capacities: late, today, coming, and what is not our turn yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db.models import F, QuerySet

from linli.apps.community import reads as community_reads
from linli.apps.matters import words
from linli.apps.matters.models import DeskItem, HandoverNote, Sitting
from linli.apps.matters.reads.deeds import told
from linli.apps.matters.reads.outside import errands
from linli.apps.matters.reads.pages import AskedLater, Batch, Desk, DeskRow, Group, MatterRow, SittingRow
from linli.apps.matters.reads.rows import Lists
from linli.apps.matters.reads.viewer import Viewer
from linli.apps.matters.reads.waits import COUNTED, Owners, Waits
from linli.core.charter.at_once import AT_ONCE
from linli.core.engine.several import barred

PAGE = 20
SITTINGS = 10
NOW: tuple[Group, ...] = ("late", "today", "coming")
PREVIEW = 5
"""So many of those ahead stand below what waits now; the rest have a page of their own."""
LOOKED_AT = 200
"""So many of the rows that wait, those with the nearest days, are looked through for what can be done together."""


def desk(
    community: Any, viewer: Viewer, *, every: bool = False, group: Group | None = None, page: int = 1
) -> Desk:
    """What waits for the viewer's capacity and for the bodies that its members belong to.

    ``every``: for all capacities of the viewer at once. ``group`` shows one of the four groups only, where nothing
    is left out however many there are; ``page`` counts from 1.
    """
    lists = Lists(community, viewer)
    own = community_reads.own_organs(lists.lens.force, lists.roster, viewer.person, lists.at)
    owners = owners_of(lists, own if every else [viewer.organ] if viewer.organ else [])
    waits = Waits(lists, owners)
    counts = waits.counts()
    if group:
        found, pages = _one_group(waits, group, page, counts)
    else:
        pages = max(1, -(-sum(counts[name] for name in NOW) // PAGE))
        page = min(max(page, 1), pages)
        found = _page(waits, counts, (page - 1) * PAGE)
    # All of it is asked for once; what waits in the capacity chosen is named for that one.
    outside = errands(
        lists, {**owners, **{k: v for k, v in owners_of(lists, own).items() if k not in owners}}
    )
    mine = tuple(one for one in outside if every or not one.organ or one.organ in owners)
    sittings = Sitting.objects.filter(community=community, organ__in=owners, status=Sitting.Status.CALLED)
    return Desk(
        organ=viewer.organ, organ_title=lists.lens.organ(viewer.organ), counts=counts, rows=tuple(found), page=page,
        pages=pages, sittings=tuple(lists.sitting(one) for one in sittings.order_by("starts")[:SITTINGS]),
        zone=lists.zone, capacities=tuple((one, lists.lens.organ(one)) for one in own), most=COUNTED,
        errands=mine, batches=batches(lists, waits), asked=() if found else _asked(lists, owners),
        notes=_notes(lists),
        elsewhere=0 if every else _elsewhere(lists, owners, own, len(outside) - len(mine)),
    )  # fmt: skip


def owners_of(lists: Lists, capacities: tuple[str, ...] | list[str]) -> dict[str, str]:
    """The capacities themselves, and the unions and assemblies that their members make up."""
    force = lists.lens.force
    owners: dict[str, str] = {}
    for capacity in capacities:
        if capacity in force.charter.organs:
            for body in community_reads.bodies_of(force, capacity):
                owners.setdefault(body, capacity)
    return owners


def _notes(lists: Lists) -> bool:
    """Whether a holder of the same seats left a note that is there for the viewer to read."""
    viewer = lists.viewer
    notes = HandoverNote.objects.filter(community=lists.community, organ=viewer.organ)
    return notes.exclude(person=viewer.person).exists()


def _elsewhere(lists: Lists, owners: Owners, own: tuple[str, ...], beyond: int) -> int:
    """How much waits for the viewer in other capacities, up to a hundred."""
    others = set(owners_of(lists, own)) - set(owners)
    if not others:
        return 0
    rows = DeskItem.objects.filter(community=lists.community, organ__in=others, ahead=False)
    return min(100, rows[:100].count() + beyond)


def _one_group(
    waits: Waits, name: Group, page: int, counts: Mapping[Group, int]
) -> tuple[list[DeskRow], int]:
    """A page of one group, and how many pages there are at least: however many rows, each can be reached."""
    page = max(page, 1)
    found = waits.first(name, PAGE + 1, (page - 1) * PAGE)
    pages = page + 1 if len(found) > PAGE else page
    if page == 1:
        pages = max(1, -(-counts[name] // PAGE))
    return _rows(waits, [(name, one) for one in found[:PAGE]]), pages


def _page(waits: Waits, counts: Mapping[Group, int], start: int) -> list[DeskRow]:
    found: list[tuple[Group, int]] = []
    for name in NOW:
        left = min(PAGE - len(found), counts[name] - start)
        if left > 0:
            found += [(name, one) for one in waits.first(name, left, start)]
        start = max(0, start - counts[name])
    found += [("ahead", one) for one in waits.first("ahead", PREVIEW)]
    return _rows(waits, found)


def _rows(waits: Waits, found: list[tuple[Group, int]]) -> list[DeskRow]:
    """The rows with these keys, in this order; one that somebody has done meanwhile is left out."""
    items = _with_matters(DeskItem.objects).in_bulk([key for _name, key in found])
    booked = _booked(waits.lists, [one for one in items.values() if one.act == "open" and not one.ahead])
    return [
        replace(row_of(waits.lists, items[key], name, waits.owners), booked=booked.get(items[key].matter_id))
        for name, key in found
        if key in items
    ]


def _booked(lists: Lists, opening: list[DeskItem]) -> dict[int, SittingRow]:
    """Of the matters to be opened in a sitting the next one that is called and still to come."""
    matters = [one.matter_id for one in opening]
    called = Sitting.objects.filter(
        community=lists.community, status=Sitting.Status.CALLED, starts__gt=lists.at, agenda__in=matters
    )
    found = called.order_by("-starts").annotate(about=F("agenda")) if matters else ()
    return {one.about: lists.sitting(one) for one in found if one.about in matters}


def _with_matters(rows: Any) -> Any:
    return rows.select_related("matter").defer("matter__snapshot")


def waiting_in_order(community: Any, owners: Owners) -> QuerySet[DeskItem]:
    """Everything that waits for some organs now, what is due first before the rest."""
    rows = DeskItem.objects.filter(community=community, organ__in=owners, ahead=False)
    return (
        rows.select_related("matter").defer("matter__snapshot").order_by(F("due").asc(nulls_last=True), "pk")
    )


def row_of(lists: Lists, item: DeskItem, group: Group, owners: Owners) -> DeskRow:
    """One thing on a desk, as a sentence."""
    matter = lists.row(item.matter)
    lens = lists.of(item.matter.charter_hash)
    section = lens.section(item.section) if item.section else ""
    said = words.WAITS["ahead" if item.ahead else item.act]
    stage = lens.stage_title(item.matter.procedure, item.stage) if item.stage else matter.stage_title
    capacity = owners[item.organ]
    return DeskRow(
        matter=matter, act=item.act, section=item.section, group=group,
        button="" if item.ahead else lens.text(words.ACTS[item.act]),
        sentence=words.say(said, lens.lang, title=_title(lists, matter), stage=stage, section=section),
        due=lens.earliest(item.due, lists.at) if item.ahead else lens.before(item.due), due_at=item.due,
        capacity=capacity, capacity_title=lens.organ(capacity), organ_title=lens.organ(item.organ),
        late_by=lens.late_by(item.due, lists.at) if group == "late" else "",
    )  # fmt: skip


def _title(lists: Lists, matter: MatterRow) -> str:
    number = lists.lens.say("notice-number", year=matter.year, number=matter.number)
    return matter.title or number


def batches(lists: Lists, waits: Waits) -> tuple[Batch, ...]:
    """What waits for the same deed at the same stage, where it can be done for several matters at once, or why not."""
    rows = (
        DeskItem.objects.filter(pk__in=waits.nearest(LOOKED_AT), act__in=AT_ONCE)
        .exclude(matter__stage_kind="split").order_by(F("due").asc(nulls_last=True), "pk")
        .values_list("organ", "act", "matter__procedure", "stage", "matter__charter_hash")
    )  # fmt: skip
    counts: dict[tuple[str, str, str, str, str], int] = {}
    for row in rows:
        counts[row] = counts.get(row, 0) + 1
    return tuple(_batch(lists, key, count) for key, count in counts.items() if count > 1)


def _batch(lists: Lists, key: tuple[str, str, str, str, str], count: int) -> Batch:
    organ, act, procedure, stage, charter = key
    lens = lists.of(charter)
    refusal = barred(lens.force, procedure, stage, act)
    return Batch(
        organ=organ, organ_title=lens.organ(organ), act=act, act_title=lens.text(words.ACTS[act]), procedure=procedure,
        stage=stage, stage_title=lens.stage_title(procedure, stage), charter=charter, count=count,
        why=told(lens, refusal, act) if refusal else None,
    )  # fmt: skip


def _asked(lists: Lists, owners: Owners) -> tuple[AskedLater, ...]:
    """For what the charter will ask these organs: what an empty desk says."""
    lens = lists.lens
    found: dict[tuple[str, str], AskedLater] = {}
    for name, procedure in lens.force.charter.procedures.items():
        for key, stage in procedure.stages.items():
            if stage.by is not None and not owners.keys().isdisjoint(stage.by.organs):
                path = f"procedures.{name}.stages.{key}"
                found[name, key] = AskedLater(lens.procedure_title(name), lens.text(stage.title), path)
    return tuple(found.values())
