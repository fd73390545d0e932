"""Numbers of matters, sittings and notices: one series for each community and year."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters.models import Counter, Publication
from linli.core.engine.calendar import day_of

MATTER = Counter.Kind.MATTER
SITTING = Counter.Kind.SITTING
NOTICE = Counter.Kind.NOTICE


@dataclass(frozen=True, slots=True)
class Series:
    """A locked series and the number that comes next; it is used up only when it is taken."""

    counter: Counter
    at: datetime

    @property
    def year(self) -> int:
        return self.counter.year

    @property
    def number(self) -> int:
        return self.counter.last + 1

    @property
    def chain(self) -> str:
        return f"{self.counter.kind}/{self.year}/{self.number}"

    def take(self) -> None:
        """Use the number up."""
        Counter.objects.filter(pk=self.counter.pk).update(last=self.number)


@contextmanager
def series(community: Any, kind: str) -> Iterator[Series]:
    """The series of this year in the community's zone, locked until the transaction ends."""
    roster = community_reads.roster(community)
    year = day_of(max(community_actions.now(), roster.last), roster.zone).year
    counter, _ = Counter.objects.select_for_update().get_or_create(community=community, kind=kind, year=year)
    yield Series(counter, max(community_actions.now(), roster.last))


def number_notice(row: Publication) -> None:
    """Give a notice the next number of this year, unless it has one."""
    if row.number is None:
        with series(row.community, NOTICE) as taken:
            row.year, row.number = taken.year, taken.number
            taken.take()
