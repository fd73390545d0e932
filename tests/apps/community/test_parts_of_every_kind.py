"""A seat for a stairwell, a group or a courtyard sees what belongs to it and nothing else, by whatever door."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

sys.path.extend([str(Path(__file__).parent), str(Path(__file__).parents[2] / "registers")])
import made
from brought import town

import kept
from linli import charters
from linli.apps.community import actions, reads
from linli.apps.community.models import (
    Account,
    Building,
    Community,
    Dwelling,
    Household,
    Person,
    Piece,
    Place,
    Stairwell,
    Unit,
)
from linli.core.engine.refusal import Refusal

HOME = "/c/here/registers/"


def _one(name: str, place: int, building: str, stairwell: str, dwelling: str) -> dict[str, str]:
    return {
        "姓名": name, "身份证号": made.number(place), "联系电话": f"138000000{place:02d}", "楼栋": building,
        "单元": stairwell, "房号": dwelling, "与户主关系": "户主", "党员": "否",
    }  # fmt: skip


WELLS = (("1号楼", "1单元", "101"), ("1号楼", "2单元", "201"), ("1号楼", "", "9"), ("2号楼", "1单元", "102"))
TABLES: dict[str, list[dict[str, str]]] = {
    "buildings": [{"楼栋": "1号楼", "网格": "甲格"}, {"楼栋": "2号楼", "网格": "乙格"}],
    "stairwells": [{"楼栋": building, "单元": well} for building, well, _home in WELLS if well],
    "dwellings": [{"楼栋": building, "单元": well, "房号": home} for building, well, home in WELLS],
    "units": [{"单位名称": "一号楼小店", "楼栋": "1号楼"}, {"单位名称": "二号楼小店", "楼栋": "2号楼"}],
    "residents": [
        _one("王近处", 1, *WELLS[0]), _one("赵别处", 2, *WELLS[1]), _one("孙楼下", 3, *WELLS[2]),
        _one("钱别处", 4, *WELLS[3]),
    ],
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A seat of an organ, at a level, for a part; what the table of parts says; whether it owns building 1."""

    charter: str
    organ: str
    part: str
    level: str = ""
    pieces: tuple[tuple[str, str, str, str], ...] = ()
    owns: bool = False


CASES = [
    Case("fengqiao", "mediators", "1号楼·1单元", "stairwell"),
    Case("zhalute", "party-group", "一组", pieces=(("1号楼", "1单元", "小组", "一组"), ("1号楼", "", "小组", "二组"))),
    Case("tieshan-street", "unit-officers", "东一", pieces=(("1号楼", "1单元", "unit-grid", "东一"),)),
    Case("tieshan-street", "area-heads", "东片", pieces=(
        ("1号楼", "", "片区", "东片"), ("1号楼", "2单元", "area", "西片"), ("2号楼", "", "片区", "西片")), owns=True),
    Case("zhalute", "grid-branch", "甲格", pieces=(("1号楼", "2单元", "网格", "乙格"),), owns=True),
]  # fmt: skip


@pytest.fixture(params=CASES, ids=lambda case: f"{case.organ} {case.part}")
def case(request: pytest.FixtureRequest, db: None, bring: Callable[..., None]) -> Case:
    """Somebody with a seat for a part that holds stairwell 1 of building 1, and not its stairwell 2."""
    given: Case = request.param
    settle(given, bring)
    return given


def settle(case: Case, bring: Callable[..., None]) -> Community:
    kept.once(f"parts of {case.charter}", lambda: _found(case.charter))
    community = Community.objects.get(slug="here")
    rows = [dict(zip(("楼栋", "单元", "片区类别", "片区名称"), row, strict=True)) for row in case.pieces]
    if rows:
        bring(community, {"parts": rows}, actor=account("clerk"))
    chosen = {"seat_class": "", "level": case.level, "how": "appointed"}
    done = actions.take_seat(community, who("王近处"), case.organ, actor=actions.TERMINAL, **chosen)  # type: ignore[arg-type]  # the words of how
    assert not isinstance(done, Refusal), done.says("en")
    cover(case, case.part)
    return community


def _found(charter: str) -> None:
    town(charter, TABLES, slug="here")
    community = Community.objects.get()
    leader = actions.make_account("leader", "a-long-pass-phrase", actor=actions.TERMINAL)
    actions.give_account(community, who("王近处"), leader, actor=actions.TERMINAL)


def who(name: str) -> Person:
    return Person.objects.select_related("community").get(name=name)


def account(name: str) -> Account:
    return Account.objects.get(username=name)


def cover(case: Case, *parts: str) -> None:
    community = Community.objects.get(slug="here")
    done = actions.cover(community, who("王近处"), case.organ, parts, actor=actions.TERMINAL)
    assert not isinstance(done, Refusal), done.says("en")


def browser(name: str = "leader", language: str = "en") -> Client:
    client = Client(headers={"accept-language": language})
    client.force_login(account(name))
    return client


