"""Every word of the pages that asks to be translated, found in the sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[2] / "src" / "linli"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|(?<!\{)\{(\w*)\}(?!\})")


def of_python(path: Path) -> Iterator[str]:
    """The English words of a Python file."""
    yield from _extract(path.read_bytes())


def of_template(path: Path) -> Iterator[str]:
    """The English words of a template; plural ones by their singular."""
    for line in templatize(path.read_text(encoding="utf-8"), origin=str(path)).splitlines():
        # What Django leaves of a template is a row of calls between crosses: each line is read by itself.
        code = line.strip()
        if "gettext" in code or "_(" in code:
            yield from _extract(code.encode())


def _extract(source: bytes) -> Iterator[str]:
    for _line, message, _comments, _context in extract("python", BytesIO(source), KEYWORDS):
        first = message if isinstance(message, str) else message[0]
        if first:
            yield first


def used() -> dict[str, Path]:
    """English words → one file that uses them, over the whole source tree."""
    found: dict[str, Path] = {}
    for path in sorted(SOURCE.glob("**/*.py")):
        if "core" not in path.relative_to(SOURCE).parts:
            found |= dict.fromkeys(of_python(path), path)
    for path in sorted(SOURCE.glob("**/templates/**/*.html")):
        found |= dict.fromkeys(of_template(path), path)
    return found


def translated() -> dict[str, list[str]]:
    """English words → their Chinese forms, over all catalogues."""
    found: dict[str, list[str]] = {}
    for path in sorted(SOURCE.glob("**/locale/zh_Hans/LC_MESSAGES/django.po")):
        with path.open("rb") as stream:
            for entry in read_po(stream, locale="zh_Hans", abort_invalid=True):
                key = entry.id if isinstance(entry.id, str) else entry.id[0]
                found[key] = [entry.string] if isinstance(entry.string, str) else list(entry.string)
    found.pop("", None)
    return found


def placeholders(text: str) -> set[str]:
    """The places in a text that are filled in later."""
    return {match.group(0) for match in PLACEHOLDER.finditer(text)}
