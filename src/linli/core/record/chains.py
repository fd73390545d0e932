"""The links of all chains: that nothing is missing, repeated, out of order or put in another's place."""

from __future__ import annotations

import re
from array import array
from collections.abc import Container, Iterator
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
    """The end of every chain: of those that go on with the hash, of those that are over its sequence alone.

    That, eight bytes for each, is the one thing kept for ever, so that an entry put behind the end of a matter closed
    long ago is found.
    """

    def __init__(self) -> None:
        self._ends: dict[str, _End] = {}
        self._over: dict[tuple[str, str], array[int]] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self._begun = 0
        self.broken: set[str] = set()

    def link(self, entry: Entry, digest: bytes) -> Iterator[Doubt]:
        """Link an entry to its chain; a chain with a gap is noted as broken."""
        end = self._ends.get(entry.chain) or self._over_end(entry.chain)
        if end is _BEGIN:
            self._begun += 1
            yield from self._named(entry)
        if entry.seq <= end.seq:
            yield doubt("repeated", last=end.seq)
            return
        if entry.seq > end.seq + 1:
            yield doubt("missing", first=end.seq + 1, last=entry.seq - 1)
            self.broken.add(entry.chain)
        elif end.hash and entry.prev != end.hash.hex():
            yield doubt("prev-differs")
        self._ends[entry.chain] = _End(entry.seq, digest)

    def _over_end(self, chain: str) -> _End:
        """The end of a chain that is over, without its hash; the beginning for another."""
        named = _NUMBERED.fullmatch(chain)
        seqs = self._over.get((named[1], named[2])) if named else None
        number = int(named[3]) if named else 0
        return _End(seqs[number], b"") if seqs and number < len(seqs) and seqs[number] else _BEGIN

    def let_go(self, going: Container[str]) -> None:
        """Forget the hashes of chains that are over, which is all but those ``going`` on."""
        for chain in [one for one in self._ends if one not in going and one not in self.broken]:
            named = _NUMBERED.fullmatch(chain)
            # A number that was made up would need room for all before it.
            if named is not None and int(named[3]) <= self._begun:
                seqs, number = self._over.setdefault((named[1], named[2]), array("Q")), int(named[3])
                seqs.extend([0] * (number + 1 - len(seqs)))
                seqs[number] = self._ends.pop(chain).seq

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
        over = sum(sum(map(bool, seqs)) for series, seqs in self._over.items() if series[0] == kind)
        again = (name for name in self._ends if name.startswith(f"{kind}/"))
        return over + sum(self._over_end(name) is _BEGIN for name in again)
