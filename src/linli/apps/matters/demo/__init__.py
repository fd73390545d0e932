"""Matters of the demonstration: invented, at every stage, dated around today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from linli.apps.matters.demo import beilin, zhalute
from linli.apps.matters.demo.director import Director

PLOTS: dict[str, tuple[Callable[[Director], None], Callable[[Director], None]]] = {
    "beilin": (beilin.whole, beilin.part),
    "zhalute": (zhalute.whole, zhalute.part),
}
"""For each charter the matters of its first community, and those of the others."""


def fill(communities: Sequence[Any], now: datetime) -> None:
    """Play the matters in each community, as if they had happened in the weeks before ``now``."""
    met: set[str] = set()
    for community in communities:
        plots = PLOTS.get(community.charter_slug)
        if plots is not None:
            whole, part = plots
            play = part if community.charter_slug in met else whole
            play(Director(community, now))
            met.add(community.charter_slug)
