"""Files of people, households, buildings: derived from one entry; who looked; corrections; two clerks at once."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

sys.path.append(str(Path(__file__).parents[2] / "registers"))
import made

import kept
from linli import charters
from linli.apps.community import actions, personal, reads
from linli.apps.community.models import (
    Account,
    Community,
    Correction,
    Dwelling,
    Household,
    Look,
    Person,
    Place,
    Resident,
    Unit,
)
from linli.registers.shapes import SHAPES
from signed import browser

PEOPLE = made.residents(6)
HOME = "/c/sample/registers/"
TABLES: dict[str, list[dict[str, str]]] = {
    "buildings": [{"楼栋": "1号楼", "地址": "测试路 1 号"}],
    "dwellings": made.homes_of(PEOPLE),
    "units": [{"单位名称": "测试小学", "楼栋": "1号楼", "联系电话": "13800000001"}],
    "residents": PEOPLE,
}


@pytest.fixture
def settled(clerk: Account, bring: Callable[..., None]) -> Account:
    """Six residents in two dwellings, and a school."""
    kept.once("files", lambda: bring(Community.objects.get(), TABLES, actor=clerk))
    return clerk


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def form(client: Client, address: str) -> dict[str, str]:
    """What a browser would send back of the form that keeps changes."""
    from html.parser import HTMLParser

    found: dict[str, str] = {}

    class Reader(HTMLParser):
        select = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = {key: value or "" for key, value in attrs}
            if tag == "input" and given.get("type") in ("text", "hidden"):
                found[given["name"]] = given.get("value", "")
            elif tag == "select":
                self.select = given["name"]
                found.setdefault(self.select, "")
            elif tag == "option" and "selected" in given:
                found[self.select] = given["value"]

    Reader().feed(page(client, address))
    del found["csrfmiddlewaretoken"]
    return found | {"do": "mend"}


def test_every_page_is_derived_and_leads_on_and_only_the_clerk_sees_it(settled: Account) -> None:
    client, home = browser(settled), Dwelling.objects.first()
    assert home is not None
    unit = Unit.objects.get()
    addresses = {
        "buildings/": ["1号楼", "6 people"],
        f"buildings/{home.building_id}/": ["测试路 1 号", "3 people", "测试小学"],
        f"dwellings/{home.pk}/": ["86.50", "1号楼"],
        "households/1/": ["居民00000", "head"],
        "residents/1/": ["居民00000", "610*"],
        "units/": ["测试小学"],
        f"units/{unit.pk}/": ["138******01"],
        "corrections/": ["Nobody asked"],
    }
    for address, words in addresses.items():
        said = page(client, HOME + address)
        assert [word for word in words if word not in said] == [], address
        assert browser(None).get(HOME + address).status_code == 403
        assert made.resident(0)["身份证号"] not in said
    for address in (
        "residents/99/",
        "households/99/",
        "dwellings/99/",
        "buildings/99/",
        "units/99/",
        "corrections/9/",
    ):
        assert client.get(HOME + address).status_code == 404


def test_a_person_sees_her_own_file_and_who_looked_at_it(
    settled: Account, signed_in: Callable[[Person], Client]
) -> None:
    person = Person.objects.get(number=1)
    mine = signed_in(person)
    assert "还没有人看过" in page(mine, "/c/sample/my-file/")
    assert (
        made.resident(0)["身份证号"]
        in browser(settled).post(HOME + "residents/1/", {"do": "open"}).content.decode()
    )
    assert Look.objects.get().person == person
    said = page(mine, "/c/sample/my-file/")
    assert "查看了这份档案的号码 " not in said
    assert "clerk" in said
    assert "查看了这份档案的号码" in said
    assert made.resident(0)["身份证号"] not in said
    assert made.resident(0)["身份证号"] in mine.post("/c/sample/my-file/", {"do": "open"}).content.decode()
    assert Look.objects.count() == 1
    other = signed_in(Person.objects.get(number=2))
    assert "居民00000" not in page(other, "/c/sample/my-file/")
    assert browser(None).get("/c/sample/my-file/").status_code == 403
    assert browser(settled).get("/c/sample/my-file/").status_code == 403


def test_a_correction_is_asked_for_and_accepted_or_declined_with_a_reason(
    settled: Account, signed_in: Callable[[Person], Client]
) -> None:
    person = Person.objects.get(number=2)
    mine, clerk = signed_in(person), browser(settled)
    refused = mine.post("/c/sample/my-file/", {"column": "phone", "words": "12<b>", "reason": "换号"})
    assert refused.status_code == 422
    assert 'value="12&lt;b&gt;"' in refused.content.decode()
    for words in ("13911112222", "13933334444"):
        assert (
            mine.post("/c/sample/my-file/", {"column": "phone", "words": words, "reason": "换号"}).status_code
            == 302
        )
    assert b"13911112222" not in bytes(Correction.objects.get(number=1).sealed)
    assert "2 corrections wait" in page(clerk, HOME)
    assert clerk.post(HOME + "corrections/1/", {"do": "decline", "answer": " "}).status_code == 422
    assert clerk.post(HOME + "corrections/1/", {"do": "decline", "answer": "号码不对"}).status_code == 302
    assert clerk.post(HOME + "corrections/1/", {"do": "accept"}).status_code == 409
    assert "13933334444" in page(clerk, HOME + "corrections/2/")
    assert clerk.post(HOME + "corrections/2/", {"do": "accept", "answer": ""}).status_code == 302
    assert personal.opened(Resident.objects.get(person=person)).phone == "13933334444"
    said = page(mine, "/c/sample/my-file/")
    assert "号码不对" in said
    assert "已采纳" in said
    with pytest.raises(PermissionDenied):
        actions.ask_correction(person, "phone", "13900000000", "", actor=settled)


def test_a_correction_waits_on_the_desk_of_who_keeps_the_register_even_of_somebody_not_in_it(
    settled: Account, signed_in: Callable[[Person], Client]
) -> None:
    one, other = Person.objects.get(number=1), Person.objects.get(number=2)
    mine, clerk = signed_in(other), browser(settled, "zh-hans")
    waits = re.compile(r"居民00001申请更正（\d{4} 年第 1 号）")
    assert not waits.search(page(clerk, "/c/sample/desk/"))
    mine.post("/c/sample/my-file/", {"column": "phone", "words": "13911112222", "reason": ""})
    assert waits.search(page(clerk, "/c/sample/desk/"))
    assert not waits.search(page(mine, "/c/sample/desk/"))
    community = Community.objects.get()
    assert reads.errands(community, one.pseudonym, {}, "zh") == ()
    actions.give_account(community, one, settled, actor=actions.TERMINAL)
    (waiting,) = reads.errands(community, one.pseudonym, {}, "zh")
    assert waits.fullmatch(waiting.title)
    clerk.post(HOME + "corrections/1/", {"do": "accept", "answer": ""})
    assert reads.errands(community, one.pseudonym, {}, "zh") == ()


def test_nobody_can_flood_the_clerk_with_corrections(
    settled: Account, signed_in: Callable[[Person], Client]
) -> None:
    mine = signed_in(Person.objects.get(number=2))
    answers = [
        mine.post("/c/sample/my-file/", {"column": "name", "words": f"名{n}", "reason": ""}).status_code
        for n in range(11)
    ]
    assert answers == [302] * 10 + [422]


def test_of_two_clerks_at_one_household_the_second_is_told_and_loses_nothing(settled: Account) -> None:
    first, second = browser(settled), browser(settled)
    address = HOME + "households/1/"
    one, other = form(first, address), form(second, address)
    assert first.post(address, one | {"relation-2": "配偶"}).status_code == 302
    late = second.post(address, other | {"relation-2": "子女", "dwelling": "102"})
    assert late.status_code == 409
    said = late.content.decode()
    assert "Meanwhile somebody else changed this" in said
    assert 'value="102"' in said
    assert '<option value="子女" selected>' in said
    assert Resident.objects.get(person__number=2).relation == "spouse"
    assert (
        second.post(address, form(second, address) | {"relation-1": "配偶", "relation-2": "户主"}).status_code
        == 302
    )
    assert Resident.objects.get(person__number=2).relation == "head"


def test_what_a_clerk_saw_of_a_household_is_compared_with_how_it_stands_once_it_is_her_turn(
    settled: Account,
) -> None:
    """She waited for the other; what she had read before is old, and nobody need be in the household."""
    home, other = Dwelling.objects.order_by("pk")[:2]
    one = Household.objects.create(community=home.community, number=9, code="9", home=home)
    seen = reads.state_of_household(one)
    Household.objects.filter(pk=one.pk).update(home=other)
    with pytest.raises(actions.Stale):
        actions.mend_household(one, {"dwelling": "101"}, {}, seen=seen, actor=settled)


def test_a_household_keeps_one_head_and_moves_whole_or_not_at_all(settled: Account) -> None:
    client, address = browser(settled), HOME + "households/1/"
    before = form(client, address)
    two = client.post(address, before | {"relation-2": "户主"})
    assert two.status_code == 422
    unknown = client.post(address, before | {"dwelling": "999"})
    assert unknown.status_code == 422
    assert "No such dwelling" in unknown.content.decode()
    assert form(client, address) == before
    assert client.post(address, before | {"dwelling": "102", "relation-1": "其他"}).status_code == 302
    homes = {one.person.household.home.number for one in Resident.objects.all() if one.person.household}
    assert homes == {"102"}


def test_a_clerk_mends_a_person_by_the_rules_of_a_table_and_masked_numbers_stay(settled: Account) -> None:
    client, address = browser(settled), HOME + "residents/2/"
    given = form(client, address)
    wrong = client.post(address, given | {"identity": made.number(1)[:17] + "0", "name": "改名"})
    assert wrong.status_code == 422
    assert 'value="改名"' in wrong.content.decode()
    assert client.post(address, given | {"name": "改名", "party": "是"}).status_code == 302
    one = Resident.objects.get(person__number=2)
    assert (one.person.name, one.party) == ("改名", True)
    assert personal.opened(one).identity == PEOPLE[1]["身份证号"]
    assert reads.roster(one.community).people[one.person.pseudonym]["party-member"].value is True
    assert client.post(address, given | {"name": "又改"}).status_code == 409


def test_whoever_comes_of_age_is_entered_in_the_record_on_that_day_by_itself(settled: Account) -> None:
    community, today = Community.objects.get(), actions.now()
    born = (today + timedelta(days=3)).date()
    # Not every year has a 29th of February.
    born = born.replace(year=born.year - 18, day=28 if (born.month, born.day) == (2, 29) else born.day)
    row = PEOPLE[0] | {"姓名": "快十八了", "身份证号": "", "出生日期": born.isoformat(), "与户主关系": "子女"}
    table = actions.bring_table(community, SHAPES["residents"], "t", made.text([row]), actor=settled)
    actions.work_table(table.pk)
    actions.go_on(table, "apply", actor=settled)
    actions.work_table(table.pk)
    assert actions.come_of_age(community) == 0
    with actions.standing_at(today + timedelta(days=4)):
        assert actions.come_of_age(community) == 1
        assert actions.come_of_age(community) == 0
    who = Person.objects.get(name="快十八了").pseudonym
    assert reads.roster(community).people[who]["adult"].value is True


def test_somebody_in_two_communities_finds_the_way_from_one_file_to_the_other(
    settled: Account, signed_in: Callable[[Person], Client]
) -> None:
    person = Person.objects.get(number=1)
    mine = signed_in(person)
    person.refresh_from_db()
    Place.objects.create(code="990101001002", name="别处社区居委会", level=5, parent_code="990101001000")
    other = actions.found_community(
        slug="elsewhere",
        place="990101001002",
        name="别处社区",
        charter=charters.read("beilin"),
        actor=actions.TERMINAL,
    )
    assert isinstance(other, Community)
    twin = actions.enrol_people(other, [actions.Newcomer("居民00000")], actor=actions.TERMINAL)
    assert isinstance(twin, list)
    assert person.account is not None
    actions.give_account(other, twin[0], person.account, actor=actions.TERMINAL)
    assert "/c/elsewhere/my-file/" in page(mine, "/c/sample/my-file/")
    said = page(mine, "/c/elsewhere/my-file/")
    assert "/c/sample/my-file/" in said
    assert "1号楼" not in said
