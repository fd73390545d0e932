"""The reading test: what its page quotes is what is read aloud, and it asks ten questions of each charter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linli.core.charter import explain
from linli.core.charter.model import Charter

PAGE = Path("docs") / "explanation" / "reading-test.md"
READ = ("beilin", "zhalute")


@pytest.fixture(scope="module")
def parts(root: Path) -> dict[str, str]:
    """The page's part for each charter, by its slug."""
    page = (root / PAGE).read_text(encoding="utf-8")
    return {
        found[1]: found[2]
        for found in re.finditer(r"^## [^\n]*\(`([a-z-]+)`\)\n(.*?)(?=^## )", page, re.M | re.S)
    }


def test_two_charters_are_put_to_the_test(parts: dict[str, str]) -> None:
    assert tuple(parts) == READ


@pytest.mark.parametrize("slug_read", READ)
def test_ten_questions_are_asked_each_with_one_answer(slug_read: str, parts: dict[str, str]) -> None:
    numbers = [int(found) for found in re.findall(r"^### (\d+)\. .*[？]$", parts[slug_read], re.M)]
    assert numbers == list(range(1, 11))
    assert len(re.findall(r"^> ", parts[slug_read], re.M)) == 10


@pytest.mark.parametrize("slug_read", READ)
def test_every_answer_is_a_sentence_that_is_read_aloud(
    slug_read: str, parts: dict[str, str], charters: dict[str, Charter]
) -> None:
    bases = {slug: one for slug, one in charters.items() if slug != slug_read}
    aloud = {
        (article.heading, sentence)
        for article in explain.charter(charters[slug_read], "zh", bases=bases)
        for sentence in article.sentences
    }
    answers = re.findall(r"^> \*\*(.+?)\*\* (.+)$", parts[slug_read], re.M)
    assert len(answers) == 10
    assert [answer for answer in answers if answer not in aloud] == []