def about(well: str, building: str = "1号楼") -> list[str]:
    """The pages of what is in a stairwell: its dwelling, household and people."""
    home = Dwelling.objects.get(building__name=building, stairwell=well)
    household = Household.objects.get(home=home)
    people = [f"residents/{one.number}/" for one in household.members.all()]
    return [f"dwellings/{home.pk}/", f"households/{household.number}/", *people]


def test_she_opens_what_belongs_to_her_part_and_nothing_else_is_on_it(case: Case) -> None:
    client, house = browser(), Building.objects.get(name="1号楼")
    own = ["", "buildings/", f"buildings/{house.pk}/", "residents/", "residents/?q=处", "lists/",
           "lists/older/?age-from=1", "lists/vacant/", "lists/by-building/", "lists/changes/",
           *about("1单元")]  # fmt: skip
    for address in own:
        answer = client.get(HOME + address)
        said = answer.content.decode()
        assert answer.status_code == 200, address
        for word in ("别处", "2号楼", ">201<", "2单元", "二组", "西片", "乙格"):
            assert word not in said, (address, word)
        assert ("孙楼下" in said) <= case.owns, address
    assert "王近处" in client.get(f"{HOME}residents/").content.decode()
    for address in about(""):
        assert client.get(HOME + address).status_code == (200 if case.owns else 403), address


def test_what_belongs_elsewhere_is_refused_with_the_reason(case: Case) -> None:
    client, other = browser(), Building.objects.get(name="2号楼")
    outside = [
        *about("2单元"), *about("1单元", "2号楼"), f"buildings/{other.pk}/", "part/?kind=area&name=西片",
        "part/?kind=x&name=y",
        "lists/older/?building=2号楼", "lists/older/?building=1号楼&stairwell=2单元", "lists/older/?grid=乙格",
        "lists/older/?part-area=西片" if "area" in case.organ else "lists/older/?grid=x",
    ]  # fmt: skip
    for address in outside:
        answer = client.get(HOME + address)
        said = answer.content.decode()
        assert answer.status_code == 403, address
        assert "outside of your part" in said, address
        assert "别处" not in said, address
    posted = client.post(f"{HOME}{about('2单元')[2]}", {"do": "open", "why": "看看"})
    assert posted.status_code == 403
    assert made.number(2) not in posted.content.decode()
    with pytest.raises(reads.OutOfReach):
        actions.ask_correction(who("赵别处"), "sex", "女", "", actor=account("leader"))


def test_what_she_takes_out_by_page_or_program_is_of_her_part(case: Case) -> None:
    client = browser()
    _token, secret = actions.make_token("t", ["registers"], 9, actor=account("leader"))
    program = Client(headers={"accept-language": "en", "authorization": f"Bearer {secret}"})
    sizes = {one["name"]: one["rows"] for one in program.get("/api/v1/communities/here/registers").json()}
    homes = 2 if case.owns else 1
    assert (sizes["buildings"], sizes["dwellings"], sizes["households"], sizes["residents"]) == (
        1,
        homes,
        homes,
        homes,
    )
    assert sizes.get("stairwells", 1) == 1
    for shape in [one for one in sizes if one != "units"]:
        for said in (
            client.post(f"{HOME}{shape}/export/", {"form": "csv"}).content.decode("utf-8-sig"),
            program.get(f"/api/v1/communities/here/registers/{shape}").content.decode("utf-8-sig"),
        ):
            assert "1号楼" in said, shape
            for word in ("2号楼", "2单元", "别处"):
                assert word not in said, (shape, word)
    people = program.get("/api/v1/communities/here/people?search=处").json()["items"]
    assert [one["name"] for one in people] == ["王近处"]
    for path in ("registers/parts", "registers/rosters"):
        refused = program.get(f"/api/v1/communities/here/{path}")
        assert refused.status_code == 403, path
        assert client.post(f"{HOME}{path[10:]}/export/", {"form": "csv"}).status_code == 403


def test_figures_on_her_pages_count_her_part_alone(case: Case) -> None:
    client, house = browser(), Building.objects.get(name="1号楼")
    people = 2 if case.owns else 1
    for address in ("buildings/", f"buildings/{house.pk}/"):
        said = client.get(HOME + address).content.decode()
        assert f"{people} {'people' if people > 1 else 'person'}" in said or f">{people}</dd>" in said, (
            address
        )
    rows = client.post(f"{HOME}lists/by-building/", {"form": "csv"}).content.decode("utf-8-sig").splitlines()
    assert rows[1].split(",")[2:5] == [str(people)] * 3


