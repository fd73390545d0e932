"""征 and 议: gathering supports; talking, and leaving minutes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from linli.core.charter.rule import Cond, bases
from linli.core.charter.stages import Deliberate, Gather
from linli.core.engine import counting, groups
from linli.core.engine.acts import Close, Minute, Open, Retract, State, Support
from linli.core.engine.events import Event, Minuted, Stated, Supported, SupportRetracted, TalkOpened
from linli.core.engine.flow import leave
from linli.core.engine.refusal import Refusal
from linli.core.engine.sittings import cited
from linli.core.engine.state import Gathering, Talking
from linli.core.engine.turn import Outcome, Turn, is_apart, is_convener, is_one_of, without_vote


def decide_supports(turn: Turn, now: Gathering, act: Support | Retract) -> Outcome:
    """Decide one act while supports are gathered; enough supports end the stage at once."""
    if refusal := is_one_of(turn, turn.stage.by):
        return refusal
    supports = now.supports.get(turn.by.person)
    if isinstance(act, Retract):
        return turn.refuse("not-supported") if supports is None else (SupportRetracted(turn.at, turn.by),)
    if supports is not None:
        return turn.refuse("already-supported")
    if turn.by.organ in turn.force.charter.organs and (refusal := _mute(turn)):
        return refusal
    supported = Supported(turn.at, turn.by)
    stage = turn.stage
    assert isinstance(stage, Gather)
    people = (*now.supports, turn.by.person)
    if stage.enough is not None and counting.holds(stage.enough, gathered(turn, stage.enough, people)):
        return supported, *leave(turn.force, turn.state, "enough", roster=turn.roster, at=turn.at)
    return (supported,)


def _mute(turn: Turn) -> Refusal | None:
    """Who has no vote in the organ cannot count as a support there, nor who did a stage that this one is apart from."""
    return (without_vote(turn, turn.by.organ) or is_apart(turn)) if turn.force.language > 1 else None


def gathered(turn: Turn, cond: Cond, people: tuple[str, ...]) -> dict[str, int]:
    """The figures of a petition: supports, those entitled, and both in each organ or kind that the condition names.

    Who has no vote is not counted anywhere, nor an organ's members without one.
    """
    named = turn.stage.by.any_of if turn.stage.by else ()
    members = {who.name: _entitled(turn, who.name, who.within) for who in named}
    everybody = frozenset[str]().union(*members.values())
    figures = {"supports": len(people), "members": len(everybody), "electors": len(everybody)}
    for base in bases(cond):
        for name in filter(None, (base.name, base.within)):
            if name in turn.force.charter.organs:
                figures[name] = len(_entitled(turn, name))
        if base.within:
            inside = _inside(turn, base.within, members)
            figures |= {f"{key}/{base.within}": len(inside & everybody) for key in ("members", "electors")}
            figures[f"supports/{base.within}"] = sum(person in inside for person in people)
    return figures


def _entitled(turn: Turn, organ: str, within: str = "") -> frozenset[str]:
    if turn.force.language > 1:
        return groups.of_organ(turn.force, turn.roster, organ, turn.at, within=within)
    return frozenset(turn.roster.members(turn.force, organ, turn.at))


def _inside(turn: Turn, kind: str, members: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Who is of a kind: the members of an organ, or of those entitled who have such a seat or fact."""
    meant = {turn.force.kind_of(organ, kind) for organ in members}
    if kind in turn.force.charter.organs and "class" not in meant:
        return _entitled(turn, kind)
    return frozenset(
        one
        for organ, people in members.items()
        for one in people
        if groups.since(turn.force, turn.roster, organ, kind, one, turn.at) is not None
    )


def supports_time_out(turn: Turn) -> tuple[Event, ...]:
    """The time to gather is over and there were too few; without a threshold whatever came is enough."""
    stage = turn.stage
    assert isinstance(stage, Gather)
    outcome = "too-few" if stage.enough is not None else "enough"
    return leave(turn.force, turn.state, outcome, roster=turn.roster, at=turn.at, by_clock=True)


def decide_talk(turn: Turn, now: Talking, act: Open | State | Minute | Close) -> Outcome:
    """Decide one act in a deliberation."""
    match act:
        case State(text):
            return is_one_of(turn, turn.stage.by) or (Stated(turn.at, turn.by, text),)
        case Open():
            return _open(turn, now)
        case Minute() | Close():
            return is_convener(turn) or _conclude(turn, now, act)
        case _:
            assert_never(act)


def _open(turn: Turn, now: Talking) -> Outcome:
    if refusal := is_convener(turn):
        return refusal
    if now.sitting or not _needs_sitting(turn):
        return turn.refuse("already-open")
    sitting = cited(turn)
    return sitting if isinstance(sitting, Refusal) else (TalkOpened(turn.at, sitting.id),)


def _needs_sitting(turn: Turn) -> bool:
    stage = turn.stage
    return isinstance(stage, Deliberate) and stage.at == "sitting"


def _conclude(turn: Turn, now: Talking, act: Minute | Close) -> Outcome:
    if _needs_sitting(turn) and not now.sitting:
        return turn.refuse("not-open")
    sitting = cited(turn, now.sitting) if now.sitting else None
    if isinstance(sitting, Refusal):
        return sitting
    if isinstance(act, Minute):
        present = len(sitting.attending) if sitting else 0
        return (Minuted(turn.at, turn.by, act.text, present, act.files),)
    if not now.minuted:
        return turn.refuse("no-minutes")
    return leave(turn.force, turn.state, "concluded", roster=turn.roster, at=turn.at)


def talk_times_out(turn: Turn, now: Talking) -> tuple[Event, ...]:
    """Minuted, it is concluded; else it was not held."""
    outcome = "concluded" if now.minuted else "not-held"
    return leave(turn.force, turn.state, outcome, roster=turn.roster, at=turn.at, by_clock=True)
