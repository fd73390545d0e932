"""The minutes of a sitting: as the record gives them, as they were corrected, as they were signed."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from linli.apps.matters.models import Matter, MinutesDraft, Sitting, Step
from linli.apps.matters.reads import course
from linli.apps.matters.reads.deeds import told
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.pages import WhyNot
from linli.apps.matters.reads.rows import Lists
from linli.apps.matters.reads.sight import Sight
from linli.apps.matters.reads.viewer import Viewer
from linli.core.engine import sitting as s
from linli.core.engine.acts import Actor
from linli.core.engine.minutes import closed, opens, readers, whose
from linli.core.engine.sittings import may_convene, presides

FEW = 24
"""Of so many members those who did not come are named."""
STEPS = 500
"""So many of the newest entries of a matter are looked through for what was done in the sitting."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A line of the minutes: kept, added or taken out in correcting."""

    kind: Literal["kept", "added", "removed"]
    text: str


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """``text`` is what is to be signed, or was; ``drawn`` what the record gives; ``changes`` tell the two apart.

    ``stamp`` is the version of the corrected text, 0 where nobody has corrected anything. ``readers`` are the organs
    for whose members the minutes are when they are signed, none where they are for everybody, as ``audience`` says in
    words; ``opens`` is from when they are for everybody all the same. ``closed`` is why the viewer does not read them.
    """

    chain: str
    year: int
    number: int
    organ: str
    organ_title: str
    ended: bool
    cancelled: bool
    signed: bool
    signed_at: datetime | None
    signed_by: str
    seal: str
    text: str
    drawn: str
    erased: bool
    changes: tuple[Changed, ...]
    stamp: int
    corrected_by: str
    may_correct: bool
    may_sign: bool
    capacity: str
    zone: str
    at: datetime
    readers: tuple[str, ...] = ()
    audience: str = ""
    opens: datetime | None = None
    closed: WhyNot | None = None


def minutes(community: Any, viewer: Viewer, year: int, number: int) -> MinutesPage | None:
    """The minutes; None where there is no such sitting.

    Before they are signed only who may correct them reads them; then those for whom the charter says that they are.
    """
    row = Sitting.objects.filter(community=community, year=year, number=number).first()
    if row is None:
        return None
    lists = Lists(community, viewer)
    lens, state = lists.of(row.charter_hash), row.state
    draft = MinutesDraft.objects.filter(sitting=row).first()
    drawn, sight = drafted(lists, lens, row)
    ended, signed = state.status == "ended", bool(state.minutes)
    held = ended and not row.cancelled
    capacity = _capacity(lists, lens, state)
    signing = _signing(community, row) if signed else None
    said = Sight(community, viewer, lens, seals=[state.minutes]).words(state.minutes) if signed else None
    text = said.text if said else draft.text if draft else drawn
    refusal = closed(lens.force, state, person=viewer.person, roster=lists.roster, at=lists.at)
    shown = refusal is None if signed else held and bool(capacity)
    return MinutesPage(
        chain=row.chain, year=row.year, number=row.number, organ=state.organ, organ_title=lens.organ(state.organ),
        ended=ended, cancelled=row.cancelled, signed=signed, signed_at=signing[0] if signing else None,
        signed_by=sight.who(signing[1]) if signing else "", seal=state.minutes, text=text if shown else "",
        drawn=drawn if shown else "", erased=bool(said and said.erased),
        changes=changes(draft.drawn, text) if shown and draft else (), stamp=draft.stamp if draft else 0,
        corrected_by=sight.name(draft.person) if draft else "", may_correct=held and not signed and bool(capacity),
        may_sign=held and not signed and _signs(lists, lens, state, capacity), capacity=capacity, zone=lists.zone,
        at=lists.at, **_audience(lists, lens, state), closed=told(lens, refusal) if signed and refusal else None,
    )  # fmt: skip


def _audience(lists: Lists, lens: Lens, state: s.SittingState) -> dict[str, Any]:
    """For whom the minutes are, and from when for everybody all the same; nothing where they are for everybody."""
    found = readers(lens.force, state.organ)
    if not found:
        return {}
    opening = opens(lens.force, state, lists.roster)
    return {"readers": found, "audience": lens.text(whose(lens.force, found)), "opens": opening}


def changes(before: str, after: str) -> tuple[Changed, ...]:
    """The lines of two texts: what was kept, added and taken out."""
    kinds: dict[str, Literal["kept", "added", "removed"]] = {" ": "kept", "+": "added", "-": "removed"}
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return tuple(Changed(kinds[line[0]], line[2:]) for line in lines if line[0] in kinds)


def _signing(community: Any, row: Sitting) -> tuple[datetime, Actor] | None:
    steps = Step.objects.filter(community=community, chain=row.chain).order_by("-seq")[:STEPS]
    signed = (one for step in steps for one in step.happened if isinstance(one, s.MinutesSigned))
    return next(((one.at, one.by) for one in signed), None)


