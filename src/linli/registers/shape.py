"""What a table looks like: its columns, what they are called in the field, and what may stand in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from linli.core.charter.text import Text

Kind = Literal["text", "number", "area", "date", "day", "yes-no", "choice", "identity", "phone", "register"]
CLEARS = frozenset({"清空", "(清空)", "（清空）", "(clear)", "（clear）"})
"""What stands in a cell that is to become empty; an empty cell leaves what is known."""
_STAYS = frozenset(
    [
        "name",
        "register",
        "identity",
        "born",
        "building",
        "stairwell",
        "dwelling",
        "number",
        "household",
        "code",
    ]
) | {"organ", "chair", "class", "how", "until", "level"}
"""By which rows are told, or from which something else follows: replaced, never emptied."""
_SHARED = frozenset(["building", "organ", "class", "grid", "level", "part"])
"""Texts that many rows have in common, beside answers and figures."""
_ASIDE = re.compile(r"[\s*＊:：_/]|[（(].*?[）)]")


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``also`` are other words for it; ``words`` the answers of a choice, in zh, in en, and others."""

    key: str
    title: Text
    kind: Kind
    says: Text
    also: tuple[str, ...] = ()
    needed: bool = False
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @property
    def clears(self) -> bool:
        """Whether it can be emptied by a word."""
        return not self.needed and self.key not in _STAYS

    @property
    def repeats(self) -> bool:
        """Whether the same words in many rows mean the same, and one may be put for another in all of them."""
        return self.kind in ("choice", "yes-no", "number", "area") or self.key in _SHARED

    @property
    def heading(self) -> str:
        """As it stands in a template: in both languages."""
        return f"{self.title.zh} {self.title.en}"


@dataclass(frozen=True, slots=True)
class Shape:
    """A table that communities keep."""

    key: str
    title: Text
    says: Text
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        """The column with a key."""
        return next(one for one in self.columns if one.key == key)

    def called(self, heading: str) -> str:
        """The key of the column that a heading names, empty for none."""
        return _names(self).get(plain(heading), "")


def plain(heading: str) -> str:
    """A heading without what people put around it: blanks, stars, colons, units in brackets."""
    return _ASIDE.sub("", heading).lower()


_known: dict[str, dict[str, str]] = {}


def _names(shape: Shape) -> dict[str, str]:
    if shape.key not in _known:
        _known[shape.key] = {
            plain(word): one.key
            for one in shape.columns
            for word in (*one.also, one.title.zh, one.title.en, one.heading)
        }
    return _known[shape.key]
