"""Sittings: the list, and the page of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from linli.apps.matters import words
from linli.apps.matters.models import Matter, Sitting, Step
from linli.apps.matters.reads import course, quorum
from linli.apps.matters.reads.crowd import Crowd, by_kind, crowd, still_there
from linli.apps.matters.reads.deeds import told
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.meter import attendance, needs
from linli.apps.matters.reads.pages import (
    CourseEvent,
    Deed,
    Field,
    Meter,
    SittingPage,
    SittingsPage,
    WhyNot,
)
from linli.apps.matters.reads.rows import Lists
from linli.apps.matters.reads.sight import Sight
from linli.apps.matters.reads.viewer import Viewer
from linli.core.charter.stages import Poll
from linli.core.engine.acting.attendance import votes_open
from linli.core.engine.acts import Actor
from linli.core.engine.calendar import day_of
from linli.core.engine.refusal import Refusal
from linli.core.engine.sitting import Attend, EndSitting, Leave, SittingAct, SittingEnded, SittingState
from linli.core.engine.sittings import decide_sitting, presides
from linli.core.engine.state import MatterState

PAGE = 20
EVENTS = 30


def sittings(community: Any, viewer: Viewer, *, page: int = 1) -> SittingsPage:
    """The sittings called, the nearest first, then those held, the newest first."""
    lists = Lists(community, viewer)
    rows = Sitting.objects.filter(community=community)
    called = rows.filter(status=Sitting.Status.CALLED).order_by("starts", "pk")
    held = rows.filter(status=Sitting.Status.ENDED).order_by("-starts", "-pk")
    first, total = called.count(), rows.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    start = (page - 1) * PAGE
    found = list(called[start : start + PAGE]) if start < first else []
    left = PAGE - len(found)
    begin = max(0, start - first)
    found += list(held[begin : begin + left]) if left else []
    return SittingsPage(tuple(lists.sitting(one) for one in found), page, pages, lists.zone)


def sitting(
    community: Any, viewer: Viewer, year: int, number: int, *, sought: str = ""
) -> SittingPage | None:
    """The page of a sitting, of its people those whose names have ``sought`` in them; None where there is none."""
    row = Sitting.objects.filter(community=community, year=year, number=number).first()
    return _page(Lists(community, viewer), row, sought) if row else None


def _page(lists: Lists, row: Sitting, sought: str) -> SittingPage:
    state, lens = row.state, lists.of(row.charter_hash)
    steps = list(Step.objects.filter(community=lists.community, chain=row.chain).order_by("-seq")[:EVENTS])
    group = crowd(lists, lens, state, sought)
    still = still_there(lists, lens, state)
    agenda = row.matters()
    count = _meter(lists, lens, row, state, agenda)
    attendance = quorum.attendance_of(lists.community, row.chain, count.need)
    people = {
        state.chair,
        *course.people_in(steps),
        *group.roll,
        *group.there,
        *attendance.people(),
    }
    seals = {state.text, *course.seals_in(steps)}
    sight = Sight(lists.community, lists.viewer, lens, people=people, seals=seals)
    events = _events(lens, sight, steps)
    if row.cancelled and events:
        events = (replace(events[0], text=lens.say("sitting-cancelled")), *events[1:])
    able, refused = _deeds(lists, lens, sight, state, group)
    open_ = list(_opened(lists, agenda, row.chain)) if state.status != "ended" else []
    broken = state.status != "ended" and count.have < count.need
    return SittingPage(
        chain=row.chain, year=row.year, number=row.number, organ=row.organ, organ_title=lens.organ(row.organ),
        chair=sight.name(state.chair), called=state.called, starts=state.starts, ended=state.status == "ended",
        text=sight.words(state.text), meter=count,
        agenda=lists.rows(agenda), people=group.shown(sight, state),
        people_total=state.roll.count, here=lists.viewer.person in state.attending, deeds=able, why_not=refused,
        events=events, zone=lists.zone, kinds=by_kind(group.parts, still),
        voting=bool(open_), paused=_paused(lists, open_, state), begun=lists.at >= state.starts,
        presiding=_presiding(lists, lens, state), minuted=bool(state.minutes),
        quorum=quorum.told(lens, sight, attendance, state.starts, short=broken),
        left=tuple((sight.name(who), at) for who, at in attendance.left), sought=sought, attending=len(state.attending),
        cancelled=row.cancelled, title=lens.meeting(row.organ),
        open_votes=tuple(dict.fromkeys(one.chain for one, _state in open_)),
        door=_at_door(lists, lens, sight, state, group),
        results=tuple(_results(lists, row.organ, agenda, state.starts, _over(steps) or lists.at)),
    )  # fmt: skip


def _at_door(lists: Lists, lens: Lens, sight: Sight, state: SittingState, group: Crowd) -> bool:
    """Whether the viewer signs people in of whom she reads numbers only, and so may ask for a name that she is told."""
    if state.status == "ended" or not _is_day(lists, state) or not _presiding(lists, lens, state):
        return False
    return state.roll.count > len(group.roll) or not all(sight.is_named(one) for one in group.roll)


def _over(steps: Iterable[Step]) -> datetime | None:
    return next((one.at for step in steps for one in step.happened if isinstance(one, SittingEnded)), None)


def _results(
    lists: Lists, organ: str, agenda: list[Matter], starts: datetime, over: datetime
) -> Iterator[tuple[str, str]]:  # fmt: skip
    """What came of matters while the sitting lasted, at a stage that its body is asked at; the last where several."""
    for matter in agenda:
        lens = lists.of(matter.charter_hash)
        stages = lens.force.procedure(matter.procedure).stages
        for passage in reversed(matter.state.passages):
            stage = stages[passage.stage]
            if stage.by is not None and organ in stage.by.organs and starts <= passage.left <= over:
                said, figures = lens.outcome(stage, passage.outcome), lens.figures(passage.figures)
                came = lens.say("came-to", stage=lens.text(stage.title), outcome=said)
                yield matter.chain, f"{came} · {figures}" if figures else came
                break


def _events(lens: Lens, sight: Sight, steps: list[Step]) -> tuple[CourseEvent, ...]:
    return course.course(lens, sight, "", steps)


def _opened(lists: Lists, agenda: list[Matter], sitting: str) -> Iterator[tuple[Matter, MatterState]]:
    """The votes that were opened in a sitting and go on: the matter, and it or its strand that is at the vote."""
    for one in agenda:
        if one.ended is None:
            for state in votes_open(lists.of(one.charter_hash).force, one.state, sitting):
                yield one, state


def _paused(lists: Lists, open_: list[tuple[Matter, MatterState]], state: SittingState) -> str:
    """Why no vote is taken in one of the votes that are open here; empty where none is held up."""
    found = (
        quorum.paused(lists.of(one.charter_hash), lists.roster, vote, state, lists.at) for one, vote in open_
    )
    short = next((one for one in found if one), None)
    lens = lists.lens
    return lens.say("voting-paused", why=lens.text(short.says)) if short else ""


def _meter(lists: Lists, lens: Lens, row: Sitting, state: SittingState, agenda: list[Matter]) -> Meter:
    """Attendance against the highest quorum that the polls on the agenda ask for."""
    figures = {"members": state.roll.count, "electors": state.roll.count, "seats": state.roll.seats}
    needed = [0]
    for matter in agenda:
        force = lists.of(matter.charter_hash).force
        stages = force.procedure(matter.procedure).stages.values()
        polls = [one for one in stages if isinstance(one, Poll) and one.by and row.organ in one.by.organs]
        needed += [n for one in polls for n in needs(force.rule(one).quorum, figures)]
    return attendance(lens, len(still_there(lists, lens, state)), state.roll.count, max(needed))


def _deeds(
    lists: Lists, lens: Lens, sight: Sight, state: SittingState, group: Crowd
) -> tuple[tuple[Deed, ...], tuple[WhyNot, ...]]:
    """What the viewer may do in the sitting. Whoever called it signs others in and out."""
    person = lists.viewer.person
    if state.status == "ended":
        return (), ()
    presiding = _presiding(lists, lens, state)
    chairs = bool(presiding)
    absent, there = group.absent(state), list(group.there)
    tries: list[tuple[str, SittingAct, list[str]]] = [
        ("leave", Leave((person,)), there)
        if person in state.attending
        else ("attend", Attend((person,)), absent)
    ]
    if chairs:
        if tries[0][0] == "leave" and absent and _is_day(lists, state):
            tries.insert(0, ("attend", Attend((absent[0],)), absent))
        tries.append(("end-sitting", EndSitting(), []))
    able: list[Deed] = []
    refused: list[WhyNot] = []
    for name, act, others in tries:
        found = decide_sitting(
            lens.force, state, act, id=state.id, by=Actor(person, presiding or state.organ),
            roster=lists.roster, at=lists.at, agenda={},
        )  # fmt: skip
        if isinstance(found, Refusal):
            refused.append(told(lens, found, name))
        else:
            deed = _deed(lens, sight, state, name, others if chairs else [], own=person, primary=not able)
            if name == "end-sitting" and lists.at < state.starts:
                deed = replace(deed, title=lens.say("cancel-sitting"), final=lens.say("cancel-final"))
            able.append(replace(deed, organ=presiding, organ_title=lens.organ(presiding)) if chairs else deed)
    return tuple(able), tuple(refused)


def _presiding(lists: Lists, lens: Lens, state: SittingState) -> str:
    """In which capacity the viewer presides; empty where they do not."""
    person, convene = lists.viewer.person, (*lens.force.organ(state.organ).convened_by, state.organ)
    able = [
        organ
        for organ in convene
        if person and presides(lens.force, state, Actor(person, organ), lists.roster, lists.at)
    ]
    return lists.among(lens.force, able)


def _is_day(lists: Lists, state: SittingState) -> bool:
    return day_of(lists.at, lists.zone) >= day_of(state.starts, lists.zone)


def _deed(
    lens: Lens, sight: Sight, state: SittingState, name: str, others: list[str], *, own: str, primary: bool
) -> Deed:
    final = words.FINAL.get(name)
    fields = tuple(_choice(lens, sight, others, own))
    return Deed(
        act=name, title=lens.text(words.ACTS[name]), organ=state.organ, organ_title=lens.organ(state.organ),
        fields=fields, sitting=state.id, primary=primary and name == "attend", final=lens.text(final) if final else "",
    )  # fmt: skip


def _choice(lens: Lens, sight: Sight, others: list[str], own: str) -> Iterator[Field]:
    if others:
        # Who presides forgets nobody so easily as herself.
        ordered = sorted(others, key=lambda one: one != own)
        choices = tuple(
            (one, lens.say("yourself", name=sight.name(one)) if one == own else sight.name(one))
            for one in ordered
        )
        yield Field("people", lens.text(words.FIELDS["people"]), required=False, choices=choices)
