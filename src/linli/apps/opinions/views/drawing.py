"""The picture: a circle for each group, as large as the group, where its middle lies. Never a point for a person."""

from __future__ import annotations

from math import isqrt
from typing import Any

from linli.apps.opinions.found import Found
from linli.apps.opinions.reads.exports import letter

SIDE = 340
MARGIN = 20
LARGEST = 60
LEAST = 26


def circles(found: Found) -> list[dict[str, Any]]:
    """For each group its letter, its size, and where to draw it; the areas are as the numbers of people."""
    if not found.groups:
        return []
    largest = max(one.size for one in found.groups)
    radii = [max(LEAST, isqrt(LARGEST * LARGEST * one.size // largest)) for one in found.groups]
    xs, ys = _spread([one.x for one in found.groups]), _spread([-one.y for one in found.groups])
    return [
        {
            "letter": letter(at),
            "size": one.size,
            "x": xs[at],
            "y": ys[at],
            "r": radii[at],
            "under": ys[at] + 18,
        }
        for at, one in enumerate(found.groups)
    ]


def _spread(places: list[int]) -> list[int]:
    """Places along one side of the picture: its middle is where the average lies."""
    reach = SIDE // 2 - MARGIN - LARGEST
    far = max(map(abs, places)) or 1
    return [SIDE // 2 + one * reach // far for one in places]
