"""Bilingual texts of the core, in the language of the reader."""

from __future__ import annotations

from django.utils.translation import get_language

from linli.core.charter.text import Lang, Text


def lang() -> Lang:
    """The reader's language, as the core names it."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


def said(text: Text | None) -> str:
    """The text in the reader's language; nothing for no text."""
    return text.in_(lang()) if text is not None else ""
