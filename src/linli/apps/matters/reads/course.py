"""The course of events: what happened, newest first, failures as plainly as successes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from linli.apps.matters import words
from linli.apps.matters.models import Step
from linli.apps.matters.reads import items
from linli.apps.matters.reads.effects import enacted, people_of
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.pages import CourseEvent, Tone
from linli.apps.matters.reads.points import points_said
from linli.apps.matters.reads.sight import Sight
from linli.apps.matters.reads.strands import procedure_of, title_of
from linli.core.engine import events as e
from linli.core.engine import sitting as s
from linli.core.engine.acts import Actor
from linli.core.engine.money import yuan

MOST_NAMES = 8
SHORT = 400


@dataclass(frozen=True, slots=True)
class Line:
    """One line in the making: a saying and what fills it."""

    key: str
    values: dict[str, object]
    at: datetime
    tone: Tone = "plain"
    chip: str = ""
    seal: str = ""
    strand: str = ""


def people_in(steps: Iterable[Step]) -> set[str]:
    """Everybody whom these steps name."""
    found: set[str] = set()
    for step in steps:
        found.add(step.person)
        found |= {step.hand.by.person} if step.hand else set()
        for event in step.happened:
            found |= _people(event)
    return found - {""}


def _people(event: Any) -> set[str]:
    match event:
        case e.StrandMoved(event=moved):
            return _people(moved)
        case s.Attended(people=people) | s.Left(people=people):
            return set(people[:MOST_NAMES])
        case e.CountEntered(by=hand) | e.CountsDiffered(by=hand):
            return {hand}
        case e.PartyNamed(by=namer, person=person):
            return {namer.person, person} - {""}
        case e.Enacted(effects=effects):
            return set().union(*(people_of(effect) for effect in effects))
        case _:
            by = getattr(event, "by", None)
            return {by.person} if isinstance(by, Actor) else set()


def seals_in(steps: Iterable[Step]) -> set[str]:
    """The seals of all words in these steps."""
    return {seal for step in steps for event in step.happened for seal in [_seal(event)] if seal}


def _seal(event: Any) -> str:
    match event:
        case e.Submitted() | e.Revised() | e.StrandBegan():
            return ""
        case e.StrandMoved(event=moved):
            return _seal(moved)
        case e.ItemAdded(title=title):
            return title
        case _:
            return getattr(event, "text", "") or getattr(event, "reasons", "")


def course(lens: Lens, sight: Sight, procedure: str, steps: Iterable[Step]) -> tuple[CourseEvent, ...]:
    """The lines of some steps, newest first; steps come newest first."""
    found: list[CourseEvent] = []
    for step in steps:
        lines = list(_lines(lens, sight, procedure, step.stage, step.happened))
        for index, line in reversed(list(enumerate(lines))):
            found.append(_shown(lens, sight, step, line, first=index == 0))
    return tuple(found)


def _shown(lens: Lens, sight: Sight, step: Step, line: Line, *, first: bool) -> CourseEvent:
    detail = sight.words(line.seal).text
    text = words.say(words.COURSE[line.key], lens.lang, **line.values)
    if line.strand:
        text = lens.say("in-strand", strand=line.strand, text=text)
    return CourseEvent(
        at=line.at, text=text, seq=step.seq, state=line.tone,
        chip=line.chip, detail=detail if len(detail) <= SHORT else f"{detail[:SHORT]}…",
        files=sight.files(step.seq) if first else (), notice=line.key.startswith("notice-posted"),
        entered=sight.entered(step.hand, step.on), door=sight.door(step.door),
    )  # fmt: skip


def _lines(
    lens: Lens, sight: Sight, procedure: str, stage: str, happened: Sequence[Any], strand: str = ""
) -> Iterator[Line]:
    """The lines of some events in order, those of a strand together."""
    for name, together in groupby(happened, key=lambda one: getattr(one, "strand", "")):
        if not name:
            plain = list(together)
            yield from _plain_lines(lens, sight, procedure, stage, plain, strand)
            stage = next((one.stage for one in reversed(plain) if isinstance(one, e.StageEntered)), stage)
            continue
        inner = procedure_of(lens, procedure, stage)
        title = title_of(lens, procedure, stage, name)
        moved = [one.event for one in together if isinstance(one, e.StrandMoved)]
        own = next((one.stage for one in moved if isinstance(one, e.StageLeft)), "")
        yield from _lines(lens, sight, inner, own, moved, f"{strand} › {title}" if strand else title)


def _plain_lines(
    lens: Lens, sight: Sight, procedure: str, stage: str, happened: Sequence[Any], strand: str
) -> Iterator[Line]:
    for line in _own_lines(lens, sight, procedure, stage, happened):
        yield replace(line, strand=strand)


def _own_lines(
    lens: Lens, sight: Sight, procedure: str, stage: str, happened: Sequence[Any]
) -> Iterator[Line]:
    # What a closed poll comes to says by itself that its count was entered and its stage is over.
    closed = any(isinstance(event, e.PollClosed) for event in happened)
    for event in happened:
        if isinstance(event, e.StageEntered):
            stage = event.stage
            if event.kind != "propose" or event.visit > 1:
                yield _entered(lens, procedure, event)
        elif isinstance(event, e.StageLeft):
            if not closed and event.outcome != "submitted":
                yield _left(lens, procedure, event)
        elif not (closed and isinstance(event, e.CountEntered) and not _by_hands(event)):
            line = _line(lens, sight, procedure, stage, event)
            if line is not None:
                yield line


def _by_hands(event: e.CountEntered) -> bool:
    """Whether hands were counted: there were no ballots to be issued or returned."""
    count = event.count
    return not count.issued and not count.returned and count.yes + count.no + count.abstain > 0


def _entered(lens: Lens, procedure: str, event: e.StageEntered) -> Line:
    title = lens.stage_title(procedure, event.stage)
    if event.due is None:
        return Line("entered", {"stage": title}, event.at)
    return Line("entered-due", {"stage": title, "due": lens.moment(event.due)}, event.at)


def _left(lens: Lens, procedure: str, event: e.StageLeft) -> Line:
    stage = lens.stage(procedure, event.stage)
    key = "left-by-clock" if event.by_clock else "left"
    return Line(
        key,
        {"stage": lens.text(stage.title)},
        event.at,
        tone_of(event.outcome),
        lens.outcome(stage, event.outcome),
    )


def tone_of(outcome: str) -> Tone:
    """Whether an outcome is one to be glad of."""
    return "done" if outcome in words.GOOD else "failed"


def _line(lens: Lens, sight: Sight, procedure: str, stage: str, event: Any) -> Line | None:
    who = sight.who(event.by) if isinstance(getattr(event, "by", None), Actor) else ""
    title = lens.stage_title(procedure, stage)
    line = (
        _item(lens, procedure, stage, event, who)
        or _hands(lens, sight, event, who)
        or _plain(event, who, title)
        or _worded(lens, event, who, title)
        or _sitting(lens, sight, event, who)
        or _enacted(lens, sight, event)
    )
    return line or _figures(lens, sight, procedure, stage, event)


def _enacted(lens: Lens, sight: Sight, event: Any) -> Line | None:
    if not isinstance(event, e.Enacted):
        return None
    tone: Tone = "failed" if event.void else "done"
    return Line("enacted", {"effects": enacted(lens, sight, event)}, event.at, tone)


def _item(lens: Lens, procedure: str, stage: str, event: Any, who: str) -> Line | None:
    found = items.told(lens, procedure, stage, event)
    if found is None:
        return None
    key, values, chip = found
    return Line(key, {"who": who, **values}, event.at, chip=chip, seal=_seal(event))


_BY: dict[object, str] = {
    e.Submitted: "submitted", e.Revised: "revised", e.Supported: "supported", e.SupportRetracted: "support-retracted",
    e.Stated: "stated", e.Reported: "reported", e.PartyJoined: "party-joined",
}  # fmt: skip


def _plain(event: Any, who: str, title: str) -> Line | None:
    """Events that say who did what, and no more."""
    if (key := _BY.get(type(event))) is not None:
        return Line(key, {"who": who}, event.at, seal=_seal(event))
    match event:
        case e.TalkOpened(at):
            return Line("talk-opened", {}, at)
        case e.Reminded(at):
            return Line("reminded", {}, at, "failed")
        case e.CountsDiffered(at):
            return Line("counts-differed", {}, at, "failed")
        case e.WorkEnded(at, outcome=outcome):
            tone: Tone = "done" if outcome == "finished" else "failed"
            return Line(outcome, {"who": who}, at, tone, seal=_seal(event))
        case _:
            return None


def _hands(lens: Lens, sight: Sight, event: Any, who: str) -> Line | None:
    """In whose hands the matter is, and between whom."""
    match event:
        case e.Offered(at, to=to, reasons=reasons):
            return Line("offered", {"who": who, "to": lens.organ(to)}, at, seal=reasons)
        case e.Established(at):
            return Line("established", {"who": who}, at)
        case e.Accepted(at):
            return Line("accepted", {"who": who}, at, "done")
        case e.Returned(at, reasons=reasons):
            return Line("returned", {"who": who}, at, "failed", seal=reasons)
        case e.Paid(at, fund=fund, cents=cents, text=text):
            known = lens.force.charter.funds.get(fund)
            title = lens.text(known.title) if known else fund
            return Line("paid", {"who": who, "fund": title, "amount": yuan(cents)}, at, "done", seal=text)
        case e.PartyNamed(at, organ=organ, person=person):
            return Line("party-named", {"who": who, "to": sight.who(Actor(person, organ))}, at)
        case e.PartyLeft(at, reasons=reasons):
            return Line("party-left", {"who": who}, at, "failed", seal=reasons)
        case _:
            return None


def _worded(lens: Lens, event: Any, who: str, title: str) -> Line | None:
    """Events with a moment, a number or a section in them."""
    match event:
        case e.Minuted(at, text=text, present=present):
            return Line("minuted" if present else "minuted-alone", {"who": who, "n": present}, at, seal=text)
        case e.NoticePosted(at, text=text, until=until):
            key = "notice-posted-until" if until else "notice-posted"
            due = lens.moment(until) if until else ""
            return Line(key, {"who": who, "stage": title, "due": due}, at, "done", seal=text)
        case e.ObjectionRaised(at, number=number, text=text):
            return Line("objection-raised", {"who": who, "n": number}, at, "failed", seal=text)
        case e.ObjectionAnswered(at, number, verdict, reasons, by):
            key = "objection-answered" if by else "objection-unanswered"
            tone: Tone = "failed" if verdict == "upheld" else "done"
            return Line(key, {"who": who, "n": number}, at, tone, lens.text(words.VERDICTS[verdict]), reasons)
        case e.Extended(at, due=due, reasons=reasons):
            return Line("extended", {"who": who, "due": lens.moment(due)}, at, seal=reasons)
        case e.Disclosed(at, section=section, text=text, none=none):
            key = "disclosed-none" if none else "disclosed"
            return Line(key, {"who": who, "section": lens.section(section)}, at, "done", seal=text)
        case e.Ended():
            return _ended(lens, event)
        case _:
            return None


def _ended(lens: Lens, event: e.Ended) -> Line:
    if event.awaits:
        sections = ("、" if lens.lang == "zh" else ", ").join(lens.section(one) for one in event.awaits)
        return Line("ended-awaits", {"sections": sections}, event.at, "done")
    tone: Tone = "done" if event.end == "done" else "failed"
    return Line(f"ended-{event.end}", {}, event.at, tone, seal=event.reasons)


def _sitting(lens: Lens, sight: Sight, event: Any, who: str) -> Line | None:
    match event:
        case s.SittingCalled(at, starts=starts, text=text):
            return Line("sitting-called", {"who": who, "due": lens.moment(starts)}, at, seal=text)
        case s.Attended(at, people):
            return Line("attended", {"names": _names(lens, sight, people)}, at)
        case s.Left(at, people):
            return Line("left-sitting", {"names": _names(lens, sight, people)}, at)
        case s.SittingEnded(at, present):
            return Line("sitting-ended", {"n": present}, at)
        case s.AgendaSet(at, agenda=agenda):
            return Line("agenda-set", {"who": who, "n": len(agenda)}, at)
        case s.MinutesSigned(at):
            return Line("minutes-signed", {"who": who}, at)
        case _:
            return None


def _names(lens: Lens, sight: Sight, people: tuple[str, ...]) -> str:
    names = ("、" if lens.lang == "zh" else ", ").join(sight.name(one) for one in people[:MOST_NAMES])
    more = len(people) - MOST_NAMES
    if more <= 0:
        return names
    return f"{names}等 {len(people)} 人" if lens.lang == "zh" else f"{names} and {more} more"


def _figures(lens: Lens, sight: Sight, procedure: str, stage: str, event: Any) -> Line | None:
    title = lens.stage_title(procedure, stage)
    match event:
        case e.Sorted(at, by, bin, reasons, points):
            said = lens.outcome(lens.stage(procedure, stage), bin)
            found = points_said(lens, procedure, stage, points)
            about: dict[str, object] = {"who": sight.who(by), "points": found}
            return Line("sorted-points" if found else "sorted", about, at, chip=said, seal=reasons)
        case e.StageSkipped(at, skipped):
            return Line("skipped", {"stage": lens.stage_title(procedure, skipped)}, at)
        case e.PollOpened(at, roll):
            return Line("poll-opened", {"stage": title, "n": roll.count}, at)
        case e.CountEntered(at, by, count) if _by_hands(event):
            raised = {"yes": count.yes, "no": count.no, "abstain": count.abstain}
            return Line("hands-counted", {"who": sight.name(by), **raised}, at)
        case e.CountEntered(at, by):
            return Line("count-entered", {"who": sight.name(by)}, at)
        case e.PollClosed(at, outcome, figures):
            chip = lens.outcome(lens.stage(procedure, stage), outcome)
            values: dict[str, object] = {"stage": title, "figures": lens.figures(figures)}
            return Line("poll-closed", values, at, tone_of(outcome), chip)
        case _:
            return None
