"""Checkpoints and keys in an archive, and whether they lead to the root or the key on the wall."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from linli.core.engine.entry import GENESIS
from linli.core.engine.merkle import Frontier
from linli.core.record.checkpoint import Checkpoint, CheckpointLine, Key, KeyLine
from linli.core.record.finding import Doubt, doubt
from linli.core.record.versions import LAG


class Anchors:
    """The tree over the entries so far, the last checkpoint and the key in use.

    ``anchored`` is up to which entry the origin is shown: by the root wanted, or by the key wanted or a successor.
    """

    def __init__(self, root: str | None = None, key: str | None = None) -> None:
        self.tree = Frontier()
        self.last: Checkpoint | None = None
        self.key: Key | None = None
        self.anchored = 0
        self._root = root
        self._wanted_key = key
        self._trusted = False
        self._root_found = False
        self._key_found = False

    def append(self, digest: bytes) -> None:
        """One more entry, by its hash. The root wanted may be any that the tree ever had."""
        self.tree.append(digest)
        if self._root is not None and self.tree.root.hex() == self._root:
            self._root_found = True
            self.anchored = max(self.anchored, self.tree.size)

    def turn(self, line: KeyLine, community: str) -> Iterator[Doubt]:
        """A key is taken into use."""
        key, before = line.key, self.key
        number, previous = (before.number + 1, before.id) if before else (1, "")
        if (key.community, key.number, key.previous) != (community, number, previous):
            yield doubt("key-out-of-order")
            return
        if not line.is_signed_by(before.public if before else key.public):
            yield doubt("key-unsigned")
            return
        self.key = key
        self._trusted = self._trusted or key.public == self._wanted_key

    def check(self, line: CheckpointLine, community: str, newest: datetime) -> Iterator[Doubt]:
        """A checkpoint; ``newest`` is the latest time of an entry before it."""
        made = line.checkpoint
        doubts = [*self._signed(line), *self._follows(made, community, newest), *self._covers(made)]
        yield from doubts
        self.last = made
        if not doubts and self._trusted:
            self._key_found = True
            self.anchored = max(self.anchored, made.size)

    def _signed(self, line: CheckpointLine) -> Iterator[Doubt]:
        if self.key is None or self.key.id != line.checkpoint.key:
            yield doubt("key-unknown")
        elif not line.is_signed_by(self.key.public):
            yield doubt("signature-bad")

    def _follows(self, made: Checkpoint, community: str, newest: datetime) -> Iterator[Doubt]:
        last = self.last
        number, previous = (last.number + 1, last.hash) if last else (1, GENESIS)
        named = (made.community, made.number, made.previous) == (community, number, previous)
        early = newest - made.at > LAG or (last is not None and made.at < last.at)
        if not named or early:
            yield doubt("checkpoint-order")

    def _covers(self, made: Checkpoint) -> Iterator[Doubt]:
        if made.size != self.tree.size:
            yield doubt("checkpoint-size", n=made.size, here=self.tree.size)
        elif made.root != self.tree.root.hex():
            yield doubt("checkpoint-root")

    def end(self) -> Iterator[Doubt]:
        """The archive is over: every entry is covered, and what is on the wall was met."""
        covered = self.last.size if self.last else 0
        if covered < self.tree.size:
            yield doubt("not-covered", n=self.tree.size - covered)
        if self._root is not None and not self._root_found:
            yield doubt("root-not-found")
        if self._wanted_key is not None and not self._key_found:
            yield doubt("key-not-found")
