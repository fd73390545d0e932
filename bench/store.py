"""Acts a second through the whole action, against a bare transaction that inserts one row and updates one.

Run as a program it measures one database in a process of its own, and prints the figures as JSON. The bare
transactions write rows of the same tables and the same size as an act does: an entry and the matter's snapshot.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linli.apps.matters.demo.director import Director
    from linli.apps.matters.models import Matter

ROUNDS = 7
AHEAD = timedelta(days=40)
"""The demonstration has its past; what is measured comes after it."""
WANTED = {"orm": 1.0, "raw": 0.25}


@dataclass(frozen=True)
class Store:
    """Acts or transactions a second on the clock, round by round."""

    acts: tuple[float, ...]
    orm: tuple[float, ...]
    raw: tuple[float, ...]

    def share(self, other: tuple[float, ...]) -> float:
        """Acts to bare transactions: the median of the ratios of the rounds."""
        return statistics.median(own / its for own, its in zip(self.acts, other, strict=True))


def measured(store: str) -> Store:
    """One database: ``sqlite``, or a PostgreSQL by its URL."""
    command = [sys.executable, "-m", "bench.store", store]
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=Path(__file__).parent.parent).stdout
    found = json.loads(out.splitlines()[-1])
    return Store(*(tuple(found[name]) for name in ("acts", "orm", "raw")))


@contextmanager
def stores() -> Iterator[dict[str, str]]:
    """The databases that there are on this machine."""
    sys.path.append(str(Path(__file__).parent.parent / "tools"))
    import postgres

    try:
        with postgres.server() as url:
            yield {"SQLite": "sqlite", "PostgreSQL": url}
    except postgres.CannotStart:
        yield {"SQLite": "sqlite"}


def all_stores() -> dict[str, Store]:
    """Every database in turn."""
    with stores() as found:
        return {name: measured(store) for name, store in found.items()}


def is_slow(found: dict[str, Store]) -> bool:
    """Whether any share wanted is not reached."""
    return any(
        one.share(getattr(one, name)) < least for one in found.values() for name, least in WANTED.items()
    )


def page(found: dict[str, Store]) -> str:
    """This chapter of the page of figures."""
    rows = "\n".join(
        f"| {name} | {statistics.median(one.acts):,.0f} | {statistics.median(one.orm):,.0f} | "
        f"{one.share(one.orm):.2f} | {statistics.median(one.raw):,.0f} | {one.share(one.raw):.2f} |"
        for name, one in found.items()
    )
    return f"""
## The store

Votes in an open poll of the demonstration, each through the whole action: the matter locked, the clock delivered, the
same form looked for, decided by the charter, appended to the chain, snapshot, desks and lists written; against a bare
transaction that inserts one row and updates one of the same tables and the same size, through the ORM and in plain SQL
(one cursor, statements and parameters ready). PostgreSQL has gathered its statistics before, as it does of itself
within a minute. On the clock, in turn, one writer; medians of {ROUNDS} rounds, ratios round by round. Wanted: at least
{WANTED["orm"]:.2f} of the ORM's and {WANTED["raw"]:.2f} of plain SQL's.

