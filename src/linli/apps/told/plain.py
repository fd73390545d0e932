"""Words for other people's programs."""

from __future__ import annotations

import re

_NOT_CARRIED = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(words: str) -> str:
    """The words without what no XML can carry and calendars choke on: one such sign would break a whole feed."""
    return _NOT_CARRIED.sub("", words)
