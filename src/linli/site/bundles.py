"""Style sheets in one: kept in small files by subject, sent as one, so that a page asks for little."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import AppDirectoriesFinder, BaseFinder
from django.core.files.storage import FileSystemStorage

PRINTED = "print.css"
BUNDLES = {
    "linli/all.css": [
        *(
            f"linli/{name}.css"
            for name in (
                "tokens",
                "base",
                "shell",
                "header",
                "forms",
                "components",
                "panels",
                "lists",
                "rail",
                "matter",
            )
        ),
        f"linli/{PRINTED}",
    ],
    "charters/all.css": [
        "linli/diagram.css",
        *(f"charters/{name}.css" for name in ("charters", "power", "writing")),
    ],
}
"""What each is put together from, in this order. What is for paper only says so."""


class Bundles(BaseFinder):
    """Finds them among the static files, wherever these are looked for: on the way to a browser, and in collecting."""

    def __init__(self, *_given: Any, **_more: Any) -> None:
        self.storage = FileSystemStorage(location=_made())

    def check(self, **_more: Any) -> list[Any]:
        """Nothing can be set wrongly."""
        return []

    def find(self, path: str, find_all: bool = False, **_more: Any) -> Any:
        """Where one lies; an empty list for anything else."""
        if path not in BUNDLES:
            return []
        found = self.storage.path(path)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """All of them."""
        for path in BUNDLES:
            yield path, self.storage


@cache
def _made() -> str:
    """Written once for each process, into a folder of its own that is removed with it."""
    folder = tempfile.TemporaryDirectory(prefix="linli-")
    for path, parts in BUNDLES.items():
        target = Path(folder.name) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("".join(map(_part, parts)), encoding="utf-8")
    _KEPT.append(folder)
    return folder.name


def _part(path: str) -> str:
    found = AppDirectoriesFinder().find(path)
    assert isinstance(found, str), path
    text = Path(found).read_text(encoding="utf-8")
    return f"@media print {{\n{text}}}\n" if path.endswith(PRINTED) else text


_KEPT: list[tempfile.TemporaryDirectory[str]] = []
"""Removed when the process ends."""
