"""Checkpoints on every store: what is placed stays placed, and a cause stands before what rests on it."""

from __future__ import annotations

from typing import Any

from linli.apps.community import actions, reads
from linli.apps.community.models import Community
from linli.core.engine.entry import GENESIS
from linli.core.engine.merkle import root


def leaves(community: Community) -> list[bytes]:
    return [bytes.fromhex(one.hash) for one in reads.entries(community)]


def test_a_checkpoint_signs_the_root_over_everything_so_far(chains: Any, community: Community) -> None:
    chains.append(community, 3)
    made = actions.checkpoint(community)
    assert made is not None
    assert (made.number, made.size) == (1, reads.roster(community).seq + 3)
    assert made.root == root(leaves(community)).hex()
    (key,) = reads.keys(community)
    assert key.line.is_signed_by(key.public)
    assert made.line.is_signed_by(key.public)
    assert (made.line.checkpoint.size, made.line.checkpoint.community) == (made.size, community.slug)


def test_a_later_checkpoint_goes_on_where_the_last_one_ended(chains: Any, community: Community) -> None:
    first = actions.checkpoint(community)
    assert first is not None
    assert actions.checkpoint(community) is None
    before = [one.hash for one in reads.entries(community)]
    chains.append(community, 5)
    second = actions.checkpoint(community)
    assert second is not None
    found = list(reads.entries(community))
    assert [one.hash for one in found][: len(before)] == before
    assert [one.position for one in found] == list(range(1, len(found) + 1))
    assert second.root == root(leaves(community)).hex()
    assert second.line.checkpoint.previous == first.line.checkpoint.hash
    assert [one.position for one in reads.entries(community, after=first.size)] == list(
        range(first.size + 1, second.size + 1)
    )
    assert reads.last_checkpoint(community) == second


def test_communities_are_placed_and_signed_each_for_itself(
    chains: Any, community: Community, other: Community
) -> None:
    chains.append(community, 2)
    actions.checkpoint(other)
    actions.checkpoint(community)
    for one in (community, other):
        assert [entry.position for entry in reads.entries(one)] == list(
            range(1, len(list(reads.entries(one))) + 1)
        )
    assert {entry.chain for entry in reads.entries(other)} == {"community"}


def test_checkpoints_among_writers_leave_causes_before_what_rests_on_them(
    chains: Any, community: Community
) -> None:
    def write(name: str) -> None:
        prev = GENESIS
        for seq in range(1, 9):
            actions.enrol_people(community, [actions.Newcomer(name)], actor=actions.TERMINAL)
            cited = reads.roster(community).seq
            entry = chains.entry(seq, prev, chain=f"matter/2026/{name}", roster=cited)
            prev = actions.deed(actions.append)(community, entry)

    def sign() -> None:
        for _ in range(12):
            actions.checkpoint(community)

    assert chains.together(lambda: write("1"), lambda: write("2"), lambda: write("3"), sign, sign) == []
    actions.checkpoint(community)
    last: dict[str, int] = {}
    for stored in reads.entries(community):
        entry = stored.read()
        assert entry.seq == last.get(entry.chain, 0) + 1
        assert entry.chain == "community" or entry.roster <= last["community"]
        last[entry.chain] = entry.seq
    assert last == {"community": 3 + 24, **{f"matter/2026/{name}": 8 for name in "123"}}
    for one in reads.checkpoints(community):
        assert one.root == root(leaves(community)[: one.size]).hex()
