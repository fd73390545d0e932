"""What is new, for those who want to be told, and the dates ahead for calendars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max

from linli.apps.community import reads as community_reads
from linli.apps.matters.models import DeskItem, Matter, Publication, Sitting, Step
from linli.apps.matters.reads import where
from linli.apps.matters.reads.boards import to_publish
from linli.apps.matters.reads.desks import owners_of
from linli.apps.matters.reads.outside import errands
from linli.apps.matters.reads.rows import Lists
from linli.apps.matters.reads.sight import Sight
from linli.apps.matters.reads.viewer import Viewer
from linli.core.engine.calendar import day_of, midnight_after
from linli.core.engine.events import (
    Disclosed,
    Ended,
    NoticePosted,
    ObjectionAnswered,
    PollOpened,
    StageLeft,
    StrandMoved,
    Submitted,
)
from linli.core.engine.periods import sections
from linli.core.engine.sitting import SittingCalled, SittingEnded

BATCH = 500
LATELY = timedelta(days=60)
DATES = 300
MOVING = (Submitted, PollOpened, NoticePosted, Disclosed, StageLeft, Ended)
"""What of a matter is news to those who live in the building that it is about."""


@dataclass(frozen=True, slots=True)
class News:
    """Something that an entry brought about: for the members of ``organ``, for ``person`` alone, or for everybody.

    ``account`` is whom it is for where that may be nobody in the register; ``building`` for whom lives in it.
    """

    kind: str
    chain: str
    seq: int
    at: datetime
    organ: str = ""
    person: str = ""
    account: int = 0
    building: int = 0


@dataclass(frozen=True, slots=True)
class Titled:
    """What an entry is about, in words, and the page behind it: the name of an address and its parts.

    ``off``: it is a meeting that was cancelled.
    """

    title: str
    way: tuple[Any, ...]
    off: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """Something that lies at a moment: a meeting, ``off`` where it was cancelled, or the last moment of something.

    ``way`` is the name of an address of matters and its parts; where the page is another app's, ``url`` is its path.
    """

    key: str
    title: str
    starts: datetime
    changed: datetime
    way: tuple[Any, ...]
    meeting: bool = False
    url: str = ""
    off: bool = False


def newest(community: Any) -> tuple[int, int]:
    """The last rows of the course of events and of publications: where reading the news begins."""
    steps = Step.objects.filter(community=community).aggregate(last=Max("pk"))["last"]
    return steps or 0, Publication.objects.filter(community=community).aggregate(last=Max("pk"))["last"] or 0


def news(community: Any, step: int, publication: int) -> tuple[list[News], int, int]:
    """What is new after two rows, and the rows up to which it was read."""
    found: list[News] = []
    proposers: dict[str, str] = {}
    moved: list[Step] = []
    for row in Step.objects.filter(community=community, pk__gt=step).order_by("pk")[:BATCH]:
        step = row.pk
        happened = [_bare(event) for event in row.happened]
        for event in happened:
            found += _of_event(community, row, event, proposers)
        if any(isinstance(event, MOVING) for event in happened):
            moved.append(row)
    at = where.of_chains(community, {row.chain for row in moved})
    found += [
        News("building", one.chain, one.seq, one.at, building=at[one.chain])
        for one in moved
        if one.chain in at
    ]
    rows = Publication.objects.filter(community=community, matter=None, pk__gt=publication).order_by("pk")
    for one in rows[:BATCH]:
        publication = one.pk
        found.append(News("notice", where.OWN, one.seq, one.at))
        if one.building_id:
            found.append(News("building", where.OWN, one.seq, one.at, building=one.building_id))
    return found, step, publication


def _bare(event: Any) -> Any:
    while isinstance(event, StrandMoved):
        event = event.event
    return event


def _of_event(community: Any, row: Step, event: Any, proposers: dict[str, str]) -> Iterator[News]:
    kinds: dict[Any, str] = {PollOpened: "vote", SittingCalled: "meeting", NoticePosted: "notice"}
    kind = kinds.get(type(event))
    if kind:
        organ = event.roll.organ if isinstance(event, PollOpened | SittingCalled) else ""
        yield News(kind, row.chain, row.seq, row.at, organ)
    if isinstance(event, SittingEnded):
        sitting = Sitting.objects.filter(community=community, chain=row.chain).first()
        if sitting is not None and event.at < sitting.starts:
            yield News("meeting", row.chain, row.seq, row.at, sitting.organ)
    if isinstance(event, StageLeft | Ended | ObjectionAnswered):
        if row.chain not in proposers:
            matter = Matter.objects.filter(community=community, chain=row.chain).only("proposer").first()
            proposers[row.chain] = matter.proposer if matter else ""
        yield News("mine", row.chain, row.seq, row.at, person=proposers[row.chain])


def news_title(community: Any, viewer: Viewer, chain: str, seq: int) -> Titled | None:
    """What an entry is about as this reader may see it now; None where nothing is left of it."""
    lists = Lists(community, viewer)
    if chain == where.OWN:
        row = (
            Publication.objects.filter(community=community, matter=None, seq=seq)
            .select_related("building")
            .first()
        )
        return _published(lists, viewer, row) if row else None
    if chain.startswith("sitting/"):
        sitting = Sitting.objects.filter(community=community, chain=chain).first()
        # Of a meeting that is called and cancelled since only the latter is told.
        if sitting is None or (sitting.cancelled and seq < sitting.head_seq):
            return None
        organ = lists.of(sitting.charter_hash).organ(sitting.organ)
        title = lists.lens.say("organ-at", organ=organ, at=lists.lens.moment(sitting.starts))
        return Titled(title, ("sitting", sitting.year, sitting.number), off=sitting.cancelled)
    matter = Matter.objects.filter(community=community, chain=chain).first()
    return Titled(_called(lists, matter), ("matter", matter.year, matter.number)) if matter else None


def building_title(community: Any, viewer: Viewer, chain: str, seq: int) -> Titled | None:
    """What an entry is about for who lives in the building that it concerns now; None for anybody else."""
    home = community_reads.own_building(viewer.account, community)
    if home is None or where.of_entry(community, chain, seq) != home.pk:
        return None
    return news_title(community, viewer, chain, seq)


def _called(lists: Lists, matter: Matter) -> str:
    return matter.title or lists.lens.say("notice-number", year=matter.year, number=matter.number)


def _published(lists: Lists, viewer: Viewer, row: Publication) -> Titled:
    title = Sight(lists.community, viewer, lists.lens, seals=[row.title]).words(row.title).text
    section = sections(lists.lens.force.charter).get(row.section)
    name = lists.lens.text(section.title) if section else lists.lens.say("notices")
    about = where.of_publication(row)
    title = title or name
    if about is not None:
        title = lists.lens.say("concerning", title=title, building=about.name)
    return Titled(title, ("posted", row.year, row.number))


def belongs(community: Any, viewer: Viewer, organ: str) -> bool:
    """Whether the viewer belongs to a body now."""
    lists = Lists(community, viewer)
    return lists.roster.since(lists.lens.force, organ, viewer.person, lists.at) is not None


def waiting_count(community: Any, viewer: Viewer) -> tuple[int, int]:
    """How much on the desks of all the viewer's capacities is late, and how much is due until tonight."""
    lists = Lists(community, viewer)
    tonight = midnight_after(day_of(lists.at, lists.zone), lists.zone)
    dues = [(row.due, row.late) for row in _desk(lists, viewer)]
    dues += [(row.due_at, row.late) for row in to_publish(community, viewer, _own(lists, viewer))]
    dues += [(row.due_at, False) for row in errands(lists, owners_of(lists, _own(lists, viewer)))]
    late = sum(is_late or (due is not None and due <= lists.at) for due, is_late in dues)
    today = sum(not is_late and due is not None and lists.at < due <= tonight for due, is_late in dues)
    return late, today


