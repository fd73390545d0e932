"""The page on the charter language."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.parametrize(("language", "words"), [("zh-CN", "有多少席位"), ("en", "How many seats")])
def test_the_language_is_told_in_the_readers_language_with_the_way_to_each_example(
    language: str, words: str
) -> None:
    page = Client(headers={"accept-language": language}).get("/models/language/").content.decode()
    assert words in page
    assert 'id="organ.seats"' in page
    assert 'href="#stage-kinds"' in page
    assert "/file/#L" in page


def test_a_page_about_the_language_is_one_tap_from_where_charters_are_read_and_written() -> None:
    for path in ("/models/", "/check/", "/models/beilin/edit/"):
        assert 'href="/models/language/"' in Client().get(path).content.decode(), path
