"""Re-runs an archive: needs nothing but the archive and, for its origin, the root or the key from the wall."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import assert_never

from msgspec import MsgspecError

from linli.core.engine.entry import Entry, hash_of, read_entry
from linli.core.engine.language import LANGUAGES
from linli.core.engine.struct import write
from linli.core.record.anchors import Anchors
from linli.core.record.archive import (
    FORMAT,
    CharterLine,
    EntryLine,
    Head,
    HeadLine,
    Line,
    Tail,
    TailLine,
    TextLine,
)
from linli.core.record.chains import COMMUNITY, Chains
from linli.core.record.checkpoint import CheckpointLine, KeyLine
from linli.core.record.closures import Closures
from linli.core.record.finding import NOWHERE, Doubt, Finding, Findings, Place, doubt
from linli.core.record.reading import Bad, Read, read
from linli.core.record.replay import EPOCH, Replay
from linli.core.record.texts import Kind, Opened, seals_of
from linli.core.record.versions import LAG


@dataclass(slots=True)
class Counts:
    """What the archive holds. ``erased`` are texts committed to but not there: erased, or not public."""

    entries: int = 0
    matters: int = 0
    sittings: int = 0
    texts: int = 0
    erased: int = 0
    charters: int = 0
    checkpoints: int = 0
    keys: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What verifying found.

    ``root`` is that over all entries. ``anchored`` is how many entries, from the first, are shown to be those of the
    root or key given; 0 where neither was given. ``more`` counts the findings beyond those listed.
    """

    findings: tuple[Finding, ...]
    more: int
    counts: Counts
    community: str
    place: str
    root: str
    key: str
    anchored: int

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings

    @property
    def origin_shown(self) -> bool:
        """Whether all of it is shown to be the record that the root or key on the wall belongs to."""
        return 0 < self.anchored == self.counts.entries


def verify(lines: Iterable[bytes], *, root: str | None = None, key: str | None = None) -> Report:
    """Verify an archive given line by line, each with its end.

    ``root`` and ``key`` are 64 hexadecimal digits from a printed notice. Nothing that an archive may hold raises.
    """
    run = _Run(Anchors(root, key))
    for one in read(lines):
        run.take(one)
    return run.finish()


