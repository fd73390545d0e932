"""Wishes are put, sorted and chosen in the browser, on a phone, with and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import town
from axe_playwright_python.sync_playwright import Axe
from person import Window

from linli import charters
from linli.apps.community import actions as community_actions
from linli.apps.matters import actions
from linli.core.engine.acts import Actor

pytestmark = [pytest.mark.browser]

CHARTER = Path(__file__).resolve().parents[1] / "core" / "engine" / "items.yaml"
NARROW = {"width": 320, "height": 720}
HERE = "matters/2026/1/"


@pytest.fixture
def wishing(beilin: town.Town) -> town.Town:
    """A community under a charter that decides about items."""
    community_actions.adopt_charter(
        beilin.community, charters.read(CHARTER), actor=community_actions.TERMINAL
    )
    beilin.community.refresh_from_db()
    return beilin


def is_accessible(at: Window) -> None:
    """Everything on the page, unfolded, fits the narrowest window and passes axe."""
    at.page.evaluate("() => document.querySelectorAll('main details').forEach(each => { each.open = true })")
    at.page.wait_for_function("() => document.getAnimations().every(each => each.playState === 'finished')")
    found = Axe().run(at.page, options={"resultTypes": ["violations"]})
    wide = at.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    said = [
        f"{one['id']}: {node['html'][:160]}" for one in found.response["violations"] for node in one["nodes"]
    ]
    assert (said, wide) == ([], 0)


def test_wishes_go_from_the_first_to_the_chosen(window: Callable[..., Window], wishing: town.Town) -> None:
    at, hands = window(NARROW), wishing.wound
    at.be(town.name(3))
    at.go("matters/new/wishes/")
    is_accessible(at)
    for field, said in (
        ("title", "一轮心愿"),
        ("text", "今年办两件。"),
        ("listed", "添路灯 | 900\n添长椅 | 500"),
    ):
        at.fill(at.find("#new"), field, said)
    at.send(at.find("#new"))
    is_accessible(at)
    at.be(town.name(4))
    at.go(HERE)
    at.deed("add-item", title="建雕像", text="在门口。", **{"fact-cost": "90000"})
    hands.go(days=11)
    at.be(town.name(3))
    at.go(HERE)
    is_accessible(at)
    for number, bin in (("1", "fit"), ("2", "fit"), ("3", "unfit")):
        at.deed("sort-item", item=number, bin=bin, reasons="看过了。")
    at.be(town.name(5))
    at.go(HERE)
    is_accessible(at)
    plain = window(NARROW, scripts=False)
    plain.be(town.name(6))
    plain.go(HERE)
    plain.deed("vote-items", items=["1"])
    assert plain.find(".mine").count() == 1
    for person in wishing.people[10:20]:
        by = Actor(person.pseudonym, "residents")
        done = actions.vote_items(community=wishing.community, chain="matter/2026/1", by=by, chosen=[1, 2])
        assert done.refusal is None
    hands.go(days=6)
    at.go(HERE)
    is_accessible(at)
    assert at.find(".item .chip").all_inner_texts() == ["选出", "选出", "不可行"]
    assert at.said == []
