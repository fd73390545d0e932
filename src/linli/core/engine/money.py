"""Amounts of money in a charter and in a matter: whole cents, never floats."""

from __future__ import annotations

import re

from linli.core.charter.text import Text
from linli.core.engine.state import MatterState


def cents_in(text: str) -> int | None:
    """Yuan as written in a charter, ``200000`` or ``80.50``; None for what is worked out from other things."""
    found = re.fullmatch(r"([0-9]{1,13})(?:\.([0-9]{1,2}))?", text)
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")) if found else None


def cents(state: MatterState, amount: str) -> int | None:
    """An amount in cents: the matter's fact of that name, which is whole yuan, or the yuan written in the charter."""
    fact = state.facts.get(amount)
    return fact * 100 if isinstance(fact, int) and not isinstance(fact, bool) else cents_in(amount)


def yuan(cents: int) -> Text:
    """An amount in words: ``3,700 yuan``, ``80.50 yuan``."""
    shown = f"{cents // 100:,}" + (f".{cents % 100:02d}" if cents % 100 else "")
    return Text(zh=f"{shown} 元", en=f"{shown} yuan")
