"""Refusals are logged, never chained: what did not happen is no part of what happened."""

from __future__ import annotations

from datetime import datetime

from linli.apps.community import clock
from linli.apps.community.deed import deed
from linli.apps.community.models import Community, RefusalLog
from linli.core.engine.acts import Actor
from linli.core.engine.refusal import Refusal

LONGEST_CLAUSE = 200


@deed
def log_refusal(
    community: Community, *, chain: str, by: Actor, refusal: Refusal, at: datetime | None = None
) -> None:
    """Note what was refused, to whom, and by which clause."""
    RefusalLog.objects.create(
        community=community,
        chain=chain,
        actor=by.person,
        organ=by.organ,
        code=refusal.code,
        clause=refusal.clause[:LONGEST_CLAUSE],
        at=at or clock.now(),
    )
