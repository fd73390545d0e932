"""One account that is a resident of two communities: told of both, by each only what concerns her there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.models import Account, Person
from linli.apps.matters import actions as matters
from linli.apps.matters.models import Matter
from linli.apps.told import actions, tasks
from linli.apps.told.actions.settings import confirm_link
from linli.apps.told.models import Reader

if TYPE_CHECKING:
    from tests.apps.matters.conftest import Town

PUT = {
    "procedure": "four-deliberations",
    "kind": "community-affair",
    "title": "修路灯",
    "text": "院内路灯坏了。",
}

FIVE = {"procedure": "five-steps", "kind": "residents-affair"}


@pytest.fixture(autouse=True)
def by_mail(settings: Any) -> None:
    """E-mail goes into a box of the test."""
    cache.clear()
    settings.MAIL_READY, settings.SITE_URL = True, "https://linli.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def both(town: Town, jarud: Town) -> Account:
    """In the committee of the one community, and a resident of the other."""
    account = Account.objects.create_user("both", None)
    for where, by in ((town, town.by("party-branch")), (jarud, jarud.by("committee"))):
        person = community_reads.person_of(where.community, by.person)
        assert person is not None
        with community_actions.standing_at(town.at):
            community_actions.give_account(where.community, person, account, actor=community_actions.TERMINAL)
    return account


@pytest.fixture
def reader(town: Town, both: Account) -> Reader:
    """She wants to be told."""
    with community_actions.standing_at(town.at):
        found = actions.reader_of(both)
        way = actions.add_way(found, "email", "both@example.org", actor=both)
        actions.confirm_way(confirm_link(way).rsplit("/", 2)[1])
        actions.collect()
    return found


def notices(town: Town, jarud: Town) -> None:
    for where, organ in ((town, "party-branch"), (jarud, "committee")):
        title = f"{where.community.name}的通知"
        where.done(matters.put_up, by=where.by(organ), section="", title=title, text="内容")


def tell(town: Town) -> int:
    with community_actions.standing_at(town.at):
        return int(tasks.tell.func())


def test_one_digest_has_the_news_of_both_each_with_where_it_comes_from(
    town: Town, jarud: Town, reader: Reader
) -> None:
    notices(town, jarud)
    assert tell(town) == 1
    (letter,) = mail.outbox
    for where in (town, jarud):
        name = where.community.name
        assert f"{name}\n- 新公开：{name}的通知\n" in letter.body
        assert f"https://linli.example/c/{where.community.slug}/" in letter.body


def test_who_left_one_community_is_told_of_the_other_alone(town: Town, jarud: Town, reader: Reader) -> None:
    gone = Person.objects.get(community=jarud.community, account=reader.account)
    with community_actions.standing_at(town.at):
        community_actions.take_account(jarud.community, gone, actor=community_actions.TERMINAL)
    notices(town, jarud)
    assert tell(town) == 1
    assert town.community.name in mail.outbox[0].body
    assert jarud.community.name not in mail.outbox[0].body


def test_a_meeting_of_a_body_that_she_sits_in_is_told_once_and_stands_in_her_calendar(
    town: Town, jarud: Town, reader: Reader
) -> None:
    chain = town.submit("更换路灯")
    calling = {"organ": "two-committees", "agenda": [chain], "starts": town.at + timedelta(days=3)}
    town.done(matters.call_sitting, by=town.by("two-committees"), **calling)
    tell(town)
    told = [one for one in mail.outbox if f"/c/{town.community.slug}/sittings/" in one.body]
    assert len(told) == 1
    with community_actions.standing_at(town.at):
        own = Client().get(f"/told/{reader.secret}/desk.ics").content.decode()
    assert f"/c/{town.community.slug}/sittings/" in own.replace("\r\n ", "")
    assert f"/c/{jarud.community.slug}/sittings/" not in own.replace("\r\n ", "")


def test_a_program_is_told_of_both_and_acts_in_each_only_as_who_she_is_there(
    town: Town, jarud: Town, both: Account
) -> None:
    with community_actions.standing_at(town.at):
        _token, secret = community_actions.make_token("program", ("read:own", "act"), 30, actor=both)
        client = Client(headers={"authorization": f"Bearer {secret}"})
        here = {one["community"]: one for one in client.get("/api/v1/me").json()["here"]}
        files = {slug: client.get(f"/api/v1/communities/{slug}/my-file").json() for slug in here}
        put = [
            client.post(
                f"/api/v1/communities/{where.community.slug}/matters",
                PUT | {"organ": organ} | more,
                content_type="application/json",
            ).status_code
            for where, organ, more in (
                (town, "party-branch", {}),
                (jarud, "party-branch", FIVE),
                (jarud, "residents", FIVE),
            )
        ]
    assert set(here) == {town.community.slug, jarud.community.slug}
    organs = {slug: {each["organ"] for each in one["capacities"]} for slug, one in here.items()}
    assert "party-branch" in organs[town.community.slug]
    assert "party-branch" not in organs[jarud.community.slug]
    assert put == [201, 403, 201]
    begun = [Matter.objects.get(community=where.community).proposer for where in (town, jarud)]
    assert begun == [
        Person.objects.get(community=where.community, account=both).pseudonym for where in (town, jarud)
    ]
    assert len({str(one) for one in files.values()}) == 2


def test_her_pages_lead_from_each_to_the_other_and_show_only_what_is_held_there(
    town: Town, jarud: Town, both: Account
) -> None:
    client = Client()
    client.force_login(both)
    account = client.get("/account/").content.decode()
    for where in (town, jarud):
        assert f"/c/{where.community.slug}/" in account
    own = {
        where: client.get(f"/c/{where.community.slug}/my-file/").content.decode() for where in (town, jarud)
    }
    assert f"/c/{jarud.community.slug}/my-file/" in own[town]
    assert f"/c/{town.community.slug}/my-file/" in own[jarud]
