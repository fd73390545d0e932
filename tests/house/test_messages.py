"""Translations: compiled without a system package, and complete."""

import gettext
import os
from pathlib import Path

from babel.messages.pofile import read_po

from linli.messages import compile_catalogue, stale_catalogues

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


def test_every_english_message_has_its_chinese(root: Path) -> None:
    missing = []
    for po in sorted(root.glob("src/linli/**/zh_Hans/LC_MESSAGES/*.po")):
        with po.open("rb") as source:
            catalogue = read_po(source, abort_invalid=True)
        for message in catalogue:
            strings = message.string if isinstance(message.string, (list, tuple)) else [message.string]
            if message.id and (message.fuzzy or not all(strings)):
                missing.append(f"{po.relative_to(root)}: {message.id}")
    assert missing == []
