"""提, 筛 and 办: revising, sorting, working."""

from __future__ import annotations

from typing import assert_never

from linli.core.charter.stages import Pay as PayStage
from linli.core.charter.stages import Screen, Work
from linli.core.engine.acting.items import decide_sort
from linli.core.engine.acting.pay import decide_pay
from linli.core.engine.acting.points import points_wrong
from linli.core.engine.acts import Defer, Extend, Finish, HandBack, Pay, Report, Revise, Sort, SortItem
from linli.core.engine.anchored import dates_wrong
from linli.core.engine.calendar import after
from linli.core.engine.events import Extended, Reported, Revised, Sorted, WorkEnded
from linli.core.engine.evolve import evolve
from linli.core.engine.facts import facts_wrong, spending_forbidden
from linli.core.engine.flow import leave, next_reminder
from linli.core.engine.refusal import Refusal
from linli.core.engine.state import Drafting, Sorting, Working
from linli.core.engine.turn import Outcome, Turn, is_apart, is_one_of


def decide_draft(turn: Turn, now: Drafting, act: Revise) -> Outcome:
    """A proposal that came back is put again."""
    if refusal := is_one_of(turn, turn.stage.by):
        return refusal
    if not act.title:
        return turn.refuse("words-missing")
    facts = {**turn.state.facts, **act.facts}
    if refusal := facts_wrong(turn.procedure, facts, f"procedures.{turn.state.procedure}"):
        return refusal
    if refusal := spending_forbidden(turn.force.charter.funds, turn.procedure, facts):
        return refusal
    revised = Revised(turn.at, turn.by, act.title, act.text, act.facts)
    state = evolve(turn.state, revised, turn.state.id)
    if refusal := dates_wrong(turn.force, state, turn.roster, turn.at):
        return refusal
    # Before language 3 the next stage was entered with the facts as they were before.
    known = state if turn.force.language > 2 else turn.state
    return revised, *leave(turn.force, known, "submitted", roster=turn.roster, at=turn.at)


def decide_screen(turn: Turn, now: Sorting, act: Sort | SortItem | Extend) -> Outcome:
    """Sort the matter or one of its items, or take the longer time."""
    if refusal := is_one_of(turn, turn.stage.by) or is_apart(turn):
        return refusal
    stage = turn.stage
    assert isinstance(stage, Screen)
    if isinstance(act, Extend):
        return _extend(turn, now, act)
    if isinstance(act, SortItem) != (stage.of == "items"):
        return turn.refuse("not-here")
    return decide_sort(turn, now, act) if isinstance(act, SortItem) else _sort(turn, stage, act)


def _sort(turn: Turn, stage: Screen, act: Sort) -> Outcome:
    if act.bin not in stage.bins:
        return turn.refuse("no-such-bin", bin=act.bin[:40])
    if not act.reasons:
        return turn.refuse("words-missing")
    if refusal := points_wrong(turn, stage, act):
        return refusal
    done = Sorted(turn.at, turn.by, act.bin, act.reasons, act.points)
    return done, *leave(turn.force, turn.state, act.bin, roster=turn.roster, at=turn.at)


def decide_work(turn: Turn, now: Working, act: Report | Finish | HandBack | Defer | Extend | Pay) -> Outcome:
    """Report, pay, finish, hand back, defer or extend."""
    if refusal := is_one_of(turn, turn.stage.by) or is_apart(turn):
        return refusal
    match act:
        case Report(text, files):
            return (Reported(turn.at, turn.by, text, files, next_reminder(turn.stage, turn.at, turn.roster)),)
        case Finish():
            return _finish(turn, act)
        case HandBack(reasons) | Defer(reasons):
            return _give_up(turn, act, reasons)
        case Extend():
            return _extend(turn, now, act)
        case Pay():
            return decide_pay(turn, act)
        case _:
            assert_never(act)


def _finish(turn: Turn, act: Finish) -> Outcome:
    stage = turn.stage
    assert isinstance(stage, Work)
    if isinstance(stage, PayStage):
        return turn.refuse("pay-instead")
    if stage.evidence == "required" and not act.files:
        return turn.refuse("evidence-missing")
    done = WorkEnded(turn.at, turn.by, "finished", act.text, act.files)
    return done, *leave(turn.force, turn.state, "finished", roster=turn.roster, at=turn.at)


def _give_up(turn: Turn, act: HandBack | Defer, reasons: str) -> Outcome:
    outcome = "failed" if isinstance(act, HandBack) else "deferred"
    if outcome not in turn.stage.then:
        return turn.refuse("not-here")
    if not reasons:
        return turn.refuse("words-missing")
    done = WorkEnded(turn.at, turn.by, outcome, reasons)  # type: ignore[arg-type]  # one of the two above
    return done, *leave(turn.force, turn.state, outcome, roster=turn.roster, at=turn.at)


def _extend(turn: Turn, now: Working | Sorting, act: Extend) -> Outcome:
    stage, due = turn.stage, turn.state.due
    assert isinstance(stage, Work | Screen)
    refusal = _may_extend(turn, now, stage, act)
    if refusal is not None:
        return refusal
    assert due is not None
    assert stage.extend is not None
    longer = after(due, stage.extend, turn.roster.zone, turn.roster.calendars)
    return (Extended(turn.at, turn.by, longer.at, act.reasons),)


def _may_extend(turn: Turn, now: Working | Sorting, stage: Work | Screen, act: Extend) -> Refusal | None:
    if stage.extend is None or turn.state.due is None:
        return turn.refuse("no-extension")
    if now.extended:
        return turn.refuse("already-extended")
    return None if act.reasons else turn.refuse("words-missing")
