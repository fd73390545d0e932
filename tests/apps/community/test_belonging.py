"""To which parts buildings and stairwells belong: by table, by page, taken back, and named by seats."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

sys.path.extend([str(Path(__file__).parent), str(Path(__file__).parents[2] / "registers")])
import made
from brought import bring, browser, go, plain, town

import kept
from linli import charters
from linli.apps.community import actions, reads
from linli.apps.community.models import (
    Account,
    Building,
    Community,
    Person,
    Piece,
    TableRow,
)
from linli.apps.community.reads import houses
from linli.core.engine.refusal import Refusal
from linli.registers.shapes import SHAPES

HOME = "/c/sample/registers/"
HOUSE = {"楼栋": "1号楼"}
TABLES: dict[str, list[dict[str, str]]] = {
    "buildings": [{"楼栋": "1号楼", "网格": "甲格"}, {"楼栋": "2号楼"}],
    "stairwells": [{"楼栋": "1号楼", "单元": "1单元"}],
    "dwellings": [{"楼栋": "1号楼", "单元": well, "房号": "101"} for well in ("1单元", "2单元")],
    "residents": [
        {"姓名": f"居民{n}", "身份证号": made.number(n), "楼栋": "1号楼", "单元": "1单元", "房号": "101"}
        for n in range(1, 4)
    ],
}  # fmt: skip


@pytest.fixture
def clerk(db: None) -> Account:
    """A community whose mediators stand at every level; two buildings, one with two stairwells."""
    kept.once("belonging", partial(town, "fengqiao", TABLES))
    return Account.objects.get(username="clerk")


def piece(well: str = "1单元", kind: str = "网格", part: str = "乙格", **more: str) -> dict[str, str]:
    return HOUSE | {"单元": well, "片区类别": kind, "片区名称": part} | more


def held() -> set[tuple[str, str, str]]:
    return {(one.level, one.stairwell, one.part) for one in Piece.objects.all()}


def wrong(clerk: Account, rows: list[dict[str, str]]) -> list[str]:
    """The codes of what is wrong with a table of parts."""
    table = bring(clerk, "parts", rows)
    return [one[1] for row in TableRow.objects.filter(table=table) for one in row.problems]


# --- the table --------------------------------------------------------------------------------------------


def test_a_table_says_changes_and_takes_back_to_which_part_a_stairwell_belongs(clerk: Account) -> None:
    first = bring(clerk, "parts", [piece(), piece("2单元", "grid", "丙格")], apply=True)
    assert held() == {("grid", "1单元", "乙格"), ("grid", "2单元", "丙格")}
    second = bring(clerk, "parts", [piece(part="丁格"), piece("2单元", part="清空")], apply=True)
    assert (second.counts["new"], second.counts["changed"]) == (0, 2)
    assert ("grid", "1单元", "丁格") in held()
    assert reads.part_names(Community.objects.get(), "grid") == ["丁格", "甲格"]
    assert go(clerk, first, "undo").state == "applied", "a later table touched its rows"
    assert go(clerk, second, "undo").state == "undone"
    assert held() == {("grid", "1单元", "乙格"), ("grid", "2单元", "丙格")}


def test_what_goes_out_comes_in_again_and_changes_nothing(clerk: Account) -> None:
    bring(clerk, "parts", [piece(), piece("2单元")], apply=True)
    shape = SHAPES["parts"]
    out = browser(clerk).post(f"{HOME}parts/export/", {"form": "csv"})
    assert "网格" in out.content.decode("utf-8-sig")
    again = bring(clerk, "parts", out.content)
    assert (again.counts["same"], again.counts["problems"]) == (2, 0)
    template = browser(clerk).get(f"{HOME}parts/template.csv").content.decode("utf-8-sig")
    assert all(column.title.zh in template for column in shape.columns)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (piece(kind="院落"), "no-such-kind"),
        (piece(kind=""), "missing"),
        (piece(part=""), "missing"),
        (piece(kind="楼栋"), "kind-of-houses"),
        (piece(kind="stairwell"), "kind-of-houses"),
        (piece(kind="社区"), "no-such-kind"),
        (piece(well=""), "grid-of-building"),
        (piece(well="9单元"), "unknown-stairwell"),
        (piece(楼栋="9号楼"), "unknown-building"),
    ],
)
def test_a_row_that_cannot_be_meant_is_told_and_nothing_entered(
    clerk: Account, row: dict[str, str], code: str
) -> None:
    assert wrong(clerk, [row]) == [code]
    assert not Piece.objects.exists()


def test_the_same_said_twice_in_two_words_is_told_once(clerk: Account) -> None:
    assert wrong(clerk, [piece(), piece(kind="grid", part="丙格"), piece("01 单元")]) == ["twice", "twice"]


def test_a_building_to_which_something_is_tied_is_not_taken_back(clerk: Account) -> None:
    table = bring(clerk, "buildings", [{"楼栋": "3号楼"}], apply=True)
    bring(clerk, "stairwells", [{"楼栋": "3号楼", "单元": "1单元"}], apply=True)
    house = Building.objects.get(name="3号楼")
    bring(clerk, "parts", [piece(楼栋="3号楼")], apply=True)
    assert go(clerk, table, "undo").state == "applied"
    assert Piece.objects.filter(building=house).exists()


# --- the page ---------------------------------------------------------------------------------------------


def page_of(house: str = "1号楼") -> str:
    return f"{HOME}buildings/{Building.objects.get(name=house).pk}/parts/"


def seen(house: str = "1号楼") -> str:
    return houses.belonging(Building.objects.get(name=house)).state


def test_the_clerk_says_on_the_page_of_a_building_to_which_parts_it_belongs(clerk: Account) -> None:
    client = browser(clerk, "en")
    said = client.get(page_of()).content.decode()
    assert all(word in said for word in ("甲格", "1单元", "2单元"))
    sent = client.post(page_of(), {"seen": seen(), "grid-0": "己格", "grid-2": " 乙格 "})
    assert sent.status_code == 302
    assert Building.objects.get(name="1号楼").grid == "己格"
    assert held() == {("grid", "2单元", "乙格")}
    assert "乙格" in client.get(sent.headers["location"]).content.decode()
    assert client.post(page_of(), {"seen": seen(), "grid-0": "", "grid-2": ""}).status_code == 302
    assert Building.objects.get(name="1号楼").grid == ""
    assert held() == {("grid", "2单元", "")}
    assert houses.belonging(Building.objects.get(name="1号楼")).parts == {}
    assert client.post(page_of("2号楼"), {"seen": seen("2号楼"), "grid-0": ""}).status_code == 302


def test_a_page_that_is_out_of_date_keeps_what_was_typed_and_shows_what_holds(clerk: Account) -> None:
    client, before = browser(clerk, "en"), seen()
    bring(clerk, "parts", [piece()], apply=True)
    answer = client.post(page_of(), {"seen": before, "grid-1": "我的格"})
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "我的格" in said
    assert "乙格" in said
    assert held() == {("grid", "1单元", "乙格")}


@pytest.mark.parametrize("typed", ["x" * 400, "\x00甲", "  ", "=1+1", "<b>甲</b>"])
def test_whatever_is_typed_is_a_name_or_told_and_breaks_no_page(clerk: Account, typed: str) -> None:
    client = browser(clerk, "en")
    answer = client.post(page_of(), {"seen": seen(), "grid-1": typed, "grid-99": "x", "moon-0": "x"})
    assert answer.status_code in (302, 422)
    assert all(len(part) <= 60 for _level, _well, part in held())
    said = client.get(f"{HOME}buildings/").content.decode()
    assert "<b>甲</b>" not in said


def test_nobody_but_the_clerk_says_what_belongs_where(clerk: Account) -> None:
    other = actions.make_account("other", "a-long-pass-phrase", actor=actions.TERMINAL)
    house = Building.objects.get(name="1号楼")
    for client in (browser(other), Client()):
        assert client.get(page_of()).status_code == 403
        assert client.post(page_of(), {"seen": seen(), "grid-1": "乙格"}).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.settle_belonging(house, {houses.PartOf("grid"): "乙格"}, seen=seen(), actor=other)
    assert browser(clerk).get(f"{HOME}buildings/999999/parts/").status_code == 404
    assert not Piece.objects.exists()


# --- seats ------------------------------------------------------------------------------------------------

MEDIATORS = "/c/sample/organs/mediators/"


def seat(n: int = 1, **more: str) -> dict[str, str]:
    return {"组织": "调解小组", "姓名": f"居民{n}", "产生方式": "推选产生"} | more


def parts_of(n: int) -> tuple[str, tuple[str, ...]]:
    held = reads.roster(Community.objects.get()).seats.get("mediators", {})
    one = held[Person.objects.get(name=f"居民{n}").pseudonym]
    return one.level, one.parts


def test_a_table_seats_somebody_at_a_level_for_a_part_of_that_kind(clerk: Account) -> None:
    rows = [
        seat(1, 设在哪一级="单元", 负责范围="1号楼·2单元、1栋·1单元"),
        seat(2, 设在哪一级="building", 负责范围="2号楼"),
        seat(3, 设在哪一级="街道"),
    ]
    assert bring(clerk, "rosters", rows, apply=True).state == "applied"
    assert parts_of(1) == ("stairwell", ("1号楼·2单元", "1号楼·1单元"))
    assert parts_of(2) == ("building", ("2号楼",))
    assert parts_of(3) == ("street", ())
    out = browser(clerk).post(f"{HOME}rosters/export/", {"form": "csv"}).content
    assert (bring(clerk, "rosters", out)).counts["same"] == 3
    assert bring(clerk, "rosters", [seat(1, 负责范围="1号楼·1单元")], apply=True).counts["changed"] == 1
    assert parts_of(1) == ("stairwell", ("1号楼·1单元",)), "the level that she is at says what is meant"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"负责范围": "1号楼"}, "no-parts"),
        ({"设在哪一级": "街道", "负责范围": "1号楼"}, "no-parts"),
        ({"设在哪一级": "月亮"}, "no-such-level"),
        ({"设在哪一级": "单元", "负责范围": "1号楼"}, "no-such-part"),
        ({"组织": "社区居委会", "设在哪一级": "单元"}, "no-such-level"),
    ],
)
def test_a_seat_in_a_table_for_what_it_cannot_be_for_is_told(
    clerk: Account, more: dict[str, str], code: str
) -> None:
    table = bring(clerk, "rosters", [seat(1, **more)])
    (row,) = TableRow.objects.filter(table=table)
    assert row.problems[0][1] == code


def test_who_sits_at_a_level_already_is_not_moved_by_a_table(clerk: Account) -> None:
    bring(clerk, "rosters", [seat(1, 设在哪一级="单元")], apply=True)
    table = bring(clerk, "rosters", [seat(1, 设在哪一级="楼栋")])
    assert [row.problems[0][1] for row in TableRow.objects.filter(table=table)] == ["seated-otherwise"]


def test_the_page_of_seats_seats_at_a_level_and_offers_the_parts_of_that_kind(clerk: Account) -> None:
    client = browser(clerk, "en")
    given = {"who": "居民1", "how": "chosen", "level": "stairwell"}
    assert client.post(MEDIATORS, given | {"level": "moon"}).status_code == 422
    assert client.post(MEDIATORS, given).status_code == 302
    said = client.get(MEDIATORS).content.decode()
    assert 'value="1号楼·1单元"' in said
    assert 'value="2号楼"' not in said
    who = Person.objects.get(name="居民1").pseudonym
    assert client.post(MEDIATORS, {"cover": who, "part": ["2号楼"]}).status_code == 409
    assert client.post(MEDIATORS, {"cover": who, "part": ["1号楼·1单元"]}).status_code == 302
    assert parts_of(1) == ("stairwell", ("1号楼·1单元",))
    assert "1号楼·1单元" in plain(Client().get(MEDIATORS).content.decode())
    unsaid = client.post(MEDIATORS, given | {"who": "居民2", "level": ""})
    assert unsaid.status_code == 422, "she chooses, even none"
    client.post(MEDIATORS, given | {"who": "居民2", "level": "-"})
    second = Person.objects.get(name="居民2").pseudonym
    answer = client.post(MEDIATORS, {"cover": second, "part": []})
    assert answer.status_code == 409
    assert "at every level" in answer.content.decode()


def test_a_program_seats_at_a_level_and_says_for_which_part(clerk: Account) -> None:
    _token, secret = actions.make_token("t", ["registers"], 9, actor=clerk)
    client = Client(headers={"accept-language": "en", "authorization": f"Bearer {secret}"})

    def act(organ: str = "mediators", **body: Any) -> tuple[int, str]:
        address = f"/api/v1/communities/sample/organs/{organ}/acts"
        answer = client.post(address, {"who": "居民1", **body}, content_type="application/json")
        return answer.status_code, answer.json().get("code", "")

    assert act(do="take-seat", level="moon") == (422, "no-such-level")
    assert act("committee", do="take-seat", level="moon") == (422, "no-such-level")
    assert act(do="take-seat", level="building") == (201, "")
    assert act(do="cover", parts=["1号楼"]) == (201, "")
    assert parts_of(1) == ("building", ("1号楼",))
    assert act(do="leave-seat") == (201, "")
    assert act(do="take-seat") == (201, "")
    assert act(do="cover", parts=["1号楼"]) == (409, "level-without-parts")


def test_a_charter_that_comes_to_know_other_parts_ends_what_was_seen(clerk: Account) -> None:
    community = Community.objects.get()
    leader = actions.make_account("leader", "a-long-pass-phrase", actor=actions.TERMINAL)
    one = Person.objects.select_related("community").get(name="居民1")
    actions.give_account(community, one, leader, actor=actions.TERMINAL)
    bring(clerk, "rosters", [seat(1, 设在哪一级="单元", 负责范围="1号楼·1单元")], apply=True)
    address = f"{HOME}residents/{one.number}/"
    assert browser(leader).get(address).status_code == 200
    done = actions.adopt_charter(community, charters.read("beilin"), actor=actions.TERMINAL)
    assert not isinstance(done, Refusal)
    assert browser(leader).get(address).status_code == 403
