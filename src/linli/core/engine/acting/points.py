"""核对: whoever sorts answers every point of the stage's checklist; what is found fulfilled has them all."""

from __future__ import annotations

from linli.core.charter.stages import Screen, Verify
from linli.core.engine.acts import Sort, SortItem
from linli.core.engine.refusal import Refusal
from linli.core.engine.turn import Turn

FULFILLED = "fulfilled"
"""The bin of a verification in which nothing is of which a point is not fulfilled."""


def points_wrong(turn: Turn, stage: Screen, act: Sort | SortItem) -> Refusal | None:
    """Why the points cannot be answered so, if not."""
    points = act.points or {}
    if unknown := points.keys() - stage.checklist.keys():
        return turn.refuse("no-such-point", point=min(unknown)[:60])
    if turn.force.language > 1 and (open_ := [name for name in stage.checklist if name not in points]):
        return _about(turn, stage, "point-open", open_[0])
    unmet = [name for name in stage.checklist if points.get(name) is False]
    if unmet and isinstance(stage, Verify) and act.bin == FULFILLED:
        return _about(turn, stage, "point-unmet", unmet[0])
    return None


def _about(turn: Turn, stage: Screen, code: str, point: str) -> Refusal:
    refusal = turn.refuse(code, point=stage.checklist[point])
    return Refusal(code, f"{turn.clause}.checklist.{point}", refusal.values, refusal.instead)
