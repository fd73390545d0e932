"""What the strands of a matter are called, and how each stands."""

from __future__ import annotations

from collections.abc import Iterator

from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.pages import StageShown, StrandShown
from linli.core.charter.stages import Publish, Split
from linli.core.engine.acting.publish import OBJECTION
from linli.core.engine.clock import next_due
from linli.core.engine.state import MatterState, strands_of


def title_of(lens: Lens, procedure: str, stage: str, name: str) -> str:
    """What a strand that runs in a stage is called: its organ, its place, its item, its first stage, its objection."""
    found = lens.force.charter.procedures.get(procedure)
    split = found.stages.get(stage) if found else None
    if isinstance(split, Publish):
        return lens.say("objection-number", n=name.removeprefix(OBJECTION))
    if not isinstance(split, Split) or split.each == "places":
        return name
    if split.each == "items":
        return lens.say("item-number", n=name)
    return lens.organ(name) if split.each else lens.stage_title(procedure, name)


def procedure_of(lens: Lens, procedure: str, stage: str) -> str:
    """The procedure that the strands of a stage go: the matter's own, or the one that its objections open."""
    found = lens.force.charter.procedures.get(procedure)
    split = found.stages.get(stage) if found else None
    opens = split.objections.opens if isinstance(split, Publish) and split.objections else ""
    return opens or procedure


def title_at(lens: Lens, state: MatterState, path: str) -> str:
    """What the strand with a path is called, those that it runs in included."""
    titles: list[str] = []
    for name in path.split("/") if path else ():
        titles.append(title_of(lens, state.procedure, state.stage, name))
        state = strands_of(state.now)[name]
    return " › ".join(titles)


def shown(lens: Lens, state: MatterState) -> Iterator[StrandShown]:
    """The strands of the stage where a matter is, in the order in which they began."""
    for name, strand in strands_of(state.now).items():
        title = title_of(lens, state.procedure, state.stage, name)
        if strand.end is not None:
            over: StageShown = "done" if strand.end == "done" else "failed"
            yield StrandShown(title, over, lens.say("strand-over", end=lens.status(strand.end)))
            continue
        stage = lens.stage(strand.procedure, strand.stage)
        due = next_due(strand)
        yield StrandShown(
            title, "now", lens.text(stage.title), lens.by(stage.by, strand.procedure), lens.before(due) if due else ""
        )  # fmt: skip
