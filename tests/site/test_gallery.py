"""The components in a real browser: accessible, nothing cut off, everything within reach of a thumb."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it carries no types
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOME = "/c/heping/"
PAGE = f"{HOME}gallery/"
LANGUAGES = ("zh-CN", "en")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
Windows = Callable[..., BrowserContext]
Visit = Callable[..., Page]
Variant = dict[str, Any]
Look = Callable[[Variant], Page]
# Links within a sentence are as tall as the sentence: WCAG asks for no more, and words are not torn apart.
SMALL = """minimum => [...document.querySelectorAll(
  "button, summary, input:not([type=hidden]), select, nav a, .button")]
  .filter(each => each.checkVisibility() && !each.closest(".crumbs, label"))
  .filter(each => each.getBoundingClientRect().height < minimum)
  .map(each => each.outerHTML.slice(0, 80))"""


def go(page: Page, address: str) -> None:
    """Open a page that must be there: a page that says it is missing has no fault either."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[Windows]:
    """Opens windows of a size and a language that may stay open from test to test."""
    contexts = []

    def opened(width: int = 390, language: str = "zh-CN") -> BrowserContext:
        size: Any = {"width": width, "height": 900}
        # Without motion, or a colour would be measured on its way from light to dark.
        contexts.append(browser.new_context(viewport=size, locale=language, reduced_motion="reduce"))
        contexts[-1].set_default_timeout(8000)
        return contexts[-1]

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def visit(windows: Windows, live_server: Any, gallery: Any, signed_in: Callable[[], Client]) -> Visit:
    """Opens a page as 王秀兰 sees it, in a window of its own."""

    def opened(address: str = PAGE, *, large: bool = False, **window: Any) -> Page:
        context = windows(**window)
        session = signed_in().cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        go(page, live_server.url + address)
        if large:
            page.click("button[value=large]")
            page.wait_for_selector("html[data-type=large]")
        return page

    return opened


@pytest.fixture(scope="module")
def shown() -> dict[str, Page]:
    """The gallery as it has been opened so far: one window for each variant, which tests look at in turn."""
    return {}


@pytest.fixture
def look(shown: dict[str, Page], visit: Visit) -> Look:
    """The gallery in a variant; tests only look at it and change nothing but light and dark."""

    def found(variant: Variant) -> Page:
        if str(variant) not in shown:
            shown[str(variant)] = visit(**variant)
        return shown[str(variant)]

    return found


USUAL: list[Variant] = [
    {"language": language, "width": width} for language in LANGUAGES for width in (390, 1280)
]
LARGE: list[Variant] = [
    {"language": "zh-CN", "width": 390, "large": True},
    {"language": "en", "width": 320, "large": True},
]


@pytest.mark.parametrize("variant", USUAL + LARGE, ids=str)
def test_nothing_is_wider_than_the_window_or_too_small_for_a_thumb(look: Look, variant: Variant) -> None:
    page = look(variant)
    assert page.locator("main .rail .stage").count() >= 6
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate(SMALL, 43.5) == []


# The other language has the same colours and the same marks.
LIT = [
    *((variant, scheme) for variant in USUAL[:2] for scheme in SCHEMES),
    (USUAL[2], "light"),
    (LARGE[0], "light"),
]


@pytest.mark.parametrize(("variant", "scheme"), LIT, ids=str)
def test_everyone_can_read_and_use_every_component(look: Look, variant: Variant, scheme: Any) -> None:
    page = look(variant)
    page.emulate_media(color_scheme=scheme)
    for fold in page.query_selector_all("main details"):
        fold.evaluate("each => each.open = true")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_page_is_as_dark_as_the_device(look: Look) -> None:
    page, grounds = look(USUAL[0]), set()
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        grounds.add(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
    assert len(grounds) == 2


def test_nothing_on_a_page_offends_the_security_policy(visit: Visit, live_server: Any) -> None:
    page = visit()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.reload()
    assert page.evaluate("document.styleSheets.length") >= 1
    for place in ("", "desk/", "charter/", "disclosures/", "record/", "organs/"):
        go(page, f"{live_server.url}{HOME}{place}")
    assert said == []


def test_the_clause_behind_a_stage_is_one_tap_away(visit: Visit) -> None:
    page = visit()
    source = page.locator(".stage-now .source")
    assert not source.is_visible()
    page.click(".stage-now summary")
    assert source.is_visible()
    assert "居民委员会组织法" in source.inner_text()


def test_a_menu_closes_on_escape_and_gives_the_focus_back(visit: Visit) -> None:
    page = visit()
    page.click(".capacity summary")
    assert page.locator(".capacity-menu").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".capacity-menu").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_text_is_counted_as_people_count(visit: Visit) -> None:
    page = visit()
    page.fill("textarea", "电梯🏢")
    assert page.inner_text(".counter") == "3 / 100,000"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_fits_one_sheet_of_a4(visit: Visit, language: str, tmp_path: Path) -> None:
    page = visit("/notice/", language=language)
    sheet = page.pdf(path=str(tmp_path / "notice.pdf"), prefer_css_page_size=True)
    assert sheet.count(b"/Type /Page\n") == 1
    assert page.locator(".notice-seal").get_attribute("aria-label")
    page.emulate_media(media="print")
    assert not page.locator(".desk-bar").is_visible()
