"""Delivering the clock."""

from __future__ import annotations

import logging
from typing import Any

from linli.apps.community import actions as community_actions
from linli.apps.matters.actions.hand import Hand, lock
from linli.apps.matters.models import Matter

logger = logging.getLogger(__name__)


@community_actions.deed
def tick(*, community: Any, chain: str) -> bool:
    """Record what has fallen due in one matter; whether anything had."""
    matter = lock(community, chain)
    if matter is None:
        return False
    hand, before = Hand(matter), matter.head_seq
    hand.deliver_clock()
    hand.save()
    return matter.head_seq > before


def tick_due(limit: int = 200) -> int:
    """Deliver the clock to every matter that waits for it; how many had something due.

    One matter that fails does not hold up the others.
    """
    due = (
        Matter.every.filter(next_due__lte=community_actions.now())
        .order_by("next_due")
        .select_related("community")
    )
    count = 0
    for matter in due[:limit]:
        try:
            count += tick(community=matter.community, chain=matter.chain)
        except Exception:  # a fault in one matter must not stop the clock of the others
            logger.exception("the clock could not be delivered to %s", matter.chain)
    return count
