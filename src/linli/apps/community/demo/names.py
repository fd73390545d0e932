"""Invented names: common family names and given names, put together by a seed. They are nobody's."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

# Three lines: family names, given names, Mongolian names.
WORDS = Path(__file__).with_name("names.txt")
MONGOLIAN_PERCENT = 15


def names(seed: int, *, banner: bool = False) -> Iterator[str]:
    """Names without end, the same for the same seed; ``banner`` mixes in Mongolian names, which have no family name."""
    family, given, mongolian = (line.split() for line in WORDS.read_text(encoding="utf-8").splitlines())
    draw = random.Random(seed)  # noqa: S311 - invented people, the same in every demonstration
    seen: set[str] = set()
    while True:
        if banner and draw.randrange(100) < MONGOLIAN_PERCENT:
            name = draw.choice(mongolian)
        else:
            name = draw.choice(family) + draw.choice(given)
        if name not in seen:
            seen.add(name)
            yield name
