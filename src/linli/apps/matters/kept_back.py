"""Minutes that are not for everybody, or not yet: what of a sitting nobody is given along with what is public."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters.models import Sitting
from linli.core.engine.acts import Seal
from linli.core.engine.minutes import closed
from linli.core.engine.sitting import SignMinutes


def kept_back(community: Any, entries: Iterable[Any]) -> set[Seal]:
    """Of some entries of the record the seals of minutes that a stranger does not read now."""
    signed = {one.chain: one.act.text for one in entries if isinstance(one.act, SignMinutes)}
    if not signed:
        return set()
    roster, at = community_reads.roster(community), community_actions.now()
    rows = Sitting.objects.filter(community=community, chain__in=signed)
    return {
        signed[row.chain]
        for row in rows
        if closed(community_reads.in_force(row.charter_hash), row.state, person="", roster=roster, at=at)
    }
