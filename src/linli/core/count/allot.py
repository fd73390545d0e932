"""Sharing a sum out in whole cents, in proportion to measures, by largest remainder (Hamilton's method)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction


def allot(cents: int, weights: Sequence[Fraction]) -> tuple[int, ...] | None:
    """Each one's part of ``cents``, in the order of ``weights``; the parts sum to ``cents`` exactly.

    Everybody first gets the whole cents of the exact share; the cents left over go one by one to the largest
    remainders, of equal ones to the first listed. None where there is nothing to share by: no weight above zero,
    or one below.
    """
    total = sum(weights)
    if total <= 0 or min(weights) < 0:
        return None
    exact = [cents * weight / total for weight in weights]
    whole = [math.floor(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda at: (whole[at] - exact[at], at))
    lucky = set(by_remainder[: cents - sum(whole)])
    return tuple(share + (at in lucky) for at, share in enumerate(whole))
