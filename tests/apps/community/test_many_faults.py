"""Everything that is wrong with a row is said at one check: whoever mends all of it is not told of more."""

from __future__ import annotations

import random
import sys
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

sys.path.extend([str(Path(__file__).parent), str(Path(__file__).parents[2] / "registers")])
import made
from brought import bring

import kept
from linli.apps.community import actions
from linli.apps.community.models import Account, BroughtTable, TableRow
from linli.registers.shapes import SHAPES

RIGHT = [one | {"登记编号": "", "户号": "", "出生日期": "", "性别": ""} for one in made.residents(200)]
RESIDENTS = SHAPES["residents"]
NUMBER = made.number(7)
FAULTS = {
    "姓名": ["", "#N/A", "名" * 99, "张\u200b三"],
    "身份证号": [
        "1",
        "x" * 18,
        "6.1E+17",
        NUMBER[:-1] + "?",
        NUMBER[:17] + ("0" if NUMBER[17] != "0" else "1"),
    ],
    "联系电话": ["123", "电话"],
    "楼栋": ["", "#REF!", "九十九号楼"],
    "房号": ["", "9999", "1" * 70],
    "与户主关系": ["友"],
    "党员": ["?"],
    "业主": ["大概"],
    "户籍在本社区": ["#VALUE!"],
    "登记编号": ["甲", "99999"],
    "出生日期": ["1980-02-30", "1931-01-01", "去年"],
    "性别": ["中", "不明"],
    "户号": ["H1", "号" * 70],
}
PLACE = {"楼栋", "房号"}


@pytest.fixture
def settled(clerk: Account) -> Account:
    """Half of the residents are in the register; one dwelling has a household with a number, one name is enrolled."""
    kept.once("half", lambda: _settle(clerk))
    return clerk


def _settle(clerk: Account) -> None:
    bring(clerk, "buildings", [{"楼栋": name} for name in made.buildings_of(RIGHT)], apply=True)
    homes = [*made.homes_of(RIGHT), {"楼栋": "1号楼", "单元": "", "房号": "0001", "建筑面积": ""}]
    bring(clerk, "dwellings", homes, apply=True)
    bring(clerk, "households", [{"户号": "H1", "楼栋": "1号楼", "单元": "", "房号": "0001"}], apply=True)
    bring(clerk, "residents", made.residents(100), apply=True)


def told(table: BroughtTable) -> dict[int, list[tuple[str, str]]]:
    rows = TableRow.objects.filter(table=table).exclude(problems=[])
    return {row.line: [(column, code) for column, code, _more in row.problems] for row in rows}


def mended(clerk: Account, table: BroughtTable, rows: Any) -> dict[int, list[tuple[str, str]]]:
    """Put what is right into every cell of which something is said, and have the table checked again."""
    titles = {RESIDENTS.called(title): title for title in rows[0]}
    mends = {
        line: {column: rows[line - 2][titles[column]] for column, _code in wrong}
        for line, wrong in told(table).items()
    }
    actions.mend_rows(table, mends, actor=clerk)
    actions.work_table(table.pk)
    return told(table)


def put(place: int, columns: tuple[str, ...], draw: random.Random) -> dict[str, str]:
    return RIGHT[place] | {column: draw.choice(FAULTS[column]) for column in columns}


def test_two_hundred_rows_with_two_or_three_faults_each_are_right_once_all_that_is_said_is_mended(
    settled: Account,
) -> None:
    draw = random.Random(4)
    # Whether a household lives elsewhere cannot be known before its dwelling is.
    able = [
        some
        for count in (2, 3)
        for some in combinations(FAULTS, count)
        if not ("户号" in some and PLACE & {*some})
    ]
    draw.shuffle(able)
    rows = [put(place, some, draw) for place, some in enumerate(able[:200])]
    table = bring(settled, "residents", rows)
    wrong = told(table)
    assert len(wrong) == 200
    said = {line: {column for column, _code in each} for line, each in wrong.items()}
    for at, some in enumerate(able[:200]):
        # Who is known by the ID number needs no other.
        plain = {one for one in some if rows[at][one] != "99999"}
        assert {RESIDENTS.called(one) for one in plain} <= said[at + 2], (some, rows[at], wrong[at + 2])
    assert mended(settled, table, RIGHT) == {}


def test_a_second_head_an_unknown_number_and_a_household_that_lives_elsewhere_are_said_beside_a_faulty_cell(
    settled: Account,
) -> None:
    head = RIGHT[101] | {"楼栋": "1号楼", "单元": "1单元", "房号": "101", "与户主关系": "户主"}
    rows = [
        head | {"联系电话": "12"},
        RIGHT[102] | {"登记编号": "99999", "党员": "?"},
        RIGHT[104] | {"户号": "H1", "身份证号": "1"},
        RIGHT[105] | {"楼栋": "", "房号": "9999", "性别": "?"},
    ]
    assert told(bring(settled, "residents", rows)) == {
        2: [("phone", "not-a-phone"), ("relation", "head-in-register")],
        3: [("party", "not-a-choice"), ("register", "no-such-number")],
        4: [("identity", "id-length"), ("household", "household-elsewhere")],
        5: [("sex", "not-a-choice"), ("building", "missing"), ("dwelling", "unknown-dwelling")],
    }


def test_every_table_says_all_that_is_wrong_with_a_row_at_once(settled: Account) -> None:
    cases: dict[str, tuple[dict[str, str], set[tuple[str, str]]]] = {
        "stairwells": (
            {"楼栋": "99号楼", "单元": "", "层数": "六"},
            {("building", "unknown-building"), ("stairwell", "missing"), ("floors", "not-a-number")},
        ),
        "dwellings": (
            {"楼栋": "99号楼", "房号": "", "建筑面积": "大"},
            {("building", "unknown-building"), ("number", "missing"), ("area", "not-an-area")},
        ),
        "units": (
            {"单位名称": "小学", "楼栋": "99号楼", "类别": "宫殿", "联系电话": "139****1111"},
            {("building", "unknown-building"), ("kind", "not-a-choice"), ("phone", "id-masked")},
        ),
        "households": (
            {"户号": "H2", "楼栋": "99号楼", "房号": "9999", "户类型": "?"},
            {("building", "unknown-building"), ("dwelling", "unknown-dwelling"), ("kind", "not-a-choice")},
        ),
        "party": (
            {"姓名": "无名氏", "身份证号": "1", "入党日期": "去年"},
            {("name", "not-in-register"), ("identity", "id-length"), ("joined", "no-such-date")},
        ),
        "rosters": (
            {"组织": "宫廷", "姓名": "无名氏", "主持人": "?", "任期到": "2001-01-01"},
            {("organ", "no-such-organ"), ("name", "not-in-register"), ("chair", "not-a-choice"),
             ("until", "term-over")},
        ),
    }  # fmt: skip
    for shape, (row, wrong) in cases.items():
        assert {*told(bring(settled, shape, [row]))[2]} == wrong, shape
