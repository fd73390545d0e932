"""To which parts of the place a building and its stairwells belong, said by the clerk on the building's page."""

from __future__ import annotations

from collections.abc import Mapping

from linli.apps.community.actions.chain import lock
from linli.apps.community.actions.files import Stale
from linli.apps.community.actions.tables.deeds import gate
from linli.apps.community.actions.tables.rows import enter_rows
from linli.apps.community.deed import deed
from linli.apps.community.models import Account, Building
from linli.apps.community.reads import houses as read
from linli.registers.problem import Problem

EMPTIED = "清空"
"""What empties a cell of a table, and so a field of the page."""


@deed
def settle_belonging(
    building: Building, given: Mapping[read.PartOf, str], *, seen: str, actor: Account
) -> list[Problem]:
    """Say to which part of each kind a building or a stairwell of it belongs; with no words to none.

    What is not given stays. Gives what is wrong with it. Raises :class:`Stale`, PermissionDenied.
    """
    gate(building.community, actor)
    community = lock(building.community)
    held = read.belonging(building)
    if held.state != seen:
        raise Stale
    said = {at: words.strip() for at, words in given.items() if words.strip() != held.parts.get(at, "")}
    pieces = [
        {"building": building.name, "stairwell": at.stairwell, "level": at.kind, "part": words or EMPTIED}
        for at, words in said.items()
        if at != read.WHOLE_GRID
    ]
    wrong = enter_rows(community, "parts", pieces, actor=actor) if pieces else []
    if not wrong and read.WHOLE_GRID in said:
        row = {"building": building.name, "grid": said[read.WHOLE_GRID] or EMPTIED}
        wrong = enter_rows(community, "buildings", [row], actor=actor)
    return wrong
