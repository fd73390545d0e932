"""What a table would do is seen row by row before it is entered: old and new values, masked unless opened."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

sys.path.extend([str(Path(__file__).parent), str(Path(__file__).parents[2] / "registers")])
import made
from brought import HOME, bring, browser, plain

import kept
from linli.apps.community import actions, reads
from linli.apps.community.models import Account, BroughtTable, Community, Look, Person

PEOPLE = made.residents(120)
HERE = [{"楼栋": "1号楼"}, {"楼栋": "2号楼"}]


@pytest.fixture
def settled(clerk: Account) -> Account:
    """The first hundred and twenty residents are in the register."""
    kept.once("hundred", lambda: _settle(clerk))
    return clerk


def _settle(clerk: Account) -> None:
    for shape, rows in (("buildings", HERE), ("dwellings", made.homes_of(PEOPLE)), ("residents", PEOPLE)):
        bring(clerk, shape, rows, apply=True)


def page(client: Client, table: BroughtTable, **asked: str) -> str:
    answer = client.get(f"{HOME}{table.number}/rows/", asked)
    assert answer.status_code == 200
    return plain(answer.content.decode())


def differ(clerk: Account, shape: str, rows: Any) -> list[tuple[str, Any, Any]]:
    found = reads.preview_rows(bring(clerk, shape, rows), clerk, "changed", whole=True).page(1)
    return [tuple(each) for one in found for each in one.differences]


def test_each_change_shows_the_old_value_and_the_new_masked_until_opened_which_each_person_can_read(
    settled: Account,
) -> None:
    rows = [dict(one) for one in PEOPLE[:3]]
    rows[0] |= {"联系电话": "13800009900", "党员": "否"}
    rows[1] |= {"房号": "102"}
    table, client = bring(settled, "residents", rows), browser(settled)
    said = page(client, table)
    assert "联系电话 138******00 → 138******00 （遮住的几位不同）" in said
    assert "党员 是 → 否" in said
    assert "住户 1号楼 1单元 101 → 1号楼 1单元 102" in said
    assert "13800009900" not in said
    assert "居民00002" not in said
    Look.objects.all().delete()
    opened = plain(client.post(f"{HOME}{table.number}/rows/", {"do": "open"}).content.decode())
    assert "13800000000 → 13800009900" in opened
    person = Person.objects.get(name="居民00000")
    assert [(one.person, one.account) for one in Look.objects.all()] == [(person, settled)]
    assert "1号楼 1单元 101 → 1号楼 1单元 102" in plain(client.get(f"{HOME}{table.number}/").content.decode())


def test_changed_new_and_unchanged_rows_are_filtered_and_paged_and_cost_the_same_however_many(
    settled: Account,
) -> None:
    client = browser(settled, "en")

    def many(count: int) -> tuple[BroughtTable, str, int]:
        rows = [one | {"业主": "否" if one["业主"] == "是" else "是"} for one in PEOPLE[:count]]
        fresh = [one | home | {"与户主关系": "其他"} for one in made.residents(130)[120 : 120 + count]]
        table = bring(settled, "residents", [*rows, *PEOPLE[count:], *fresh])
        with CaptureQueriesContext(connection) as asked:
            said = page(client, table, page="1")
        assert f"Changed {count} New {min(count, 10)} Unchanged {120 - count}" in said
        return table, said, len(asked)

    home = {"楼栋": "2号楼", "单元": "", "房号": "1"}
    bring(settled, "dwellings", [home], apply=True)
    _few, _said, cost = many(2)
    table, said, cost_of_many = many(110)
    assert cost_of_many == cost
    assert "Page 1 of 3" in said
    assert "Line 51 · 居民00049" in said
    assert "Line 52 ·" in page(client, table, page="2")
    new = page(client, table, show="new")
    assert "居民00120" in new
    assert "ID number 610*************" in new
    same = page(client, table, show="same")
    assert "Line 121 · 居民00119" in same
    assert "Line 2 ·" not in same
    assert "Line 2 ·" in page(client, table, show="nonsense", page="x")


def test_places_are_shown_by_their_names_in_every_table(settled: Account) -> None:
    bring(
        settled,
        "units",
        [{"单位名称": "小学", "楼栋": "1号楼", "联系电话": "02912345678", "类别": "学校"}],
        apply=True,
    )
    moved = {"单位名称": "小学", "楼栋": "2号楼", "联系电话": "清空", "类别": "企业"}
    assert differ(settled, "units", [moved]) == [
        ("kind", "school", "company"), ("building", "1号楼", "2号楼"), ("phone", "02912345678", "")
    ]  # fmt: skip
    home = {"户号": "H1", "楼栋": "1号楼", "单元": "1单元", "房号": "101"}
    bring(settled, "households", [home], apply=True)
    assert differ(settled, "households", [home | {"房号": "102"}]) == [
        ("dwelling", "1号楼 1单元 101", "1号楼 1单元 102")
    ]
    bring(settled, "party", [{"姓名": "居民00001", "所在党支部": "一支部"}], apply=True)
    assert differ(settled, "party", [{"姓名": "居民00001", "所在党支部": "二支部"}]) == [
        ("branch", "一支部", "二支部")
    ]
    moving = PEOPLE[3] | {"户号": "H9"}
    assert differ(settled, "residents", [moving]) == [("household", "1号楼 1单元 102", "1号楼 1单元 102 H9")]
    assert differ(settled, "dwellings", [made.homes_of(PEOPLE)[0] | {"建筑面积": "90"}]) == [
        ("area", 8650, 9000)
    ]


def test_somebody_known_by_name_alone_shows_all_that_is_learnt_of_her(settled: Account) -> None:
    community = Community.objects.get()
    actions.enrol_people(community, [actions.Newcomer("居民00125")], actor=actions.TERMINAL)
    number = Person.objects.get(name="居民00125").number
    one = made.residents(126)[125] | {
        "楼栋": "1号楼",
        "单元": "1单元",
        "房号": "101",
        "登记编号": str(number),
    }
    told = differ(settled, "residents", [one])
    assert ("relation", None, "other") in told
    assert ("household", None, "1号楼 1单元 101") in told


def test_a_table_with_faults_or_no_longer_waiting_has_no_rows_to_show(settled: Account, people: Any) -> None:
    client = browser(settled)
    wrong = bring(settled, "residents", [PEOPLE[0] | {"楼栋": "9号楼"}])
    done = bring(settled, "residents", [PEOPLE[0] | {"业主": "否"}], apply=True)
    for table in (wrong, done):
        for answer in (client.get(f"{HOME}{table.number}/rows/"), client.post(f"{HOME}{table.number}/rows/")):
            assert answer.headers["location"] == f"{HOME}{table.number}/"
    assert not done.stages.exists()
    other = actions.make_account("stranger", "a-long-pass-phrase", actor=actions.TERMINAL)
    assert browser(other).get(f"{HOME}{done.number}/rows/").status_code == 403
