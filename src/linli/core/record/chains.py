"""The links of all chains: that nothing is missing, repeated, out of order or put in another's place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from linli.core.engine.entry import GENESIS, CommunityEntry, Entry, MatterEntry
from linli.core.record.finding import Doubt, doubt

COMMUNITY = "community"
_NUMBERED = re.compile(r"(matter|sitting)/([1-9][0-9]{3})/([1-9][0-9]{0,11})")


class _End(NamedTuple):
    """The end of a chain: its sequence and the hash of its last entry."""

    seq: int
    hash: bytes


_BEGIN = _End(0, bytes.fromhex(GENESIS))


class Chains:
    """The end of every chain, some hundred bytes for each, also of chains that have ended.

    This is the one thing kept for ever, so that an entry put behind the end of a matter closed long ago is found.
    """

    def __init__(self) -> None:
        self._ends: dict[str, _End] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self.broken: set[str] = set()

    def link(self, entry: Entry, digest: bytes) -> Iterator[Doubt]:
        """Link an entry to its chain; a chain with a gap is noted as broken."""
        end = self._ends.get(entry.chain, _BEGIN)
        if end is _BEGIN:
            yield from self._named(entry)
        if entry.seq <= end.seq:
            yield doubt("repeated", last=end.seq)
            return
        if entry.seq > end.seq + 1:
            yield doubt("missing", first=end.seq + 1, last=entry.seq - 1)
            self.broken.add(entry.chain)
        elif entry.prev != end.hash.hex():
            yield doubt("prev-differs")
        self._ends[entry.chain] = _End(entry.seq, digest)

    def _named(self, entry: Entry) -> Iterator[Doubt]:
        """A chain begins: its name is of its kind, and its number the next of the year."""
        if isinstance(entry, CommunityEntry):
            if entry.chain != COMMUNITY:
                yield doubt("wrong-chain", name=entry.chain[:60])
            return
        named = _NUMBERED.fullmatch(entry.chain)
        if named is None or named[1] != ("matter" if isinstance(entry, MatterEntry) else "sitting"):
            yield doubt("wrong-chain", name=entry.chain[:60])
            return
        series, number = (named[1], named[2]), int(named[3])
        expected = self._numbers.get(series, 0) + 1
        if number != expected:
            yield doubt("number-missing", n=expected)
        self._numbers[series] = max(number, expected - 1)

    def count(self, kind: str) -> int:
        """How many chains of a kind there are."""
        return sum(name.startswith(f"{kind}/") for name in self._ends)
