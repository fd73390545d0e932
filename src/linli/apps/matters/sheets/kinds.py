"""The kinds of notices, read from a file of data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from linli.core.charter.text import Lang

FILE = Path(__file__).parent / "kinds.yaml"
PARTS = ("title", "salutation", "opening", "closing")


@dataclass(frozen=True, slots=True)
class Framed:
    """What stands around the words of a notice; empty where the kind has nothing to say there."""

    title: str
    salutation: str
    opening: str
    closing: str


@cache
def kinds() -> Mapping[str, Mapping[str, Mapping[Lang, str]]]:
    """Each kind with its four parts in both languages."""
    found: Mapping[str, Mapping[str, Mapping[Lang, str]]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def framed(kind: str, lang: Lang, **values: str) -> Framed:
    """The frame of a kind filled in. What is filled in is never read for braces of its own."""
    parts = kinds()[kind]
    return Framed(*(parts[part][lang].format_map(values) for part in PARTS))
