"""A community under Beilin's charter, with a resident who can sign in."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

import kept
from linli import charters
from linli.apps.community import actions
from linli.apps.community.models import Account, Community, Place
from linli.core.engine.acts import FactValue


@pytest.fixture
def heping(db: None) -> Community:
    """A community with the slug ``heping`` under Beilin's charter."""
    kept.once("heping", _found)
    return Community.objects.get(slug="heping")


def _found() -> None:
    place = Place.objects.create(code="990101001001", name="和平路社区居委会", level=5)
    found = actions.found_community(
        slug="heping",
        place=place.code,
        name="和平路社区",
        charter=charters.read("beilin"),
        actor=actions.TERMINAL,
    )
    assert isinstance(found, Community)


@pytest.fixture
def resident(heping: Community) -> Account:
    """The account of a resident there who sits in the party branch."""
    facts: dict[str, FactValue] = {"adult": True, "registered": True, "party-member": True}
    enrolled: Any = actions.enrol_people(heping, [actions.Newcomer("王秀兰", facts)], actor=actions.TERMINAL)
    actions.take_seat(heping, enrolled[0], "party-branch", chair=True, actor=actions.TERMINAL)
    account = Account.objects.create(username="xiulan", password="!")
    actions.give_account(heping, enrolled[0], account, actor=actions.TERMINAL)
    return account


@pytest.fixture
def writer(resident: Account) -> Client:
    """That resident, signed in, reading English."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(resident)
    return client
