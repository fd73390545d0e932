"""Reading what is new, and noting it for those who want to be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.reads.ground import buildings_lived_in
from linli.apps.matters import reads as matters
from linli.apps.matters.reads.news import News
from linli.apps.talk import reads as talk
from linli.apps.told.kinds import USUAL
from linli.apps.told.models import Cursor, Message, Reader

OVERLAP = 300
"""So many rows are read once more: one with a smaller number may have been committed later."""
LATE = timedelta(minutes=10)
"""So far back what changes in its row is read once more, for the same reason."""


def collect() -> int:
    """Note the news of every community that has readers; gives how many notes were made."""
    return sum(_collect(community) for community in community_reads.communities())


@community_actions.deed
def _collect(community: Any) -> int:
    cursor = Cursor.objects.select_for_update().filter(community=community).first()
    if cursor is None:
        step, publication = matters.newest(community)
        Cursor.objects.create(
            community=community, step=step, publication=publication, talk=talk.newest(community),
            looked=community_actions.now(),
        )  # fmt: skip
        return 0
    readers = _readers(community)
    found, step, publication = matters.news(
        community, max(0, cursor.step - OVERLAP) if readers else cursor.step, cursor.publication
    )
    said, last_said = talk.news(community, max(0, cursor.talk - OVERLAP) if readers else cursor.talk)
    now = community_actions.now()
    lately = _lately(community, (cursor.looked or now) - LATE) if readers else ()
    since = min((reader.since for reader in readers), default=None)
    new = [one for one in (*found, *said, *lately) if since is None or one.at >= since]
    made = _note(community, readers, new)
    cursor.step, cursor.publication = max(step, cursor.step), max(publication, cursor.publication)
    cursor.talk, cursor.looked = max(last_said, cursor.talk), now
    cursor.save()
    return made


def _lately(community: Any, since: datetime) -> tuple[News, ...]:
    """What is kept in rows that change."""
    return (*matters.entered_news(community, since), *matters.corrections_news(community, since))


class _Who:
    """A reader in a community; ``person`` is empty for a clerk who is nobody in its register."""

    def __init__(self, reader: Reader, person: str, building: int) -> None:
        self.reader, self.person, self.building = reader, person, building
        chosen = {one.kind: one.mode for one in reader.choices.all()}
        self.modes: dict[str, str] = {**USUAL, **chosen}
        self.since = min(way.made for way in reader.ways.all())


def _readers(community: Any) -> list[_Who]:
    """Those who can be told: who is somebody here, and who keeps the register."""
    rows = Reader.objects.filter(ways__confirmed=True).distinct().prefetch_related("choices", "ways")
    people = community_reads.people_with(community, [one.account_id for one in rows])
    here = {**community_reads.clerks(community), **people} if rows else {}
    homes = buildings_lived_in(community, list(people.values()))
    told = [(one, here[one.account_id]) for one in rows if one.account_id in here]
    return [_Who(one, person, homes.get(person, 0)) for one, person in told]


def _note(community: Any, readers: list[_Who], news: Sequence[News]) -> int:
    rows = [
        Message(
            reader=who.reader, community=community, kind=one.kind, chain=one.chain, seq=one.seq, organ=one.organ,
            at=one.at, urgent=who.modes[one.kind] == "now",
        )
        for who in readers
        for one in _once(who, [one for one in news if _told(community, one, who)])
    ]  # fmt: skip
    before = Message.objects.filter(community=community).count()
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    return Message.objects.filter(community=community).count() - before


def _told(community: Any, one: News, who: _Who) -> bool:
    return who.modes[one.kind] != "off" and one.at >= who.since and _concerns(community, one, who)


def _once(who: _Who, told: list[News]) -> list[News]:
    """What concerns her building is told once: as her own, else as her building's, else as published; the soonest."""
    kinds: dict[tuple[str, int], set[str]] = {}
    for one in told:
        kinds.setdefault((one.chain, one.seq), set()).add(one.kind)
    return [one for one in told if not _said_anyway(one.kind, kinds[one.chain, one.seq], who.modes)]


def _said_anyway(kind: str, kinds: set[str], modes: Mapping[str, str]) -> bool:
    first = min(kinds, key=lambda one: (modes[one] != "now", {"building": 1, "notice": 2}.get(one, 0)))
    return kind != first and (kind == "building" or (kind == "notice" and first == "building"))


def _concerns(community: Any, one: News, who: _Who) -> bool:
    if one.account:
        return one.account == who.reader.account_id
    if not who.person:
        return False
    if one.building:
        return one.building == who.building
    if one.person or one.kind == "mine":
        return one.person == who.person
    return not one.organ or matters.belongs(community, matters.Viewer(who.person), one.organ)
