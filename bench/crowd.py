"""The square and the desk of a community with 1,000 and with 100,000 matters, in one run and one database.

Run as a program it measures one database in a process of its own, and prints the figures as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.pages import Demonstration, Missing
from bench.store import stores
from bench.timing import Rate, rates

if TYPE_CHECKING:
    from django.test import Client

FEW, MANY = 1_000, 100_000
MOST_TIMES = 1.5
BESIDE = "the square of a community that stays as it is"
"""Drawn in turn with the others, so that a machine that drifts between the two measurements hurts nothing."""
OPEN_OF = 20
"""One matter in so many is open; the others are over, as in a community that has run for years."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one page costs with few and with many matters: queries and time."""

    page: str
    queries: tuple[int, int]
    times: float


class Crowd:
    """One community of the demonstration, filled with copies of its own matters."""

    def __init__(self, store: str | None = None) -> None:
        self.demonstration = Demonstration(store)
        from linli.apps.matters.models import DeskItem, Matter

        self.open = [row for row in Matter.objects.filter(ended__isnull=True) if row.desk_items.exists()]
        if not self.open:
            raise Missing
        self.community = self.open[0].community
        self.open = [row for row in self.open if row.community_id == self.community.pk]
        self.over = list(Matter.objects.filter(community=self.community, ended__isnull=False))
        if not self.over:
            raise Missing
        self.items = {row.pk: list(DeskItem.objects.filter(matter=row)) for row in self.open}
        self.begun = Matter.objects.filter(community=self.community).count()
        others = type(self.community).objects.exclude(pk=self.community.pk).exclude(charter_hash="")
        self.beside = others.order_by("pk").values_list("slug", flat=True)[0]

    def fill(self, upto: int) -> None:
        """Copies of the matters until there are so many; the desks wait for those that are open."""
        first, self.begun = self.begun + 1, max(self.begun, upto)
        for at, row in enumerate(self.over):
            of = f"i % {OPEN_OF} <> 0 AND i % {len(self.over)} = {at}"
            _copies("matters_matter", f"f.id = {row.pk}", of, first, upto)
        for at, row in enumerate(self.open):
            of = f"i % {OPEN_OF} = 0 AND i / {OPEN_OF} % {len(self.open)} = {at}"
            _copies("matters_matter", f"f.id = {row.pk}", of, first, upto)
            _copies("matters_deskitem", f"f.matter_id = {row.pk}", of, first, upto, matter_id=_NUMBERED)

    def client(self, organ: str = "") -> Client:
        """A browser: a stranger's, or that of a member of an organ."""
        from django.test import Client
        from django.urls import reverse

        from linli.apps.community import actions, reads

        client = Client(HTTP_HOST="localhost")
        if organ:
            members = reads.roster(self.community).members(reads.force(self.community), organ, actions.now())
            become = reverse("community:demo-become", args=(self.community.slug,))
            client.post(become, {"person": min(members)})
        return client


_NUMBERED = (
    "(SELECT m.id FROM matters_matter m WHERE m.community_id = f.community_id AND m.year = 2000"
    " AND m.number = i)"
)
_NEW: dict[str, dict[str, str]] = {
    "matters_matter": {"year": "2000", "number": "i", "chain": "'matter/2000/' || i"},
    "matters_deskitem": {},
}


def _copies(table: str, which: str, numbers: str, first: int, upto: int, **changes: str) -> None:
    """Copy rows once for each number, inside the database."""
    from django.db import connection

    columns = [one.name for one in connection.introspection.get_table_description(connection.cursor(), table)]
    columns.remove("id")
    changed = {**_NEW[table], **changes}
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {upto})"  # noqa: S608 - only our own words are put in
            f" INSERT INTO {table} ({', '.join(columns)})"
            f" SELECT {', '.join(changed.get(one, f'f.{one}') for one in columns)} FROM n, {table} f"
            f" WHERE {which} AND {numbers}"
        )


def _asked(client: Client, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as found:
        if client.get(address).status_code != 200:
            raise Missing
    return len(found)


def all_stores() -> dict[str, tuple[Cost, ...]]:
    """Every database of this machine in turn."""
    with stores() as found:
        return {name: _apart(store) for name, store in found.items()}


def _apart(store: str) -> tuple[Cost, ...]:
    command = [sys.executable, "-m", "bench.crowd", store]
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=Path(__file__).parent.parent).stdout
    return tuple(
        Cost(one["page"], tuple(one["queries"]), one["times"]) for one in json.loads(out.splitlines()[-1])
    )


def measured(store: str | None = None) -> tuple[Cost, ...]:
    """Each page with few and with many matters; how many times as long it takes with many."""
    crowd = Crowd(store)
    here = f"/c/{crowd.community.slug}/"
    organ = crowd.items[crowd.open[0].pk][0].organ
    stranger, member = crowd.client(), crowd.client(organ)
    pages = {
        "the square, by a stranger": (stranger, here),
        "the square, by a member": (member, here),
        "the desk of a member": (member, f"{here}desk/"),
        "the desk of all capacities": (member, f"{here}desk/?for=all"),
        BESIDE: (stranger, f"/c/{crowd.beside}/"),
    }
    seen: list[dict[str, tuple[int, Rate]]] = []
    try:
        for upto in (FEW, MANY):
            crowd.fill(upto)
            _analyze()
            asked = {name: (_asked(*page), _asked(*page))[1] for name, page in pages.items()}
            found = rates(
                {name: (lambda page=page: _view(*page)) for name, page in pages.items()},
                seconds=0.3,
                clock=time.process_time if store is None else time.perf_counter,
            )
            seen.append({name: (asked[name], found[name]) for name in pages})
    finally:
        crowd.demonstration.close()
    few, many = seen
    return tuple(
        Cost(
            name,
            (few[name][0], many[name][0]),
            few[name][1].over(few[BESIDE][1]) / many[name][1].over(many[BESIDE][1]),
        )
        for name in pages
        if name != BESIDE
    )


def _view(client: Client, address: str) -> int:
    if client.get(address).status_code != 200:
        raise Missing
    return 1


def _analyze() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def page(found: dict[str, tuple[Cost, ...]]) -> str:
    """The part of the page of figures."""
    rows = "\n".join(
        f"| {name} | {one.page} | {one.queries[0]} | {one.queries[1]} | {one.times:.2f} | {MOST_TIMES} |"
        for name, costs in found.items()
        for one in costs
    )
    return f"""
## The square and the desk, with {MANY:,} matters against {FEW:,}

One community of the demonstration, filled with copies of its own matters and of what waits in them; one in {OPEN_OF} is
open. Through Django's test client, warm; processor time of the process that makes the page and, on SQLite, asks the
database; on PostgreSQL time on the clock, since the server works beside it. Each page in views of the square of another
community, which stays as it is, drawn in turn; medians of seven rounds, ratios round by round.

| | | queries, {FEW:,} matters | queries, {MANY:,} | as long, times | wanted at most |
|---|---|---|---|---|---|
{rows}
"""


def slow(found: dict[str, tuple[Cost, ...]]) -> bool:
    """Whether a page asks for more with many matters, or takes too long."""
    costs = [one for each in found.values() for one in each]
    return any(one.queries[0] != one.queries[1] or one.times > MOST_TIMES for one in costs)


if __name__ == "__main__":
    url = None if sys.argv[1] == "sqlite" else sys.argv[1]
    print(json.dumps([asdict(one) for one in measured(url)]))
