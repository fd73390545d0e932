"""The components in a real browser: accessible, nothing cut off, everything within reach of a thumb."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGE = "/heping/square/"
# Links within a sentence are as tall as the sentence: WCAG asks for no more, and words are not torn apart.
SMALL = """minimum => [...document.querySelectorAll(
  "button, summary, input:not([type=hidden]), select, nav a, .button")]
  .filter(each => each.checkVisibility() && !each.closest(".crumbs, label"))
  .filter(each => each.getBoundingClientRect().height < minimum)
  .map(each => each.outerHTML.slice(0, 80))"""


@pytest.fixture
def visit(browser: Browser, live_server: Any, gallery: Any) -> Iterator[Any]:
    """Opens a page in a window of its own."""
    contexts = []

    def opened(
        address: str = PAGE,
        *,
        width: int = 390,
        language: str = "zh-CN",
        dark: bool = False,
        large: bool = False,
    ) -> Page:
        scheme = "dark" if dark else "light"
        size: Any = {"width": width, "height": 900}
        contexts.append(browser.new_context(viewport=size, locale=language, color_scheme=scheme))
        page = contexts[-1].new_page()
        page.goto(live_server.url + address)
        if large:
            page.click("button[value=large]")
        return page

    yield opened
    for context in contexts:
        context.close()


VARIANTS = [
    {},
    {"language": "en"},
    {"dark": True},
    {"large": True},
    {"width": 1280},
    {"width": 320, "language": "en", "large": True},
]


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_everyone_can_read_and_use_every_component(visit: Any, variant: dict[str, Any]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = visit(**variant)
    for fold in page.query_selector_all("main details"):
        fold.evaluate("each => each.open = true")
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_nothing_is_wider_than_the_window_or_too_small_for_a_thumb(
    visit: Any, variant: dict[str, Any]
) -> None:
    page = visit(**variant)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate(SMALL, 43.5) == []


def test_nothing_on_a_page_offends_the_security_policy(visit: Any, gallery: Any) -> None:
    page = visit()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.reload()
    assert page.evaluate("document.styleSheets.length") >= 6
    assert said == []


def test_the_clause_behind_a_stage_is_one_tap_away(visit: Any) -> None:
    page = visit()
    source = page.locator(".stage-now .source")
    assert not source.is_visible()
    page.click(".stage-now summary")
    assert source.is_visible()
    assert "居民委员会组织法" in source.inner_text()


def test_a_menu_closes_on_escape_and_gives_the_focus_back(visit: Any) -> None:
    page = visit()
    page.click(".capacity summary")
    assert page.locator(".capacity-menu").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".capacity-menu").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_text_is_counted_as_people_count(visit: Any) -> None:
    page = visit()
    page.fill("textarea", "电梯🏢")
    assert page.inner_text(".counter") == "3 / 100,000"


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_notice_fits_one_sheet_of_a4(visit: Any, language: str, tmp_path: Path) -> None:
    page = visit("/notice/", language=language)
    sheet = page.pdf(path=str(tmp_path / "notice.pdf"), prefer_css_page_size=True)
    assert sheet.count(b"/Type /Page\n") == 1
    assert page.locator(".notice-seal").get_attribute("aria-label")
    page.emulate_media(media="print")
    assert not page.locator(".desk-bar").is_visible()
