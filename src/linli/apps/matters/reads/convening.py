"""Which sittings somebody may call, and which matters wait for one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from linli.apps.community import reads as community_reads
from linli.apps.community.actions import now as present
from linli.apps.matters.models import Matter, Sitting
from linli.apps.matters.reads.deeds import needs_sitting
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.pages import RuleLine
from linli.apps.matters.reads.viewer import Viewer
from linli.core.charter.stages import Deliberate, Poll
from linli.core.engine.acts import Actor
from linli.core.engine.calendar import after
from linli.core.engine.force import InForce
from linli.core.engine.sittings import may_convene

MOST = 100
"""So many matters are looked through, those with the nearest day first."""


@dataclass(frozen=True, slots=True)
class OnAgenda:
    """A matter that waits for a sitting; ``rule`` is that of the stage to be held there.

    ``earliest`` is when the sitting can be, called now, where the stage asks for notice; ``booked`` when one begins
    that has been called already and has the matter on its agenda.
    """

    chain: str
    title: str
    stage_title: str
    rule: RuleLine
    earliest: datetime | None = None
    booked: datetime | None = None


@dataclass(frozen=True, slots=True)
class Convening:
    """An organ whose sitting the viewer may call, acting for ``capacity``; ``matters`` wait for it."""

    organ: str
    organ_title: str
    capacity: str
    capacity_title: str
    members: int
    matters: tuple[OnAgenda, ...]


def convening(community: Any, viewer: Viewer) -> tuple[Convening, ...]:
    """Every organ whose sittings the viewer may call, those that matters wait for first."""
    force, roster, at = community_reads.force(community), community_reads.roster(community), present()
    lens = Lens(force, viewer.lang, roster.zone)
    waiting = _waiting(community, viewer)
    found = []
    for organ in force.charter.organs:
        capacity = _capacity(force, organ, viewer.person, roster, at)
        if capacity is not None:
            matters = tuple(waiting.get(organ, ()))
            members = len(roster.members(force, organ, at))
            found.append(
                Convening(organ, lens.organ(organ), capacity, lens.organ(capacity), members, matters)
            )
    return tuple(sorted(found, key=lambda one: not one.matters))


def _capacity(force: InForce, organ: str, person: str, roster: Any, at: Any) -> str | None:
    for capacity in force.charter.organs[organ].convened_by or (organ,):
        if may_convene(force, organ, Actor(person, capacity), roster, at) is None:
            return capacity
    return None


def _waiting(community: Any, viewer: Viewer) -> dict[str, list[OnAgenda]]:
    rows = (
        Matter.objects.select_related("community")
        .filter(community=community, status=Matter.Status.OPEN, stage_kind__in=("poll", "deliberate"))
        .order_by("due", "pk")
    )
    looked = list(rows[:MOST])
    booked = _booked(community, looked)
    found: dict[str, list[OnAgenda]] = {}
    for row in looked:
        for organ, item in _on_agenda(row, viewer, community.zone):
            item = replace(item, booked=booked.get((row.pk, organ)))
            found.setdefault(organ, []).append(item)
    return found


def _booked(community: Any, rows: list[Matter]) -> dict[tuple[int, str], datetime]:
    """Of each matter and organ when the sitting begins that has been called for them, the first where several."""
    called = Sitting.objects.filter(community=community, status=Sitting.Status.CALLED, agenda__in=rows)
    found = called.order_by("-starts").values_list("agenda", "organ", "starts")
    return {(matter, organ): starts for matter, organ, starts in found}


def _on_agenda(row: Matter, viewer: Viewer, zone: str) -> Iterator[tuple[str, OnAgenda]]:
    lens = Lens(community_reads.in_force(row.charter_hash), viewer.lang, zone)
    stage = lens.stage(row.procedure, row.stage)
    if stage.by is None or not needs_sitting(stage, row.state):
        return
    rule = lens.rule(row.procedure, row.stage)
    notice = stage.notice if isinstance(stage, Poll | Deliberate) else None
    calendars = community_reads.roster(row.community).calendars if notice else {}
    earliest = after(present(), notice, zone, calendars).at if notice else None
    for organ in stage.by.organs:
        yield organ, OnAgenda(row.chain, row.title, lens.text(stage.title), rule, earliest)
