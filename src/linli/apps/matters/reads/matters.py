"""The page of a matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from linli.apps.community import reads as community_reads
from linli.apps.matters import words
from linli.apps.matters.models import Matter, Step
from linli.apps.matters.reads import (
    closed,
    course,
    deeds,
    differences,
    entered,
    hands,
    items,
    meter,
    rail,
    where,
)
from linli.apps.matters.reads.holds import Holds
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.pages import (
    DisclosureCell,
    FactShown,
    Glance,
    MatterPage,
    ObjectionShown,
    Proof,
    RailItem,
    Saying,
    SittingRow,
)
from linli.apps.matters.reads.rows import sitting_row
from linli.apps.matters.reads.scene import Scene
from linli.apps.matters.reads.sight import Sight, turnout, vote_of
from linli.apps.matters.reads.viewer import Viewer
from linli.core.engine import clock
from linli.core.engine.acts import Actor, FactValue
from linli.core.engine.state import MatterState, Standing

EVENTS = 30
FILES = 20


def matter(
    community: Any, viewer: Viewer, year: int, number: int, *, before: int | None = None, events: int = EVENTS
) -> MatterPage | None:
    """Everything that the page of a matter shows; None where there is none. Raises :class:`ClosedMatter`.

    ``before``: the course of events only up to the entry before this one, ``events`` of it at most.
    """
    rows = Matter.every.select_related("community", "whereabouts__building")
    rows = rows.filter(community=community, year=year, number=number)
    found = rows.first()
    return page_of(Scene(found, viewer), before=before, events=events) if found else None


def page_of(scene: Scene, *, before: int | None = None, events: int = EVENTS) -> MatterPage:
    """The page of a scene: the same number of queries, however much has happened."""
    row, state, lens, viewer = scene.matter, scene.state, scene.lens, scene.viewer
    all_steps = Step.objects.filter(community=row.community, chain=row.chain)
    steps = list((all_steps.filter(seq__lt=before) if before else all_steps).order_by("-seq")[:events])
    sight = _sight(scene, steps)
    possible = (
        closed.possibilities(scene)
        if scene.gate
        else deeds.possibilities(lens, state, viewer.person, scene.roster, scene.at, scene.open_sittings)
    )
    late = closed.late_by(scene)
    due = None if late else rail_due(state)
    proposes = differences.proposed(lens, state)
    return MatterPage(
        chain=row.chain, year=row.year, number=row.number, title=_title(scene, sight),
        text=sight.words("" if scene.gate else state.text), kind=lens.kind_title(row.procedure, row.kind),
        procedure=lens.procedure_title(row.procedure), status=status(state), status_text=lens.status(status(state)),
        stage=state.stage, stage_title=lens.stage_title(row.procedure, state.stage),
        expects=f"{state.stage}#{state.visit}", by=closed.asked_by(scene) or sight.name(state.proposer.person),
        by_organ=lens.organ(state.proposer.organ), began=state.began, ended=state.ended,
        due=lens.before(due, provisional=state.provisional), due_at=due, whose_turn=_whose_turn(scene),
        rail=_rail(lens, state, late), late_by=late, rule=None if state.end else lens.rule(row.procedure, state.stage),
        meter=meter.meter(lens, state, scene.roster, scene.sitting, scene.at), turnout=turnout(lens, state),
        mine=vote_of(lens, state, viewer.person),
        deeds=deeds.deeds(
            lens, state, possible, viewer.person, scene.roster, scene.at, scene.open_sittings,
            lambda item: sight.words(item.title).text,
        ),
        why_not=deeds.why_not(lens, possible, stranger=not viewer.person),
        disclosures=tuple(_disclosures(scene, sight)),
        facts=(*closed.about(scene), *_hands(scene, sight), *_facts(scene)),
        files=sight.all_files(),
        objections=tuple(_objections(scene, sight)), sittings=tuple(_sittings(scene)),
        events=course.course(lens, sight, row.procedure, steps), events_total=all_steps.count(),
        events_before=steps[-1].seq if len(steps) == events and steps[-1].seq > 1 else None,
        proof=proof(row.community), charter_hash=row.charter_hash, charter_version=lens.force.charter.version,
        zone=lens.zone, items=items.shown(lens, sight, state), items_title=items.title(lens, state),
        held=Holds(lens, state, viewer, scene.roster, scene.at).organs()[0] if viewer.person else (),
        glance=Glance(row.chain, row.year, row.number, row.title, row.procedure, is_over(status(state))),
        version=scene.version, proposes=proposes, entered=entered.counted(lens, row),
        entering=_entering(scene), building=where.of_matter(row),
        own=bool(viewer.person) and state.proposer.person == viewer.person, closed=scene.gate is not None,
        changes=differences.between(row.charter_hash, proposes, lens.lang) if proposes else None,
    )  # fmt: skip


def _title(scene: Scene, sight: Sight) -> Saying:
    """What the matter is called; a closed one as its procedure is."""
    if scene.gate is None:
        return sight.words(scene.state.title)
    title = scene.lens.procedure_title(scene.matter.procedure)
    return Saying(title[:1].upper() + title[1:])


def _entering(scene: Scene) -> str:
    """For which organ the viewer may enter for others here, where there is anything to be entered."""
    if scene.gate or not hands.is_for_people(scene.lens, scene.state):
        return ""
    return hands.capacity(scene.community, scene.viewer, scene.lens, scene.state, scene.roster, scene.at)


def status(state: MatterState) -> str:
    """The status of a state."""
    if state.end is None:
        return "open"
    return "disclosing" if state.ended is None else state.end


def is_over(status: str) -> bool:
    """Whether nothing is done any more in a matter of this status."""
    return status not in (Matter.Status.OPEN, Matter.Status.DISCLOSING)


def _rail(lens: Lens, state: MatterState, late: str) -> tuple[RailItem, ...]:
    """The rail; of an answer that is late it says so, in place of when somebody is reminded of it next."""
    found = rail.rail(lens, state)
    return tuple(replace(one, due=late, due_at=None) if late and one.due else one for one in found)


def rail_due(state: MatterState) -> datetime | None:
    """Until when the stage lasts, or the next thing in it is due."""
    if state.end is not None:
        return None
    if isinstance(state.now, Standing) and state.now.until is not None:
        return state.now.until
    return state.due or clock.next_due(state)


def _sight(scene: Scene, steps: Sequence[Step]) -> Sight:
    state, lens = scene.state, scene.lens
    objections = state.now.objections if isinstance(state.now, Standing) else ()
    seals = {
        state.title, state.text, *(made.text for made in state.disclosed.values()), *course.seals_in(steps),
        *(seal for one in objections for seal in (one.text, one.reasons)), *items.seals(state),
    }  # fmt: skip
    people = {
        state.proposer.person, state.holder, *(one.person for one in state.parties), *course.people_in(steps),
        *(one.by.person for one in objections), *items.people(lens, state),
    }  # fmt: skip
    files = scene.matter.files.order_by("-seq", "pk")[:FILES]
    closed_ = scene.gate is not None
    return Sight(
        scene.community, scene.viewer, scene.lens, people=people, seals=seals, files=files, closed=closed_
    )


def _whose_turn(scene: Scene) -> str:
    if scene.state.end is not None:
        return ""
    stage = scene.lens.stage(scene.state.procedure, scene.state.stage)
    return scene.lens.by(stage.by, scene.state.procedure)


def _disclosures(scene: Scene, sight: Sight) -> Iterator[DisclosureCell]:
    state, lens = scene.state, scene.lens
    procedure = lens.force.procedure(state.procedure)
    stages = {getattr(stage, "section", ""): stage for stage in procedure.stages.values()}
    for section in procedure.discloses:
        by = lens.by(lens.force.charter.disclosures[section].by, state.procedure)
        made = state.disclosed.get(section)
        if made is None:
            stage = stages.get(section)
            due = lens.say("at-stage", stage=stage.title) if stage else ""
            yield DisclosureCell(section, lens.section(section), "due", due=due, by=by)
            continue
        text = sight.words(made.text).text
        because = text if made.none else ""
        yield DisclosureCell(
            section, lens.section(section), "none" if made.none else "done", text=text, because=because, at=made.at,
            by=by,
        )  # fmt: skip


def _facts(scene: Scene) -> Iterator[FactShown]:
    procedure = scene.lens.force.procedure(scene.state.procedure)
    for name, value in scene.state.facts.items():
        kind = procedure.facts.get(name)
        if kind is not None and kind.type != "charter":
            title = scene.lens.text(kind.title)
            yield FactShown(title, _fact(scene.lens, kind.type, kind.choices, value))


def _hands(scene: Scene, sight: Sight) -> Iterator[FactShown]:
    """Who holds the matter, once somebody has accepted it, and between whom it is."""
    state, lens = scene.state, scene.lens
    if state.holder_organ:
        yield FactShown(lens.say("holder"), sight.who(Actor(state.holder, state.holder_organ)))
    if state.parties:
        names = [
            who if one.joined else lens.say("not-joined", who=who)
            for one in state.parties for who in [sight.who(Actor(one.person, one.organ))]
        ]  # fmt: skip
        yield FactShown(lens.say("parties"), ("、" if lens.lang == "zh" else ", ").join(names))


def _fact(lens: Lens, type: str, choices: Any, value: FactValue) -> str:
    if isinstance(value, bool):
        return lens.say("yes" if value else "no")
    if type == "money":
        return lens.say("yuan", n=f"{value:,}")
    return lens.text(choices[value]) if value in choices else str(value)


def _objections(scene: Scene, sight: Sight) -> Iterator[ObjectionShown]:
    now = scene.state.now
    for one in now.objections if isinstance(now, Standing) else ():
        verdict = words_of(scene.lens, one.verdict)
        yield ObjectionShown(
            number=one.number, by=sight.name(one.by.person), text=sight.words(one.text), raised=one.raised,
            due="" if one.verdict else scene.lens.before(one.due), verdict=verdict, reasons=sight.words(one.reasons),
            open=not one.verdict,
        )  # fmt: skip


def words_of(lens: Lens, verdict: str) -> str:
    """A verdict in words; empty while there is none."""
    return lens.text(words.VERDICTS[verdict]) if verdict else ""


def _sittings(scene: Scene) -> Iterator[SittingRow]:
    for row in scene.sittings:
        here = scene.viewer.person in next(
            (one.attending for one in scene.open_sittings if one.id == row.chain), ()
        )
        yield sitting_row(row, scene.lens, here=here)


def proof(community: Any) -> Proof:
    """The community's last checkpoint."""
    last = community_reads.last_checkpoint(community)
    return Proof(last.at, last.root) if last else Proof()