def _capacity(lists: Lists, lens: Lens, state: s.SittingState) -> str:
    """In which capacity the viewer may correct the minutes; empty where in none."""
    person, convene = lists.viewer.person, (*lens.force.organ(state.organ).convened_by, state.organ)
    able = [
        organ
        for organ in convene
        if person == state.chair
        or may_convene(lens.force, state.organ, Actor(person, organ), lists.roster, lists.at) is None
    ]
    return lists.among(lens.force, able) if person else ""


def _signs(lists: Lists, lens: Lens, state: s.SittingState, capacity: str) -> bool:
    by = Actor(lists.viewer.person, capacity)
    return bool(capacity) and presides(lens.force, state, by, lists.roster, lists.at)


def drafted(lists: Lists, lens: Lens, row: Sitting) -> tuple[str, Sight]:
    """The minutes as the record gives them: who was there and when, and what came of each matter."""
    state = row.state
    own = list(Step.objects.filter(community=lists.community, chain=row.chain).order_by("seq")[:STEPS])
    over = next(
        (one.at for step in own for one in step.happened if isinstance(one, s.SittingEnded)), lists.at
    )
    agenda = row.matters()
    steps = {one.chain: _during(lists, one, state.starts, over) for one in agenda}
    every = [*own, *(step for found in steps.values() for step in found)]
    came = _came(own)
    absent = _absent(state, came)
    people = {state.chair, *came, *absent, *course.people_in(every)}
    sight = Sight(lists.community, lists.viewer, lens, people=people, seals=course.seals_in(every))
    lines = [*_head(lens, sight, state, own, over, absent), *_items(lens, sight, agenda, steps, state.starts)]
    return "\n".join(lines), sight


def _during(lists: Lists, matter: Matter, starts: datetime, over: datetime) -> list[Step]:
    """What was done in a matter while the sitting lasted, the newest first."""
    rows = Step.objects.filter(community=lists.community, chain=matter.chain, at__gte=starts, at__lte=over)
    return list(rows.order_by("-seq")[:STEPS])


def _absent(state: s.SittingState, came: Collection[str]) -> list[str]:
    """Who was on the roll and never signed in, where they are few: a great meeting says only how many."""
    people = state.roll.people if state.roll.count <= FEW else ()
    return [one for one in people if one not in came]


def _came(own: list[Step]) -> dict[str, datetime]:
    """Who signed in, and when first."""
    found: dict[str, datetime] = {}
    for step in own:
        for one in step.happened:
            if isinstance(one, s.Attended):
                for person in one.people:
                    found.setdefault(person, one.at)
    return found


def _head(
    lens: Lens, sight: Sight, state: s.SittingState, own: list[Step], over: datetime, absent: list[str]
) -> Iterator[str]:
    came = _came(own)
    yield lens.say("minutes-title", organ=lens.organ(state.organ), meeting=lens.meeting(state.organ))
    yield lens.say("minutes-time", starts=lens.moment(state.starts), over=lens.hour(over, state.starts))
    yield lens.say("minutes-chair", who=sight.name(state.chair))
    yield lens.say("minutes-there", n=len(came), whole=state.roll.count)
    if came:
        yield lens.say("minutes-names", names=_names(lens, sight, came))
    if absent:
        yield lens.say("minutes-absent", names=_names(lens, sight, absent))
    yield from _went(lens, sight, state, own)


def _names(lens: Lens, sight: Sight, people: Iterable[str]) -> str:
    return ("、" if lens.lang == "zh" else ", ").join(sight.name(one) for one in people)


def _went(lens: Lens, sight: Sight, state: s.SittingState, own: list[Step]) -> Iterator[str]:
    """Who left and who came back, in the order of the clock."""
    gone: set[str] = set()
    for step in own:
        for one in step.happened:
            if isinstance(one, s.Left):
                gone |= set(one.people)
                at = lens.hour(one.at, state.starts)
                yield lens.say("minutes-left", names=_names(lens, sight, one.people), at=at)
            elif isinstance(one, s.Attended) and (back := [who for who in one.people if who in gone]):
                gone -= set(back)
                at = lens.hour(one.at, state.starts)
                yield lens.say("minutes-back", names=_names(lens, sight, back), at=at)


def _items(
    lens: Lens, sight: Sight, agenda: list[Matter], steps: dict[str, list[Step]], starts: datetime
) -> Iterator[str]:
    for number, matter in enumerate(agenda, 1):
        title = matter.title or lens.say("notice-number", year=matter.year, number=matter.number)
        yield ""
        yield lens.say("minutes-item", n=number, title=title)
        lines = course.course(lens, sight, matter.procedure, steps[matter.chain])
        if not lines:
            yield lens.say("minutes-nothing")
        for line in reversed(lines):
            chip = (
                f"（{line.chip}）"
                if line.chip and lens.lang == "zh"
                else f" ({line.chip})"
                if line.chip
                else ""
            )
            detail = f" — {line.detail}" if line.detail else ""
            yield f"{lens.hour(line.at, starts)}  {line.text}{chip}{detail}"
