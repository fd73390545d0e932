"""Stairwells, units, party members, who sits where as tables; a second head of household; in and out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parents[2] / "registers"))
import made

import kept
from linli.apps.community import actions, reads
from linli.apps.community.models import Account, BroughtTable, Community, PartyMember, Resident, TableRow
from linli.registers import write
from linli.registers.shapes import SHAPES

PEOPLE = made.residents(9)
KEYS = ["stairwells", "units", "party", "rosters"]


def bring(clerk: Account, shape: str, rows: Any, *, apply: bool = True) -> BroughtTable:
    data = rows if isinstance(rows, bytes) else made.text(rows)
    table = actions.bring_table(Community.objects.get(), SHAPES[shape], "t.csv", data, actor=clerk)
    actions.work_table(table.pk)
    return go(clerk, table, "apply") if apply else fresh(table)


def go(clerk: Account, table: BroughtTable, what: str) -> BroughtTable:
    actions.go_on(table, what, actor=clerk)
    actions.work_table(table.pk)
    return fresh(table)


def fresh(table: BroughtTable) -> BroughtTable:
    return BroughtTable.objects.select_related("community").get(pk=table.pk)


def told() -> dict[int, list[tuple[str, str]]]:
    return {row.line: [(column, code) for column, code, _ in row.problems] for row in TableRow.objects.all()}


@pytest.fixture
def settled(clerk: Account) -> Account:
    """Nine residents are in the register."""
    kept.once("nine residents", lambda: _settle(clerk))
    return clerk


def _settle(clerk: Account) -> None:
    tables = {"buildings": [{"楼栋": "1号楼"}], "dwellings": made.homes_of(PEOPLE), "residents": PEOPLE}
    for shape, rows in tables.items():
        assert bring(clerk, shape, rows).state == "applied"


ROWS: dict[str, list[dict[str, str]]] = {
    "stairwells": [{"楼栋": "1", "单元": "1单元", "层数": "6", "电梯": "无"}],
    "units": [
        {"单位名称": "测试小学", "类别": "学校", "楼栋": "", "联系人": "测试居民", "联系电话": "13800000001"},
        {"单位名称": "测试早点铺", "类别": "餐饮", "楼栋": "1栋", "联系人": "", "联系电话": ""},
    ],
    "party": [
        {
            "姓名": "居民00001",
            "身份证号": "",
            "所在党支部": "第一支部",
            "入党日期": "1990-07-01",
            "党员类别": "正式",
        }
    ],
    "rosters": [{"组织": "社区居民委员会", "姓名": "居民00004", "主持人": "是", "产生方式": "选举"}],
}


def rows_of(shape: str) -> list[dict[str, str]]:
    if shape != "rosters":
        return ROWS[shape]
    title = reads.force(Community.objects.get()).charter.organs["committee"].title.zh
    return [ROWS[shape][0] | {"组织": title}]


@pytest.mark.parametrize("shape", KEYS)
def test_a_table_comes_in_goes_out_in_its_shape_comes_in_the_same_and_is_taken_back(
    settled: Account, shape: str
) -> None:
    community = Community.objects.get()
    before = reads.sizes(community, settled)[shape]
    table = bring(settled, shape, rows_of(shape))
    assert (table.state, table.counts["new"]) == ("applied", len(rows_of(shape)))
    assert reads.sizes(community, settled)[shape] == before + len(rows_of(shape))
    for whole in (True, False):
        out = write.text(SHAPES[shape], reads.exported(community, SHAPES[shape], settled, whole=whole))
        again = bring(settled, shape, out, apply=False)
        assert (again.counts["problems"], again.counts["changed"], again.counts["new"]) == (0, 0, 0), told()
        assert again.counts["same"] == len(rows_of(shape))
    assert go(settled, table, "undo").state == "undone"
    assert reads.sizes(community, settled)[shape] == before


def test_a_party_member_is_known_to_the_record_and_no_longer_once_the_table_is_taken_back(
    settled: Account,
) -> None:
    one = Resident.objects.get(person__name="居民00001")
    facts = lambda: reads.roster(one.community).people[one.person.pseudonym]["party-member"].value  # noqa: E731 - read twice
    table = bring(settled, "party", rows_of("party"))
    one.refresh_from_db()
    assert (one.party, facts()) == (True, True)
    assert PartyMember.objects.get().joined == "1990-07-01"
    go(settled, table, "undo")
    one.refresh_from_db()
    assert (one.party, facts()) == (False, False)


def test_whoever_a_table_names_must_be_told_apart_and_known(settled: Account) -> None:
    twin = [PEOPLE[1] | {"身份证号": "", "房号": "102", "联系电话": ""}]
    assert bring(settled, "residents", twin).state == "applied"
    rows = [
        {"姓名": "居民00001", "登记编号": ""},
        {"姓名": "没有的人", "登记编号": ""},
        {"姓名": "居民00001", "登记编号": "3"},
        {"姓名": "居民00001", "登记编号": "2"},
    ]
    bring(settled, "party", rows, apply=False)
    assert told() == {
        2: [("register", "several-namesakes")],
        3: [("name", "not-in-register")],
        4: [("name", "other-name")],
    }


def test_what_the_charter_forbids_is_said_beside_the_row_and_seats_are_acts_of_the_record(
    settled: Account,
) -> None:
    community = Community.objects.get()
    organs = reads.force(community).charter.organs
    committee = organs["committee"]
    most = committee.seats.most if committee.seats else 0
    assert most
    title = committee.title.zh
    rows = [{"组织": title, "姓名": f"居民{n:05d}", "任期到": ""} for n in range(min(most + 1, 9))]
    rows += [
        {"组织": "没有的组织", "姓名": "居民00001", "任期到": ""},
        {"组织": title, "姓名": "居民00008", "任期到": "2001-01-01"},
    ]
    bring(settled, "rosters", rows, apply=False)
    found = told()
    assert found[len(rows)] == [("organ", "no-such-organ")]
    assert ("until", "term-over") in found[len(rows) + 1]
    if most < 9:
        assert found[most + 2] == [("", "refused")]
        row = TableRow.objects.get(line=most + 2)
        assert row.problems[0][2]["zh"]
    TableRow.objects.all().delete()
    before = reads.roster(community).seq
    assert bring(settled, "rosters", rows[:2]).state == "applied"
    assert reads.roster(community).seq == before + 2
    again = bring(settled, "rosters", [rows[0] | {"主持人": "是"}], apply=False)
    assert again.counts["problems"] == 1
    assert told() == {2: [("organ", "seated-otherwise")]}


def test_a_seat_given_up_since_keeps_the_table_from_being_taken_back(settled: Account) -> None:
    community = Community.objects.get()
    table = bring(settled, "rosters", rows_of("rosters"))
    person = reads.person_numbered(community, 5)
    assert person is not None
    actions.leave_seat(community, person, "committee", actor=actions.TERMINAL)
    table = go(settled, table, "undo")
    assert (table.state, table.note) == ("applied", ["touched"])


def test_a_second_head_is_found_against_the_register_unless_the_first_gives_way_in_the_same_table(
    settled: Account,
) -> None:
    second = PEOPLE[1] | {"与户主关系": "户主"}
    table = bring(settled, "residents", [second], apply=False)
    assert (table.counts["problems"], told()) == (1, {2: [("relation", "head-in-register")]})
    newcomer = made.resident(30) | {"楼栋": "1", "单元": "1", "房号": "101", "与户主关系": "户主"}
    bring(settled, "residents", [newcomer], apply=False)
    assert TableRow.objects.filter(problems__0__1="head-in-register").count() == 2
    rows = [second, PEOPLE[0] | {"与户主关系": "配偶"}]
    assert bring(settled, "residents", rows).state == "applied"


def test_a_birth_date_decides_who_is_of_age_on_the_day_of_the_table(settled: Account) -> None:
    today = actions.now().date()
    ages = {
        "正好成年": today.replace(year=today.year - 18, day=min(today.day, 28)),
        "还差一年": today.replace(year=today.year - 17, day=28),
    }
    rows = [
        PEOPLE[0] | {"姓名": name, "身份证号": "", "出生日期": born.isoformat(), "与户主关系": "其他"}
        for name, born in ages.items()
    ]
    assert bring(settled, "residents", rows).state == "applied"
    people = reads.roster(Community.objects.get()).people
    found = {
        one.person.name: "adult" in people[one.person.pseudonym]
        for one in Resident.objects.filter(person__name__in=ages)
    }
    assert found == {"正好成年": True, "还差一年": False}
