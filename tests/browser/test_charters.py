"""Charters in the browser: a story stepped through, a text checked and mended, all of it without scripts too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import town
from person import DESKTOP, PHONE, Window
from playwright.sync_api import expect

from linli.apps.charters.reads import shelf

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
