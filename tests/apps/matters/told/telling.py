"""Somebody of a town who wants to be told, and what has her told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.models import Account
from linli.apps.matters import actions as matters
from linli.apps.told import actions, tasks
from linli.apps.told.actions.settings import confirm_link
from linli.apps.told.models import Reader
from linli.core.engine.acts import Actor


@contextmanager
def at(town: Any) -> Iterator[None]:
    with community_actions.standing_at(town.at):
        yield


def reader(
    town: Any, by: Actor, *, way: str = "email", address: str = "a@example.org", **hours: int
) -> Reader:
    """Somebody of the town who wants to be told."""
    person = community_reads.person_of(town.community, by.person)
    assert person is not None
    account, _ = Account.objects.get_or_create(username=f"account-{person.number}")
    with at(town):
        community_actions.give_account(town.community, person, account, actor=community_actions.TERMINAL)
        found = actions.reader_of(account)
        given = {"digest": 8, "quiet_from": 22, "quiet_until": 7} | hours
        actions.set_hours(found, actor=account, lang="zh", **given)
        if way:
            made = actions.add_way(found, way, address, actor=account)
            actions.confirm_way(confirm_link(made).rsplit("/", 2)[1])
        actions.collect()
    found.refresh_from_db()
    return found


def tell(town: Any) -> int:
    with at(town):
        return int(tasks.tell.func())


def called(town: Any, organ: str = "two-committees") -> str:
    chain = town.submit("更换路灯")
    done = town.done(
        matters.call_sitting,
        by=town.by(organ),
        organ=organ,
        starts=town.at + timedelta(days=3),
        agenda=[chain],
    )
    return str(done.chain)


def raising(error: BaseException) -> Callable[..., None]:
    def fail(*_args: Any, **_more: Any) -> None:
        raise error

    return fail
