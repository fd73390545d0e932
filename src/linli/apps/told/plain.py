"""Words for other people's programs."""

from __future__ import annotations

import html
import re

_NOT_CARRIED = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(words: str) -> str:
    """The words without what no XML can carry and calendars choke on: one such sign would break a whole feed."""
    return _NOT_CARRIED.sub("", words)


def as_html(words: str) -> str:
    """The words where a program expects HTML, as the library says of every summary: nothing typed becomes markup."""
    return html.escape(words).replace("\n", "<br>")
