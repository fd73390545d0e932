"""The charter language as people read it: every key with its meaning and an example of the gallery."""

from __future__ import annotations

from functools import cache
from typing import Any

from linli import charters
from linli.core.charter.finding import CharterError
from linli.core.charter.keys import Key, reference
from linli.core.charter.keys.example import example
from linli.core.charter.keys.parts import PARTS
from linli.core.charter.keys.vocabulary import vocabulary
from linli.core.charter.load import Loaded
from linli.core.charter.text import Lang


@cache
def _reference() -> dict[str, tuple[Key, ...]]:
    return reference([*_readable(), example()])


def _readable() -> list[Loaded]:
    found: list[Loaded] = []
    for slug in charters.slugs():
        try:
            found.append(charters.read(slug))
        except CharterError:
            continue
    return found


def parts(lang: Lang) -> list[dict[str, Any]]:
    """The parts of a charter, each with its keys."""
    at = 0 if lang == "zh" else 1
    return [
        {"id": part.lower(), "title": PARTS[part][at], "keys": [_key(key, at) for key in keys]}
        for part, keys in _reference().items()
    ]


def _key(key: Key, at: int) -> dict[str, Any]:
    return {
        "id": key.anchor,
        "name": key.name,
        "means": key.means[at],
        "written": key.written[at],
        "required": key.required,
        "default": key.default,
        "example": key.example.text if key.example else "",
        "charter": key.example.charter.slug if key.example else "",
        "line": key.example.line if key.example else 0,
    }


def lists(lang: Lang) -> list[dict[str, Any]]:
    """The closed lists of words."""
    at = 0 if lang == "zh" else 1
    return [
        {"id": anchor, "title": title[at], "words": [(name, means[at]) for name, means in words]}
        for anchor, title, words in vocabulary()
    ]
