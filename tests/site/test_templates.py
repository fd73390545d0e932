"""Templates: nothing that the security policy forbids, each component with its context in words, words with Chinese."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

SOURCE = Path(__file__).resolve().parents[2] / "src" / "linli"
TEMPLATES = sorted(SOURCE.glob("**/templates/**/*.html"))
# Programs for mail know no style but what stands in the letter.
PAGES = [one for one in TEMPLATES if one.name != "letter.html"]
COMPONENTS = sorted((SOURCE / "site" / "templates" / "components").glob("*.html"))
INLINE = re.compile(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)|javascript:", re.I)
PLACES = re.compile(r"%\(\w+\)[sd]|(?<!\{)\{\w*\}(?!\})")


def name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_has_no_inline_style_or_script(path: Path) -> None:
    assert INLINE.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", COMPONENTS, ids=name)
def test_a_component_begins_with_what_it_is_and_its_context(path: Path) -> None:
    first = path.read_text(encoding="utf-8")
    assert first.startswith(("{#", "{% comment %}"))
    assert (
        "ontext" in first.split("%}" if first.startswith("{%") else "#}")[0 if first.startswith("{#") else 1]
    )


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_short_comment_stays_on_its_line(path: Path) -> None:
    # Django would show a {# comment #} of two lines to the reader.
    opened = [line for line in path.read_text(encoding="utf-8").splitlines() if "{#" in line]
    assert all("#}" in line for line in opened)


@pytest.mark.parametrize("path", sorted(SOURCE.glob("**/zh_Hans/LC_MESSAGES/django.po")), ids=name)
def test_chinese_has_the_same_places_to_fill_in_as_english(path: Path) -> None:
    with path.open("rb") as stream:
        entries = [entry for entry in read_po(stream, locale="zh_Hans", abort_invalid=True) if entry.id]
    assert entries
    for entry in entries:
        english = entry.id if isinstance(entry.id, str) else entry.id[-1]
        assert entry.string, english
        chinese = entry.string if isinstance(entry.string, str) else entry.string[0]
        assert set(PLACES.findall(english)) == set(PLACES.findall(chinese)), english
