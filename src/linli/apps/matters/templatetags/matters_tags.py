"""What the templates of matters need to show typed words. No rule is decided here."""

from __future__ import annotations

import re

from django import template

register = template.Library()

LONG = 1200
"""From so many characters on a text is folded: the first screen is enough to know whether to read on."""


@register.filter
def folded(text: str) -> tuple[str, str]:
    """A text in two: what is shown at once, and what opens. Cut between paragraphs where there are some."""
    if len(text) <= LONG:
        return text, ""
    at = text.rfind("\n", LONG // 3, LONG)
    at = at if at > 0 else LONG
    return text[:at], text[at:].lstrip("\n")


_FIGURE = re.compile(r"[-−+]?[¥￥]?[0-9][0-9,，. ]*(元|%)?")


@register.filter
def figure(cell: str) -> bool:
    """Whether a cell of a table holds a figure, which stands at the right."""
    return _FIGURE.fullmatch(cell) is not None
