"""The same mistake in many rows of a table is put right in all of them by one field, and taken back by one button."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

sys.path.extend([str(Path(__file__).parent), str(Path(__file__).parents[2] / "registers")])
import made
from brought import HOME, bring, browser, plain

import kept
from linli.apps.community import actions
from linli.apps.community.actions.tables import deeds
from linli.apps.community.models import Account, BroughtTable, Resident
from linli.registers.swaps import Swap

PEOPLE = made.residents(420)
WRONG = [
    one
    | {
        "楼栋": one["楼栋"].replace("1号楼", "阳光楼"),
        "与户主关系": one["与户主关系"].replace("其他", "街坊"),
    }
    for one in PEOPLE
]


@pytest.fixture
def housed(clerk: Account) -> Account:
    """The buildings and dwellings are in the register."""
    kept.once("housed for swaps", lambda: _house(clerk))
    return clerk


def _house(clerk: Account) -> None:
    bring(clerk, "buildings", [{"楼栋": name} for name in made.buildings_of(PEOPLE)], apply=True)
    bring(clerk, "dwellings", made.homes_of(PEOPLE), apply=True)


def do(client: Client, table: BroughtTable, **given: Any) -> str:
    assert client.post(f"{HOME}{table.number}/", given).status_code == 302
    actions.work_table(table.pk)
    return plain(client.get(f"{HOME}{table.number}/").content.decode())


def put(column: str, words: str, instead: str) -> dict[str, Any]:
    return {"do": "swap", "column": [column], "words": [words], "put": [instead]}


def fresh(table: BroughtTable) -> BroughtTable:
    return BroughtTable.objects.select_related("community").get(pk=table.pk)


def test_one_field_mends_four_hundred_rows_beyond_those_that_are_kept_and_one_button_takes_it_back(
    housed: Account,
) -> None:
    table, client = bring(housed, "residents", WRONG), browser(housed)
    said = plain(client.get(f"{HOME}{table.number}/").content.decode())
    assert table.counts["problems"] == 420
    assert "楼栋：「阳光楼」 有 420 行，都改成" in said
    assert "与户主关系：「街坊」 有 280 行，都改成" in said
    said = do(
        client,
        table,
        do="swap",
        column=["building", "relation"],
        words=["阳光楼", "街坊"],
        put=["1栋", "其他"],
    )
    assert "全部登记" in said
    assert "「阳光楼」 → 「1栋」 · 有 420 行" in said
    said = do(client, table, do="unswap", column="building", words="阳光楼")
    assert "楼栋：「阳光楼」 有 420 行，都改成" in said
    assert "「街坊」 → 「其他」 · 有 280 行" in said
    do(client, table, **put("building", "阳光楼", "1号楼"))
    do(client, table, do="apply")
    assert Resident.objects.count() == 420
    left = fresh(table)
    assert (left.swaps, left.repeated, left.file) == (b"", b"", b"")


def test_what_is_put_and_wrong_again_is_put_right_once_more_and_a_row_mended_by_itself_stays(
    housed: Account,
) -> None:
    table, client = bring(housed, "residents", WRONG[:6]), browser(housed)
    do(client, table, do="mend", **{"2:building": "1号楼"})
    said = do(client, table, **put("building", "阳光楼", "月光楼"))
    assert "楼栋：「月光楼」 有 5 行，都改成" in said
    said = do(client, table, **put("building", "月光楼", "1号楼"))
    assert "「阳光楼」 → 「1号楼」 · 有 6 行" in said
    assert "月光楼" not in said
    said = do(client, table, **put("relation", "街坊", "(empty)"))
    assert "「街坊」 → （空） · 有 4 行" in said
    assert fresh(table).counts["problems"] == 0


def test_cells_that_are_empty_are_filled_at_once_and_what_tells_people_apart_is_never_put_everywhere(
    housed: Account,
) -> None:
    rows = [one | {"楼栋": "", "联系电话": "1", "姓名": "", "房号": "9999"} for one in PEOPLE[:4]]
    table, client = bring(housed, "residents", rows), browser(housed)
    said = plain(client.get(f"{HOME}{table.number}/").content.decode())
    assert "楼栋：（空） 有 4 行，都改成" in said
    assert said.count("都改成") == 1
    said = do(client, table, **put("building", "", "1号楼"))
    assert "（空） → 「1号楼」 · 有 4 行" in said
    for column, words in (("phone", "1"), ("name", ""), ("dwelling", "9999"), ("kings", "x"), ("", "")):
        do(client, table, **put(column, words, "13800000000"))
    assert [one.column for one in deeds.swaps(fresh(table))] == ["building"]


def test_hostile_or_late_answers_change_nothing(housed: Account, people: Any) -> None:
    table, client = bring(housed, "residents", WRONG[:3]), browser(housed)
    for given in (
        {"do": "swap"}, {"do": "swap", "column": "building"}, {"do": "unswap"}, put("building", "阳光楼", "  "),
        {"do": "swap", "column": ["building"], "words": ["阳光楼", "x"], "put": ["阳光楼"]},
    ):  # fmt: skip
        do(client, table, **given)
        assert deeds.swaps(fresh(table)) == []
    said = do(client, table, **put("building", "阳光楼\x00", "<b>'x" + "长" * 300))
    assert "<b>" not in said
    stranger = actions.make_account("stranger", "a-long-pass-phrase", actor=actions.TERMINAL)
    with pytest.raises(PermissionDenied):
        actions.swap_words(table, [Swap("building", "阳光楼", "1")], actor=stranger)
    with pytest.raises(PermissionDenied):
        actions.unswap(table, "building", "阳光楼", actor=stranger)
    actions.drop_table(table, actor=housed)
    assert client.post(f"{HOME}{table.number}/", put("building", "阳光楼", "1号楼")).status_code == 409
    assert bytes(fresh(table).swaps) == b""


def test_a_choice_is_mended_by_choosing_and_what_was_typed_stands_until_then(housed: Account) -> None:
    table, client = bring(housed, "residents", [PEOPLE[1] | {"与户主关系": "街坊"}]), browser(housed)
    html = client.get(f"{HOME}{table.number}/").content.decode()
    (choice,) = re.findall(r'<select[^>]* name="2:relation".*?</select>', html, re.DOTALL)
    assert re.findall(r'<option value="([^"]*)"( selected)?>', choice)[:3] == [
        ("街坊", " selected"),
        ("", ""),
        ("户主", ""),
    ]
    said = do(client, table, do="mend", **{"2:relation": "其他"})
    assert "改过的行" in said
    assert "全部登记" in said


def test_a_line_ends_in_a_cell_as_it_may_and_the_browser_sends_it_back_in_its_own_way(
    housed: Account,
) -> None:
    for end in ("\n", "\r\n"):
        rows = [one | {"楼栋": f'"阳光{end}楼"'} for one in PEOPLE[:12]]
        table = bring(housed, "residents", rows)
        said = do(browser(housed), table, **put("building", "阳光\r\n楼", "1栋"))
        assert "全部登记" in said
        said = do(browser(housed), table, do="unswap", column="building", words="阳光\r\n楼")
        assert "全部登记" not in said