| | acts a second | ORM, a second | acts to ORM | SQL, a second | acts to SQL |
|---|---|---|---|---|---|
{rows}
"""


class Town:
    """The demonstration on a database of its own, with polls to vote in."""

    def __init__(self, folder: Path, store: str) -> None:
        from linli.commands.demo import prepare_demo
        from linli.commands.installation import open_installation

        open_installation(folder, None if store == "sqlite" else store, demo=True)
        prepare_demo()
        from linli.apps.community import actions
        from linli.apps.community import demo as demonstration
        from linli.apps.matters.demo.director import Director

        self.director: Director = Director(demonstration.communities()[0], actions.now() + AHEAD)
        self._numbers = count(1)

    def poll(self) -> tuple[str, str]:
        """An open poll in a sitting, everybody signed in: the chains of the matter and of the sitting."""
        from linli.apps.matters import actions
        from linli.apps.matters.actions import Form

        d = self.director
        title = f"测量 {next(self._numbers)}"
        matter = d.propose(-9, "party-branch", "four-deliberations", "community-affair", title, title)
        members = d.members("two-committees")
        d.sit(
            -5, 19, "two-committees", d.one("two-committees"), {matter: ("yes",) * len(members)}, text=title
        )
        chair = d.one("party-branch")
        sitting = d.call(-4, -1, 19, "party-assembly", chair, [matter], title)
        d.sign_in(-1, 19, sitting, chair, d.members("party-assembly"))
        d.do(-1, 19, actions.open_poll, chain=matter, by=chair, form=Form(sitting=sitting))
        return matter, sitting

    def voters(self) -> list[str]:
        return self.director.members("party-assembly")


def _votes(town: Town) -> tuple[float, Matter]:
    """Everybody votes, each by an action; acts a second, and the matter as it then is."""
    from linli.apps.matters import actions
    from linli.apps.matters.actions import Form
    from linli.apps.matters.models import Matter
    from linli.core.engine.acts import Actor

    chain, sitting = town.poll()
    here, voters = town.director.community, town.voters()
    _empty_log()
    began = time.perf_counter()
    for number, person in enumerate(voters):
        form = Form(sitting=sitting, key=f"bench-{number}-{chain}".replace("/", "-"))
        done = actions.vote(
            community=here, chain=chain, by=Actor(person, "party-assembly"), choice="yes", form=form
        )
        assert done.refusal is None, done.refusal.says("en")
    took = time.perf_counter() - began
    return len(voters) / took, Matter.objects.get(community=here, chain=chain)


def _empty_log() -> None:
    """Let SQLite move its log into the database now: whether it does so within a stretch is chance otherwise."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _bare(matter: Matter, times: int, work: Callable[[Matter, int], None]) -> float:
    from django.db import transaction

    _empty_log()
    began = time.perf_counter()
    for number in range(times):
        with transaction.atomic():
            work(matter, number)
    return times / (time.perf_counter() - began)


def _last(matter: Matter) -> Any:
    from linli.apps.community.models import Entry

    return Entry.objects.get(community=matter.community, chain=matter.chain, seq=matter.head_seq)


def _through_orm(matter: Matter) -> Callable[[Matter, int], None]:
    from linli.apps.community.models import Entry

    last = _last(matter)

    def work(matter: Matter, number: int) -> None:
        Entry.objects.create(
            community=matter.community, chain=f"orm {matter.pk}", seq=number + 1, prev=last.prev, hash=last.hash,
            data=last.data, at=last.at, actor=last.actor, key=f"orm {matter.pk} {number}",
        )  # fmt: skip
        matter.save(update_fields=["snapshot", "head_seq", "head_hash"])

    return work


def _in_sql(matter: Matter) -> Callable[[Matter, int], None]:
    from django.db import connection

    last = _last(matter)
    at = connection.ops.adapt_datetimefield_value(last.at)
    cursor = connection.cursor()
    insert = (
        "INSERT INTO community_entry (community_id, chain, seq, prev, hash, data, at, actor, key)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
    )
    update = "UPDATE matters_matter SET snapshot = %s, head_seq = %s, head_hash = %s WHERE id = %s"
    same = (matter.snapshot, matter.head_seq, matter.head_hash, matter.pk)

    def work(matter: Matter, number: int) -> None:
        key = f"sql {matter.pk} {number}"
        cursor.execute(
            insert,
            (
                matter.community_id,
                f"sql {matter.pk}",
                number + 1,
                last.prev,
                last.hash,
                last.data,
                at,
                "",
                key,
            ),
        )
        cursor.execute(update, same)

    return work


def _look_at_tables() -> None:
    """Let the server see how full its tables are, as any server does of itself after a minute."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _main(store: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.site.settings")
    found: dict[str, list[float]] = {"acts": [], "orm": [], "raw": []}
    with TemporaryDirectory() as name:
        town = Town(Path(name), store)
        _votes(town)
        _look_at_tables()
        for _ in range(ROUNDS):
            rate, matter = _votes(town)
            times = 4 * len(town.voters())
            found["acts"].append(rate)
            found["orm"].append(_bare(matter, times, _through_orm(matter)))
            found["raw"].append(_bare(matter, times, _in_sql(matter)))
    print(json.dumps(found))


if __name__ == "__main__":
    _main(sys.argv[1])
