"""The square: what is being decided, done, published and met about; and what may be begun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from linli.apps.matters import words, words_of_items
from linli.apps.matters.listing import asked
from linli.apps.matters.models import Matter, Sitting
from linli.apps.matters.reads.happening import happening
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.pages import FactAsked, Field, Proposing, SittingRow, Square
from linli.apps.matters.reads.rows import OPEN, Lists
from linli.apps.matters.reads.viewer import Viewer
from linli.apps.matters.reads.walks import NEWEST, SOONEST, Walk, first
from linli.core.charter.mending import mends
from linli.core.charter.model import Procedure
from linli.core.charter.stages import Gather
from linli.core.engine.flow import KINDS
from linli.core.engine.running import runs

MOST = 20
LATELY = timedelta(days=90)
_AT = "community_id = %s AND closed = FALSE AND status = %s AND stage_kind = %s"


def square(community: Any, viewer: Viewer, building: int | None = None) -> Square:
    """Everything that the first page of a community shows; at most twenty rows in each list.

    Of a ``building``, by its number, only the matters about it and the sittings that have one of them on their agenda.
    """
    return _whole(community, viewer) if building is None else _at(community, viewer, building)


def _at(community: Any, viewer: Viewer, building: int) -> Square:
    lists = Lists(community, viewer)
    found = happening(community, viewer, [building])
    agendas = Sitting.objects.filter(agenda__whereabouts__building=building).values("pk")
    return Square(
        deciding=found.deciding, doing=found.doing, published=found.published, ended=found.ended, notices=found.notices,
        sittings=_sittings(lists, Sitting.objects.filter(pk__in=agendas)), may_propose=_may_propose(lists),
        zone=lists.zone,
    )  # fmt: skip


def _whole(community: Any, viewer: Viewer) -> Square:
    lists = Lists(community, viewer)
    matters = Matter.objects.filter(community=community).defer("snapshot")
    return Square(
        deciding=lists.rows(_soonest(matters, community, OPEN)),
        doing=lists.rows(_soonest(matters, community, ("work",))),
        published=lists.rows(_published(matters, community, lists.at - LATELY)),
        ended=lists.rows(matters.filter(ended__isnull=False).order_by("-ended", "-pk")[:MOST]),
        sittings=_sittings(lists, Sitting.objects.all()),
        may_propose=_may_propose(lists),
        zone=lists.zone,
    )


def _sittings(lists: Lists, among: QuerySet[Sitting]) -> tuple[SittingRow, ...]:
    called = among.filter(community=lists.community, status=Sitting.Status.CALLED)
    return tuple(lists.sitting(one) for one in called.order_by("starts")[:MOST])


def _may_propose(lists: Lists) -> tuple[Proposing, ...]:
    return tuple(one for one in _proposing(lists) if one.organ)


def _soonest(matters: QuerySet[Matter], community: Any, kinds: Iterable[str]) -> list[Matter]:
    """Those whose time is over first, then those without a time, the newest first."""
    walks = [
        Walk(f"{_AT} AND next_due IS {timed}", (community.pk, Matter.Status.OPEN, kind))
        for kind in kinds
        for timed in ("NOT NULL", "NULL")
    ]
    return _in_order(matters, first(SOONEST, walks, MOST))


def _published(matters: QuerySet[Matter], community: Any, since: datetime) -> list[Matter]:
    """Notices that stand, and matters that wait for their disclosures only."""
    disclosing = [(Matter.Status.DISCLOSING, kind) for kind in sorted(set(KINDS.values()))]
    walks = [
        Walk(f"{_AT} AND last >= %s", (community.pk, status, kind, since))
        for status, kind in [*disclosing, (Matter.Status.OPEN, "publish")]
    ]
    return _in_order(matters, first(NEWEST, walks, MOST))


def _in_order(matters: QuerySet[Matter], keys: list[int]) -> list[Matter]:
    found = matters.in_bulk(keys)
    return [found[key] for key in keys if key in found]


def proposing(community: Any, viewer: Viewer) -> tuple[Proposing, ...]:
    """Every procedure that can be begun, with the viewer's capacity for it, or none."""
    return tuple(_proposing(Lists(community, viewer)))


def _proposing(lists: Lists) -> Iterator[Proposing]:
    lens, force = lists.lens, lists.lens.force
    for name, procedure in force.charter.procedures.items():
        # What mends a register is begun from the file of whom it is about.
        if mends(procedure) or not runs(force, procedure):
            continue
        first = next(iter(procedure.stages))
        organ = _capacity(lists, procedure)
        yield Proposing(
            procedure=name, title=lens.text(procedure.title), says=lens.text(procedure.says) if procedure.says else "",
            kinds=tuple((kind, lens.text(title)) for kind, title in procedure.decides.items()),
            facts=tuple(_facts(lists, procedure)), organ=organ, organ_title=lens.organ(organ),
            who=lens.by(procedure.stages[first].by, name), first_stage=lens.rule(name, first),
            listing=_listing(lens, procedure),
        )  # fmt: skip


def _listing(lens: Lens, procedure: Procedure) -> Field | None:
    """The list of items that a new matter brings; it may be empty where they are gathered afterwards."""
    kind = procedure.items
    if kind is None:
        return None
    gathered = any(isinstance(stage, Gather) and stage.of == "items" for stage in procedure.stages.values())
    bars = "".join(f" | {lens.text(fact.title)}" for _, fact in asked(kind))
    said = words_of_items.LISTED_BARS if bars else words_of_items.LISTED
    return Field(
        "listed",
        lens.text(kind.title),
        not gathered,
        help=words.say(said, lens.lang, bars=bars, title=kind.title),
    )


def _capacity(lists: Lists, procedure: Procedure) -> str:
    """The organ in which the viewer may begin; the one chosen first, where it may."""
    by = next(iter(procedure.stages.values())).by
    organs = by.organs if by else ()
    force, person = lists.lens.force, lists.viewer.person
    own = [organ for organ in organs if lists.roster.since(force, organ, person, lists.at) is not None]
    return lists.viewer.organ if lists.viewer.organ in own else next(iter(own), "")


def _facts(lists: Lists, procedure: Procedure) -> Iterator[FactAsked]:
    for name, kind in procedure.facts.items():
        choices = tuple((key, lists.lens.text(title)) for key, title in kind.choices.items())
        yield FactAsked(name, lists.lens.text(kind.title), kind.type, not kind.optional, choices)