@dataclass
class _Run:
    anchors: Anchors
    findings: Findings = field(default_factory=Findings)
    counts: Counts = field(default_factory=Counts)
    chains: Chains = field(default_factory=Chains)
    closures: Closures = field(default_factory=Closures)
    head: Head | None = None
    tail: Tail | None = None
    place: Place = NOWHERE
    pending: dict[str, Kind] = field(default_factory=dict[str, Kind])
    language: int = 0

    def __post_init__(self) -> None:
        self.replay = Replay(self.closures, self.chains.broken)
        self.digest = hashlib.sha256()

    def take(self, one: Read) -> None:
        """One line of the archive."""
        self.place = Place(one.number)
        if self.tail is not None:
            self._add(doubt("after-tail"))
            return
        if one.number == 1 and not isinstance(one.line, HeadLine):
            self._add(doubt("no-head"))
        if not isinstance(one.line, TextLine):
            self._close_texts()
        for found in self._taken(one.line):
            self._add(found)
        self.digest.update(one.data)

    def _taken(self, line: Line | Bad) -> Iterator[Doubt]:
        match line:
            case EntryLine(data):
                yield from self._entry(data)
            case TextLine(text):
                yield from self._text(text)
            case CharterLine(closure):
                self.counts.charters += 1
                yield from self.closures.add(closure)
            case KeyLine():
                self.counts.keys += 1
                yield from self.anchors.turn(line, self._community)
            case CheckpointLine():
                yield from self._checkpoint(line)
            case HeadLine() | TailLine():
                yield from self._ends(line)
            case Bad(code, why):
                yield doubt(code, why=why)
            case _:
                assert_never(line)

    @property
    def _community(self) -> str:
        return self.head.community if self.head else self.replay.rosters.latest.slug

    def _ends(self, line: HeadLine | TailLine) -> Iterator[Doubt]:
        if isinstance(line, TailLine):
            self.tail = tail = line.tail
            if tail.entries != self.counts.entries:
                yield doubt("tail-differs", n=tail.entries, here=self.counts.entries)
            if tail.sha256 != self.digest.hexdigest():
                yield doubt("archive-changed")
            return
        if self.place.line > 1:
            yield doubt("second-head")
            return
        self.head = line.head
        if self.head.format != FORMAT:
            yield doubt("other-format", n=self.head.format)
        for number in self.head.languages:
            if number not in LANGUAGES:
                yield doubt("other-language", n=number)

    # Entries

    def _entry(self, data: bytes) -> Iterator[Doubt]:
        self.counts.entries += 1
        digest = bytes.fromhex(hash_of(data))
        self.anchors.append(digest)
        self.place = Place(self.place.line, self.counts.entries)
        try:
            entry: Entry = read_entry(data)
            canonical = write(entry) == data
        except (MsgspecError, ValueError, RecursionError) as error:
            yield doubt("entry-unreadable", why=str(error)[:200])
            return
        self.place = Place(self.place.line, self.counts.entries, entry.chain[:60], entry.seq)
        if not canonical:
            yield doubt("entry-not-canonical")
        self.pending = seals_of(entry.act)
        yield from self._decided(entry, digest)

    def _decided(self, entry: Entry, digest: bytes) -> Iterator[Doubt]:
        links = list(self.chains.link(entry, digest))
        yield from links
        if entry.language not in LANGUAGES:
            yield doubt("other-language", n=entry.language)
        elif entry.language < self.language:
            yield doubt("language-back", n=entry.language, last=self.language)
        self.language = max(self.language, entry.language)
        if entry.at.utcoffset() != timedelta():
            yield doubt("not-utc")
            return
        yield from self._behind(entry)
        if any(one.code in ("repeated", "wrong-chain") for one in links) or self._is_lost(entry):
            return
        yield from self._again(entry)

    def _is_lost(self, entry: Entry) -> bool:
        """Behind a gap in its own chain or the community's an entry cannot be decided again."""
        return entry.chain in self.chains.broken or COMMUNITY in self.chains.broken

    def _behind(self, entry: Entry) -> Iterator[Doubt]:
        last = self.anchors.last
        if last is not None and last.at - entry.at > LAG:
            yield doubt("behind-checkpoint", n=last.number)

    def _again(self, entry: Entry) -> Iterator[Doubt]:
        try:
            yield from self.replay.again(entry, self.head)
        except Exception as error:  # whatever a forged entry does to the engine is a finding, not our end
            self.chains.broken.add(entry.chain)
            yield doubt("undecidable", why=f"{type(error).__name__}: {error}"[:200])

    # Texts

    def _text(self, text: Opened) -> Iterator[Doubt]:
        self.counts.texts += 1
        kind = self.pending.pop(text.seal, None)
        if kind is None:
            yield doubt("text-astray")
        elif kind != text.kind or not text.fits:
            yield doubt("text-differs")

    def _close_texts(self) -> None:
        self.counts.erased += len(self.pending)
        self.pending = {}

    # Checkpoints

    def _checkpoint(self, line: CheckpointLine) -> Iterator[Doubt]:
        self.counts.checkpoints += 1
        newest = max(self.replay.newest, self.replay.rosters.latest.last)
        yield from self.anchors.check(line, self._community, newest)
        self.replay.let_go(max(line.checkpoint.at, EPOCH) - LAG)
        self.chains.let_go(self.replay)

    def finish(self) -> Report:
        """The archive is over."""
        self.place = NOWHERE
        self._close_texts()
        if self.tail is None:
            self._add(doubt("no-tail"))
        if not self.counts.entries:
            self._add(doubt("no-entries"))
        for found in (*self.replay.left_undone(), *self.anchors.end()):
            self._add(found)
        self.counts.matters = self.chains.count("matter")
        self.counts.sittings = self.chains.count("sitting")
        key = self.anchors.key.public if self.anchors.key else ""
        place = self.head.place if self.head else ""
        return Report(
            tuple(self.findings.told), self.findings.more, self.counts, self._community, place,
            self.anchors.tree.root.hex(), key, self.anchors.anchored,
        )  # fmt: skip

    def _add(self, found: Doubt) -> None:
        self.findings.add(found, self.place)
