"""Who belonged and who sat where: now from the snapshot, at an earlier moment from the chain itself."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime
from threading import Lock

from django.db.models import QuerySet

from linli.apps.community import rows
from linli.apps.community.models import Community, Entry, RosterSnapshot
from linli.core.engine.community import evolve_community
from linli.core.engine.entry import CommunityEntry, read_entry
from linli.core.engine.roster import Roster
from linli.core.engine.struct import reader

CHAIN = "community"
KEPT = 128


_read = reader(Roster)
# By the hash of the last entry: a hash stands for the whole chain before it, so what is kept is never out of date.
_kept: OrderedDict[str, Roster] = OrderedDict()
_lock = Lock()


def roster(community: Community, head: str | None = None) -> Roster:
    """The roster as of now; the empty roster before the community's chain has begun.

    ``head`` where that of the community's chain has just been read together with something else.
    """
    if head is None:
        # Every act asks; the ORM would build the query anew each time.
        found = rows.run(
            "SELECT head FROM community_rostersnapshot WHERE community_id = %s", [community.pk]
        ).fetchone()
        if found is None:
            return Roster()
        head = found[0]
    if (known := _recall(head)) is not None:
        return known
    # Read anew together with its hash: between the two queries the chain may have grown.
    row = RosterSnapshot.objects.get(community=community)
    return remember(row.head, _read.decode(row.data))


def roster_at(community: Community, when: datetime) -> Roster:
    """The roster just before a moment: what changes in a community at a due moment comes after what falls due."""
    now = roster(community)
    return now if now.last < when else _replayed(_chain(community).filter(at__lt=when))


def roster_as_of(community: Community, seq: int) -> Roster:
    """The roster after ``seq`` entries of the community's chain."""
    now = roster(community)
    return now if now.seq == seq else _replayed(_chain(community).filter(seq__lte=seq))


def _chain(community: Community) -> QuerySet[Entry]:
    return Entry.objects.filter(community=community, chain=CHAIN).order_by("seq")


def _replayed(entries: QuerySet[Entry]) -> Roster:
    head = entries.values_list("hash", flat=True).last()
    if head is None:
        return Roster()
    if (found := _recall(head)) is not None:
        return found
    return remember(head, replay(entries.values_list("data", flat=True).iterator()))


def replay(lines: Iterable[str]) -> Roster:
    """The fold of some entries of a community's chain, from its first."""
    found = Roster()
    for line in lines:
        entry = read_entry(line)
        assert isinstance(entry, CommunityEntry)
        found = evolve_community(found, entry.act, entry.at, entry.by)
    return found


def _recall(head: str) -> Roster | None:
    with _lock:
        if head in _kept:
            _kept.move_to_end(head)
        return _kept.get(head)


def remember(head: str, found: Roster) -> Roster:
    """Keep the roster after the entry with this hash."""
    with _lock:
        _kept[head] = found
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found
