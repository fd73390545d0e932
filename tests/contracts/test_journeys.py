"""What goes to the store last in a deed goes with its commit, and holds all or nothing, as before it did."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DataError, IntegrityError, OperationalError, connection, transaction

from linli.apps.community import actions, deed, reads, rows
from linli.apps.community.models import Community
from linli.apps.matters.models import Matter
from linli.core.engine.entry import GENESIS
from linli.site.databases import database

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def matter(community: Community) -> Matter:
    return Matter.objects.create(
        community=community, year=2026, procedure="p", kind="k", charter_hash="", title="题", stage="s",
        stage_kind="poll", began=AT, last=AT, proposer="x", proposer_organ="o", head_seq=0, chain="matter/2026/1",
        number=1, snapshot="0", head_hash=GENESIS,
    )  # fmt: skip


def appended(matter: Matter, entry: Any, snapshot: str) -> str:
    """Append an entry together with the matter's snapshot."""
    matter.snapshot = snapshot
    return actions.append(matter.community, entry, also=(matter, ("snapshot",)))


def kept(matter: Matter) -> tuple[int, str]:
    """How many entries there are, and the snapshot beside them."""
    chain = reads.chain(matter.community, "matter/2026/1")
    return len(chain), Matter.objects.get(pk=matter.pk).snapshot


def test_an_entry_and_its_snapshot_are_written_when_the_deed_ends(chains: Any, matter: Matter) -> None:
    seen = []

    @actions.deed
    def act() -> None:
        appended(matter, chains.entry(1, GENESIS), "1")
        seen.append(kept(matter))

    act()
    assert seen == [(0, "0")]
    assert kept(matter) == (1, "1")


def test_where_no_deed_is_being_done_they_are_written_at_once(chains: Any, matter: Matter) -> None:
    with transaction.atomic():
        appended(matter, chains.entry(1, GENESIS), "1")
        assert kept(matter) == (1, "1")


def test_a_deed_within_another_finds_what_was_kept_for_last(chains: Any, matter: Matter) -> None:
    seen = []

    @actions.deed
    def within() -> None:
        seen.append(kept(matter))
        appended(matter, chains.entry(2, first), "2")

    @actions.deed
    def around() -> None:
        nonlocal first
        first = appended(matter, chains.entry(1, GENESIS), "1")
        within()
        seen.append(kept(matter))
        appended(matter, chains.entry(3, reads.chain(matter.community, matter.chain)[-1].hash), "3")

    first = ""
    around()
    assert seen == [(1, "1"), (2, "2")]
    assert kept(matter) == (3, "3")


def test_two_kept_for_last_are_written_in_their_order(chains: Any, matter: Matter) -> None:
    @actions.deed
    def act() -> None:
        first = appended(matter, chains.entry(1, GENESIS), "1")
        appended(matter, chains.entry(2, first), "2")

    act()
    assert kept(matter) == (2, "2")


@pytest.mark.parametrize("ends", [True, False], ids=["alone", "within another"])
@pytest.mark.parametrize(
    ("given", "raised"),
    [
        ({"seq": 3, "prev": "last"}, actions.Discontinuous),
        ({"seq": 2, "prev": "other"}, actions.Discontinuous),
        ({"seq": 1, "prev": GENESIS}, actions.Discontinuous),
        ({"seq": 2, "prev": "last", "key": "form-1"}, actions.Repeated),
    ],
)
def test_one_that_does_not_follow_leaves_nothing_of_the_whole_deed(
    chains: Any, matter: Matter, ends: bool, given: dict[str, Any], raised: type[Exception]
) -> None:
    last = appended(matter, chains.entry(1, GENESIS, key="form-1"), "1")
    names = {"last": last, "other": "f" * 64, GENESIS: GENESIS}

    @actions.deed
    def act() -> None:
        actions.seal_text(matter.community, "半途的话")
        appended(matter, chains.entry(**{**given, "prev": names[given["prev"]]}), "2")

    with pytest.raises(raised):
        act() if ends else actions.deed(act)()
    assert kept(matter) == (1, "1")
    assert list(reads.sealed_texts(matter.community)) == []
    following = actions.deed(lambda: appended(matter, chains.entry(2, last), "2"))
    following()
    assert kept(matter) == (2, "2")


