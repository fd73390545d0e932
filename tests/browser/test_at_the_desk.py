"""A clerk enters a support for somebody without a phone, prints the receipt; she contests it, and another answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import town
from axe_playwright_python.sync_playwright import Axe
from person import DESKTOP, Window

from linli import charters
from linli.apps.community import actions as community_actions
from linli.apps.community.models import Account
from linli.apps.matters import actions

pytestmark = [pytest.mark.browser]

CHARTER = Path(__file__).resolve().parents[1] / "apps" / "matters" / "desk" / "charter.yaml"
NARROW = {"width": 320, "height": 720}
HERE = "matters/2026/1/"


@pytest.fixture
def gathering(beilin: town.Town) -> town.Town:
    """A matter that gathers supports, and somebody who keeps the register."""
    community_actions.adopt_charter(
        beilin.community, charters.read(CHARTER), actor=community_actions.TERMINAL
    )
    beilin.community.refresh_from_db()
    clerk = Account.objects.create(username="clerk-here", password="!")
    community_actions.give_account(
        beilin.community, beilin.people[15], clerk, actor=community_actions.TERMINAL
    )
    community_actions.make_clerk(beilin.community, clerk, actor=community_actions.TERMINAL)
    done = actions.submit(
        community=beilin.community, by=beilin.actor(9, "residents"), procedure="wish", kind="wish", title="加一盏灯",
        text="院门口太暗。",
    )  # fmt: skip
    assert done.refusal is None
    return beilin


def is_accessible(at: Window) -> None:
    """Everything on the page fits the window and passes axe."""
    at.page.evaluate("() => document.querySelectorAll('main details').forEach(each => { each.open = true })")
    at.page.wait_for_function("() => document.getAnimations().every(each => each.playState === 'finished')")
    found = Axe().run(at.page, options={"resultTypes": ["violations"]})
    wide = at.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    said = [
        f"{one['id']}: {node['html'][:160]}" for one in found.response["violations"] for node in one["nodes"]
    ]
    assert (said, wide) == ([], 0)


def test_a_support_is_entered_and_contested(window: Callable[..., Window], gathering: town.Town) -> None:
    at = window(NARROW)
    at.be(town.name(15))
    at.go(HERE)
    at.page.get_by_text("替没有手机的居民代录").click()
    is_accessible(at)
    at.find("#who").fill(town.name(8))
    at.page.keyboard.press("Enter")
    at.page.wait_for_url("**who=**")
    is_accessible(at)
    at.find(".row a.button").first.click()
    at.page.wait_for_url("**person=9**")
    is_accessible(at)
    at.send(at.find("#enter"))
    assert at.find(".wrong").count() == 1
    is_accessible(at)
    for name, value in (("seen", "paper"), ("number", "2026-017"), ("on", "2099-01-01")):
        at.fill(at.find("#enter"), name, value)
    at.send(at.find("#enter"))
    assert "2099" in at.find("[role=alert]").inner_text()
    is_accessible(at)
    at.fill(at.find("#enter"), "on", "")
    at.send(at.find("#enter"))
    assert town.name(8) in at.find(".notice").inner_text()
    is_accessible(at)
    receipt = at.page.url
    plain = window(DESKTOP, "en", scripts=False)
    plain.be(town.name(8))
    plain.go("my-file/entered/")
    plain.find(".row-title a").first.click()
    plain.find("[name=text]").fill("我没有去过。")
    plain.find("button[value=contest]").click()
    assert "我没有去过。" in plain.find("main").inner_text()
    at.go(receipt.removeprefix(at.site).split("#")[0] + "contest/")
    is_accessible(at)
    assert at.find("button[value=uphold]").count() == 0
    assert "最迟" in at.find("main").inner_text()
    member = window(NARROW)
    member.be(town.name(3))
    member.go("entered/")
    is_accessible(member)
    member.find(".row a.button").first.click()
    member.page.wait_for_url("**/contest/")
    is_accessible(member)
    member.find("[name=text]").fill("问过，确实没有来。")
    member.find("button[value=uphold]").click()
    plain.page.reload()
    assert "问过，确实没有来。" in plain.find("main").inner_text()
    plain.go(HERE)
    assert "1 was found" in plain.find("main").inner_text()
    for one in (at, member):
        assert one.said == []
