"""A community to test with, and people in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

import kept
from linli import charters
from linli.apps.community import actions
from linli.apps.community.models import Account, Community, Person, Place
from linli.core.engine.acts import FactValue

STREET = "990101001000"
PLACE = "990101001001"
EVERYBODY: dict[str, FactValue] = {"adult": True, "registered": True}
IN_THE_PARTY: dict[str, FactValue] = {**EVERYBODY, "party-member": True}


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    """Hashing a password takes long on purpose; no test here is about that."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def place(db: None) -> Place:
    """A community's place in the official table."""
    return _place()


def _place() -> Place:
    Place.objects.create(code=STREET, name="样例街道", level=4, parent_code="990101000000")
    return Place.objects.create(code=PLACE, name="样例社区居委会", level=5, parent_code=STREET)


@pytest.fixture
def community(db: None) -> Community:
    """A community under Beilin's charter, without people."""
    kept.once("sample", _found)
    return Community.objects.get(slug="sample")


def _found() -> None:
    place = _place()
    found = actions.found_community(
        slug="sample",
        place=place.code,
        name="样例社区",
        charter=charters.read("beilin"),
        actor=actions.TERMINAL,
    )
    assert isinstance(found, Community)


@pytest.fixture
def people(community: Community) -> list[Person]:
    """Twelve residents; the first six are in the party, the first three in its branch, 4 to 8 in the committee."""
    found = kept.once("people", lambda: _enrol(community))
    community.refresh_from_db()
    there = Person.objects.in_bulk(found)
    return [there[one] for one in found]


def _enrol(community: Community) -> list[int]:
    newcomers = [
        actions.Newcomer(f"居民{number:02d}", IN_THE_PARTY if number <= 6 else EVERYBODY)
        for number in range(1, 13)
    ]
    found = actions.enrol_people(community, newcomers, actor=actions.TERMINAL)
    assert isinstance(found, list)
    for place, person in enumerate(found[:3]):
        actions.take_seat(community, person, "party-branch", chair=place == 0, actor=actions.TERMINAL)
    for place, person in enumerate(found[3:8]):
        actions.take_seat(community, person, "committee", chair=place == 0, actor=actions.TERMINAL)
    return [one.pk for one in found]


@pytest.fixture
def clerk(community: Community) -> Account:
    """An account that keeps the community's register and is nobody in it."""
    account = kept.once("clerk", lambda: _make_clerk(community))
    community.refresh_from_db()
    return Account.objects.get(pk=account)


def _make_clerk(community: Community) -> int:
    account = actions.make_account("clerk", "a-long-pass-phrase", actor=actions.TERMINAL)
    actions.make_clerk(community, account, actor=actions.TERMINAL)
    return account.pk


@pytest.fixture
def signed_in(community: Community) -> Callable[[Person], Client]:
    """A browser in which a person is signed in."""

    def browser(person: Person) -> Client:
        account, _made = Account.objects.get_or_create(username=f"account-{person.number}", password="!")
        actions.give_account(community, person, account, actor=actions.TERMINAL)
        client = Client()
        client.force_login(account)
        return client

    return browser


@pytest.fixture
def counted(django_assert_num_queries: Any) -> Any:
    """Counts queries."""
    return django_assert_num_queries
