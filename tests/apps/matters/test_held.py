"""What a process knows of a matter is used only where it still is so."""

from __future__ import annotations

from typing import Any

from linli.apps.community import reads as community_reads
from linli.apps.matters import actions, held
from linli.core.engine.evolve import fold
from linli.core.engine.state import read_state


def folded(town: Any, chain: str) -> Any:
    state = None
    for one in community_reads.chain(town.community, chain):
        state = fold(state, one.read().events, chain)
    return state


def test_what_another_process_did_meanwhile_is_seen(town: Any) -> None:
    chain = town.submit()
    town.open(chain, "two-committees", town.by("two-committees"), 6)
    first, second, third = (town.by("two-committees", number) for number in range(3))
    town.done(actions.vote, chain=chain, by=first, choice="yes")
    before = dict(held._kept)
    town.done(actions.vote, chain=chain, by=second, choice="no")
    held._kept.clear()
    held._kept.update(before)
    assert town.code(actions.vote, chain=chain, by=second, choice="yes") == "already-voted"
    held._kept.clear()
    held._kept.update(before)
    town.done(actions.vote, chain=chain, by=third, choice="yes")
    state = read_state(town.matter(chain).snapshot)
    assert len(state.now.votes) == 3
    assert state == folded(town, chain) == held.state_of(town.matter(chain))


def test_what_was_undone_is_not_remembered_as_done(town: Any) -> None:
    from django.db import transaction

    chain = town.submit()
    town.open(chain, "two-committees", town.by("two-committees"), 6)
    voter = town.by("two-committees", 1)
    with transaction.atomic():
        town.done(actions.vote, chain=chain, by=voter, choice="yes")
        transaction.set_rollback(True)
    town.done(actions.vote, chain=chain, by=voter, choice="no")
    assert town.matter(chain).state == folded(town, chain)
    assert list(town.matter(chain).state.now.votes.values()) == ["no"]


def test_no_more_is_remembered_than_there_is_room_for(town: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(held, "KEPT", 2)
    chains = [town.submit(f"路灯 {number}") for number in range(4)]
    assert [of[1] for of in held._kept] == chains[-2:]
