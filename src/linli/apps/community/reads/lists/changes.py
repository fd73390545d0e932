"""What changed in a month, as the record tells it: who came, who left, whose standing changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from linli.apps.community.models import Community, Entry, Person
from linli.apps.community.reads.age import today
from linli.apps.community.reads.lists.found import Found, Row, Where
from linli.apps.community.reads.rosters import CHAIN
from linli.core.engine.entry import read_entry
from linli.core.engine.roster import Depart, Enrol, Know, Revise
from linli.registers.lists import Given

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])").fullmatch


class Change(NamedTuple):
    """One change of one person. ``what`` is came, left, or a fact with its new value."""

    day: str
    who: str
    what: tuple[str, ...]


def changes(community: Community, given: Mapping[str, Given], where: Where) -> Found:
    """Every change of a month, the latest first; of this month where the words are none."""
    zone, now = ZoneInfo(community.zone), today(community)
    said = _MONTH(str(given["month"]))
    year, month = (int(said[1]), int(said[2])) if said else (now.year, now.month)
    first = datetime(year, month, 1, tzinfo=zone)
    after = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=zone)
    entries = Entry.objects.filter(community=community, chain=CHAIN, at__gte=first, at__lt=after)
    found = [
        Change(at.astimezone(zone).date().isoformat(), who, what)
        for data, at in entries.order_by("-seq").values_list("data", "at").iterator(50)
        for who, what in _told(data)
    ]
    if where.narrow:
        here = Person.objects.filter(where.of("household__home__"), community=community)
        own = set(here.values_list("pseudonym", flat=True))
        found = [one for one in found if one.who in own]
    return Found(found, lambda some, _whole: _rows(community, some))


def _told(data: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    act: Any = read_entry(data).act
    match act:
        case Enrol(people):
            yield from ((one.person, ("came",)) for one in people)
        case Depart(person):
            yield person, ("left",)
        case Know(person, facts):
            yield person, _facts(facts)
        case Revise():
            yield from ((one.person, ("came",)) for one in act.enrol)
            yield from ((one.person, _facts(one.facts)) for one in act.know)
            yield from ((who, ("left",)) for who in act.depart)
        case _:
            return


def _facts(facts: Mapping[str, Any]) -> tuple[str, ...]:
    plain = {True: "yes", False: "no"}
    return tuple(f"{name}={plain.get(value, value)}" for name, value in facts.items())


def _rows(community: Community, some: Sequence[Change]) -> list[Row]:
    people = Person.objects.filter(community=community, pseudonym__in={one.who for one in some})
    known = {one.pseudonym: one for one in people}
    return [
        {"day": one.day, "name": known[one.who].name, "register": known[one.who].number,
         "_key": None if known[one.who].departed else known[one.who].number, "what": "\n".join(one.what)}
        for one in some
    ]  # fmt: skip
