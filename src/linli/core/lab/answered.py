"""The points of a checklist in a story: all are found fulfilled, but for those that the sentence is ``without``."""

from __future__ import annotations

from msgspec.structs import replace

from linli.core.charter.stages import Screen
from linli.core.engine import acts as a
from linli.core.engine.acting.strands import strand_at
from linli.core.engine.force import InForce
from linli.core.engine.state import MatterState


def answered(act: a.Act, force: InForce, state: MatterState | None, strand: str, without: str) -> a.Act:
    """The act with every point of the stage's checklist answered; any other act as it is."""
    where = strand_at(state, strand) if state is not None else None
    if where is None or not isinstance(act, a.Sort | a.SortItem):
        return act
    stage = force.stage(where.procedure, where.stage)
    unmet = without.split(" and ") if without else []
    asked = stage.checklist if isinstance(stage, Screen) else {}
    points = {name: name not in unmet for name in (*asked, *unmet)}
    return replace(act, points=points) if points else act