def _own(lists: Lists, viewer: Viewer) -> tuple[str, ...]:
    return community_reads.own_organs(lists.lens.force, lists.roster, viewer.person, lists.at)


def _bodies(lists: Lists, viewer: Viewer) -> set[str]:
    force = lists.lens.force
    return {one for organ in _own(lists, viewer) for one in community_reads.bodies_of(force, organ)}


def _desk(lists: Lists, viewer: Viewer) -> Any:
    rows = DeskItem.objects.filter(community=lists.community, organ__in=_bodies(lists, viewer), ahead=False)
    return rows.select_related("matter")[:DATES]


def dates(community: Any, viewer: Viewer) -> list[Dated]:
    """The meetings of the last weeks and those ahead, and when votes and notices that are running end."""
    lists = Lists(community, viewer)
    sittings = Sitting.objects.filter(community=community, starts__gte=lists.at - LATELY).order_by("starts")
    found = [_meeting(lists, one) for one in sittings[:DATES]]
    open_ = Matter.objects.filter(community=community, status=Matter.Status.OPEN, due__isnull=False)
    for one in open_.filter(stage_kind__in=("poll", "publish", "gather")).order_by("due")[:DATES]:
        assert one.due is not None
        stage = lists.of(one.charter_hash).stage_title(one.procedure, one.stage)
        title = (
            f"{stage}: {_called(lists, one)}" if viewer.lang == "en" else f"{stage}：{_called(lists, one)}"
        )
        found.append(
            Dated(one.chain.replace("/", "-"), title, one.due, one.last, ("matter", one.year, one.number))
        )
    return found


def own_dates(community: Any, viewer: Viewer) -> list[Dated]:
    """What waits for the viewer with a day, and the meetings of the bodies that the viewer belongs to."""
    lists = Lists(community, viewer)
    bodies = _bodies(lists, viewer)
    sittings = Sitting.objects.filter(community=community, organ__in=bodies, starts__gte=lists.at - LATELY)
    found = [_meeting(lists, one) for one in sittings.order_by("starts")[:DATES]]
    for row in _desk(lists, viewer):
        if row.due is not None:
            key = f"desk-{row.matter.chain.replace('/', '-')}-{row.act}-{row.organ}"
            title = f"{_called(lists, row.matter)} · {lists.lens.organ(row.organ)}"
            found.append(
                Dated(key, title, row.due, row.matter.last, ("matter", row.matter.year, row.matter.number))
            )
    for duty in to_publish(community, viewer, _own(lists, viewer)):
        if duty.due_at is not None:
            key = f"board-{duty.kind}-{duty.section}-{duty.period or duty.number}"
            way = ("posted", duty.year, duty.number) if duty.number else ("section", duty.section)
            found.append(Dated(key, f"{duty.title} · {duty.organ_title}", duty.due_at, lists.at, way))
    for errand in errands(lists, owners_of(lists, _own(lists, viewer))):
        if errand.due_at is not None:
            found.append(Dated(errand.key, errand.title, errand.due_at, lists.at, (), url=errand.url))
    return found


def _meeting(lists: Lists, one: Sitting) -> Dated:
    title = lists.of(one.charter_hash).organ(one.organ)
    return Dated(
        one.chain.replace("/", "-"),
        title,
        one.starts,
        one.last,
        ("sitting", one.year, one.number),
        meeting=True,
        off=one.cancelled,
    )
