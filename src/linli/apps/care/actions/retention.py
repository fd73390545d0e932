"""What is past its period: how much there is, and removing it, which is written down."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from linli.apps.care.models import Faded
from linli.apps.care.purposes import Purpose, WrongPurposes, past, purposes
from linli.apps.community import actions as community_actions
from linli.apps.community import reads
from linli.apps.community.reads.fading import FADINGS, Fading

logger = logging.getLogger("linli.care")


@dataclass(frozen=True, slots=True)
class Due:
    """How many things of one register were over before ``before``, and are still there or went just now."""

    purpose: Purpose
    before: datetime
    count: int


def due(community: Any) -> list[Due]:
    """What is past its period in a community, or for None what belongs to none; nothing is changed.

    Raises WrongPurposes.
    """
    return [Due(one, before, fading.due(community, before)) for one, before, fading in _periods(community)]


def fade(community: Any) -> list[Due]:
    """Remove what is past its period, register by register, of a community or for None what belongs to none.

    May be run again at any time. Raises WrongPurposes.
    """
    return [
        Due(one, before, _faded(community, one, before, fading))
        for one, before, fading in _periods(community)
    ]


def fade_all() -> int:
    """Remove what is past its period everywhere; gives how many things went.

    Where a file of purposes says what cannot be, nothing goes by it until it is mended: that is told in the log, and
    the others go all the same.
    """
    return sum(_faded_if_right(community) for community in [None, *reads.communities()])


def _faded_if_right(community: Any) -> int:
    try:
        return sum(one.count for one in fade(community))
    except WrongPurposes as wrong:
        logger.warning("nothing is removed at the end of its period: %s", wrong)
        return 0


@community_actions.deed
def _faded(community: Any, one: Purpose, before: datetime, fading: Fading) -> int:
    count = fading.fade(community, before)
    if count:
        Faded.objects.create(
            community=community, register=one.key, at=community_actions.now(), before=before, count=count
        )
    return count


def _periods(community: Any) -> list[tuple[Purpose, datetime, Fading]]:
    known, now = {one.key: one for one in FADINGS}, community_actions.now()
    zone = settings.TIME_ZONE if community is None else community.zone
    return [
        (one, past(one.period, now, zone), known[one.key])
        for one in purposes(community)
        if one.period is not None and one.key in known and one.whole == (community is None)
    ]
