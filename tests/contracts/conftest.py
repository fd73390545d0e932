"""Every test in this folder runs on both stores: a SQLite file and a PostgreSQL server."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections

import emptied
import tables
from linli import charters
from linli.apps.community import actions
from linli.apps.community.models import Community, Place
from linli.core.charter.load import Loaded
from linli.core.engine.acts import Actor, Support
from linli.core.engine.entry import GENESIS, MatterEntry
from linli.site.databases import database

STREET = "990101001000"
CODES = tuple(f"990101001{number:03d}" for number in range(1, 4))


@contextmanager
def opened(url: str) -> Iterator[None]:
    """Django's default database is another one for a while, in every thread."""
    settings = connections.settings
    before, old = settings["default"], connections["default"]
    settings["default"] = connections.configure_settings({"default": database(url, None)})["default"]
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        settings["default"] = before
        connections["default"] = old


@pytest.fixture(scope="session")
def sqlite_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a SQLite file of this run."""
    file = tmp_path_factory.mktemp("store") / "linli.sqlite3"
    tables.put(file)
    return f"sqlite:///{file}"


@pytest.fixture(scope="session")
def migrated() -> set[str]:
    """The databases whose tables are there already."""
    return set()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, django_db_blocker: Any, migrated: set[str]) -> Iterator[str]:
    """The URL of an empty store, which is Django's default database meanwhile."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    with django_db_blocker.unblock(), opened(url):
        if url not in migrated:
            if request.param == "postgresql":
                tables.put_postgres(url)
            call_command("migrate", verbosity=0, interactive=False)
            if request.param == "postgresql":
                tables.keep_postgres(url)
            migrated.add(url)
        emptied.empty()
        assert connection.vendor == request.param
        yield url


@pytest.fixture
def community(store: str) -> Community:
    """A community under Beilin's charter, without people."""
    Place.objects.create(code=STREET, name="样例街道", level=4, parent_code="990101000000")
    Place.objects.bulk_create(
        Place(code=code, name=f"样例{number}社区", level=5, parent_code=STREET)
        for number, code in enumerate(CODES)
    )
    return founded("sample", CODES[0])


@pytest.fixture
def other(community: Community) -> Community:
    """Another community beside it."""
    return founded("other", CODES[1])


def founded(slug: str, place: str) -> Community:
    found = actions.found_community(slug=slug, place=place, charter=_beilin(), actor=actions.TERMINAL)
    assert isinstance(found, Community)
    return found


@cache
def _beilin() -> Loaded:
    return charters.read("beilin")


class Chains:
    """Makes entries of a chain that is not the community's own."""

    NAME = "matter/2026/1"
    AT = datetime(2026, 3, 2, 9, 30, 0, 123456, tzinfo=UTC)

    @classmethod
    def entry(
        cls, seq: int, prev: str, *, key: str = "", person: str = "abc", chain: str = NAME, roster: int = 3
    ) -> MatterEntry:
        """One entry; ``roster`` is the sequence of the community's chain that it cites."""
        return MatterEntry(
            chain=chain, seq=seq, prev=prev, at=cls.AT, charter="0" * 64, roster=roster, by=Actor(person, "residents"),
            key=key, act=Support(), events=(),
        )  # fmt: skip

    @classmethod
    def append(cls, community: Community, count: int, chain: str = NAME) -> list[str]:
        """That many entries, one after the other."""
        hashes = [GENESIS]
        for seq in range(1, count + 1):
            hashes.append(actions.append(community, cls.entry(seq, hashes[-1], chain=chain)))
        return hashes[1:]

    @staticmethod
    def together(*works: Callable[[], object]) -> list[BaseException]:
        """Do some works at the same moment, each in a thread with a connection of its own; gives what went wrong."""
        gate = threading.Barrier(len(works))
        wrong: list[BaseException] = []

        def one(work: Callable[[], object]) -> None:
            try:
                gate.wait()
                work()
            except BaseException as error:
                wrong.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=one, args=(work,)) for work in works]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return wrong


@pytest.fixture
def chains() -> type[Chains]:
    """Makes entries."""
    return Chains
