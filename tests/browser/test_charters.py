"""Charters in the browser: a story stepped through, a text checked and mended, all of it without scripts too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import town
from person import DESKTOP, PHONE, Window
from playwright.sync_api import expect

from linli import charters
from linli.apps.charters.reads import shelf
from linli.apps.community import actions as community_actions
from linli.apps.community.models import Community, Person, Place
from linli.apps.matters import actions as matters_actions
from linli.core.engine.acts import Actor, FactValue

pytestmark = [pytest.mark.browser]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_story_is_stepped_through_from_the_shelf_to_its_end(
    window: Callable[..., Window], transactional_db: None, scripts: bool
) -> None:
    shelf.models()
    at = window(PHONE, "en", scripts=scripts)
    at.go("/models/")
    at.page.click("text=Jarud: five steps in residents' hands")
    at.page.click("nav.tabs a:has-text('Stories')")
    at.page.click("h2 a >> nth=0")
    seen = [at.find("#scene-title").inner_text()]
    while at.find("a[rel=next]").count():
        at.page.click("a[rel=next]")
        seen.append(at.find("#scene-title").inner_text())
    assert seen[0] == "raised by residents"
    assert len(seen) == 6
    expect(at.find(".stage-now")).to_have_count(0)
    at.page.click("a[rel=prev]")
    expect(at.find("#scene-title")).to_have_text(seen[-2])
    assert at.said == []


def test_a_bad_charter_is_mended_while_one_writes(window: Callable[..., Window], beilin: town.Town) -> None:
    at = window(DESKTOP, "en")
    at.be(town.name(0))
    at.go("charter/edit/")
    field, live = at.find("#text"), at.find("#live")
    expect(live).to_contain_text("holds together")
    good = field.input_value()
    field.fill(good.replace("kind: propose", "kind: purpose", 1))
    expect(live).to_contain_text("unknown-word")
    live.locator(".finding a").first.click()
    chosen = field.evaluate("each => each.value.slice(each.selectionStart, each.selectionEnd)")
    assert chosen.strip() == "propose:"
    field.fill(good)
    expect(live).to_contain_text("holds together")
    expect(live.locator("svg.diagram").first).to_be_visible()
    at.page.click("button[value=keep]")
    expect(at.find(".actions-note").first).to_contain_text("only you see it")
    assert at.said == []


PACT = Path(__file__).parents[1] / "apps" / "charters" / "pact.yaml"
FACTS: dict[str, FactValue] = {"registered": True, "member": True}


@pytest.fixture
def pact(transactional_db: None, wound: town.Wound) -> Community:
    """A community of three under a pact that says how it is amended; a repair was put under its first version."""
    place, _ = Place.objects.get_or_create(
        code="610103006007", defaults={"name": "测绘路社区", "level": 5, "parent_code": "610103006000"}
    )
    found = community_actions.found_community(
        slug="cehuilu", place=place.code, name="测绘路社区", charter=charters.read(PACT), demo=True,
        actor=community_actions.TERMINAL,
    )  # fmt: skip
    assert isinstance(found, Community)
    people = [community_actions.Newcomer(town.name(index), FACTS) for index in range(3)]
    community_actions.enrol_people(found, people, actor=community_actions.TERMINAL)
    _repair(found, "修屋顶")
    return found


def _repair(community: Community, title: str) -> str:
    by = Actor(Person.objects.get(community=community, number=2).pseudonym, "residents")
    return town.ok(
        matters_actions.submit(
            community=community, by=by, procedure="repairs", kind="repair", title=title, text=""
        )
    ).chain


def test_an_amendment_goes_from_a_model_through_its_procedure_into_force(
    window: Callable[..., Window], pact: Community, wound: town.Wound
) -> None:
    at = window(DESKTOP, "en")
    at.be(town.name(0))
    at.go("/models/chengdu/edit/")
    with at.page.expect_navigation():
        at.find("button[value=bring]").click()
    live = at.find("#live")
    assert live.locator(".change").count() > 3
    text = PACT.read_text(encoding="utf-8").replace('version: "1"', 'version: "2"')
    text = text.replace(">= 1/3 of members", ">= 1/2 of members").replace("en: vote}", "en: ballot}")
    at.find("#text").fill(text)
    expect(live.locator("svg.diagram", has_text="ballot").first).to_be_attached()
    expect(live.locator(".change", has_text="one third").first).to_contain_text("half")
    at.find("[name=title]").fill("提高表决人数")
    at.find("[name=reasons]").fill("三分之一太少。")
    wound.go(days=1)
    with at.page.expect_navigation():
        at.find("button[value=submit]").click()
    matter = "matter/2026/2"
    for number in (2, 3):
        by = Actor(Person.objects.get(community=pact, number=number).pseudonym, "residents")
        town.ok(matters_actions.vote(community=pact, chain=matter, by=by, choice="yes"))
    at.deed("vote", choice="yes")
    expect(at.find(".event", has_text="the new charter is in force").first).to_be_visible()
    newer = _repair(pact, "修围墙")
    at.matter("matter/2026/1")
    older = at.find("#content").inner_text()
    assert "by the charter it began with, version 1" in older
    at.matter(newer)
    assert "by the charter it began with" not in at.find("#content").inner_text()
    assert at.stages("now") == ["ballot"]
    at.go("charter/history/?on=2026-03-02")
    expect(at.find("section[aria-labelledby=then-title]")).to_contain_text("version 1")
    at.find("[name=on]").fill("2026-03-03")
    at.find("form.day button").click()
    expect(at.find("section[aria-labelledby=then-title]")).to_contain_text("version 2")
    assert at.said == []
