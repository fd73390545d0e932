"""The square narrowed to one building: the same matters as for programs, and what to do where there are none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.apps.community.models import Building, Dwelling, Household, Person
from linli.apps.matters import actions

if TYPE_CHECKING:
    from tests.apps.matters.conftest import Town
    from tests.apps.matters.pages.conftest import Reader


@pytest.fixture
def houses(town: Town) -> list[Building]:
    """Two buildings."""
    names = ("1号楼", "2号楼")
    return [Building.objects.create(community=town.community, key=name, name=name) for name in names]


def test_the_square_of_a_building_shows_its_matters_only_the_same_as_for_programs(
    town: Town, reader: Callable[..., Reader], houses: list[Building]
) -> None:
    one, two = houses
    chains = [town.submit(f"一号楼的事{n}", building=one.pk) for n in range(2)]
    ended = town.submit("一号楼收回的事", building=one.pk)
    town.done(actions.withdraw, chain=ended, by=town.by("party-branch"))
    for title, building in (("二号楼的事", two.pk), ("大家的事", None)):
        town.submit(title, building=building)
    browser = reader(language="en")
    page = browser.read("", building=str(one.pk))
    assert "Only what is about 1号楼" in page
    here = f"/api/v1/communities/{town.community.slug}/matters?building={one.pk}"
    listed = browser.client.get(here).json()["items"]
    assert {row["chain"] for row in listed} == {*chains, ended}
    assert all(row["title"] in page for row in listed)
    assert "二号楼的事" not in page
    assert "大家的事" not in page
    assert f'<option value="{one.pk}" selected>' in browser.get("", building=str(one.pk)).content.decode()
    whole = browser.read("", building="")
    assert "二号楼的事" in whole
    assert "Only what is about" not in whole


def test_where_nothing_is_about_a_building_the_square_says_how_something_comes_there_and_begins_it_there(
    reader: Callable[..., Reader], houses: list[Building]
) -> None:
    browser, house = reader("party-branch", language="en"), houses[1]
    page = browser.read("", building=str(house.pk))
    assert "A matter appears here when whoever begins it names the building" in page
    assert "Show everything" in page
    assert f"/matters/new/?at={house.pk}" in browser.get("", building=str(house.pk)).content.decode()


@pytest.mark.parametrize("wrong", ["999999", "x", "-1", "9" * 30, "<b>", "１"])
def test_a_building_that_is_not_there_shows_nothing_and_says_what_to_do(
    town: Town, reader: Callable[..., Reader], houses: list[Building], wrong: str
) -> None:
    town.submit("一号楼的事", building=houses[0].pk)
    page = reader(language="en").read("", building=wrong)
    assert "The register has no such building" in page
    assert "一号楼的事" not in page


def test_the_building_of_another_community_is_not_there(
    town: Town, jarud: Town, reader: Callable[..., Reader]
) -> None:
    other = Building.objects.create(community=jarud.community, key="x", name="外楼")
    page = reader(language="en").read("", building=str(other.pk))
    assert "no such building" in page
    assert "外楼" not in page


def test_a_community_without_buildings_asks_for_none(town: Town, reader: Callable[..., Reader]) -> None:
    assert 'name="building"' not in reader().get().content.decode()


def test_a_resident_comes_to_where_she_lives_in_one_tap_and_a_stranger_is_told_of_no_home(
    town: Town, reader: Callable[..., Reader], houses: list[Building]
) -> None:
    home = Dwelling.objects.create(community=town.community, building=houses[1], key="2 101", number="101")
    household = Household.objects.create(community=town.community, number=1, home=home)
    by = town.by("committee")
    Person.objects.filter(community=town.community, pseudonym=by.person).update(household=household)
    way = f"?building={houses[1].pk}"
    assert way in reader("committee").get().content.decode()
    assert way not in reader("committee", 1).get().content.decode()
    assert way not in reader().get().content.decode()


def test_a_sitting_stands_on_the_square_of_a_building_when_one_of_its_matters_is_on_the_agenda(
    town: Town, reader: Callable[..., Reader], houses: list[Building]
) -> None:
    chain = town.submit(building=houses[0].pk)
    by, starts = town.by("two-committees"), town.at + timedelta(hours=1)
    town.done(actions.call_sitting, by=by, organ="two-committees", starts=starts, agenda=[chain])
    browser = reader(language="en")
    assert "Coming sittings" in browser.read("", building=str(houses[0].pk))
    assert "Coming sittings" not in browser.read("", building=str(houses[1].pk))


def test_the_square_of_a_building_costs_the_same_however_many_matters_there_are(
    town: Town, reader: Callable[..., Reader], houses: list[Building]
) -> None:
    browser: Any = reader("committee")

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            browser.get("", building=str(houses[0].pk))
        return len(asked)

    town.submit(building=houses[0].pk)
    queries()
    few = queries()
    for number in range(6):
        town.submit(f"第{number}件", building=houses[0].pk)
    assert queries() == few
