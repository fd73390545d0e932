"""Who lives in a building is told of what concerns it: as a kind of its own, once, and of no other building."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.test import Client
from telling import at, reader, tell

from linli.apps.community import actions as community_actions
from linli.apps.community.models import Building, Dwelling, Household, Person
from linli.apps.matters import actions as matters
from linli.apps.matters.models import Matter
from linli.apps.told import actions
from linli.apps.told.models import Message

if TYPE_CHECKING:
    from tests.apps.matters.conftest import Town

    from linli.apps.told.models import Reader

NEWS = "与您住的楼有关："


@pytest.fixture
def houses(town: Town) -> list[Building]:
    """Two buildings with a dwelling each; the reader of these tests, the twentieth resident, lives in the first."""
    found = []
    for name in ("1号楼", "2号楼"):
        one = Building.objects.create(community=town.community, key=name, name=name)
        home = Dwelling.objects.create(community=town.community, building=one, key="1", number="101")
        number = 700 + len(found)
        household = Household.objects.create(community=town.community, number=number, home=home)
        if not found:
            live(town, household)
        found.append(one)
    return found


def live(town: Town, household: Household | None) -> None:
    Person.objects.filter(pseudonym=town.by("residents", 20).person).update(household=household)


def choose(one: Reader, **modes: str) -> None:
    actions.set_choices(one, modes, actor=one.account)


def put_up(town: Town, building: Building | None, title: str) -> None:
    to: dict[str, Any] = {"section": "", "text": "内容", "building": building.pk if building else None}
    town.done(matters.put_up, by=town.by("committee"), title=title, **to)


def told(town: Town) -> str:
    tell(town)
    return mail.outbox[-1].body if mail.outbox else ""


def test_notices_and_matters_of_her_building_come_in_the_digest_once_and_of_no_other_one(
    town: Town, houses: list[Building]
) -> None:
    choose(reader(town, town.by("residents", 20)), notice="off")
    for house, title in ((houses[0], "停水"), (houses[1], "停电"), (None, "大扫除")):
        put_up(town, house, title)
    for house, title in ((houses[0], "换路灯"), (houses[1], "修门")):
        town.submit(title, building=house.pk)
    body = told(town)
    assert f"{NEWS}停水（1号楼）\n  https://linli.example/c/one/notices/2026/1/" in body
    assert f"{NEWS}换路灯\n  https://linli.example/c/one/matters/2026/1/" in body
    assert not [one for one in ("停电", "大扫除", "修门", "2号楼") if one in body]


def test_a_notice_is_told_as_what_concerns_her_building_or_as_published_and_never_twice(
    town: Town, houses: list[Building]
) -> None:
    one = reader(town, town.by("residents", 20))
    put_up(town, houses[0], "停水")
    chain = town.submit("换路灯", building=houses[0].pk)
    town.resolve(chain)
    town.done(matters.post, chain=chain, by=town.by("committee"), text="公示七天。")
    with at(town):
        actions.collect()
    kinds = dict(Message.objects.filter(chain="community").values_list("kind", "urgent"))
    assert kinds == {"building": False}
    assert not Message.objects.filter(kind="notice").exists()
    for modes, kind in (
        ({"notice": "now"}, "notice"),
        ({"building": "now"}, "building"),
        ({"building": "off"}, "notice"),
    ):
        Message.objects.all().delete()
        choose(one, **modes)
        put_up(town, houses[0], "停水")
        with at(town):
            actions.collect()
        assert [found.kind for found in Message.objects.filter(chain="community")] == [kind], modes


def test_a_matter_of_her_own_about_her_building_is_told_as_her_own(
    town: Town, houses: list[Building]
) -> None:
    by = town.by("party-branch")
    Person.objects.filter(pseudonym=by.person).update(
        household=Household.objects.get(home__building=houses[0])
    )
    reader(town, by)
    chain = town.submit("换路灯", building=houses[0].pk)
    town.resolve(chain)
    with at(town):
        actions.collect()
    entries = [(one.chain, one.seq) for one in Message.objects.filter(kind__in=("mine", "building"))]
    assert entries
    assert len(entries) == len(set(entries))


def test_who_moved_and_what_was_put_right_since_is_as_it_is_when_it_is_sent(
    town: Town, houses: list[Building]
) -> None:
    choose(reader(town, town.by("residents", 20)), notice="off")
    put_up(town, houses[0], "停水")
    chain = town.submit("换路灯", building=houses[0].pk)
    with at(town):
        actions.collect()
    assert Message.objects.count() >= 2
    account = community_actions.make_account("keeper", None, actor=community_actions.TERMINAL)
    community_actions.make_clerk(town.community, account, actor=community_actions.TERMINAL)
    town.do(
        lambda **to: matters.put_right(chain=chain, number=houses[1].pk, person="", account=account, **to)
    )
    body = told(town)
    assert "停水" in body
    assert "换路灯" not in body
    put_up(town, houses[0], "停气")
    with at(town):
        actions.collect()
    live(town, None)
    town.go(days=1)
    assert "停气" not in told(town)


def test_a_closed_matter_is_told_to_no_building(town: Town, houses: list[Building]) -> None:
    choose(reader(town, town.by("residents", 20)), notice="off")
    chain = town.submit("换路灯", building=houses[0].pk)
    Matter.every.filter(chain=chain).update(closed=True)
    assert told(town) == ""
    assert not Message.objects.exists()


def test_the_feed_of_a_building_has_what_is_published_about_it(town: Town, houses: list[Building]) -> None:
    put_up(town, houses[0], "停水")
    put_up(town, houses[1], "停电")
    client, feed = Client(), f"/c/one/feed.xml?building={houses[0].pk}"
    assert f'href="{feed}"' in client.get(f"/c/one/map/buildings/{houses[0].pk}/").content.decode()
    words = client.get(feed).content.decode()
    assert "1号楼</title>" in words
    assert ("停水" in words, "停电" in words) == (True, False)
    for wrong in ("999999", "x", "-1", "9" * 30, "１"):
        assert client.get("/c/one/feed.xml", {"building": wrong}).status_code == 404, wrong
