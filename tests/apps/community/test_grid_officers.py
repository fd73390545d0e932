"""A grid officer sees the registers of her own grid and nothing of another, through whatever door she comes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

sys.path.extend([str(Path(__file__).parent), str(Path(__file__).parents[2] / "registers")])
import made
from brought import town

import kept
import signed
from linli.apps.community import actions, clock, reads
from linli.apps.community.models import (
    Account,
    Building,
    Community,
    Correction,
    Dwelling,
    Household,
    Look,
    Person,
    Resident,
    Unit,
)
from linli.apps.matters import actions as matters
from linli.apps.told import actions as told
from linli.core.engine.acts import Actor
from linli.core.engine.refusal import Refusal

HOME = "/c/golmud/registers/"
TEAM = "grid-team"
OWN, OTHER = "第 1 网格", "第 2 网格"
WHY = {"do": "open", "why": "上门走访"}


def _one(name: str, place: int, building: str, **more: str) -> dict[str, str]:
    return {
        "姓名": name, "身份证号": made.number(place), "联系电话": f"138000000{place:02d}", "楼栋": building,
        "单元": "1单元", "房号": "101", "与户主关系": "户主" if place in (1, 3) else "其他", "党员": "否",
        "户籍在本社区": "是", "实际居住": "是",
    } | more  # fmt: skip


TABLES: dict[str, list[dict[str, str]]] = {
    "buildings": [{"楼栋": "1号楼", "网格": OWN}, {"楼栋": "2号楼", "网格": OTHER}, {"楼栋": "3号楼", "网格": ""}],
    "dwellings": [{"楼栋": f"{n}号楼", "单元": "1单元", "房号": "101"} for n in (1, 2, 3)],
    "units": [
        {"单位名称": "格内小店", "楼栋": "1号楼", "联系电话": "13800000001"},
        {"单位名称": "别处小店", "楼栋": "2号楼", "联系电话": "13800000002"},
    ],
    "residents": [
        _one("王格员", 1, "1号楼"), _one("李近邻", 2, "1号楼"), _one("赵别处", 3, "2号楼"),
        _one("钱别处", 4, "2号楼"), _one("孙别处", 5, "3号楼"),
    ],
}  # fmt: skip


@pytest.fixture
def golmud(db: None) -> Community:
    """Two grids, two people in the first and the others elsewhere; the first of all is an officer of the first grid."""
    kept.once("golmud", _found)
    return Community.objects.get(slug="golmud")


def _found() -> None:
    town("golmud-grid", TABLES, slug="golmud")
    community = Community.objects.get()
    for name, person in (("officer", "王格员"), ("neighbour", "李近邻")):
        account = actions.make_account(name, "a-long-pass-phrase", actor=actions.TERMINAL)
        actions.give_account(community, who(person), account, actor=actions.TERMINAL)
    end = clock.now() + timedelta(days=30)
    seated = actions.take_seat(
        community,
        who("王格员"),
        TEAM,
        seat_class="security",
        until=end,
        how="appointed",
        actor=actions.TERMINAL,
    )
    assert not isinstance(seated, Refusal)
    cover(community, OWN)


def who(name: str) -> Person:
    return Person.objects.select_related("community").get(name=name)


def account(name: str) -> Account:
    return Account.objects.get(username=name)


def cover(community: Community, *parts: str) -> None:
    done = actions.cover(community, who("王格员"), TEAM, parts, actor=actions.TERMINAL)
    assert not isinstance(done, Refusal)


def browser(name: str = "officer", language: str = "en") -> Client:
    return signed.browser(account(name), language)


def page(client: Client, address: str) -> str:
    return client.get(HOME + address).content.decode()


def addresses(building: str) -> Iterator[str]:
    """Every page of the registers about what is in a building."""
    one = Building.objects.get(name=building)
    yield f"buildings/{one.pk}/"
    yield from (f"dwellings/{home.pk}/" for home in Dwelling.objects.filter(building=one))
    for household in Household.objects.filter(home__building=one):
        yield f"households/{household.number}/"
        yield from (f"residents/{each.number}/" for each in household.members.all())
    yield from (f"units/{unit.pk}/" for unit in Unit.objects.filter(building=one))


def test_she_opens_every_page_of_her_grid_with_numbers_masked_and_nobody_of_another_on_it(
    golmud: Community,
) -> None:
    client = browser()
    own = [
        "", "buildings/", f"grid/?name={OWN}", "residents/", "units/", "lists/", "lists/older/?age-from=1",
        "lists/voters/?body=residents", "lists/no-contact/", "lists/by-building/", "lists/changes/", "lists/vacant/",
        *addresses("1号楼"),
    ]  # fmt: skip
    for address in own:
        answer = client.get(HOME + address)
        said = answer.content.decode()
        assert answer.status_code == 200, address
        assert "别处" not in said, address
        assert OWN in said, address
        assert made.number(2) not in said, address
    assert "李近邻" in page(client, "residents/")
    assert "李近邻" in page(client, "lists/older/?age-from=1")


def test_everything_outside_of_her_grid_is_refused_with_the_reason_and_what_to_do(golmud: Community) -> None:
    client = browser()
    outside = [
        *addresses("2号楼"), *addresses("3号楼"), f"grid/?name={OTHER}", "grid/?name=x", "residents/999/",
        f"lists/older/?grid={OTHER}", "lists/older/?building=2号楼", "lists/older/?building=x",
    ]  # fmt: skip
    assert len(outside) > 10
    for address in outside:
        answer = client.get(HOME + address)
        said = answer.content.decode()
        assert answer.status_code == 403, address
        assert "outside of your part" in said, address
        assert OWN in said, address
        assert "别处" not in said, address
    for words in ("赵别处", "别处"):
        assert "赵别处</a>" not in page(client, f"residents/?q={words}")
    assert "不在您负责的范围内" in browser(language="zh-hans").get(HOME + outside[0]).content.decode()


def test_what_the_clerk_alone_does_is_refused_to_her(golmud: Community) -> None:
    client = browser()
    household = Household.objects.get(home__building__name="1号楼")
    before = Resident.objects.get(person=who("李近邻")).sex
    assert client.post(HOME, {"shape": "residents"}).status_code == 403
    for address, sent in (
        (f"households/{household.number}/", {"dwelling": "102"}),
        (f"residents/{who('李近邻').number}/", {"do": "mend", "sex": "女"}),
    ):
        assert client.post(HOME + address, sent).status_code == 403, address
    assert "mend-title" not in page(client, f"households/{household.number}/")
    assert Resident.objects.get(person=who("李近邻")).sex == before
    for address in ("corrections/", "tables/1/", "residents/template.csv"):
        assert client.get(HOME + address).status_code == 403, address
    for whole in ("residents/export/", "lists/older/"):
        answer = client.post(HOME + whole, {"whole": "on", "form": "csv"})
        assert answer.status_code == 403, whole
        assert "Only the clerk takes out tables" in answer.content.decode()
    assert not Look.objects.exclude(what="list older").exists()


def test_what_she_takes_out_is_of_her_grid_and_masked(golmud: Community) -> None:
    client = browser()
    for shape in ("buildings", "dwellings", "units", "households", "residents"):
        said = client.post(f"{HOME}{shape}/export/", {"form": "csv"}).content.decode("utf-8-sig")
        assert "1号楼" in said, shape
        assert "2号楼" not in said, shape
        assert "3号楼" not in said, shape
        assert made.number(2) not in said, shape
    taken = client.post(f"{HOME}lists/older/", {"form": "csv", "age-from": "1"}).content.decode("utf-8-sig")
    assert "李近邻" in taken
    assert "别处" not in taken
    for shape in ("party", "rosters"):
        answer = client.post(f"{HOME}{shape}/export/", {"form": "csv"})
        assert answer.status_code == 403, shape
        assert "does not go so far" in answer.content.decode()


def test_she_opens_numbers_for_a_reason_which_the_person_and_the_clerk_read(golmud: Community) -> None:
    client, one = browser(), who("李近邻")
    address = f"{HOME}residents/{one.number}/"
    bare = client.post(address, {"do": "open", "why": " \x00 "})
    assert bare.status_code == 422
    assert made.number(2) not in bare.content.decode()
    assert not Look.objects.exists()
    opened = client.post(address, WHY)
    assert opened.status_code == 200
    assert made.number(2) in opened.content.decode()
    look = Look.objects.get()
    assert (look.person, look.account, reads.why_of(look)) == (one, account("officer"), "上门走访")
    assert "上门走访".encode() not in bytes(look.why), "the reason is sealed"
    for said in (
        browser("neighbour").get("/c/golmud/my-file/").content.decode(),
        browser("clerk").get(address).content.decode(),
        browser("clerk").get(HOME).content.decode(),
    ):
        assert "上门走访" in said
    outside = client.post(f"{HOME}residents/{who('赵别处').number}/", WHY)
    assert outside.status_code == 403
    assert made.number(3) not in outside.content.decode()
    assert Look.objects.count() == 1


def test_the_phone_of_a_unit_takes_a_reason_too(golmud: Community) -> None:
    client, unit = browser(), Unit.objects.get(name="格内小店")
    address = f"{HOME}units/{unit.pk}/"
    assert client.post(address, {"do": "open"}).status_code == 422
    assert "13800000001" not in page(client, f"units/{unit.pk}/")
    assert "13800000001" in client.post(address, WHY).content.decode()
    assert reads.why_of(Look.objects.get()) == "上门走访"
    assert "13800000001" in browser("clerk").post(address, {"do": "open"}).content.decode()


def test_a_list_that_gives_something_away_is_recorded_when_she_opens_it(golmud: Community) -> None:
    page(browser(), "lists/older/")
    look = Look.objects.get()
    assert (look.what, look.account) == ("list older", account("officer"))


def test_what_she_reports_goes_to_the_clerk_and_changes_the_register_only_then(golmud: Community) -> None:
    client, one = browser(), who("李近邻")
    address = f"{HOME}residents/{one.number}/"
    wrong = client.post(address, {"do": "report", "column": "phone", "words": "12", "reason": "新号码"})
    assert wrong.status_code == 422
    assert "新号码" in wrong.content.decode(), "what was typed is still there"
    assert client.post(address, {"do": "report", "column": "x", "words": "1"}).status_code == 422
    sent = client.post(address, {"do": "report", "column": "sex", "words": "女", "reason": "登记错了"})
    assert sent.status_code == 302
    correction = Correction.objects.get()
    assert correction.asker == account("officer")
    before = Resident.objects.get(person=one).sex
    for said in (
        page(client, ""), page(client, f"residents/{one.number}/"), page(browser("clerk"), "corrections/"),
        page(browser("clerk"), f"corrections/{correction.number}/"),
        browser("neighbour").get("/c/golmud/my-file/").content.decode(),
    ):  # fmt: skip
        assert "李近邻" in said or "reported by 王格员" in said
    assert "reported by 王格员" in page(browser("clerk"), "corrections/")
    assert actions.settle_correction(correction, False, "证件上不是", actor=account("clerk")) == []
    assert "证件上不是" in page(client, "")
    assert Resident.objects.get(person=one).sex == before
    told = {
        name: browser(name).get("/c/golmud/desk/").content.decode()
        for name in ("officer", "neighbour", "clerk")
    }
    assert ["is answered: sex" in told[name] for name in told] == [True, False, False], (
        "who reported it is told"
    )


def test_a_program_of_hers_reports_what_is_wrong_in_her_part_alone(golmud: Community) -> None:
    _token, secret = actions.make_token("t", ["act", "registers"], 9, actor=account("officer"))
    mine = Client(headers={"authorization": f"Bearer {secret}", "accept-language": "en"})

    def report(number: int) -> Any:
        to = f"/api/v1/communities/golmud/residents/{number}/corrections"
        return mine.post(to, {"column": "sex", "value": "女"}, content_type="application/json")

    assert report(who("李近邻").number).status_code == 201
    outside = [report(number) for number in (who("赵别处").number, 9999)]
    assert [(one.status_code, one.json()["code"]) for one in outside] == [(403, "outside-part")] * 2
    assert Correction.objects.get().asker == account("officer")


def test_nobody_reports_about_somebody_outside_and_the_clerk_mends_instead(golmud: Community) -> None:
    with pytest.raises(reads.OutOfReach):
        actions.ask_correction(who("赵别处"), "sex", "女", "", actor=account("officer"))
    with pytest.raises(PermissionDenied):
        actions.ask_correction(who("李近邻"), "sex", "女", "", actor=account("clerk"))
    with pytest.raises(reads.OutOfReach):
        actions.ask_correction(who("王格员"), "sex", "女", "", actor=account("neighbour"))
    assert not Correction.objects.exists()


def test_the_right_ends_with_the_seat_its_term_or_its_part_at_once(golmud: Community) -> None:
    client, address = browser(), f"{HOME}residents/{who('李近邻').number}/"
    assert client.get(address).status_code == 200
    with clock.standing_at(clock.now() + timedelta(days=31)):
        answer = browser().get(address)
        assert answer.status_code == 403
        assert "The clerk keeps the registers" in answer.content.decode()
    cover(golmud, OTHER)
    assert client.get(address).status_code == 403
    assert client.get(f"{HOME}residents/{who('赵别处').number}/").status_code == 200
    cover(golmud)
    waiting = client.get(HOME)
    assert waiting.status_code == 403
    assert "not entered yet" in waiting.content.decode()
    cover(golmud, OWN)
    assert client.get(address).status_code == 200
    actions.leave_seat(golmud, who("王格员"), TEAM, actor=actions.TERMINAL)
    for gone in (
        "",
        "residents/",
        f"residents/{who('李近邻').number}/",
        "lists/",
        "lists/older/",
        "buildings/",
    ):
        assert client.get(HOME + gone).status_code == 403, gone


def test_a_building_that_leaves_her_grid_leaves_her_sight(golmud: Community) -> None:
    Building.objects.filter(name="1号楼").update(grid=OTHER)
    assert browser().get(f"{HOME}residents/{who('李近邻').number}/").status_code == 403
    assert "No building of the register is in your part" in page(browser(), "")


def test_a_resident_without_such_a_seat_sees_no_register(golmud: Community) -> None:
    client = browser("neighbour")
    for address in ("", "residents/", "lists/", "lists/older/", "buildings/", *addresses("1号楼")):
        assert client.get(HOME + address).status_code == 403, address
    assert "/registers/" not in client.get("/c/golmud/desk/").content.decode()


def test_her_desk_and_the_map_lead_to_her_part_and_to_no_other(golmud: Community) -> None:
    client = browser()
    desk = client.get("/c/golmud/desk/").content.decode()
    assert f'href="{HOME}"' in desk
    assert OWN in desk
    own, other = (Building.objects.get(name=f"{n}号楼").pk for n in (1, 2))
    assert f"{HOME}buildings/{own}/" in client.get(f"/c/golmud/map/buildings/{own}/").content.decode()
    assert f"{HOME}buildings/{other}/" not in client.get(f"/c/golmud/map/buildings/{other}/").content.decode()


def test_the_clerk_says_on_the_page_of_seats_for_which_grid_a_seat_is(golmud: Community) -> None:
    address, seat = f"/c/golmud/organs/{TEAM}/", who("王格员").pseudonym
    clerk = browser("clerk")
    assert clerk.post(address, {"cover": seat, "part": [OWN, OTHER]}).status_code == 302
    assert reads.roster(golmud).seats[TEAM][seat].parts == (OWN, OTHER)
    assert clerk.post(address, {"cover": seat, "part": ["第 9 网格"]}).status_code == 409
    assert clerk.post(address, {"cover": who("李近邻").pseudonym, "part": [OWN]}).status_code == 409
    assert browser().post(address, {"cover": seat, "part": [OTHER]}).status_code == 403
    assert reads.roster(golmud).seats[TEAM][seat].parts == (OWN, OTHER)
    stranger = Client(headers={"accept-language": "en"})
    assert OTHER in stranger.get(address).content.decode()
    assert OTHER in stranger.get("/c/golmud/organs/").content.decode()


def test_a_program_of_hers_sees_no_more_than_she_does(golmud: Community) -> None:
    _token, secret = actions.make_token("t", ["registers"], 9, actor=account("officer"))
    client = Client(headers={"accept-language": "en", "authorization": f"Bearer {secret}"})

    def got(path: str) -> Any:
        return client.get(f"/api/v1/communities/golmud/{path}")

    people = json.loads(got("people").content)["items"]
    assert {one["name"] for one in people} == {"王格员", "李近邻"}
    assert made.number(2) not in got("people").content.decode()
    assert got("people?search=别处").json()["items"] == []
    sizes = {one["name"]: one["rows"] for one in got("registers").json()}
    assert sizes["residents"] == 2
    assert "party" not in sizes
    table = got("registers/residents").content.decode("utf-8-sig")
    assert "李近邻" in table
    assert "别处" not in table
    for path in ("registers/party", "registers/rosters"):
        refused = got(path)
        assert refused.status_code == 403, path
        assert "does not go so far" in refused.content.decode()
    actions.leave_seat(golmud, who("王格员"), TEAM, actor=actions.TERMINAL)
    for path in ("people", "registers", "registers/residents"):
        assert got(path).status_code == 403, path


def test_her_calendar_and_feed_hold_her_meetings_while_she_has_the_seat_and_nothing_of_the_registers(
    golmud: Community,
) -> None:
    reader = told.reader_of(account("officer"))
    told.add_way(reader, "webhook", "https://hook.example/", actor=reader.account)
    told.collect()
    by = Actor(who("王格员").pseudonym, TEAM)
    done = matters.call_sitting(
        community=golmud, by=by, organ=TEAM, starts=actions.now() + timedelta(days=1), agenda=[], text="碰头"
    )
    assert done.refusal is None
    told.collect()

    def read(secret: str = reader.secret) -> tuple[Any, Any]:
        calendar, feed = (Client().get(f"/told/{secret}/desk.{form}") for form in ("ics", "xml"))
        return calendar, feed

    calendar, feed = read()
    assert f"/sittings/{done.chain.partition('/')[2]}/" in calendar.content.decode().replace("\r\n ", "")
    assert done.chain.partition("/")[2] in feed.content.decode()
    for row in (*TABLES["residents"], *TABLES["units"]):
        for word in ("姓名", "身份证号", "联系电话", "单位名称"):
            if word in row:
                assert row[word] not in calendar.content.decode() + feed.content.decode(), row[word]
    actions.leave_seat(golmud, who("王格员"), TEAM, actor=actions.TERMINAL)
    calendar, feed = read()
    assert b"VEVENT" not in calendar.content
    assert b"<entry" not in feed.content
    told.new_addresses(reader, actor=reader.account)
    assert [one.status_code for one in read()] == [404, 404]
    fresh = told.reader_of(reader.account).secret
    assert [one.status_code for one in read(fresh)] == [200, 200]
    Account.objects.filter(username="officer").update(is_active=False)
    assert [one.status_code for one in read(fresh)] == [404, 404]
