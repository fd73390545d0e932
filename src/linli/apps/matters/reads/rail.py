"""The procedure rail: what is over with what came of it, where the matter is, what comes along the usual way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from linli.apps.matters import words
from linli.apps.matters.reads import strands
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.pages import RailItem, StageShown
from linli.core.charter.stages import Screen, Stage
from linli.core.engine.clock import next_due
from linli.core.engine.flow import owed, target_of
from linli.core.engine.state import Disclosing, MatterState, Passage, Standing

USUAL = {
    "propose": "submitted", "gather": "enough", "deliberate": "concluded", "poll": "passed", "appraise": "passed",
    "publish": "unopposed", "assign": "accepted", "work": "finished", "pay": "finished", "wait": "reached",
    "split": "joined", "verify": "fulfilled",
}  # fmt: skip


def rail(lens: Lens, state: MatterState) -> tuple[RailItem, ...]:
    """The rail of a matter."""
    items = list(_behind(lens, state))
    ended_at = state.passages[-1].stage if state.passages else ""
    if state.end is None:
        items.append(_now(lens, state))
        ended_at = state.stage
    shown: StageShown = "todo" if state.end is None else "skipped"
    if state.end != "done":
        items += [_item(lens, state, name, shown) for name in coming(lens, state.procedure, ended_at)]
    return (*items, *_disclosures(lens, state))


def _behind(lens: Lens, state: MatterState) -> Iterator[RailItem]:
    """The stages that are over, with those passed over where they were."""
    for index, passage in enumerate((*state.passages, None)):
        for skip in state.skipped:
            if skip.after == index:
                over = _item(lens, state, skip.stage, "skipped")
                yield replace(over, outcome=lens.say("passed-over"))
        if passage is not None:
            yield _past(lens, state, passage)


def coming(lens: Lens, procedure: str, after: str) -> Iterator[str]:
    """The stages that follow one, along the way that carries a matter forward."""
    stages = lens.force.procedure(procedure).stages
    seen = {after}
    name = after
    while name in stages:
        target = target_of(stages[name], usual(stages[name]))
        name = target.name if target.kind == "stage" else ""
        if not name or name in seen:
            return
        seen.add(name)
        yield name


def usual(stage: Stage) -> str:
    """The outcome that carries a matter forward."""
    return next(iter(stage.bins)) if type(stage) is Screen else USUAL[stage.kind]


def _item(lens: Lens, state: MatterState, name: str, shown: StageShown) -> RailItem:
    stage = lens.stage(state.procedure, name)
    rule = lens.rule(state.procedure, name)
    return RailItem(
        name=name, title=lens.text(stage.title), state=shown, who=lens.by(stage.by, state.procedure),
        rule_text=rule.text, clause=rule.clause, source=rule.source, path=rule.path,
    )  # fmt: skip


def _past(lens: Lens, state: MatterState, passage: Passage) -> RailItem:
    stage = lens.stage(state.procedure, passage.stage)
    item = _item(lens, state, passage.stage, "done" if passage.outcome in _good(stage) else "failed")
    title = item.title
    if state.visits.get(passage.stage, 1) > 1:
        title = lens.say("visit", title=title, n=passage.visit)
    return replace(
        item, title=title, summary=lens.figures(passage.figures), outcome=lens.outcome(stage, passage.outcome),
        visit=passage.visit,
    )  # fmt: skip


def _good(stage: Stage) -> frozenset[str]:
    return words.GOOD | {usual(stage)}


def _now(lens: Lens, state: MatterState) -> RailItem:
    item = _item(lens, state, state.stage, "now")
    due = state.due or next_due(state)
    if isinstance(state.now, Standing) and state.now.until is not None:
        due = state.now.until
    title = item.title
    if state.visit > 1:
        title = lens.say("visit", title=title, n=state.visit)
    return replace(
        item,
        title=title,
        due=lens.before(due, provisional=state.provisional),
        due_at=due,
        visit=state.visit,
        strands=tuple(strands.shown(lens, state)),
    )


def _disclosures(lens: Lens, state: MatterState) -> Iterator[RailItem]:
    """After the stages, the disclosures that the matter is closed by."""
    procedure = lens.force.procedure(state.procedure)
    if not procedure.discloses or state.end not in (None, "done"):
        return
    whole, missing = len(procedure.discloses), len(owed(procedure, state))
    waits = isinstance(state.now, Disclosing)
    shown: StageShown = "now" if waits else "done" if state.end == "done" else "todo"
    path = f"procedures.{state.procedure}"
    yield RailItem(
        name="disclosures", title=lens.say("disclosures"), state=shown,
        summary=lens.say("made-of", have=whole - missing, whole=whole), clause=lens.clause(path), path=path,
    )  # fmt: skip
