"""At the door: who presides finds somebody by the name that she is told, browses nothing, and is seen to look."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from itertools import count
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.models import Account, Look, Person
from linli.apps.matters import actions
from linli.apps.matters.actions import at_door
from linli.apps.matters.models import Sitting
from linli.core.engine.acts import Actor

NUMBERS = count(1)
FIND = "sittings/2026/1/door/find/"
PAGE = "sittings/2026/1/"


@pytest.fixture
def assembly(town: Any) -> str:
    """A sitting of all residents that has just begun, called by a member of the committee; nobody is there yet."""
    by = town.by("committee")
    chain = town.done(
        actions.call_sitting,
        by=by,
        organ="residents-assembly",
        starts=town.at + timedelta(minutes=5),
        agenda=[],
    ).chain
    town.go(minutes=6)
    return str(chain)


@pytest.fixture
def her(town: Any) -> Any:
    """A resident whose name is not shown to the committee."""
    person = Person.objects.get(community=town.community, pseudonym=town.people[20])
    Person.objects.filter(pk=person.pk).update(name="王小明", public=False)
    person.refresh_from_db()
    return person


def text_of(answer: Any) -> str:
    return unescape(answer.content.decode())


def there(town: Any) -> set[str]:
    return set(Sitting.objects.get(community=town.community).state.attending)


def test_she_who_presides_reads_numbers_and_may_ask_for_a_name(
    town: Any, reader: Any, assembly: str, her: Any
) -> None:
    page = reader("committee").read(PAGE)
    assert "按姓名签到" in page
    assert f"一位居民（{her.number} 号）" in page
    assert "王小明" not in page
    assert "Sign somebody in by name" in reader("committee", language="en").read(PAGE)
    for other in (reader("committee", 1), reader("residents", 12), reader()):
        assert "按姓名签到" not in other.read(PAGE)


def test_the_name_said_exactly_finds_the_person_who_is_then_signed_in_and_sees_that_she_was_found(
    town: Any, reader: Any, assembly: str, her: Any
) -> None:
    at = reader("committee")
    answer = at.post(FIND, who="  王小明 ")
    assert answer.status_code == 200
    assert "王小明" in text_of(answer)
    assert "在名册上，还没有签到。" in text_of(answer)
    assert her.pseudonym not in there(town), "nothing is signed by looking"
    hidden = {"people": her.pseudonym, "organ": "committee", "key": "one"}
    assert at.post(f"{PAGE}act/attend/", **hidden).status_code == 302
    assert her.pseudonym in there(town)
    (look,) = Look.objects.filter(community=town.community)
    assert (look.what, look.person, look.account) == ("door", her, at.client.session and Account.objects.get(
        pk=at.client.session["_auth_user_id"]))  # fmt: skip
    told = community_reads.looks_at(her, _own_account(town, her), 10)
    assert [one.what for one in told] == ["door"]


def _own_account(town: Any, person: Any) -> Any:
    account = Account.objects.create(username="herself")
    with community_actions.standing_at(town.at):
        community_actions.give_account(town.community, person, account, actor=community_actions.TERMINAL)
    person.refresh_from_db()
    return account


def test_the_forms_are_taken_from_a_browser_that_guards_against_foreign_ones(
    town: Any, reader: Any, assembly: str, her: Any
) -> None:
    at = reader("committee")
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "zh-CN"})
    strict.force_login(Account.objects.get(pk=at.client.session["_auth_user_id"]))
    with community_actions.standing_at(town.at):
        page: Any = strict.get(f"/c/one/{PAGE}")
        find = re.search(r'id="find">.*?csrfmiddlewaretoken" value="([^"]+)"', text_of(page), re.DOTALL)
        assert find is not None
        found: Any = strict.post(f"/c/one/{FIND}", {"who": "王小明", "csrfmiddlewaretoken": find[1]})
        sign = re.search(r'id="found">.*?csrfmiddlewaretoken" value="([^"]+)"', text_of(found), re.DOTALL)
        assert sign is not None
        fields = {"people": her.pseudonym, "organ": "committee", "csrfmiddlewaretoken": sign[1]}
        assert strict.post(f"/c/one/{PAGE}act/attend/", fields).status_code == 302
    assert her.pseudonym in there(town)


def test_her_own_file_and_the_copy_of_her_data_say_it(
    town: Any, reader: Any, assembly: str, her: Any
) -> None:
    reader("committee").post(FIND, who="王小明")
    client = Client(headers={"accept-language": "zh-CN"})
    client.force_login(_own_account(town, her))
    with community_actions.standing_at(town.at):
        assert "开会签到时按姓名查到" in text_of(client.get("/c/one/my-file/"))
    account = Account.objects.create(username="keeper")
    community_actions.make_clerk(town.community, account, actor=community_actions.TERMINAL)
    clerk = Client(headers={"accept-language": "zh-CN"})
    clerk.force_login(account)
    with community_actions.standing_at(town.at):
        assert f"{her.number} 号居民（开会签到时按姓名查到）" in text_of(clerk.get("/c/one/registers/"))


@pytest.mark.parametrize("who", ["小明", "王小", "王小明明", "王 小明", "王小明 ", "%", "王_明", "<b>王小明</b>",
                                 "wang xiaoming", "王小明\x00x", "0", "99999999", "-1", "²", "字" * 60])  # fmt: skip
def test_nothing_but_the_exact_name_finds_anybody(
    town: Any, reader: Any, assembly: str, her: Any, who: str
) -> None:
    answer = reader("committee").post(FIND, who=who)
    found = who.strip() == "王小明"
    assert answer.status_code in ((200,) if found else (409, 422))
    assert ("在名册上，还没有签到。" in text_of(answer)) is found
    assert Look.objects.count() == int(found)


@pytest.mark.parametrize("who", ["", "   ", "字" * 3_000])
def test_an_empty_or_endless_name_comes_back(town: Any, reader: Any, assembly: str, who: str) -> None:
    assert reader("committee").post(FIND, who=who).status_code in (409, 422)


def test_who_is_in_the_register_and_not_on_the_roll_is_as_unknown_as_anybody(
    town: Any, reader: Any, assembly: str, her: Any
) -> None:
    with community_actions.standing_at(town.at):
        community_actions.know_person(town.community, her, {"adult": False}, actor=community_actions.TERMINAL)
    at = reader("committee")
    said = [text_of(at.post(FIND, who=who)) for who in ("王小明", "没有这个人")]
    assert "这次会议的名册上没有「王小明」。" in said[0]
    assert "这次会议的名册上没有「没有这个人」。" in said[1]
    assert not Look.objects.exists()


def test_of_namesakes_it_is_said_how_many_and_nobody_is_found(
    town: Any, reader: Any, assembly: str, her: Any
) -> None:
    Person.objects.filter(community=town.community, pseudonym=town.people[21]).update(
        name="王小明", public=False
    )
    answer = reader("committee").post(FIND, who="王小明")
    assert answer.status_code == 409
    assert "名册上有 2 个人叫「王小明」。" in text_of(answer)
    assert "登记号" in text_of(answer)
    assert Look.objects.filter(what="door").count() == 2


def test_a_register_number_finds_without_telling_a_name(
    town: Any, reader: Any, assembly: str, her: Any
) -> None:
    answer = reader("committee").post(FIND, who=str(her.number))
    assert answer.status_code == 200
    assert f"一位居民（{her.number} 号）" in text_of(answer)
    assert "王小明" not in text_of(answer)
    assert not Look.objects.exists()


def test_a_name_that_is_shown_anyhow_is_found_without_a_note(
    town: Any, reader: Any, assembly: str, her: Any
) -> None:
    Person.objects.filter(pk=her.pk).update(public=True)
    assert reader("committee").post(FIND, who="王小明").status_code == 200
    assert not Look.objects.exists()


def test_who_is_there_already_can_be_signed_out(town: Any, reader: Any, assembly: str, her: Any) -> None:
    town.done(actions.attend, chain=assembly, by=town.by("committee"), people=[her.pseudonym])
    at = reader("committee")
    text = text_of(at.post(FIND, who="王小明"))
    assert "签退" in text
    assert f'action="/c/one/{PAGE}act/leave/' in text
    assert at.post(f"{PAGE}act/attend/", people=her.pseudonym, organ="committee").status_code == 409


def test_after_many_names_that_nobody_has_none_can_be_looked_up_for_an_hour(
    town: Any, reader: Any, assembly: str, her: Any
) -> None:
    at = reader("committee")
    for number in range(at_door.MOST):
        assert "名册上没有" in text_of(at.post(FIND, who=f"某人{number}"))
    assert "现在不能再按姓名查" in text_of(at.post(FIND, who="王小明"))
    assert at.post(FIND, who=str(her.number)).status_code == 200
    town.go(minutes=61)
    assert at.post(FIND, who="王小明").status_code == 200


def test_nobody_but_who_presides_finds_anybody_and_only_while_the_sitting_lasts(
    town: Any, reader: Any, assembly: str, her: Any
) -> None:
    for who in (reader("committee", 1), reader("residents", 12), reader("party-branch", 1), reader()):
        answer = who.post(FIND, who="王小明")
        assert answer.status_code == 409
        assert "在名册上" not in text_of(answer)
    town.done(actions.end_sitting, chain=assembly, by=town.by("committee"))
    assert reader("committee").post(FIND, who="王小明").status_code == 409
    assert reader("committee").post("sittings/2026/9/door/find/", who="王小明").status_code == 404
    assert reader("committee").get(FIND).status_code == 405
    assert not Look.objects.exists()


def test_before_the_day_nobody_is_looked_up(town: Any, reader: Any, her: Any) -> None:
    by = town.by("committee")
    starts = town.at + timedelta(days=3)
    chain = town.done(actions.call_sitting, by=by, organ="residents-assembly", starts=starts, agenda=[]).chain
    assert "按姓名签到" not in reader("committee").read(PAGE)
    found = town.do(actions.find_at_door, chain=chain, by=by, account=_own_account(town, her), who="王小明")
    assert found.code == "not-sign-in-day"
    assert not Look.objects.exists()
    missing = town.do(actions.find_at_door, chain="sitting/2026/9", by=by, account=None, who="王小明")
    assert missing.code == "no-such-matter"


def test_who_may_preside_no_more_finds_nobody(town: Any, assembly: str, her: Any) -> None:
    by = town.by("committee")
    with community_actions.standing_at(town.at):
        person = community_reads.person_of(town.community, by.person)
        community_actions.leave_seat(town.community, person, "committee", actor=community_actions.TERMINAL)
    other = Actor(town.by("committee").person, "committee")
    account = _own_account(town, her)
    found = town.do(actions.find_at_door, chain=assembly, by=other, account=account, who="王小明")
    assert found.person == her.pseudonym


@pytest.fixture
def program(town: Any) -> Callable[..., Any]:
    """Sends an act in the sitting as a program of a member of the committee."""
    cache.clear()

    def send(index: int, **body: Any) -> Any:
        person = community_reads.person_of(town.community, town.by("committee", index).person)
        assert person is not None
        account, _made = Account.objects.get_or_create(username=f"program-{index}")
        with community_actions.standing_at(town.at):
            community_actions.give_account(town.community, person, account, actor=community_actions.TERMINAL)
            _token, secret = community_actions.make_token(
                f"door {next(NUMBERS)}", ("act", "read:own"), 1, actor=account
            )
            return Client(headers={"authorization": f"Bearer {secret}"}).post(
                "/api/v1/communities/one/sittings/2026/1/acts", {"organ": "committee", **body},
                content_type="application/json",
            )  # fmt: skip

    return send


def test_a_program_signs_in_by_name_as_at_the_door_and_the_person_sees_it(
    town: Any, assembly: str, her: Any, program: Callable[..., Any]
) -> None:
    wrong = program(0, do="attend", people=["没有这个人"])
    assert (wrong.status_code, wrong.json()["code"]) == (422, "not-called-so")
    other = program(1, do="attend", people=["王小明"])
    assert (other.status_code, other.json()["code"]) == (403, "not-chair")
    assert not Look.objects.exists()
    done = program(0, do="attend", people=["王小明", str(her.number + 1)])
    assert done.status_code == 201
    assert her.pseudonym in there(town)
    assert [one.what for one in Look.objects.filter(person=her)] == ["door"]
    assert "王小明" not in done.content.decode()
