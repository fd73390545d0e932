"""Inclusion proofs (RFC 6962, 2.1.1): that one entry stands under a root, shown with a few hashes."""

from __future__ import annotations

from collections.abc import Sequence

from linli.core.engine.merkle import leaf, node, root


def inclusion(index: int, leaves: Sequence[bytes]) -> tuple[bytes, ...]:
    """The hashes beside the way from leaf ``index`` up to the root, the lowest first."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"there is no leaf {index}")
    if len(leaves) == 1:
        return ()
    split = _split(len(leaves))
    if index < split:
        return *inclusion(index, leaves[:split]), root(leaves[split:])
    return *inclusion(index - split, leaves[split:]), root(leaves[:split])


def _split(size: int) -> int:
    """The largest power of two smaller than ``size``."""
    return 1 << (size - 1).bit_length() - 1


def check_inclusion(data: bytes, index: int, size: int, proof: Sequence[bytes], wanted: bytes) -> bool:
    """Whether ``data`` is leaf ``index`` of the tree with ``size`` leaves and the root ``wanted``."""
    if not 0 <= index < size:
        return False
    found, last = leaf(data), size - 1
    for other in proof:
        if last == 0:
            return False
        if index & 1 or index == last:
            found = node(other, found)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            found = node(found, other)
        index, last = index >> 1, last >> 1
    return last == 0 and found == wanted
