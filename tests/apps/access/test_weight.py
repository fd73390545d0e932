"""Every main page is light enough for a slow phone: under 150 kB and 15 requests at the first visit, without pictures.

The page counts as it is sent, compressed; style sheets and scripts count whole, as where nobody has compressed them.
"""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.staticfiles import finders

if TYPE_CHECKING:
    from tests.apps.access.conftest import Doors

MOST_BYTES, MOST_REQUESTS = 150_000, 15
HERE = "/c/sample/"
MAIN = [
    "/", "/models/", "/models/beilin/", "/models/beilin/power/", "/models/beilin/stories/", "/check/", "/api/",
    "/models/compare/?a=japan&b=xicheng", "/sign-in/", "/found/", "/account/", "/account/notifications/",
    *(HERE + page for page in (
        "", "matters/{year}/{number}/", "matters/{year}/{number}/course/", "matters/new/",
        "matters/new/four-deliberations/", "sittings/", "sittings/{year}/1/", "desk/", "charter/", "charter/edit/",
        "charter/history/", "disclosures/", "disclosures/new/?section=finance", "disclosures/sections/finance/",
        "record/", "organs/", "organs/committee/", "place/", "agreements/", "registers/", "registers/residents/",
        "invitations/", "my-file/",
    )),
]  # fmt: skip
ASKED = re.compile(r"<(?:link|script)\b[^>]*>")
SHOWN = {200, 302, 403, 404}


@pytest.mark.parametrize(
    ("role", "language"),
    [
        ("stranger", "zh-hans"),
        ("stranger", "en"),
        ("resident", "zh-hans"),
        ("seat-holder", "en"),
        ("clerk", "zh-hans"),
    ],
)
def test_no_main_page_is_too_heavy_for_a_slow_phone(doors: Doors, role: str, language: str) -> None:
    client = doors.pages[role]
    headers = {"accept-encoding": "gzip", "accept-language": language}
    heavy = {}
    for page in MAIN:
        answer = client.get(page.format(**doors.known), headers=headers)
        assert answer.status_code in SHOWN, (page, answer.status_code)
        bytes_, requests = _weight(answer)
        if bytes_ >= MOST_BYTES or requests >= MOST_REQUESTS:
            heavy[page] = (bytes_, requests)
    assert heavy == {}


def _weight(answer: Any) -> tuple[int, int]:
    text = _text(answer)
    files = [size for tag in ASKED.findall(text) if (size := _size(tag))]
    return len(answer.content) + sum(files), 1 + len(files)


def _text(answer: Any) -> str:
    whole = gzip.decompress(answer.content) if answer.get("Content-Encoding") == "gzip" else answer.content
    return str(whole.decode())


def _size(tag: str) -> int:
    """How large what a tag asks for is; 0 for one that asks for nothing."""
    found = re.search(r'(?:href|src)="(/static/[^"]+)"', tag)
    if found is None:
        assert 'rel="stylesheet"' not in tag
        assert "src=" not in tag
        return 0
    return _file(found[1].removeprefix("/static/"))


@cache
def _file(path: str) -> int:
    """A file with what it asks for in turn, which no style sheet of ours does."""
    found = finders.find(path)
    assert isinstance(found, str), path
    data = Path(found).read_bytes()
    assert b"@import" not in data
    assert b"@font-face" not in data
    return len(data)
