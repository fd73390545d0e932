"""The square: what is being decided, done, published and met about; and what may be begun."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet

from linli.apps.matters import words, words_of_items
from linli.apps.matters.listing import asked
from linli.apps.matters.models import Matter, Sitting
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.pages import FactAsked, Field, Proposing, Square
from linli.apps.matters.reads.rows import DECIDING, Lists
from linli.apps.matters.reads.viewer import Viewer
from linli.core.charter.model import Procedure
from linli.core.charter.stages import Gather
from linli.core.engine.running import runs

MOST = 20
LATELY = timedelta(days=90)


def square(community: Any, viewer: Viewer) -> Square:
    """Everything that the first page of a community shows; at most twenty rows in each list."""
    lists = Lists(community, viewer)
    matters = Matter.objects.filter(community=community).defer("snapshot")
    open_ = matters.filter(status=Matter.Status.OPEN)
    sittings = Sitting.objects.filter(community=community, status=Sitting.Status.CALLED)
    return Square(
        deciding=lists.rows(_soonest(open_.filter(stage_kind__in=(*DECIDING, "propose", "wait")))),
        doing=lists.rows(_soonest(open_.filter(stage_kind="work"))),
        published=lists.rows(_published(matters, lists)[:MOST]),
        ended=lists.rows(matters.filter(ended__isnull=False).order_by("-ended", "-pk")[:MOST]),
        sittings=tuple(lists.sitting(one) for one in sittings.order_by("starts")[:MOST]),
        may_propose=tuple(one for one in _proposing(lists) if one.organ),
        zone=lists.zone,
    )  # fmt: skip


def _soonest(open_: QuerySet[Matter]) -> list[Matter]:
    """Those whose time is over first, then those without a time, the newest first.

    Asked for apart: so each part is read in the order of an index, however many matters are open.
    """
    timed = list(open_.filter(next_due__isnull=False).order_by("next_due", "-last")[:MOST])
    untimed = list(open_.filter(next_due__isnull=True).order_by("-last")[:MOST])
    return (timed + untimed)[:MOST]


def _published(matters: QuerySet[Matter], lists: Lists) -> QuerySet[Matter]:
    """Notices that stand, and matters that wait for their disclosures only."""
    # Said first which statuses, so that the few that are not over are looked at rather than all that is recent.
    going = matters.filter(
        status__in=(Matter.Status.OPEN, Matter.Status.DISCLOSING), last__gte=lists.at - LATELY
    )
    standing = Q(status=Matter.Status.DISCLOSING) | Q(status=Matter.Status.OPEN, stage_kind="publish")
    return going.filter(standing).order_by("-last")


def proposing(community: Any, viewer: Viewer) -> tuple[Proposing, ...]:
    """Every procedure that can be begun, with the viewer's capacity for it, or none."""
    return tuple(_proposing(Lists(community, viewer)))


def _proposing(lists: Lists) -> Iterator[Proposing]:
    lens, force = lists.lens, lists.lens.force
    for name, procedure in force.charter.procedures.items():
        if not runs(force, procedure):
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