def test_a_deed_that_fails_forgets_what_it_kept_for_last(chains: Any, matter: Matter) -> None:
    @actions.deed
    def half() -> None:
        appended(matter, chains.entry(1, GENESIS), "1")
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        half()
    actions.deed(lambda: None)()
    assert kept(matter) == (0, "0")


def test_what_waits_for_the_commit_happens_once_and_after_it(chains: Any, matter: Matter) -> None:
    told: list[tuple[int, str]] = []

    @actions.deed
    def act() -> None:
        transaction.on_commit(lambda: told.append(kept(matter)))
        appended(matter, chains.entry(1, GENESIS), "1")

    act()
    assert told == [(1, "1")]


def test_who_listens_hears_of_every_statement(chains: Any, matter: Matter) -> None:
    heard: list[str] = []

    def listen(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        heard.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(listen):
        actions.deed(lambda: appended(matter, chains.entry(1, GENESIS), "1"))()
    assert any("INSERT INTO community_entry" in one for one in heard)
    assert kept(matter) == (1, "1")


def test_a_connection_lost_on_the_way_leaves_nothing_and_the_next_deed_opens_another(
    chains: Any, matter: Matter
) -> None:
    if connection.vendor != "postgresql":
        return  # a file is not lost
    act = actions.deed(lambda: appended(matter, chains.entry(1, GENESIS), "1"))
    act_after = deed.deed(lambda: rows.run("SELECT pg_terminate_backend(pg_backend_pid())", []))
    with pytest.raises(OperationalError):
        act_after()
    connection.close()
    act()
    assert kept(matter) == (1, "1")


def test_a_server_behind_a_pooler_is_asked_without_what_a_connection_keeps(
    chains: Any, matter: Matter, store: str
) -> None:
    if connection.vendor != "postgresql":
        return
    assert database(store, None, pooled=True)["OPTIONS"]["prepare_threshold"] is None
    before, connection.connection.prepare_threshold = connection.connection.prepare_threshold, None
    try:
        actions.deed(lambda: appended(matter, chains.entry(1, GENESIS), "1"))()
    finally:
        connection.connection.prepare_threshold = before
    assert kept(matter) == (1, "1")


def test_begin_and_commit_go_with_a_statement(chains: Any, matter: Matter) -> None:
    if connection.vendor != "postgresql":
        return
    alone: list[bytes] = []
    driver = connection.connection
    sent = type(driver)._exec_command

    def exec_command(self: Any, command: Any, *rest: Any) -> Any:
        alone.append(command)
        return sent(self, command, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(driver), "_exec_command", exec_command)
        actions.deed(lambda: appended(matter, chains.entry(1, GENESIS), "1"))()
    assert alone == []
    assert kept(matter) == (1, "1")


def test_a_reference_that_leads_nowhere_is_found_at_the_commit(matter: Matter) -> None:
    if connection.vendor != "postgresql":
        return
    change = deed.deed(
        lambda: deed.at_last(
            lambda ends: rows.run(
                "UPDATE matters_matter SET community_id = 0 WHERE id = %s", [matter.pk], last=ends
            )
        )
    )
    with pytest.raises(IntegrityError):
        change()
    assert Matter.objects.get(pk=matter.pk).community_id == matter.community_id


def test_a_text_with_a_null_character_is_refused_before_it_is_sent(matter: Matter) -> None:
    if connection.vendor != "postgresql":
        return
    with pytest.raises((DataError, ValueError)), transaction.atomic():
        rows.run("UPDATE matters_matter SET title = %s WHERE id = %s", ["a\x00b", matter.pk])
    assert Matter.objects.get(pk=matter.pk).title == "题"
