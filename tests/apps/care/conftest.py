"""Somebody of whom every app holds something, and a community elsewhere in which she is, too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from linli import charters
from linli.apps.community import actions, personal
from linli.apps.community.models import (
    Account,
    Building,
    Community,
    Dwelling,
    Household,
    Person,
    Place,
    Resident,
)
from linli.apps.matters import actions as matters
from linli.apps.opinions import actions as opinions
from linli.apps.talk import actions as talk
from linli.core.engine.acts import Actor
from signed import browser

NOON = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)
IDENTITY, PHONE = "11010519491231002X", "13800138000"
SAID, TITLE = "=HYPERLINK(路灯)", "更换路灯"
PASSWORD = "a-long-pass-phrase"


@dataclass
class Her:
    """A resident without office, her account, and the matter that she put, spoke to and reacted to."""

    community: Community
    person: Person
    account: Account
    people: list[Person]
    year: int
    number: int

    @property
    def way(self) -> dict[str, Any]:
        return {"community": self.community, "year": self.year, "number": self.number}

    def address(self, rest: str = "") -> str:
        return f"/c/{self.community.slug}/my-data/{rest}"

    def account_of(self, place: int) -> Account:
        """A fresh account for somebody else of the people."""
        account = actions.make_account(f"p{place}", None, actor=actions.TERMINAL)
        actions.give_account(self.community, self.people[place], account, actor=actions.TERMINAL)
        return account

    def browser(self, language: str = "en") -> Client:
        """Signed in, and not yet asked to confirm."""
        return browser(self.account, language)

    def confirmed(self, language: str = "en") -> Client:
        """Signed in, and confirmed with the password; as if nobody had confirmed lately, or many tests are too many."""
        cache.clear()
        client = self.browser(language)
        answer = client.post("/account/confirm/", {"password": PASSWORD, "next": self.address("copy/")})
        assert answer.status_code == 302, answer.content
        return client


@pytest.fixture
def her(community: Community, people: list[Person], clerk: Account, settings: Any, tmp_path: Any) -> Her:
    """The ninth: numbers in the register, a comment and a support, a statement and a reaction, a matter of hers."""
    settings.MEDIA_ROOT = tmp_path / "files"
    person = people[8]
    account = actions.make_account("her", PASSWORD, actor=actions.TERMINAL)
    actions.give_account(community, person, account, actor=actions.TERMINAL)
    person.refresh_from_db()
    sealed = personal.close([(IDENTITY, PHONE, "1949-12-31")], community.pk)[0]
    Resident.objects.create(person=person, community=community, sealed=sealed, sex="female", lives=True)
    with actions.standing_at(NOON):
        done = matters.submit(
            community=community, by=Actor(people[0].pseudonym, "party-branch"), procedure="four-deliberations",
            kind="community-affair", title=TITLE, text="院内路灯坏了。",
        )  # fmt: skip
        assert done.matter is not None, done.refusal
        one = Her(community, person, account, people, done.matter.year, done.matter.number)
        other = talk.say(**one.way, by=Actor(people[9].pseudonym, "residents"), text="别人的话。")
        talk.say(**one.way, by=Actor(person.pseudonym, "residents"), text=SAID)
        talk.support(**one.way, by=Actor(person.pseudonym, "residents"), comment=other.number)
        officer = Actor(people[0].pseudonym, "two-committees")
        opinions.open_map(
            **one.way, by=officer, statements=["全部换新。", "先修坏的。"], closes=date(2026, 3, 20)
        )
        opinions.react(**one.way, person=person.pseudonym, statement=1, answer="agree")
    return one


@pytest.fixture
def home(her: Her) -> Household:
    """She and her neighbour live where the register says: else no row of theirs is taken."""
    house = Building.objects.create(community=her.community, key="1", name="1号楼")
    home = Dwelling.objects.create(community=her.community, building=house, key="/101", number="101")
    found = Household.objects.create(community=her.community, number=1, home=home)
    Person.objects.filter(pk__in=[her.people[8].pk, her.people[9].pk]).update(household=found)
    her.person.refresh_from_db()
    return found


@pytest.fixture
def elsewhere(her: Her) -> Community:
    """Another community, in whose register the same account is somebody else."""
    place = Place.objects.create(
        code="990101001002", name="别处社区居委会", level=5, parent_code="990101001000"
    )
    found = actions.found_community(
        slug="elsewhere",
        place=place.code,
        name="别处社区",
        charter=charters.read("zhalute"),
        actor=actions.TERMINAL,
    )
    assert isinstance(found, Community)
    enrolled = actions.enrol_people(
        found, [actions.Newcomer("别处的名字", {"adult": True, "registered": True})], actor=actions.TERMINAL
    )
    assert isinstance(enrolled, list)
    actions.give_account(found, enrolled[0], her.account, actor=actions.TERMINAL)
    return found


@pytest.fixture
def desk(clerk: Account) -> Client:
    """The clerk's browser."""
    return browser(clerk)
