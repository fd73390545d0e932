"""Notices that concern a building: put up, said, listed on its page, in the feed, on the sheet and for programs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.models import Building
from linli.apps.matters import actions, reads
from linli.apps.matters.models import Publication
from linli.apps.matters.reads import Viewer

if TYPE_CHECKING:
    from tests.apps.matters.conftest import Town
    from tests.apps.matters.pages.conftest import Reader

NOTICE = {"title": "停水通知", "text": "周三停水。"}


@pytest.fixture
def houses(town: Town) -> list[Building]:
    """Two buildings of one grid."""
    return [
        Building.objects.create(community=town.community, key=name, name=name, grid="第一网格")
        for name in ("1号楼", "2号楼")
    ]


def put_up(town: Town, building: Building | None, **more: Any) -> int:
    given = {"section": "", "title": "停水通知", "text": "周三停水。"} | more
    by, number = town.by("committee"), building.pk if building else None
    return int(town.done(actions.put_up, by=by, building=number, **given).seq)


def test_a_notice_names_its_building_and_stands_on_its_page_its_square_and_its_grid(
    town: Town, reader: Callable[..., Reader], houses: list[Building]
) -> None:
    browser, (one, two) = reader("committee", language="en"), houses
    form = browser.get("disclosures/new/").content.decode()
    assert '<option value="" selected>Whole community</option>' in form
    assert (
        f'<option value="{one.pk}" selected>'
        in browser.get("disclosures/new/", at=str(one.pk)).content.decode()
    )
    assert browser.post("disclosures/new/", **NOTICE, building=str(one.pk)).status_code == 302
    browser.post("disclosures/new/", title="大家的通知", text="全社区。", building="")
    stranger = reader(language="en")
    said = stranger.read("notices/2026/1/")
    assert "It concerns: 1号楼" in said
    assert "It concerns" not in stranger.read("notices/2026/2/")
    for page in (f"map/buildings/{one.pk}/", f"?building={one.pk}", "map/part/?kind=grid&name=第一网格"):
        shown = stranger.read(page)
        assert "停水通知" in shown, page
        assert "2026 no. 1" in shown, page
        assert "大家的通知" not in shown, page
    assert "停水通知" not in stranger.read(f"map/buildings/{two.pk}/")
    assert "To all who live in 1号楼:" in stranger.read("notices/2026/1/sheet/")
    assert "1号楼全体居民：" in reader().read("notices/2026/1/sheet/")
    assert "1号楼" in stranger.read("disclosures/")


def test_the_notice_of_a_matter_concerns_the_building_of_its_matter(
    town: Town, reader: Callable[..., Reader], houses: list[Building]
) -> None:
    chain = town.submit(building=houses[0].pk)
    town.resolve(chain)
    town.done(actions.post, chain=chain, by=town.by("committee"), text="公示七天。")
    stranger = reader(language="en")
    way = f"map/buildings/{houses[0].pk}/"
    page = stranger.get(way).content.decode()
    assert re.search(r'id="notices".*2026 no. 1', page, re.DOTALL)
    assert "It concerns: 1号楼." in stranger.read("notices/2026/1/sheet/")
    account = community_actions.make_account("keeper", None, actor=community_actions.TERMINAL)
    community_actions.make_clerk(town.community, account, actor=community_actions.TERMINAL)
    town.do(
        lambda **to: actions.put_right(chain=chain, number=houses[1].pk, person="", account=account, **to)
    )
    assert 'id="notices"' not in stranger.get(way).content.decode()
    assert "2026 no. 1" in stranger.read(f"map/buildings/{houses[1].pk}/")


def test_a_building_that_is_not_there_is_refused_and_what_was_typed_stays(
    town: Town, jarud: Town, reader: Callable[..., Reader], houses: list[Building]
) -> None:
    other = Building.objects.create(community=jarud.community, key="x", name="外楼")
    browser = reader("committee", language="en")
    for wrong in (str(other.pk), "999999", "x", "-1", "9" * 30, "<b>"):
        answer = browser.post("disclosures/new/", **NOTICE, building=wrong)
        assert answer.status_code == 422, wrong
        assert "周三停水。" in answer.content.decode()
    assert not Publication.objects.exists()


def test_a_correction_keeps_the_building_unless_another_is_chosen(
    town: Town, reader: Callable[..., Reader], houses: list[Building]
) -> None:
    put_up(town, houses[0])
    browser = reader("committee", language="en")
    form = browser.get("disclosures/new/", instead="2026-1").content.decode()
    assert f'<option value="{houses[0].pk}" selected>' in form
    sent = {**NOTICE, "building": str(houses[1].pk)}
    assert browser.post("disclosures/new/?instead=2026-1", **sent).status_code == 302
    assert "It concerns: 2号楼" in browser.read("notices/2026/2/")
    gone = browser.read(f"map/buildings/{houses[0].pk}/")
    assert "corrected" in gone, "who read it on the page of the building sees that it no longer stands"


def test_the_same_form_sent_again_is_done_once_and_with_another_building_refused(
    town: Town, houses: list[Building]
) -> None:
    form = actions.Form(key="k1")
    first, again = (put_up(town, houses[0], form=form) for _ in range(2))
    assert (first, Publication.objects.count()) == (again, 1)
    to: dict[str, Any] = {
        "by": town.by("committee"),
        "section": "",
        "title": "停水通知",
        "text": "周三停水。",
    }
    for other in (houses[1].pk, None):
        assert town.code(actions.put_up, building=other, form=form, **to) == "form-sent"
    assert Publication.objects.get().building == houses[0]


def test_what_leaves_the_register_leaves_its_notices(
    town: Town, reader: Callable[..., Reader], houses: list[Building]
) -> None:
    put_up(town, houses[0])
    houses[0].delete()
    assert "停水通知" in reader().read("notices/2026/1/")


def test_the_record_says_nothing_of_buildings_and_verifies_as_before(
    town: Town, houses: list[Building]
) -> None:
    seq = put_up(town, houses[0])
    entry = next(iter(community_reads.entries_at(town.community, [("community", seq)]).values()))
    assert "building" not in entry.read().act.__struct_fields__


def test_who_is_told_of_it_and_the_feed_say_which_building(
    town: Town, reader: Callable[..., Reader], houses: list[Building]
) -> None:
    seq = put_up(town, houses[0])
    with community_actions.standing_at(town.at):
        title = reads.news_title(town.community, Viewer(), "community", seq)
    assert title is not None
    assert title.title == "停水通知（1号楼）"
    assert "1号楼" in reader().get("feed.xml").content.decode()


def test_programs_put_up_and_find_notices_of_a_building(
    town: Town, reader: Callable[..., Reader], houses: list[Building]
) -> None:
    put_up(town, houses[0])
    put_up(town, None, title="大家的")
    chain = town.submit("一号楼的事", building=houses[0].pk)
    town.done(actions.disclose, chain=chain, by=town.by("committee"), section="affairs", text="已公开。")
    ask, here = reader().client.get, f"/api/v1/communities/{town.community.slug}"
    listed = ask(f"{here}/disclosures?building={houses[0].pk}").json()["items"]
    where = {"number": houses[0].pk, "name": "1号楼"}
    assert [(one["title"], one["building"]) for one in listed] == [("", where), ("停水通知", where)]
    assert ask(f"{here}/disclosures?building={houses[1].pk}").json()["items"] == []
    assert [one["building"] for one in ask(f"{here}/disclosures").json()["items"]] == [where, None, where]
    assert ask(f"{here}/notices/2026/1").json()["building"] == where
    assert ask(f"{here}/notices/2026/2").json()["building"] is None


def test_the_page_of_a_building_costs_the_same_however_many_notices_it_has(
    town: Town, reader: Callable[..., Reader], houses: list[Building]
) -> None:
    browser, way = reader(), f"map/buildings/{houses[0].pk}/"

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            browser.get(way)
        return len(asked)

    put_up(town, houses[0])
    queries()
    few = queries()
    for number in range(4):
        put_up(town, houses[0], title=f"第{number}张")
    assert queries() == few
