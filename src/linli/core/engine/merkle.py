"""Merkle tree hashes as RFC 6962 defines them, over SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

EMPTY = hashlib.sha256(b"").digest()


def leaf(data: bytes) -> bytes:
    """The hash of one leaf."""
    return hashlib.sha256(b"\x00" + data).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """The roots of the perfect subtrees so far: all that is needed to append and to give the root.

    Memory grows with the logarithm of the number of leaves.
    """

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        self.size = size
        self.peaks = list(peaks)

    def append(self, data: bytes) -> None:
        """Add one leaf at the right."""
        peak = leaf(data)
        size = self.size
        while size & 1:
            peak = node(self.peaks.pop(), peak)
            size >>= 1
        self.peaks.append(peak)
        self.size += 1

    @property
    def root(self) -> bytes:
        """The tree's root hash; of an empty tree the hash of nothing."""
        if not self.peaks:
            return EMPTY
        right = self.peaks[-1]
        for left in reversed(self.peaks[:-1]):
            right = node(left, right)
        return right


def root(leaves: Iterable[bytes]) -> bytes:
    """The root over some leaves."""
    frontier = Frontier()
    for data in leaves:
        frontier.append(data)
    return frontier.root
