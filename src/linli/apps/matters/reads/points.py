"""The points of a checklist as they were answered, in words."""

from __future__ import annotations

from collections.abc import Iterator

from linli.apps.matters.reads.lens import Lens
from linli.core.charter.stages import Screen
from linli.core.engine.acts import Points


def points_said(lens: Lens, procedure: str, stage: str, points: Points) -> str:
    """Which points were found fulfilled and which not; empty where none was asked."""
    return lens.say("semicolon").join(_groups(lens, procedure, stage, points or {}))


def _groups(lens: Lens, procedure: str, stage: str, points: dict[str, bool]) -> Iterator[str]:
    asked = lens.stage(procedure, stage)
    titles = asked.checklist if isinstance(asked, Screen) else {}
    for wanted, key in ((True, "points-met"), (False, "points-unmet")):
        names = [name for name in titles if points.get(name) is wanted]
        if names:
            yield lens.say(key, points=lens.say("list-comma").join(lens.text(titles[name]) for name in names))
