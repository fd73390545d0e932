"""Rows locked together with the head of the roster, on every store."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from linli.apps.community import actions, reads, rows
from linli.apps.community.actions import OfChain
from linli.apps.community.models import Community
from linli.apps.matters.models import Matter

AT = datetime(2026, 3, 2, 9, 30, 0, 123456, tzinfo=UTC)


def matter(community: Community, **given: Any) -> Matter:
    told = {"chain": "matter/2026/1", "number": 1, "snapshot": "{}", "head_hash": "a" * 64, **given}
    return Matter.objects.create(
        community=community, year=2026, procedure="p", kind="k", charter_hash="", title="题", stage="s",
        stage_kind="poll", began=AT, last=AT, proposer="x", proposer_organ="o", head_seq=3, **told,
    )  # fmt: skip


def test_a_row_locked_is_the_row_that_the_orm_gives(community: Community) -> None:
    made = matter(community)
    with transaction.atomic():
        found = actions.locked_chains(community.pk, [OfChain(Matter, made.chain)])
        alone = actions.locked(Matter, community_id=community.pk, chain=made.chain)
    assert found is not None
    (row,), head = found
    plain = Matter.objects.get(pk=made.pk)
    for one in (row, alone):
        assert {name: getattr(one, name) for name in plain.__dict__ if name != "_state"} == {
            name: value for name, value in plain.__dict__.items() if name != "_state"
        }
        assert one == plain
    assert reads.roster(community, head) == reads.roster(community)


def test_a_snapshot_that_is_known_is_read_only_where_it_is_asked_for(community: Community) -> None:
    made = matter(community, snapshot='{"a":1}')
    with transaction.atomic():
        known = actions.locked_chains(community.pk, [OfChain(Matter, made.chain, made.head_hash)])
        old = actions.locked_chains(community.pk, [OfChain(Matter, made.chain, "b" * 64)])
    assert known is not None
    assert old is not None
    assert "snapshot" not in known[0][0].__dict__
    assert known[0][0].snapshot == '{"a":1}'
    assert old[0][0].__dict__["snapshot"] == '{"a":1}'


def test_where_one_row_is_missing_none_is_given(community: Community, other: Community) -> None:
    made = matter(community)
    with transaction.atomic():
        for wanted in (
            [OfChain(Matter, made.chain), OfChain(Matter, "matter/2026/9")],
            [OfChain(Matter, "")],
        ):
            assert actions.locked_chains(community.pk, wanted) is None
        assert actions.locked_chains(other.pk, [OfChain(Matter, made.chain)]) is None


def test_a_head_read_while_waiting_for_another_is_asked_for_again(
    community: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = matter(community)
    monkeypatch.setattr(rows, "WAITED", -1)
    with transaction.atomic():
        found = actions.locked_chains(community.pk, [OfChain(Matter, made.chain)])
    assert found is not None
    assert found[1] is None


def test_what_every_act_asks_is_prepared_once_and_kept_by_the_server(community: Community) -> None:
    if connection.vendor != "postgresql":
        return  # SQLite's driver keeps statements by itself
    made = matter(community)
    asked = "SELECT coalesce(sum(generic_plans + custom_plans), 0) FROM pg_prepared_statements"
    with transaction.atomic():
        for _ in range(3):
            actions.locked_chains(community.pk, [OfChain(Matter, made.chain)])
        assert rows.run(asked, []).fetchone()[0] >= 3


def test_a_statement_that_fails_says_so_as_everywhere(community: Community) -> None:
    with pytest.raises(Exception, match="nothing_there") as error, transaction.atomic():
        rows.run("SELECT 1 FROM nothing_there WHERE id = %s", [1])
    assert type(error.value).__module__ == ProgrammingError.__module__
