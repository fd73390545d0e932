"""Everyone can use it: with a screen reader, a keyboard, a narrow window, no scripts; and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import town
import yaml
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core import signing
from django.urls import resolve
from person import DESKTOP, HERE, Window
from playwright.sync_api import expect

import kept
import passkeys
from linli.apps.care import actions as care
from linli.apps.community import actions as community_actions
from linli.apps.community.models import Building, Correction, Dwelling, Household, Person, Unit
from linli.apps.founding import actions as founding
from linli.apps.founding.models import Draft
from linli.apps.founding.reads import Member
from linli.apps.matters import actions as matters
from linli.apps.matters.actions import AtDesk, Form
from linli.apps.matters.models import Publication
from linli.apps.matters.views.door import SALT as TABLET
from linli.registers.shapes import SHAPES
from printed import pages

pytestmark = [pytest.mark.browser]

NARROW = {"width": 320, "height": 700}
PAGES = [
    "", "matters/2026/1/", "matters/2026/2/", "matters/2026/1/course/", "matters/new/",
    "matters/new/four-deliberations/", "matters/2026/1/opinions/", "matters/2026/1/opinions/new/",
    "matters/2026/2/opinions/", "matters/2026/2/opinions/say/",
    "matters/2026/1/talk/", "matters/2026/1/talk/1/", "matters/2026/1/talk/1/reply/", "matters/2026/1/talk/1/hide/",
    "matters/2026/1/talk/2/report/", "matters/2026/1/talk/3/settle/", "matters/2026/1/talk/summary/",
    "moderation/", "moderation/waiting/",
    "sittings/", "sittings/2026/4/", "sittings/new/", "sittings/new/?organ=two-committees", "desk/", "charter/",
    "charter/edit/", "charter/history/?on=2026-03-02", "/models/", "/models/beilin/", "/models/xicheng/aloud/",
    "/models/beilin/power/", "/models/xicheng/file/", "/models/beilin/stories/", "/models/zhalute/stories/lamps/2/",
    "/models/compare/?a=japan&b=xicheng", "/models/xicheng/edit/", "/check/", "/check/findings/",
    "/check/findings/stalls/", "disclosures/",
    "disclosures/new/?section=finance", "disclosures/sections/finance/", "notices/2026/1/sheet/",
    "/account/notifications/", "record/", "organs/", "organs/committee/", "place/", "agreements/",
    "invitations/", "invitations/codes/", "/account/", "/account/password/first/",
    "registers/", "registers/residents/", "registers/residents/1/", "registers/buildings/", "registers/corrections/",
    "registers/corrections/1/", "registers/tables/1/", "registers/tables/2/rows/",
    "registers/residents/1/copy/", "registers/residents/26/erasure/", "registers/erasures/", "registers/erasures/1/",
    "my-file/", "my-data/", "my-data/copy/", "my-data/erasure/", "personal-data/", "/demo/people/", "/",
    "/no-such-page/",
    "/found/", "/found/1/", "/found/1/place/?q=测绘", "/found/1/model/", "/found/1/people/", "/api/",
    "map/", "notices/2026/1/", "entered/", "matters/2026/2/where/", "matters/2026/2/enter/",
    "matters/new/four-deliberations/enter/", "sittings/2026/4/minutes/", "sittings/2026/4/door/",
    "sittings/2026/4/live/", "sittings/2026/4/notice/", "sittings/2026/4/agenda/", "desk/handover/", "desk/together/",
    "charter/file/", "/models/language/", "registers/units/", "registers/lists/", "registers/lists/older/",
    "registers/residents/1/entered/", "my-file/entered/", "invitations/sheet/", "/account/tokens/", "/account/data/",
    "/account/data/copy/", "/account/data/erase/", "registers/residents/26/correct/",
    "sittings/2026/1/minutes/print/", "/account/email/", "/account/codes/",
    "/account/passkeys/add/", "/account/confirm/passkey/", "/account/recovery/new/",
]  # fmt: skip
# A screen on the wall renews itself; whoever reads it elsewhere finds a link that does so at once.
CHECKED: dict[str, Any] = {"resultTypes": ["violations"], "rules": {"meta-refresh": {"enabled": False}}}
# What the checker looks at is the same in every language, and it takes as long as all the rest; widths are not.
FEW = """() => document.querySelectorAll(".folds > li:nth-child(n+4), .words > :nth-child(n+7)")
  .forEach(each => each.remove())"""
"""Of a hundred that are made alike it looks at the first."""
PARTS = 4
"""The pages are gone through in so many parts, so that workers share them."""
FOR_STRANGERS = [
    "/", "/sign-in/", "/join/", "join/", "", "matters/2026/1/", "matters/new/", "desk/", "matters/2026/1/talk/",
    "moderation/", "/sign-in/forgotten/", "/sign-in/forgotten/1/never/", "/account/email/confirm/never/",
    "/sign-in/inactive/", "/told/confirm/forged/", "/told/off/forged/",
]  # fmt: skip
NO_PAGES = {
    "openapi", "community:template", "matters:sitting-pdf", "matters:archive", "matters:file", "charters:model-raw",
    "charters:charter-raw", "told:calendar", "told:feed", "told:section-feed", "opinions:table",
}  # fmt: skip
"""What is read by programs, or is no page."""
MADE = {
    "matters:contest", "matters:tablet", "matters:receipt", "matters:answer", "matters:correction-answer",
    "mfa_remove_webauthn",
    "community:building", "community:belonging", "community:dwelling", "community:household", "community:unit",
}  # fmt: skip
"""Their addresses are known in the test only."""
SMALL = """() => [...document.querySelectorAll("button, summary, input:not([type=hidden]), select, .button")]
  .filter(each => each.checkVisibility() && !each.closest("label"))
  .filter(each => each.getBoundingClientRect().height < 43.5)
  .map(each => each.outerHTML.slice(0, 80))"""


@pytest.fixture
def busy(beilin: town.Town) -> town.Town:
    """A published decision with an objection, and a consultation that is being voted on."""

    def build() -> datetime:
        first = beilin.resolved()
        beilin.post(first)
        beilin.objects(first, 25, "滑梯太靠近马路。\n请挪到树下。")
        second = beilin.propose(0, "party-branch", "粉刷 1 号楼楼道", "楼道墙面脱落多年。")
        beilin.sit(0, "two-committees", "two-committees", second, range(6))
        beilin.open(second, 0, "two-committees")
        beilin.ask(2, 0, "two-committees")
        beilin.talk(1)
        return beilin.wound.at

    beilin.wound.at = kept.once(("browser", "busy"), build, replace=True)
    beilin.community.refresh_from_db()
    return beilin


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_accessible_and_fits_the_narrowest_window(
    window: Callable[..., Window], busy: town.Town, part: int
) -> None:
    axe, at = Axe(), window(NARROW)
    strangers = FOR_STRANGERS[part::PARTS]
    wrong = {(page, ""): found for page in strangers if (found := wrong_with(at, page, axe))}
    at.be(town.name(0))
    busy.people[0].refresh_from_db()
    passkey = _has_shown_a_passkey(at, busy.people[0].account)
    community_actions.make_clerk(busy.community, busy.people[0].account, actor=community_actions.TERMINAL)
    _prepare_founding(busy.people[0].account)
    care.ask(person=busy.people[25], lots=["register"], words="已经搬走。", actor=busy.people[0].account)
    pages = [*PAGES, *_made(busy, busy.people[0]), f"/account/passkeys/{passkey}/remove/"]
    for language, checker in (("zh-hans", axe), ("en", None)):
        at.page.context.add_cookies([{"name": "django_language", "value": language, "url": at.site}])
        if language == "en":
            _large_and_dark(at)
        wrong |= {
            (page, language): found for page in pages[part::PARTS] if (found := wrong_with(at, page, checker))
        }
    assert wrong == {}
    assert at.said == []


def _has_shown_a_passkey(at: Window, account: Any) -> int:
    """Who has one changes how she signs in; gives its number."""
    number = passkeys.give(account, "我的手机")
    (cookie,) = (one for one in at.page.context.cookies() if one.get("name") == settings.SESSION_COOKIE_NAME)
    store = import_module(settings.SESSION_ENGINE).SessionStore
    passkeys.shown(store(cookie.get("value")), account)
    return number


def _large_and_dark(at: Window) -> None:
    """The widest letters, and the other colours."""
    at.go("")
    for chosen in ("Large type", "Dark"):
        at.page.get_by_role("button", name=chosen).click()
    assert at.page.locator("html[data-type=large][data-theme=dark]").count() == 1


def test_every_page_that_somebody_may_open_is_among_those_looked_at(root: Path) -> None:
    table = yaml.safe_load((root / "tests/apps/access/access.yaml").read_text(encoding="utf-8"))["addresses"]
    open_ = {
        name
        for name, row in table.items()
        if not name.startswith("api-")
        and 200 in (row["get"].values() if isinstance(row["get"], dict) else [row["get"]])
    }
    looked_at = {resolve(page.split("?")[0] if page.startswith("/") else HERE + page.split("?")[0]).view_name
                 for page in {*PAGES, *FOR_STRANGERS} - {"/no-such-page/", "/demo/people/"}}  # fmt: skip
    again = {"community:sign-in"}  # The address of account_login once more.
    assert open_ - looked_at - MADE - NO_PAGES - again == set()


def _made(busy: town.Town, clerk: Person) -> list[str]:
    """A correction and tables wait for the clerk; gives where a notice is, something entered
    for somebody with the receipt of it, an answer to who contested it, a tablet, and a house with all that is in it.
    """
    assert (
        community_actions.ask_correction(clerk, "name", "王秀英", "写错了", actor=clerk.account).problem
        is None
    )
    for phone in ("1380000", "13800000000"):
        rows = f"姓名,身份证号,联系电话,楼栋,单元,房号,与户主关系\n王秀英,,{phone},,,,户主\n".encode()
        table = community_actions.bring_table(
            busy.community, SHAPES["residents"], "居民.csv", rows, actor=clerk.account
        )
        assert community_actions.work_table(table.pk) == "checked"
    desk = Form(desk=AtDesk(clerk.account, "clerk", "known"))
    seq, answered = (
        town.ok(matters.object_(**busy.to("matter/2026/1", who, "residents"), text="太吵。", form=desk)).seq
        for who in (26, 27)
    )
    other = community_actions.make_account("other-clerk", None, actor=community_actions.TERMINAL)
    community_actions.make_clerk(busy.community, other, actor=community_actions.TERMINAL)
    _answered(busy, answered, other)
    notice, sitting = Publication.objects.get(notice=True).seq, "sitting/2026/4"
    given = {
        "at": busy.community.slug,
        "sitting": sitting,
        "person": clerk.pseudonym,
        "organ": "two-committees",
    }
    return [
        f"matters/2026/1/notice/{notice}/", f"matters/2026/1/entered/{seq}/contest/",
        f"matters/2026/1/entered/{seq}/", f"matters/2026/1/entered/{answered}/answer/",
        f"sittings/2026/4/tablet/{signing.dumps(given, salt=TABLET)}/", *_house(busy),
        f"{_refused(clerk, other)}answer/",
    ]  # fmt: skip


def _house(busy: town.Town) -> list[str]:
    """A building with a dwelling in which somebody lives, and a shop; gives where each is."""
    here = {"community": busy.community, "key": "1"}
    house = Building.objects.create(**here, name="1 号楼", grid="第一网格", address="测绘路 1 号")
    home = Dwelling.objects.create(**here, building=house, stairwell="1 单元", number="101")
    shop = Unit.objects.create(**here, building=house, name="便民菜店")
    household = Household.objects.create(community=busy.community, number=1, home=home)
    Person.objects.filter(pk=busy.people[24].pk).update(household=household)
    return [
        f"map/buildings/{house.pk}/", "map/part/?kind=grid&name=第一网格", f"registers/buildings/{house.pk}/",
        f"registers/buildings/{house.pk}/parts/", f"registers/dwellings/{home.pk}/", "registers/households/1/",
        f"registers/units/{shop.pk}/",
    ]  # fmt: skip


def _refused(clerk: Person, other: Any) -> str:
    """What the clerk asks to be corrected is not, says the other; gives where that is."""
    asked = community_actions.ask_correction(clerk, "phone", "13800000001", "换号了", actor=clerk.account)
    assert asked.problem is None
    found = Correction.objects.latest("pk")
    assert community_actions.settle_correction(found, False, "没有换。", actor=other) == []
    found.refresh_from_db()
    return found.chain.replace("matter/", "matters/") + "/"


def _answered(busy: town.Town, seq: int, other: Any) -> None:
    """Another clerk entered that it is contested, and answered."""
    of: dict[str, Any] = {"community": busy.community, "chain": "matter/2026/1", "seq": seq, "actor": other}
    matters.contest(**of, text="我没有说过。")
    matters.answer_contest(**of, verdict="upheld", text="录错了人。")


def _prepare_founding(account: Any) -> None:
    """Somebody may found, and has named one person so far; always the first draft there is."""
    community_actions.let_found(account, actor=community_actions.TERMINAL)
    founding.choose_model(founding.begin(actor=account).pk, "beilin", saves=0, actor=account)
    draft = Draft.objects.get()
    founding.name_members(
        draft.pk, "样例社区", "", [Member("committee", "王秀英")], saves=draft.saves, actor=account
    )
    Draft.objects.update(id=1)


def wrong_with(at: Window, page: str, axe: Axe | None) -> list[str]:
    """What the checker finds, what is wider than the window, what is too small to be pressed."""
    status = at.go(page)
    # Else a busy machine measures before the style sheet has come.
    at.page.wait_for_load_state()
    at.page.evaluate("() => document.querySelectorAll('main details').forEach(each => { each.open = true })")
    wide = at.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    wrong = [*([f"{wide} px too wide"] if wide > 0 else []), *at.page.evaluate(SMALL)]
    wrong += ["nothing is there"] if status == 404 and page != "/no-such-page/" else []
    if axe:
        at.page.evaluate(FEW)
        found = axe.run(at.page, options=CHECKED).response["violations"]
        wrong += [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]
    return wrong


def test_the_first_page_is_light_for_a_browser_that_was_never_here(
    window: Callable[..., Window], busy: town.Town
) -> None:
    at = window()
    at.page.goto(f"{at.site}/c/cehuilu/", wait_until="load")
    sent = at.page.evaluate(
        """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
          .filter(each => each.initiatorType !== "img").map(each => each.transferSize)"""
    )
    assert min(sent) > 0
    assert sum(sent) < 150_000
    assert len(sent) < 15


def test_one_can_vote_with_the_keyboard_alone(window: Callable[..., Window], busy: town.Town) -> None:
    at = window(DESKTOP)
    at.be(town.name(2))
    at.go("matters/2026/2/")
    keys = at.page.keyboard
    for _ in range(60):
        keys.press("Tab")
        if at.page.evaluate("document.activeElement.name") == "choice":
            break
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    assert at.page.evaluate("document.activeElement.value") in ("no", "abstain")
    keys.press("Tab")
    with at.page.expect_navigation():
        keys.press("Enter")
    expect(at.find(".mine")).to_be_visible()


def test_one_can_vote_without_scripts(window: Callable[..., Window], busy: town.Town) -> None:
    at = window(scripts=False)
    at.be(town.name(2))
    at.go("matters/2026/2/")
    at.find("[name=choice][value=yes]").check()
    at.find("#do-vote form button").click()
    expect(at.find(".mine")).to_be_visible()


def test_what_was_typed_is_still_there_after_a_refusal(
    window: Callable[..., Window], busy: town.Town
) -> None:
    at = window()
    at.be(town.name(9))
    at.go("matters/2026/1/")
    words = "我也反对：<b>树下</b>更阴凉 🌳"
    at.find("#do-object > summary").click()
    at.find("#do-object [name=text]").fill(words)
    busy.wound.go(days=8)
    at.send(at.find("#do-object"))
    refusal = at.find("#refusal")
    expect(refusal).to_be_visible()
    assert "已经过去" in refusal.inner_text()
    assert words in at.page.evaluate("[...document.querySelectorAll('textarea')].map(each => each.value)")


def test_a_page_that_is_out_of_date_is_not_counted_for_another_stage(
    window: Callable[..., Window], busy: town.Town
) -> None:
    at = window()
    at.be(town.name(2))
    at.go("matters/2026/2/")
    matter = "matter/2026/2"
    busy.vote(matter, "two-committees", (0, 1, 3, 4, 5))
    busy.close(matter, 0, "two-committees")
    busy.sit(0, "party-branch", "party-assembly", matter, range(8))
    busy.open(matter, 0, "party-branch")
    at.find("[name=choice][value=no]").check()
    at.send(at.find("#do-vote"))
    expect(at.find("#refusal")).to_be_visible()
    assert not at.find(".mine").count()


def test_the_notice_is_one_sheet_of_paper(
    window: Callable[..., Window], busy: town.Town, tmp_path: Path
) -> None:
    at = window(DESKTOP)
    at.go("matters/2026/1/")
    at.find(".event-link", has_text="公告").click()
    at.page.wait_for_load_state()
    sheet = at.page.pdf(path=str(tmp_path / "notice.pdf"), prefer_css_page_size=True)
    (printed,) = pages(sheet)
    assert at.find(".notice-address").inner_text().endswith("/c/cehuilu/matters/2026/1/")
    assert printed.codes == [f"{at.site}/c/cehuilu/matters/2026/1/"]
    assert "盖章处" in printed.words
