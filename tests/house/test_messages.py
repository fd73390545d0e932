"""Translations: compiled without a system package, and complete."""

import gettext
import os
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from linli.messages import compile_catalogue, stale_catalogues

KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}

CLERK, NOT_THE_CLERK = "社区工作人员", "登记员"
"""What everybody calls whoever keeps the register, and what sounds like an election or the gate."""

PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "matter"
msgstr "事项"
"""


def catalogue_in(folder: Path) -> Path:
    po = folder / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text(PO, encoding="utf-8")
    return po


def test_a_compiled_catalogue_gives_the_chinese_word(tmp_path: Path) -> None:
    mo = compile_catalogue(catalogue_in(tmp_path))
    with mo.open("rb") as source:
        assert gettext.GNUTranslations(source).gettext("matter") == "事项"


def test_a_catalogue_is_stale_until_compiled_and_again_when_edited(tmp_path: Path) -> None:
    po = catalogue_in(tmp_path)
    assert list(stale_catalogues(tmp_path)) == [po]
    mo = compile_catalogue(po)
    assert list(stale_catalogues(tmp_path)) == []
    os.utime(po, (mo.stat().st_mtime + 1,) * 2)
    assert list(stale_catalogues(tmp_path)) == [po]


def used_in(source: Path) -> Iterator[tuple[str, str]]:
    """Every message that code and templates under a folder ask for, with the file that asks."""
    for path in sorted(source.glob("**/*")):
        if path.suffix not in {".py", ".html", ".txt"} or "locale" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        code = text if path.suffix == ".py" else templatize(text, origin=str(path))
        for _, found, _, _ in extract("python", BytesIO(code.encode()), keywords=KEYWORDS):
            yield path.name, found if isinstance(found, str) else found[0]


def known_in(source: Path) -> tuple[set[str], list[str]]:
    """The messages with Chinese, and those entries that are empty or only guessed (fuzzy)."""
    known: set[str] = set()
    unfinished: list[str] = []
    for po in sorted(source.glob("**/zh_Hans/LC_MESSAGES/*.po")):
        with po.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
        for message in filter(lambda entry: entry.id, catalogue):
            text, *_ = message.id if isinstance(message.id, (list, tuple)) else [message.id]
            strings = message.string if isinstance(message.string, (list, tuple)) else [message.string]
            known.add(text)
            if message.fuzzy or not all(strings):
                unfinished.append(text)
    return known, unfinished


def test_every_english_message_has_its_chinese(root: Path) -> None:
    """The core is left out: it keeps both languages side by side in catalogues of its own."""
    source = root / "src" / "linli"
    known, unfinished = known_in(source)
    assert unfinished == []
    used = [*used_in(source / "site"), *used_in(source / "apps")]
    assert sorted({f"{name}: {message}" for name, message in used if message not in known}) == []


def readings_in(source: Path) -> dict[tuple[str | None, str], set[str]]:
    """What each message reads like in Chinese, over all catalogues: Django merges them, and the last one wins."""
    readings: dict[tuple[str | None, str], set[str]] = {}
    for po in sorted(source.glob("**/zh_Hans/LC_MESSAGES/*.po")):
        with po.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
        for message in filter(lambda entry: entry.id, catalogue):
            text, *_ = message.id if isinstance(message.id, (list, tuple)) else [message.id]
            read = message.string if isinstance(message.string, str) else " / ".join(message.string)
            readings.setdefault((message.context, text), set()).add(read)
    return readings


def test_no_message_reads_in_two_ways_in_chinese(root: Path) -> None:
    readings = readings_in(root / "src" / "linli")
    assert {text: read for text, read in readings.items() if len(read) > 1} == {}


def test_a_message_without_chinese_would_be_found(tmp_path: Path) -> None:
    catalogue_in(tmp_path)
    (tmp_path / "page.html").write_text('{% load i18n %}{% translate "matter" %} {% translate "stage" %}')
    (tmp_path / "views.py").write_text('text = ngettext("one vote", "{n} votes", n)')
    known, unfinished = known_in(tmp_path)
    assert unfinished == []
    assert {message for _, message in used_in(tmp_path)} - known == {"stage", "one vote"}


def test_who_keeps_the_register_has_one_chinese_word(root: Path) -> None:
    """In catalogues, templates, charters and documents alike: who reads of the clerk knows whom to look for."""
    kinds = {".po", ".py", ".html", ".txt", ".yaml", ".md", ".js"}
    paths = [path for folder in ("src", "docs", "charters") for path in (root / folder).glob("**/*")]
    texts = [path for path in paths if path.suffix in kinds]
    assert texts
    assert [path.name for path in texts if NOT_THE_CLERK in path.read_text(encoding="utf-8")] == []
    clerk = re.compile(r"\bclerks?\b", re.IGNORECASE)
    said = {
        text: read for (_, text), read in readings_in(root / "src" / "linli").items() if clerk.search(text)
    }
    assert said
    assert {text for text, read in said.items() if not all(CLERK in one for one in read)} == set()
