"""What a story expects of a matter, and how what came differs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from linli.core.charter.text import Text
from linli.core.engine.calendar import shown
from linli.core.engine.force import InForce
from linli.core.engine.state import MatterState
from linli.core.lab.story import Step
from linli.core.lab.told import cents, number


def stand(force: InForce, state: MatterState) -> Text:
    """Where a matter stands, in a few words."""
    ends = {"done": "办结", "refused": "否决", "lapsed": "失效", "withdrawn": "撤回"}
    if state.end and state.ended is None:
        owed = [one for one in force.procedure(state.procedure).discloses if one not in state.disclosed]
        return Text(zh=f"待公开：{'、'.join(owed)}", en=f"awaits: {', '.join(owed)}")
    if state.end:
        return Text(zh=ends[state.end], en=state.end)
    title = force.stage(state.procedure, state.stage).title
    if state.due is None:
        return Text(zh=f"在「{title.zh}」", en=f"at {state.stage}")
    due = shown(state.due, force.charter.zone)
    return Text(zh=f"在「{title.zh}」，{due.zh} 截止", en=f"at {state.stage}, until {due.en}")


def _differs(what: Text, wanted: Any, got: Any) -> Text | None:
    if wanted == got:
        return None
    return Text(
        zh=f"{what.zh}应为「{wanted}」，实为「{got}」", en=f"{what.en} should be “{wanted}”, but is “{got}”"
    )


def _at_stage(force: InForce, state: MatterState, step: Step) -> Text | None:
    where = state.end or state.stage
    fault = _differs(Text(zh="环节", en="the stage"), step.word("stage"), where)
    if fault or not step.word("outcome"):
        return fault
    last = state.passages[-1].outcome if state.passages else ""
    return _differs(Text(zh="前一环节的结果", en="the outcome before"), step.word("outcome"), last)


def _figure(force: InForce, state: MatterState, step: Step) -> Text | None:
    passed = [one.figures for one in state.passages if one.stage == step.word("stage")]
    got = passed[-1].get(step.word("figure").replace(" in ", "/")) if passed else None
    return _differs(Text(zh=step.word("figure"), en=step.word("figure")), number(step.word("n")), got)


def _skipped(force: InForce, state: MatterState, step: Step) -> Text | None:
    over = "、".join(one.stage for one in state.skipped)
    if step.word("stage") in over.split("、"):
        return None
    return _differs(Text(zh="跳过的环节", en="what is passed over"), step.word("stage"), over or None)


def _owed(force: InForce, state: MatterState, step: Step) -> Text | None:
    owed = [one for one in force.procedure(state.procedure).discloses if one not in state.disclosed]
    return _differs(
        Text(zh="待公开", en="what is owed"), sorted(step.word("sections").split(" and ")), sorted(owed)
    )


def _due(force: InForce, state: MatterState, step: Step) -> Text | None:
    due = state.due.astimezone(step.at.tzinfo) if state.due else None
    return _differs(
        Text(zh="截止时间", en="the due moment"), step.word("due"), f"{due:%Y-%m-%d %H:%M}" if due else None
    )


def _ended(force: InForce, state: MatterState, step: Step) -> Text | None:
    got = (
        state.end
        if state.ended
        else (f"awaiting disclosures ({state.end})" if state.end else f"at {state.stage}")
    )
    return _differs(Text(zh="结局", en="the end"), step.word("end"), got)


def _holder(force: InForce, state: MatterState, step: Step) -> Text | None:
    held = (state.holder, state.holder_organ)
    wanted = step.word("holder")
    return (
        None
        if wanted in held
        else _differs(Text(zh="承办人", en="the holder"), wanted, " for ".join(filter(None, held)))
    )


def _parties(force: InForce, state: MatterState, step: Step) -> Text | None:
    joined = sorted(one.person or one.organ for one in state.parties if one.joined)
    return _differs(Text(zh="当事方", en="the parties"), sorted(step.word("parties").split(" and ")), joined)


def _paid(force: InForce, state: MatterState, step: Step) -> Text | None:
    got = state.paid.get(step.word("fund"), 0)
    what = Text(zh="付款（分）", en="what was paid, in cents")
    return _differs(what, cents(step.word("yuan")), got)


EXPECTATIONS: dict[str, Callable[[InForce, MatterState, Step], Text | None]] = {
    "expect-stage": _at_stage,
    "expect-skipped": _skipped,
    "expect-figure": _figure,
    "expect-owed": _owed,
    "expect-due": _due,
    "expect-holder": _holder,
    "expect-parties": _parties,
    "expect-paid": _paid,
    "expect-end": _ended,
}
