"""The map without a map: what stands where, what happens there, never who lives there."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.models import Building, Dwelling, Household, Person, Piece, Stairwell, Unit
from linli.apps.matters import actions
from linli.apps.matters.models import Whereabouts
from linli.registers.cells import place_key

if TYPE_CHECKING:
    from tests.apps.matters.conftest import Town
    from tests.apps.matters.pages.conftest import Reader

HOMES = {"1号楼": 24, "2号楼": 0, "10号楼": 0}
PUT = {"organ": "party-branch", "title": "换路灯", "text": "院内路灯坏了。", "choice": "community-affair"}


@pytest.fixture
def houses(town: Town) -> dict[str, Building]:
    """Three buildings, two of them in a grid; everybody lives in the first."""
    found = {}
    for name in HOMES:
        grid = "" if name == "10号楼" else "第一网格"
        one = Building.objects.create(
            community=town.community, key=name, name=name, grid=grid, address="测绘路 1 号"
        )
        found[name] = one
    first = found["1号楼"]
    Stairwell.objects.create(
        community=town.community, building=first, key="1", name="1单元", floors=6, lift=False
    )
    Unit.objects.create(community=town.community, building=first, key="店", name="便民菜店")
    people = list(Person.objects.filter(community=town.community).order_by("number"))
    for at, person in enumerate(people[: HOMES["1号楼"]], 1):
        home = Dwelling.objects.create(
            community=town.community, building=first, key=f"1 {at}", number=str(100 + at)
        )
        person.household = Household.objects.create(community=town.community, number=at, home=home)
        person.save()
    return found


def put(town: Town, house: Building | None, title: str = "换路灯") -> str:
    return town.submit(title, building=house.pk if house else None)


def test_one_goes_from_the_community_to_a_grid_and_a_building_and_finds_what_happens_there(
    town: Town, reader: Callable[..., Reader], houses: dict[str, Building]
) -> None:
    put(town, houses["2号楼"], "二号楼换路灯")
    put(town, None, "别处的事")
    stranger = reader(language="en")
    page = stranger.read("map/")
    assert "第一网格" in page
    assert "2 buildings" in page
    assert page.index("10号楼") > page.index("Other buildings")
    grid = stranger.read("map/part/", kind="grid", name="第一网格")
    assert grid.index("1号楼") < grid.index("2号楼")
    assert "二号楼换路灯" in grid
    house = stranger.read(f"map/buildings/{houses['2号楼'].pk}/")
    assert "二号楼换路灯" in house
    assert "别处的事" not in house
    assert "Nothing happens here" in stranger.read(f"map/buildings/{houses['1号楼'].pk}/")


def test_parts_of_every_kind_stand_on_the_map_with_the_stairwells_that_belong_to_them(jarud: Town) -> None:
    one, two, alone = (
        Building.objects.create(community=jarud.community, key=name, name=name, address=f"路{name}")
        for name in ("1号楼", "2号楼", "3号楼")
    )
    for house, well in ((one, "1单元"), (one, "2单元"), (two, "")):
        Stairwell.objects.create(
            community=jarud.community, building=house, key=well or "-", name=well or "1单元"
        )
        number = f"{house.name}{well}"
        Dwelling.objects.create(
            community=jarud.community, building=house, stairwell=well, key=number, number="101"
        )
    given = [(one, "1单元", "东组"), (two, "", "东组"), (one, "2单元", "西组"), (alone, "", "")]
    for building, well, name in given:
        key = f"group/{place_key(well)}"
        Piece.objects.create(
            community=jarud.community, building=building, key=key, level="group", stairwell=well, part=name
        )
    stranger = Client(headers={"accept-language": "en"})

    def read(way: str, **ask: str) -> str:
        page = stranger.get(f"/c/two/{way}", ask).content.decode()
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))

    assert re.search(r"Group 东组 2 buildings 西组 1 building .*Other buildings 3号楼", read("map/"))
    east = read("map/part/", kind="group", name="东组")
    assert "1号楼 1单元" in east
    assert "2号楼 路2号楼" in east
    assert "2单元" not in east
    assert "How many dwellings 2" in east
    assert read(f"map/buildings/{one.pk}/").count("Group") == 2
    for kind, name in (
        ("group", ""),
        ("group", "北组"),
        ("building", "1号楼"),
        ("nothing", "东组"),
        ("", "东组"),
    ):
        assert stranger.get("/c/two/map/part/", {"kind": kind, "name": name}).status_code == 404


def test_who_may_begin_nothing_is_led_to_who_may(
    reader: Callable[..., Reader], houses: dict[str, Building]
) -> None:
    way = f"map/buildings/{houses['2号楼'].pk}/"
    assert "Begin a matter here" in reader("party-branch", language="en").read(way)
    stranger = reader(language="en").read(way)
    assert "Who may begin what" in stranger
    assert "Begin a matter here" not in stranger


def test_nobody_is_told_from_the_map_and_a_few_people_are_said_to_be_few(
    reader: Callable[..., Reader], houses: dict[str, Building]
) -> None:
    for browser in (reader(language="en"), reader("committee", language="en")):
        full = browser.read(f"map/buildings/{houses['1号楼'].pk}/")
        empty = browser.read(f"map/buildings/{houses['2号楼'].pk}/")
        assert "about 20" in full
        assert "fewer than 20" in empty
        others = set(re.findall(r"居民\d+", full)) - set(
            re.findall(r"居民\d+", browser.read("map/", q="没有"))
        )
        assert others == set()
        assert "101" not in full
        assert "1单元" in full
        assert "便民菜店" in full


@pytest.mark.parametrize(("living", "said"), [(0, 0), (19, 0), (20, 20), (24, 20), (25, 30), (26, 30)])
def test_people_are_counted_in_tens_and_from_twenty_on(
    town: Town, houses: dict[str, Building], living: int, said: int
) -> None:
    home = Dwelling.objects.filter(building=houses["1号楼"]).first()
    one = Household.objects.create(community=town.community, number=900, home=home)
    Person.objects.filter(community=town.community).update(household=None)
    own = list(Person.objects.filter(community=town.community).values_list("pk", flat=True))
    Person.objects.filter(pk__in=own[:living]).update(household=one)
    for number in range(len(own), living):
        Person.objects.create(
            community=town.community, number=5000 + number, name="某", pseudonym=f"p{number}", household=one
        )
    assert community_reads.figures(town.community, [houses["1号楼"].pk]).people == said


def test_buildings_are_found_by_words_and_a_single_one_is_opened(
    reader: Callable[..., Reader], houses: dict[str, Building]
) -> None:
    browser = reader(language="en")
    assert browser.get("map/", q="10号")["Location"].endswith(f"/map/buildings/{houses['10号楼'].pk}/")
    assert "2号楼" in browser.read("map/", q="测绘路")
    assert "No building is called so" in browser.read("map/", q="<b>%_'")


def test_a_community_without_buildings_says_who_brings_them_in_and_asks_nobody_for_one(
    town: Town, reader: Callable[..., Reader]
) -> None:
    assert "the clerk brings them in" in reader(language="en").read("map/")
    assert 'name="building"' not in reader("party-branch").read("matters/new/four-deliberations/")


def test_what_is_of_another_community_is_not_there(
    town: Town, jarud: Town, reader: Callable[..., Reader]
) -> None:
    other = Building.objects.create(community=jarud.community, key="x", name="外楼", grid="外网格")
    stranger = reader()
    assert stranger.get(f"map/buildings/{other.pk}/").status_code == 404
    assert stranger.get("map/part/", kind="grid", name="外网格").status_code == 404
    with pytest.raises(actions.BadInput):
        put(town, other)


def test_who_begins_a_matter_chooses_the_building_and_its_page_leads_to_it(
    town: Town, reader: Callable[..., Reader], houses: dict[str, Building]
) -> None:
    browser, house = reader("party-branch", language="en"), houses["10号楼"]
    assert f"?at={house.pk}" in browser.get("matters/new/", at=str(house.pk)).content.decode()
    form = browser.get("matters/new/four-deliberations/", at=str(house.pk)).content.decode()
    assert f'<option value="{house.pk}" selected>' in form
    for wrong in ("999999", "x", "9" * 30, "-1"):
        answer = browser.post("matters/new/four-deliberations/", **PUT, building=wrong)
        assert answer.status_code == 422
        assert "院内路灯坏了" in answer.content.decode()
    answer = browser.post("matters/new/four-deliberations/", **PUT, building=str(house.pk))
    page = browser.client.get(answer["Location"]).content.decode()
    assert f"/map/buildings/{house.pk}/" in page
    assert Whereabouts.objects.get().by == answer.wsgi_request.user


def test_the_proposer_and_the_clerk_put_right_where_it_is_and_nobody_else(
    town: Town, reader: Callable[..., Reader], houses: dict[str, Building]
) -> None:
    chain = put(town, houses["1号楼"])
    path = chain.replace("matter/", "matters/") + "/where/"
    proposer, other = reader("party-branch"), reader("committee")
    assert path not in other.get(chain.replace("matter/", "matters/") + "/").content.decode()
    assert other.post(path, building=str(houses["2号楼"].pk)).status_code == 403
    assert reader().post(path, building="").status_code == 403
    assert proposer.post(path, building="7" * 9).status_code == 422
    assert proposer.post(path, building=str(houses["2号楼"].pk)).status_code == 302
    assert Whereabouts.objects.get().building == houses["2号楼"]
    account: Any = other.post("").wsgi_request.user
    community_actions.make_clerk(town.community, account, actor=community_actions.TERMINAL)
    assert other.post(path, building="").status_code == 302
    assert not Whereabouts.objects.exists()


def test_the_same_form_sent_again_with_another_building_is_refused_and_loses_nothing(
    town: Town, reader: Callable[..., Reader], houses: dict[str, Building]
) -> None:
    browser, (one, two) = (
        reader("party-branch", language="en"),
        (str(houses[at].pk) for at in ("1号楼", "2号楼")),
    )
    way = "matters/new/four-deliberations/"
    for first, other in ((one, two), (one, ""), ("", one)):
        sent = {**PUT, "key": f"form-{first}-{other}", "building": first}
        before = Whereabouts.objects.count()
        assert [browser.post(way, **sent).status_code for _ in range(2)] == [302, 302]
        answer = browser.post(way, **sent | {"building": other})
        assert answer.status_code == 409, (first, other)
        again = answer.content.decode()
        assert "院内路灯坏了" in again
        assert f'<option value="{other}" selected>' in again
        assert sent["key"] not in again, "what is sent next is another matter"
        assert Whereabouts.objects.count() == before + bool(first)


def test_a_form_that_comes_again_after_its_building_was_put_right_is_done_once(
    town: Town, houses: dict[str, Building]
) -> None:
    given = {"building": houses["1号楼"].pk, "key": "k"}
    chain, by = town.submit(**given), town.by("party-branch")
    town.go(hours=1)
    town.do(lambda **to: actions.put_right(
        chain=chain, number=houses["2号楼"].pk, person=by.person, account=None, **to
    ))  # fmt: skip
    assert town.submit(**given) == chain
    assert Whereabouts.objects.get().building == houses["2号楼"]


def test_a_building_that_is_taken_out_of_the_register_leaves_the_matter(
    town: Town, reader: Callable[..., Reader], houses: dict[str, Building]
) -> None:
    chain = put(town, houses["2号楼"])
    houses["2号楼"].delete()
    assert "换路灯" in reader().read(chain.replace("matter/", "matters/") + "/")


def test_programs_name_the_building_and_find_matters_by_it(
    town: Town, reader: Callable[..., Reader], houses: dict[str, Building]
) -> None:
    chain = put(town, houses["2号楼"])
    put(town, None, "别处的事")
    here = f"/api/v1/communities/{town.community.slug}"
    ask = reader().client.get
    listed = ask(f"{here}/buildings").json()
    assert [one["name"] for one in listed] == ["1号楼", "2号楼", "10号楼"]
    number = listed[1]["number"]
    assert [one["chain"] for one in ask(f"{here}/matters?building={number}").json()["items"]] == [chain]
    assert ask(f"{here}/{chain.replace('matter/', 'matters/')}").json()["building"] == listed[1]
    assert ask(f"{here}/matters?building=x").status_code == 422
