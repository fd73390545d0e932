"""Who may enter an act for somebody else in a matter."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from linli.apps.community import reads as community_reads
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.viewer import Viewer
from linli.core.charter.stages import Poll, Publish
from linli.core.engine.acting.strands import running
from linli.core.engine.community import CLERK
from linli.core.engine.entering import is_of_everyone
from linli.core.engine.roster import Roster
from linli.core.engine.state import MatterState
from linli.core.engine.turn import conveners


def is_for_people(lens: Lens, state: MatterState) -> bool:
    """Whether anything that people do in their own right can be entered now, where the matter stands."""
    places = (state, *(strand for _path, strand in running(state)))
    return is_of_everyone(lens.force, state.proposer.organ) or any(_is_open(lens, one) for one in places)


def _is_open(lens: Lens, where: MatterState) -> bool:
    stage = lens.stage(where.procedure, where.stage)
    if isinstance(stage, Poll) and (stage.ballot != "open" or stage.at == "sitting"):
        return False
    objections = stage.objections if isinstance(stage, Publish) else None
    named = (stage.by, objections.from_ if objections else None)
    return any(is_of_everyone(lens.force, organ) for by in named if by for organ in by.organs)


def capacity(
    community: Any, viewer: Viewer, lens: Lens, state: MatterState, roster: Roster, at: datetime
) -> str:
    """For which organ the viewer enters for others now, ``clerk`` for the clerk; empty where she may not."""
    if state.end is not None:
        return ""
    if community_reads.is_clerk(viewer.account, community):
        return CLERK
    for where in (state, *(strand for _path, strand in running(state))):
        for organ in conveners(lens.force, lens.stage(where.procedure, where.stage).by):
            if is_of_everyone(lens.force, organ):
                continue
            if viewer.person and roster.since(lens.force, organ, viewer.person, at) is not None:
                return organ
    return ""
