"""A few rows entered by hand, through the same checks as a table and with the same meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from django.db.models import F

from linli.apps.community import clock
from linli.apps.community.actions.chain import By
from linli.apps.community.actions.tables.enter import Entering
from linli.apps.community.actions.tables.known import known
from linli.apps.community.actions.tables.plan import Plan
from linli.apps.community.models import Community
from linli.registers import check
from linli.registers.problem import Problem
from linli.registers.shapes import SHAPES
from linli.registers.table import Chunk

BY_HAND = 0
"""As the number of the table that last touched a row."""
Problems = list[Problem]


def enter_rows(community: Community, shape: str, rows: Sequence[Mapping[str, str]], *, actor: By) -> Problems:
    """Enter rows, cells by column, all or none; gives what is wrong with them. The caller holds lock and transaction.

    Raises Refused where the record does not allow it.
    """
    today = clock.now().astimezone(ZoneInfo(community.zone)).date()
    keys = [one.key for one in SHAPES[shape].columns]
    cells: dict[str, Sequence[str]] = {key: [row.get(key, "") for row in rows] for key in keys}
    chunk = Chunk(list(range(1, len(rows) + 1)), cells, {})
    plan = Plan(shape, known(community, shape, today))
    (block,) = check.blocks(SHAPES[shape], [chunk], today, {})
    laid = plan.lay(block)
    wrong = [problem for at in sorted(block.problems) for problem in block.problems[at]]
    wrong += plan.late().values()
    if not wrong and (laid.new or laid.changes):
        Entering(community, BY_HAND, actor).all([laid.stage])
        turn(community)
    return wrong


def turn(community: Community) -> None:
    """The registers are no longer those of any preview made before."""
    community.registers = F("registers") + 1
    community.save(update_fields=["registers"])
    community.refresh_from_db(fields=["registers"])
