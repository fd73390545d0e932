"""Many people in few bytes: whom a list showed, so that each of them can be told."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

FIRST_BYTES = 8


def packed(keys: Iterable[int]) -> bytes:
    """Some people by their keys: the first, and from there on a bit for each. Nobody is nothing."""
    some = set(keys)
    if not some:
        return b""
    first = min(some)
    bits = bytearray((max(some) - first) // 8 + 1)
    for key in some:
        bits[(key - first) >> 3] |= 1 << ((key - first) & 7)
    return first.to_bytes(FIRST_BYTES, "big") + zlib.compress(bytes(bits))


def holds(data: bytes, key: int) -> bool:
    """Whether somebody is among those who were packed."""
    place = key - int.from_bytes(data[:FIRST_BYTES], "big")
    if not data or place < 0:
        return False
    bits = zlib.decompress(data[FIRST_BYTES:])
    return place >> 3 < len(bits) and bool(bits[place >> 3] >> (place & 7) & 1)
