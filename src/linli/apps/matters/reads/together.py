"""Several matters that wait for the same deed of one organ: what is filled in once, and where it may not be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F

from linli.apps.matters import words
from linli.apps.matters.models import DeskItem, Matter
from linli.apps.matters.reads.deeds import fields, told
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.pages import Field, MatterRow, WhyNot
from linli.apps.matters.reads.rows import Lists
from linli.apps.matters.reads.viewer import Viewer
from linli.core.engine.possible import possible
from linli.core.engine.several import barred

MOST = 50
"""So many matters at a time."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Those that wait for ``act`` of ``organ`` at a stage of a charter version (the beginning of its hash)."""

    organ: str
    act: str
    procedure: str
    stage: str
    charter: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the matters; ``expects`` is the stage as seen, ``why`` why the viewer may not do it there."""

    matter: MatterRow
    expects: str
    why: WhyNot | None = None


@dataclass(frozen=True, slots=True)
class Together:
    """The matters, and what is filled in once for those that are chosen. ``charter`` is the whole hash.

    ``why`` is why it is done one by one; then nothing is filled in.
    """

    act_title: str
    final: str
    stage_title: str
    organ: str
    organ_title: str
    charter: str
    fields: tuple[Field, ...]
    candidates: tuple[Candidate, ...]
    more: bool
    why: WhyNot | None = None


def together(community: Any, viewer: Viewer, asked: Asked) -> Together | None:
    """What can be done at once, those with the nearest days first, or why not; None where nothing waits so."""
    if not viewer.person:
        return None
    items = DeskItem.objects.filter(
        community=community, organ=asked.organ, act=asked.act, ahead=False, stage=asked.stage,
        matter__procedure=asked.procedure, matter__stage=asked.stage,
        matter__charter_hash__startswith=asked.charter,
    )  # fmt: skip
    rows = list(items.select_related("matter").order_by(F("due").asc(nulls_last=True), "pk")[: MOST + 1])
    if not rows:
        return None
    lists = Lists(community, viewer)
    matters = list({row.matter.pk: row.matter for row in rows[:MOST]}.values())
    lens = lists.of(matters[0].charter_hash)
    stage = lens.stage(asked.procedure, asked.stage)
    refusal = barred(lens.force, asked.procedure, asked.stage, asked.act)
    wanted = () if refusal else fields(lens, stage, matters[0].state, asked.act)
    final = words.FINAL.get(asked.act)
    return Together(
        act_title=lens.text(words.ACTS[asked.act]), final=lens.text(final) if final else "",
        stage_title=lens.text(stage.title), organ=asked.organ, organ_title=lens.organ(asked.organ),
        charter=matters[0].charter_hash, fields=tuple(one for one in wanted if one.name != "files"),
        candidates=tuple(_candidate(lists, lens, one, asked) for one in matters), more=len(rows) > MOST,
        why=told(lens, refusal, asked.act) if refusal else None,
    )  # fmt: skip


def _candidate(lists: Lists, lens: Lens, matter: Matter, asked: Asked) -> Candidate:
    state = matter.state
    tried = [
        one
        for one in possible(
            lens.force, state, person=lists.viewer.person, roster=lists.roster, at=lists.at, sittings=()
        )
        if one.act == asked.act and not one.strand
    ]
    allowed = any(one.allowed and one.organ == asked.organ for one in tried)
    refusal = next((one.refusal for one in tried if one.refusal is not None), None)
    why = told(lens, refusal, asked.act) if refusal is not None and not allowed else None
    return Candidate(lists.row(matter), f"{state.stage}#{state.visit}", why)
