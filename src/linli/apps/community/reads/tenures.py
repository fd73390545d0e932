"""Who sat in an organ before: told from the community's own chain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from linli.apps.community.models import Community, Entry
from linli.apps.community.reads.rosters import CHAIN, roster
from linli.core.engine.effect import Seated, Vacated
from linli.core.engine.entry import CommunityEntry, read_entry
from linli.core.engine.roster import NEVER, CarryOut, LeaveSeat, TakeSeat

LOOKED_AT = 500
"""So many of the newest entries that name the organ are looked at."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """Somebody's time in an organ. ``left`` is None for who sits there still, or whose end is not dated."""

    person: str
    took: datetime
    left: datetime | None = None
    sits: bool = False


def tenures(community: Community, organ: str, at: datetime) -> tuple[Tenure, ...]:
    """Who sits and sat in an organ, each once, the newest first."""
    found: dict[str, Tenure] = {}
    for when, act in _changes(community, organ):
        if isinstance(act, TakeSeat | Seated):
            end = act.until if act.until and act.until != NEVER else None
            found.pop(act.person, None)
            found[act.person] = Tenure(act.person, when, end)
        elif act.person in found:
            found[act.person] = replace(found[act.person], left=when)
    held = roster(community).seats.get(organ, {})
    return tuple(_as_of(one, held.get(one.person) is not None, at) for one in reversed(found.values()))


def _as_of(one: Tenure, seated: bool, at: datetime) -> Tenure:
    ended = one.left is not None and one.left <= at
    sits = seated and not ended
    return replace(one, sits=sits, left=one.left if ended else None)


def _changes(
    community: Community, organ: str
) -> Iterator[tuple[datetime, TakeSeat | LeaveSeat | Seated | Vacated]]:
    rows = Entry.objects.filter(community=community, chain=CHAIN, data__contains=f'"organ":"{organ}"')
    newest = list(rows.order_by("-seq").values_list("data", flat=True)[:LOOKED_AT])
    for data in reversed(newest):
        entry = read_entry(data)
        assert isinstance(entry, CommunityEntry)
        acts = entry.act.effects if isinstance(entry.act, CarryOut) else (entry.act,)
        for act in acts:
            if isinstance(act, TakeSeat | LeaveSeat | Seated | Vacated) and act.organ == organ:
                yield entry.at, act
