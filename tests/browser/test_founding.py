"""A community is founded on a phone, with scripts and without them: from the place to inviting the first people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import town
from person import PHONE, Window
from playwright.sync_api import expect

from linli.apps.community import actions as community_actions
from linli.apps.community.models import Community, Place
from linli.apps.community.pinyin import initials

pytestmark = [pytest.mark.browser]
STREET, CODE = "610103006000", "610103006003"
FOUR_SCREENS = 4 * PHONE["height"]
BRANCH = ("方佳音", "邓守义", "白雪松")


@pytest.mark.parametrize("scripts", [False, True])
def test_a_community_is_founded_on_a_phone_and_its_first_people_are_invited(
    window: Callable[..., Window], beilin: town.Town, scripts: bool
) -> None:
    at = _founder(window(scripts=scripts), beilin)
    at.go("/found/")
    at.send(at.find("main"))
    at.find("#q").fill("wynl")
    _press(at, "form[role=search]")
    _press(at, "form:has([name=code])")
    assert at.page.evaluate("document.documentElement.scrollHeight") < FOUR_SCREENS
    at.find("[name=model][value=beilin]").check()
    _press(at, "form:has([name=model])")
    assert at.page.evaluate("document.documentElement.scrollHeight") < FOUR_SCREENS
    at.find("#slug").fill("Wen Yi")
    _seat_branch(at)
    _press(at, "form:has(#slug)")
    expect(at.find("#slug-wrong")).to_be_visible()
    if scripts:
        expect(at.find("#slug")).to_be_focused()
    assert at.find("[name='party-branch:1:name']").input_value() == BRANCH[1]
    at.go("/found/")
    at.find("a", has_text="文艺南路社区").click()
    at.find("nav a[href$='/people/']").click()
    at.find("#slug").fill("wenyi")
    _press(at, "form:has(#slug)")
    assert at.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    at.find("button[value=live]").click()
    at.find("a[href$='/c/wenyi/invitations/']").click()
    at.find("[name=way][value=link]").check()
    _press(at, "form:has([name=way])")
    expect(at.find(".row")).to_have_count(len(BRANCH))
    assert Community.objects.get(slug="wenyi").people == len(BRANCH)
    assert at.said == []


def _founder(at: Window, beilin: town.Town) -> Window:
    rows = [(STREET, "文艺路街道", 4, "610103000000"), (CODE, "文艺南路社区居委会", 5, STREET)]
    Place.objects.bulk_create(
        Place(code=code, name=name, level=level, parent_code=parent, initials=initials(name))
        for code, name, level, parent in rows
    )
    at.be(town.name(0))
    beilin.people[0].refresh_from_db()
    community_actions.let_found(beilin.people[0].account, actor=community_actions.TERMINAL)
    return at


def _seat_branch(at: Window) -> None:
    for line, name in enumerate(BRANCH):
        at.find(f"[name='party-branch:{line}:name']").fill(name)
    for fact in ("adult", "registered", "party-member"):
        at.find(f"[name='party-branch:everybody'][value='{fact}']").check()
    at.find("[name='party-branch:chair'][value='0']").check()


def _press(at: Window, form: str) -> None:
    with at.page.expect_navigation(wait_until="domcontentloaded"):
        at.find(f"{form} button").last.click()
