"""A town, a clock that the test winds, and windows in which its people use Linli."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from importlib import reload
from pathlib import Path
from typing import Any

import pytest
from django.urls import clear_url_caches
from playwright.sync_api import Browser, Page

# Tests are no package; what the tests of pages share lies beside them.
sys.path.append(str(Path(__file__).parent))

import person
import town

from linli.apps.community import clock

# Playwright keeps an event loop in the thread of the tests; the database is still used by one thread at a time.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture
def wound(monkeypatch: pytest.MonkeyPatch) -> town.Wound:
    """The clock, at nine in the morning of 2 March 2026."""
    hands = town.Wound()
    monkeypatch.setattr(clock, "datetime", hands)
    return hands


@pytest.fixture
def _door(settings: Any) -> Iterator[None]:
    """The door of the demonstration, which is not there otherwise."""
    from linli.apps.community import urls as community_urls
    from linli.site import urls as site_urls

    def build(demo: bool) -> None:
        settings.DEMO = demo
        reload(community_urls)
        reload(site_urls)
        clear_url_caches()

    build(True)
    yield
    build(False)


@pytest.fixture
def beilin(transactional_db: None, wound: town.Wound) -> town.Town:
    """A community under Beilin's charter."""
    return town.Town("beilin", wound)


@pytest.fixture
def zhalute(transactional_db: None, wound: town.Wound) -> town.Town:
    """A community under Jarud's charter."""
    return town.Town("zhalute", wound)


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> None:
    """Attached files go to a folder of the test."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def window(
    browser: Browser, live_server: Any, _door: None, media: None
) -> Iterator[Callable[..., person.Window]]:
    """Opens a window of a size and a language; more than one can be open."""
    contexts = []

    def opened(size: Any = None, language: str = "zh-CN", *, scripts: bool = True) -> person.Window:
        # Colours that are on their way from one to another are nobody's.
        context = browser.new_context(
            viewport=size or person.PHONE,
            locale=language,
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        context.set_default_timeout(8000)
        contexts.append(context)
        page: Page = context.new_page()
        return person.Window(page, live_server.url)

    yield opened
    for context in contexts:
        context.close()
