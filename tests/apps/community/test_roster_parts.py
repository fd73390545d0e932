"""The table of who sits where says for which grids or buildings a seat is, and takes that back again."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import pytest

sys.path.extend([str(Path(__file__).parent), str(Path(__file__).parents[2] / "registers")])
import made
from brought import bring, go, town

import kept
from linli.apps.community import actions, reads
from linli.apps.community.models import Account, BroughtTable, Community, Person, TableRow
from linli.core.engine.refusal import Refusal
from linli.registers import write
from linli.registers.shapes import SHAPES

TEAM = "网格员"
OWN, OTHER = "第 1 网格", "第 2 网格"
TABLES: dict[str, list[dict[str, str]]] = {
    "buildings": [{"楼栋": "1号楼", "网格": OWN}, {"楼栋": "2号楼", "网格": OTHER}, {"楼栋": "3号楼", "网格": ""}],
    "dwellings": [{"楼栋": "1号楼", "房号": "101"}],
    "residents": [
        {"姓名": f"居民{n}", "身份证号": made.number(n), "楼栋": "1号楼", "房号": "101", "与户主关系": "其他"}
        for n in range(1, 5)
    ],
}  # fmt: skip


@pytest.fixture
def clerk(db: None) -> Account:
    """Three buildings in two grids and none, four residents, nobody in a seat."""
    kept.once("roster parts", partial(town, "golmud-grid", TABLES, slug="golmud"))
    return Account.objects.get(username="clerk")


def seat(n: int = 1, **more: str) -> dict[str, str]:
    return {"组织": TEAM, "姓名": f"居民{n}", "席位类别": "综治员", "产生方式": "任命"} | more


def parts_of(n: int) -> tuple[str, ...] | None:
    who = Person.objects.select_related("community").get(name=f"居民{n}")
    held = reads.roster(who.community).seats.get("grid-team", {}).get(who.pseudonym)
    return held.parts if held else None


def told() -> list[tuple[int, str, str]]:
    """What is wrong with the table that was brought last."""
    rows = TableRow.objects.filter(table=BroughtTable.objects.latest("pk"))
    return [(row.line, column, code) for row in rows for column, code, _ in row.problems]


def test_a_row_seats_somebody_for_her_grids_and_goes_out_and_comes_in_the_same(clerk: Account) -> None:
    table = bring(
        clerk, "rosters", [seat(1, 负责范围="第1网格、第 2 网格"), seat(2, 负责网格=""), seat(3)], apply=True
    )
    assert (table.state, table.counts["new"]) == ("applied", 3)
    assert (parts_of(1), parts_of(2), parts_of(3)) == ((OWN, OTHER), (), ())
    out = write.text(
        SHAPES["rosters"], reads.exported(table.community, SHAPES["rosters"], clerk, whole=False)
    )
    again = bring(clerk, "rosters", out)
    assert (again.counts["problems"], again.counts["changed"], again.counts["same"]) == (0, 0, 3)
    assert go(clerk, table, "undo").state == "undone"
    assert parts_of(1) is None


def test_for_whom_sits_already_only_the_grid_becomes_other_and_an_empty_cell_leaves_it(
    clerk: Account,
) -> None:
    bring(clerk, "rosters", [seat(1, 负责范围=OWN)], apply=True)
    assert bring(clerk, "rosters", [seat(1)]).counts["same"] == 1
    table = bring(clerk, "rosters", [seat(1, 负责范围=OTHER)])
    assert table.counts["changed"] == 1
    assert go(clerk, table, "apply").state == "applied"
    assert parts_of(1) == (OTHER,)
    assert go(clerk, table, "undo").state == "undone"
    assert parts_of(1) == (OWN,)
    bring(clerk, "rosters", [seat(1, 负责范围="清空")], apply=True)
    assert parts_of(1) == ()


def test_a_seat_that_was_given_another_grid_since_keeps_the_table_from_being_taken_back(
    clerk: Account,
) -> None:
    bring(clerk, "rosters", [seat(1, 负责范围=OWN)], apply=True)
    table = bring(clerk, "rosters", [seat(1, 负责范围=OTHER)], apply=True)
    person = Person.objects.select_related("community").get(name="居民1")
    done = actions.cover(person.community, person, "grid-team", [OWN, OTHER], actor=actions.TERMINAL)
    assert not isinstance(done, Refusal)
    table = go(clerk, table, "undo")
    assert (table.state, table.note) == ("applied", ["touched"])
    assert parts_of(1) == (OWN, OTHER)


@pytest.mark.parametrize("wrong", ["第 9 网格", "1号楼", "第 1 网格、没有的", "<b>", "=1+1"])
def test_a_grid_that_is_not_registered_is_told_beside_the_row_with_those_that_are(
    clerk: Account, wrong: str
) -> None:
    table = bring(clerk, "rosters", [seat(1, 负责范围=wrong)])
    assert table.counts["problems"] == 1
    assert told() == [(2, "parts", "no-such-part")]
    assert TableRow.objects.get(table=table).problems[0][2] == {"words": f"{OWN}、{OTHER}"}


def test_an_organ_that_stands_for_the_whole_place_has_no_parts(clerk: Account) -> None:
    organs = reads.force(Community.objects.get()).charter.organs
    key = next(key for key, one in organs.items() if one.at not in ("grid", "building") and one.appointed_by)
    bring(clerk, "rosters", [{"组织": organs[key].title.zh, "姓名": "居民1", "负责范围": OWN}])
    assert ("parts", "no-parts") in [(column, code) for _line, column, code in told()]
