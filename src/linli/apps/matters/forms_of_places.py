"""The form of where a matter is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from linli.apps.matters.forms import DeedForm
from linli.apps.matters.reads.pages import Field


class WhereForm(DeedForm):
    """Which building a matter is about."""

    def __init__(self, fields: Iterable[Field], now: str, data: Any = None) -> None:
        super().__init__(fields, name="where", data=data)
        self.fields["building"].initial = now


def number_of(given: Mapping[str, Any]) -> int | None:
    """The number of the building chosen; None for none, 0 for what is no number."""
    words = str(given.get("building") or "")
    if not words:
        return None
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 18 else 0