def test_her_right_is_over_with_the_seat_or_when_it_belongs_elsewhere(case: Case) -> None:
    client, address = browser(), f"{HOME}{about('1单元')[2]}"
    assert client.get(address).status_code == 200
    cover(case)
    assert "not entered yet" in client.get(HOME).content.decode()
    cover(case, case.part)
    assert client.get(address).status_code == 200
    if case.pieces:
        Piece.objects.filter(part=case.part).update(part="别的")
        Building.objects.filter(grid=case.part).update(grid="别的")
        assert client.get(address).status_code == 403
        assert "No building of the register is in your part" in client.get(HOME).content.decode()
    actions.leave_seat(Community.objects.get(), who("王近处"), case.organ, actor=actions.TERMINAL)
    for gone in ("", "residents/", "lists/", "buildings/"):
        assert client.get(HOME + gone).status_code == 403, gone


# --- courtyards: units of the area, and whole buildings -----------------------------------------------------

COURTYARD = Case("chengdu", "self-management", "东院", pieces=(("1号楼", "", "院落", "东院"),))


def test_a_unit_is_in_the_part_of_its_building_as_a_whole(db: None, bring: Callable[..., None]) -> None:
    community, client = settle(COURTYARD, bring), browser()
    shops = {one.name: one.pk for one in Unit.objects.all()}
    assert client.get(f"{HOME}units/{shops['一号楼小店']}/").status_code == 200
    assert client.get(f"{HOME}units/{shops['二号楼小店']}/").status_code == 403
    assert "二号楼小店" not in client.get(f"{HOME}units/").content.decode()
    for address in ("residents/", "lists/older/", f"residents/{who('王近处').number}/"):
        assert client.get(HOME + address).status_code == 403, "the charter lets her see no people"
    row = {"楼栋": "1号楼", "单元": "1单元", "片区类别": "院落", "片区名称": "东院"}
    bring(community, {"parts": [row, row | {"单元": "", "片区名称": "清空"}]}, actor=account("clerk"))
    assert client.get(f"{HOME}units/{shops['一号楼小店']}/").status_code == 403, (
        "only a stairwell is hers now"
    )
    assert client.get(f"{HOME}buildings/{Building.objects.get(name='1号楼').pk}/").status_code == 200


def test_the_page_of_a_part_says_what_belongs_to_it(db: None, bring: Callable[..., None]) -> None:
    community = settle(COURTYARD, bring)
    bring(
        community,
        {"parts": [{"楼栋": "2号楼", "单元": "1单元", "片区类别": "courtyard", "片区名称": "东院"}]},
        actor=account("clerk"),
    )
    for name in ("clerk", "leader"):
        said = browser(name).get(f"{HOME}part/?kind=courtyard&name=东院").content.decode()
        for word in ("1号楼", "2号楼", "1单元", "courtyard"):
            assert word in said, (name, word)
    assert browser("clerk").get(f"{HOME}part/?kind=courtyard&name=西院").status_code == 404
    listed = browser("clerk").get(f"{HOME}lists/older/?age-from=1&part-courtyard=东院").content.decode()
    assert "钱别处" in listed
    assert "孙楼下" in listed
    taken = browser("clerk").post(
        f"{HOME}lists/older/",
        {"form": "csv", "age-from": "1", "part-courtyard": "东院", "stairwell": "1单元"},
    )
    assert "孙楼下" not in taken.content.decode("utf-8-sig")


def test_a_dwelling_moved_to_another_stairwell_is_gone_at_once(db: None, bring: Callable[..., None]) -> None:
    settle(CASES[0], bring)
    client, address = browser(), f"{HOME}{about('1单元')[0]}"
    assert client.get(address).status_code == 200
    Dwelling.objects.filter(stairwell="1单元", building__name="1号楼").update(stairwell="2单元")
    assert client.get(address).status_code == 403
    Dwelling.objects.filter(number="101").update(stairwell="一单元/1单元")
    assert client.get(address).status_code == 403, (
        "a stairwell whose name only begins or ends alike is another"
    )
    Stairwell.objects.filter(building__name="1号楼").update(name="1单元")
    assert client.get(address).status_code == 403


def test_a_stairwell_written_in_two_ways_is_one(db: None, bring: Callable[..., None]) -> None:
    settle(CASES[2], bring)
    client, address = browser(), f"{HOME}{about('1单元')[0]}"
    Dwelling.objects.filter(stairwell="1单元", building__name="1号楼").update(stairwell="01 单元")
    assert client.get(address).status_code == 200


def test_no_seat_is_for_the_part_of_another_community(db: None, bring: Callable[..., None]) -> None:
    settle(CASES[2], bring)
    Place.objects.create(code="632801001002", name="邻近社区居委会", level=5)
    there: Any = actions.found_community(
        slug="there", place="632801001002", name="邻近社区", charter=charters.read("tieshan-street"),
        actor=actions.TERMINAL,
    )  # fmt: skip
    house = Building.objects.create(community=there, key="1", name="1号楼")
    Piece.objects.create(community=there, building=house, key="unit-grid/", level="unit-grid", part="东一")
    assert browser().get(f"/c/there/registers/buildings/{house.pk}/").status_code == 403
    assert browser().get(f"{HOME}buildings/{house.pk}/").status_code == 403
