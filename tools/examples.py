"""How long the tests that make up their own examples look for one that breaks the rule."""

from __future__ import annotations

import os

TIMES = int(os.environ.get("LINLI_EXAMPLES", "1"))


def examples(count: int) -> int:
    """So many examples in a usual run, and ``LINLI_EXAMPLES`` times as many where somebody has the patience."""
    return count * TIMES
