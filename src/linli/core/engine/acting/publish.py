"""示: a notice stands; objections are raised and answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from linli.core.charter.stages import Publish
from linli.core.engine.acts import Answer, Object, Post
from linli.core.engine.calendar import after
from linli.core.engine.events import Event, NoticePosted, ObjectionAnswered, ObjectionRaised
from linli.core.engine.evolve import evolve
from linli.core.engine.flow import leave, moment
from linli.core.engine.state import Standing
from linli.core.engine.turn import Outcome, Turn, is_apart, is_one_of


def decide_publish(turn: Turn, now: Standing, act: Post | Object | Answer) -> Outcome:
    """Decide one act at a publication."""
    stage = turn.stage
    assert isinstance(stage, Publish)
    match act:
        case Post():
            return _post(turn, stage, now, act)
        case Object(text):
            return _object(turn, stage, now, text)
        case Answer():
            return _answer(turn, stage, now, act)
        case _:
            assert_never(act)


def _post(turn: Turn, stage: Publish, now: Standing, act: Post) -> Outcome:
    if refusal := is_one_of(turn, stage.by) or is_apart(turn):
        return refusal
    if now.posted is not None:
        return turn.refuse("already-posted")
    until = (
        moment(stage.for_, turn.at, turn.roster.zone, turn.roster.calendars, turn.state.facts)
        if stage.for_
        else None
    )
    posted = NoticePosted(
        turn.at,
        turn.by,
        act.text,
        stage.section,
        until.at if until else None,
        until.provisional if until else False,
        act.files,
    )
    if until is not None:
        return (posted,)
    disclosed = evolve(turn.state, posted, turn.state.id)
    return posted, *leave(turn.force, disclosed, "unopposed", roster=turn.roster, at=turn.at)


def _object(turn: Turn, stage: Publish, now: Standing, text: str) -> Outcome:
    if stage.objections is None:
        return turn.refuse("no-objections")
    if now.posted is None:
        return turn.refuse("not-posted")
    if refusal := is_one_of(turn, stage.objections.from_):
        return refusal
    if now.until is not None and turn.at >= now.until:
        return turn.refuse("notice-down")
    if any(one.by.person == turn.by.person and not one.verdict for one in now.objections):
        return turn.refuse("already-objected")
    if not text:
        return turn.refuse("words-missing")
    due = after(turn.at, stage.objections.within, turn.roster.zone, turn.roster.calendars).at
    return (ObjectionRaised(turn.at, turn.by, len(now.objections) + 1, text, due),)


def _answer(turn: Turn, stage: Publish, now: Standing, act: Answer) -> Outcome:
    if stage.objections is None:
        return turn.refuse("no-objections")
    if refusal := is_one_of(turn, stage.objections.answered_by):
        return refusal
    found = [one for one in now.objections if one.number == act.objection]
    if not found:
        return turn.refuse("no-such-objection", n=act.objection)
    if found[0].verdict:
        return turn.refuse("already-answered", n=act.objection)
    if found[0].by.person == turn.by.person:
        return turn.refuse("own-objection")
    if not act.reasons:
        return turn.refuse("words-missing")
    answered = ObjectionAnswered(turn.at, act.objection, act.verdict, act.reasons, turn.by)
    return answered, *_settle(turn, now, answered)


def _settle(turn: Turn, now: Standing, answered: ObjectionAnswered) -> tuple[Event, ...]:
    """The notice's time is over and this was the last answer awaited: the stage is over."""
    if now.until is None or turn.at < now.until:
        return ()
    verdicts = [answered.verdict if one.number == answered.number else one.verdict for one in now.objections]
    return _leave(turn, verdicts, by_clock=answered.by is None) if all(verdicts) else ()


def _leave(turn: Turn, verdicts: Sequence[str], *, by_clock: bool) -> tuple[Event, ...]:
    outcome = "upheld" if "upheld" in verdicts else "dismissed" if verdicts else "unopposed"
    return leave(turn.force, turn.state, outcome, roster=turn.roster, at=turn.at, by_clock=by_clock)


def notice_comes_down(turn: Turn, now: Standing) -> tuple[Event, ...]:
    """The notice's time is over and nothing awaits an answer."""
    return _leave(turn, [one.verdict for one in now.objections], by_clock=True)


def objection_times_out(turn: Turn, now: Standing, number: int) -> tuple[Event, ...]:
    """Nobody answered in time, so the objection is upheld: silence cannot wear an objection down."""
    answered = ObjectionAnswered(turn.at, number, "upheld", "")
    return answered, *_settle(turn, now, answered)
