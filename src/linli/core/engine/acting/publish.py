"""示: a notice stands; objections are raised and answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from linli.core.charter.stages import Objections, Publish
from linli.core.engine.acts import Actor, Answer, Object, Post
from linli.core.engine.anchored import moment
from linli.core.engine.calendar import after
from linli.core.engine.events import Event, NoticePosted, ObjectionAnswered, ObjectionRaised, StrandBegan
from linli.core.engine.evolve import evolve, fold
from linli.core.engine.flow import ended, enter, leave, within
from linli.core.engine.state import Standing, strands_of
from linli.core.engine.turn import Outcome, Turn, is_apart, is_one_of

OBJECTION = "objection-"


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
    roster, facts, language = turn.roster, turn.state.facts, turn.force.language
    until = (
        moment(stage.for_, turn.at, roster.zone, roster.calendars, facts, language) if stage.for_ else None
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
    raised = ObjectionRaised(turn.at, turn.by, len(now.objections) + 1, text, due)
    return (raised, *_opened(turn, stage.objections, raised))


def _opened(turn: Turn, objections: Objections, raised: ObjectionRaised) -> tuple[Event, ...]:
    """The procedure in which the objection is voted on, where the charter has it opened; it is put at once."""
    if not objections.opens:
        return ()
    force, name = turn.force, f"{OBJECTION}{raised.number}"
    procedure = force.procedure(objections.opens)
    began = StrandBegan(
        turn.at, name, procedure=objections.opens, kind=next(iter(procedure.decides)), by=turn.by, text=raised.text
    )  # fmt: skip
    strand = strands_of(fold(turn.state, (raised, began), turn.state.id).now)[name]
    entered = enter(force, strand, next(iter(procedure.stages)), roster=turn.roster, at=turn.at)
    put = leave(force, fold(strand, entered, strand.id), "submitted", roster=turn.roster, at=turn.at)
    return (began, *within(name, (*entered, *put)))


def _answer(turn: Turn, stage: Publish, now: Standing, act: Answer) -> Outcome:
    if stage.objections is None:
        return turn.refuse("no-objections")
    if stage.objections.opens:
        return turn.refuse("voted-on")
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
    return *_cut_off(turn, now, number), answered, *_settle(turn, now, answered)


def _cut_off(turn: Turn, now: Standing, number: int) -> tuple[Event, ...]:
    """What the objection opened ends without a result."""
    strand = now.strands.get(f"{OBJECTION}{number}")
    if strand is None:
        return ()
    return within(strand.strand, (ended(turn.force.procedure(strand.procedure), strand, "lapsed", turn.at),))


def objection_decided(turn: Turn, now: Standing, name: str) -> tuple[Event, ...]:
    """What an objection opened has ended: carried through it is upheld, refused or taken back dismissed.

    Where it lapsed nobody has answered, and the objection is upheld.
    """
    strand, number = now.strands[name], int(name.removeprefix(OBJECTION))
    if strand.end is None:
        return ()
    stage = turn.stage
    assert isinstance(stage, Publish)
    assert stage.objections is not None
    by = next(iter(stage.objections.answered_by.organs), "")
    dismissed = strand.end in ("refused", "withdrawn")
    answered = ObjectionAnswered(
        turn.at, number, "dismissed" if dismissed else "upheld", "", None if strand.end == "lapsed" else Actor("", by)
    )  # fmt: skip
    return answered, *_settle(turn, now, answered)
