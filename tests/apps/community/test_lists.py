"""Lists derived from the registers: who is on them, who may see them, what is kept of that, and how they go out."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from openpyxl import load_workbook

sys.path.append(str(Path(__file__).parents[2] / "registers"))
import made

import kept
from linli.apps.community import actions, clock, reads
from linli.apps.community.models import Account, Building, Community, Correction, Look, Person
from linli.registers.lists import lists
from signed import browser

HOME = "/c/sample/registers/lists/"
NOW = datetime(2036, 6, 15, 4, tzinfo=UTC)


def one(name: str, place: int, born: str, **more: str) -> dict[str, str]:
    year, month, day = (int(part) for part in born.split("-"))
    cells = {
        "姓名": name, "身份证号": made.number(place, date(year, month, day)), "联系电话": "", "楼栋": "1号楼",
        "单元": "1单元", "房号": "101", "与户主关系": "其他", "党员": "否", "业主": "否",
        "户籍在本社区": "是", "实际居住": "是",
    }  # fmt: skip
    return cells | more


PEOPLE = [
    one("=甲老人", 1, "1956-06-15", 与户主关系="户主", 党员="是", 业主="是"),
    one("乙邻居", 2, "1976-06-16", 房号="102", 与户主关系="户主", 联系电话="13800000002"),
    one("丙孩子", 3, "2018-06-16", 房号="102"),
    one("丁成年", 4, "2018-06-15", 楼栋="2号楼", 房号="101", 户籍在本社区="否"),
    one("戊不在", 5, "2000-01-01", 楼栋="2号楼", 房号="101", 实际居住="否"),
]
TABLES: dict[str, list[dict[str, str]]] = {
    "buildings": [{"楼栋": "1号楼", "网格": "第一网格"}, {"楼栋": "2号楼", "网格": "第二网格"}],
    "dwellings": [
        {"楼栋": b, "单元": "1单元", "房号": n, "用途": use}
        for b, n, use in (
            ("1号楼", "101", "自住"),
            ("1号楼", "102", "出租"),
            ("2号楼", "101", ""),
            ("2号楼", "102", "空置"),
        )
    ],
    "residents": PEOPLE,
}


@pytest.fixture
def settled(clerk: Account, bring: Callable[..., None]) -> Iterator[Account]:
    """Five residents in three dwellings of two buildings, on a day of June."""
    with clock.standing_at(NOW):
        kept.once("lists", lambda: bring(Community.objects.get(), TABLES, actor=clerk))
        yield clerk


def on(clerk: Account, key: str, **given: Any) -> list[str]:
    """The first words of each row of a list, drawn up as asked."""
    community, listing = Community.objects.get(), lists()[key]
    where = reads.Where(*(given.pop(part, "") for part in ("grid", "building", "stairwell")))
    answers = listing.answered({name.replace("_", "-"): str(said) for name, said in given.items()})
    rows = reads.drawn(community, listing, answers, where, clerk)[0:99]
    return [" ".join(str(row[name]) for name in listing.columns[:3] if row[name] is not None) for row in rows]


def names(found: list[str]) -> list[str]:
    return [words.split()[0] for words in found]


def test_everybody_is_on_the_lists_that_are_true_of_them_and_on_no_other(settled: Account) -> None:
    assert names(on(settled, "older")) == ["=甲老人"]
    assert names(on(settled, "older", age_from=59)) == ["=甲老人", "乙邻居"]
    assert names(on(settled, "older", age_from=80)) == ["=甲老人"]
    assert names(on(settled, "older", age_from=81)) == []
    assert names(on(settled, "older-alone")) == ["=甲老人"]
    assert names(on(settled, "children")) == ["丙孩子"]
    assert names(on(settled, "party")) == names(on(settled, "owners")) == ["=甲老人"]
    assert names(on(settled, "party", building="2号楼")) == []
    assert names(on(settled, "newcomers")) == ["丁成年"]
    assert names(on(settled, "away")) == ["戊不在"]
    assert names(on(settled, "no-number")) == []


def test_households_dwellings_and_buildings_are_listed_by_who_lives_in_them(settled: Account) -> None:
    assert [row.split()[1] for row in on(settled, "older-homes")] == ["1号楼"]
    assert len(on(settled, "no-contact")) == 2
    assert len(on(settled, "no-contact", grid="第二网格")) == 1
    assert [row.split()[1] for row in on(settled, "no-head")] == ["2号楼"]
    assert on(settled, "vacant") == ["2号楼 1单元 102"]
    assert on(settled, "rented") == ["1号楼 1单元 102"]
    (row,) = reads.drawn(
        Community.objects.get(), lists()["by-building"], {}, reads.Where(building="1号楼"), settled
    )[0:9]
    figures = {"homes": 2, "households": 2, "people": 3, "older": 1, "children": 1, "party": 1, "no-phone": 1}
    assert {key: row[key] for key in figures} == figures


def test_the_voters_are_those_whom_the_charter_counts(settled: Account) -> None:
    community = Community.objects.get()
    client = browser(settled)
    page = client.get(HOME + "voters/").content.decode()
    members = reads.roster(community).members(reads.force(community), "residents", NOW)
    assert len(members) == 3
    counted = {person.name for person in Person.objects.filter(pseudonym__in=members)}
    assert counted == {name for name in ("=甲老人", "乙邻居", "丁成年", "丙孩子", "戊不在") if name in page}
    assert set(names(on(settled, "voters", body="committee"))) == set()


def test_the_changes_of_a_month_are_those_of_the_record(settled: Account, bring: Callable[..., None]) -> None:
    assert {row.split()[0] for row in on(settled, "changes")} == {"2036-06-15"}
    assert len(on(settled, "changes", month="2036-06")) == 5
    assert on(settled, "changes", month="2036-05") == on(settled, "changes", month="2037-12") == []
    changed = [dict(PEOPLE[1], 党员="是")]
    bring(Community.objects.get(), {"residents": changed}, actor=settled)
    page = browser(settled, "zh-hans").get(HOME + "changes/").content.decode()
    title = reads.force(Community.objects.get()).charter.facts["party-member"].title.zh
    assert f"{title}：是" in page
    assert page.index("乙邻居") < page.index("丙孩子")


def test_only_the_clerk_of_this_community_draws_up_a_list(settled: Account) -> None:
    community, listing = Community.objects.get(), lists()["older"]
    somebody = actions.make_account("somebody", "a-long-pass-phrase", actor=actions.TERMINAL)
    with pytest.raises(PermissionDenied):
        reads.drawn(community, listing, listing.where, reads.Where(), somebody)
    with pytest.raises(PermissionDenied):
        actions.note_list(community, "older", [], (), actor=somebody)
    for method in ("get", "post"):
        answer = getattr(browser(somebody), method)(HOME + "older/", {"form": "csv"})
        assert answer.status_code == 403
        assert "甲老人" not in answer.content.decode()
    assert not Look.objects.exists()


def test_who_opens_a_sensitive_list_or_takes_numbers_is_recorded_once_and_the_person_reads_it(
    settled: Account,
) -> None:
    client = browser(settled)
    for _time in range(2):
        assert client.get(HOME + "older/").status_code == 200
    assert client.get(HOME + "owners/").status_code == 200
    assert [look.what for look in Look.objects.all()] == ["list older"]
    first = Person.objects.get(name="=甲老人")
    client.post(HOME + "older/", {"form": "csv", "whole": "on", "age-from": "60"})
    assert [look.what for look in Look.objects.exclude(what="list older")] == ["full older"]
    said = client.get(f"/c/sample/registers/residents/{first.number}/").content.decode()
    assert "took the list “Older people” in full · Aged at least: 60" in said
    assert "the list “Older people”, taken in full" in client.get("/c/sample/registers/").content.decode()
    own = actions.make_account("older", None, actor=actions.TERMINAL)
    actions.give_account(first.community, first, own, actor=actions.TERMINAL)
    assert "took the list “Older people” in full" in browser(own).get("/c/sample/my-file/").content.decode()


def test_a_program_of_the_clerk_gets_every_number_masked(settled: Account) -> None:
    _token, secret = actions.make_token("x", ["registers"], 1, actor=settled)
    program = Client(headers={"authorization": f"Bearer {secret}"})
    people = program.get("/api/v1/communities/sample/people").json()["items"]
    assert {one["name"]: one["phone"] for one in people}["乙邻居"] == "138******02"
    register = program.get("/api/v1/communities/sample/registers/residents?form=csv").content.decode(
        "utf-8-sig"
    )
    for one in PEOPLE:
        number = one["身份证号"]
        assert number not in register
        assert all(number != known["identity"] for known in people)
    assert all(
        "*" in known["identity"] for known in people if known["name"] in {row["姓名"] for row in PEOPLE}
    )
    assert "13800000002" not in register


@pytest.mark.parametrize(("language", "heading"), [("en", "name"), ("zh-hans", "姓名")])
def test_a_list_goes_out_in_the_readers_language_masked_and_harmless(
    settled: Account, language: str, heading: str
) -> None:
    client = browser(settled, language)
    answer = client.post(HOME + "older/", {"form": "csv", "age-from": "50"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][0] == heading
    assert [row[0] for row in rows[1:]] == ["'=甲老人", "乙邻居"]
    assert rows[2][4] == "138******02" or "*" in rows[2][4]
    whole = client.post(HOME + "older/", {"form": "csv", "age-from": "50", "whole": "on"})
    assert "13800000002" in whole.content.decode()
    book = load_workbook(io.BytesIO(client.post(HOME + "older/", {"form": "xlsx"}).content))
    assert next(cell.value for cell in book.worksheets[0][2]) == "'=甲老人"
    about = [str(row[0].value) for row in book.worksheets[1].rows]
    assert any("60" in words for words in about)
    assert len(about) >= 5


def test_what_nobody_can_mean_is_left_out_and_breaks_nothing(settled: Account) -> None:
    client = browser(settled)
    hostile = {
        "age-from": "²",
        "building": "<b>'",
        "grid": "%' OR 1=1",
        "page": "-9",
        "month": "2026-13",
        "body": "x",
    }
    for key in lists():
        answer = client.get(HOME + f"{key}/", hostile)
        assert answer.status_code == 200
        assert "<b>'" not in answer.content.decode()
    assert client.get(HOME + "nothing/").status_code == 404
    assert client.post(HOME + "older/", {"form": "exe"}).status_code == 404


def test_a_long_list_is_turned_page_by_page_in_as_many_queries_whatever_its_length(
    settled: Account, bring: Callable[..., None], django_assert_max_num_queries: Any
) -> None:
    many = [{"楼栋": "2号楼", "单元": "9单元", "房号": str(n)} for n in range(1, 120)]
    bring(Community.objects.get(), {"dwellings": many}, actor=settled)
    client = browser(settled)
    with django_assert_max_num_queries(25):
        page = client.get(HOME + "vacant/", {"page": "2"}).content.decode()
    assert "120 rows" in page
    assert "Page 2 of 5" in page


def test_a_grid_and_a_building_say_who_lives_there_and_lead_to_their_lists(settled: Account) -> None:
    client = browser(settled)
    building = Building.objects.get(name="1号楼")
    for address in (f"buildings/{building.pk}/", "grid/?name=第一网格"):
        page = client.get("/c/sample/registers/" + address).content.decode()
        assert re.search(r"aged 60 or over</dt><dd>1<", page)
        assert re.search(r"people</dt><dd>3<", page)
        assert "lists/older-alone/?" in page
        assert "waits" not in page
    person = Person.objects.get(name="丙孩子")
    Correction.objects.create(
        community=Community.objects.get(), number=1, person=person, column="name", sealed=b"x", at=NOW
    )
    assert "1 waits" in client.get("/c/sample/registers/grid/?name=第一网格").content.decode()
    assert "waits" not in client.get("/c/sample/registers/grid/?name=第二网格").content.decode()
    assert "第一网格" in client.get("/c/sample/registers/buildings/").content.decode()
    assert client.get("/c/sample/registers/grid/?name=无").status_code == 404
