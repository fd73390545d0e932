"""A record of a million entries verified, and the state rebuilt from it: how fast, and in how much memory.

Run as a program it makes an archive, or reads one in a process of its own and prints the figures as JSON.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.flow import SITTINGS, VOTERS, WORDS, Refused, beilin, town
from bench.timing import peak_megabytes
from linli import charters
from linli.core.charter.load import load
from linli.core.engine import acts as a
from linli.core.engine.community import evolve_community
from linli.core.engine.entry import CommunityEntry, MatterEntry, SittingEntry, read_entry
from linli.core.engine.evolve import fold
from linli.core.engine.merkle import Frontier
from linli.core.engine.refusal import Refusal
from linli.core.engine.roster import Roster
from linli.core.engine.sitting import Attend, Call, EndSitting, SignMinutes
from linli.core.engine.sittings import fold_sitting
from linli.core.record.archive import (
    ENTRY_OPENS,
    LINE_CLOSES,
    EntryLine,
    Head,
    Item,
    closure_of,
    lines_of,
    write_archive,
)
from linli.core.record.checkpoint import Checkpoint, checkpoint, first_key
from linli.core.record.verify import verify

FEW, MANY, OPEN = 100_000, 1_000_000, 1_000
SIZES = ((FEW, OPEN), (MANY, OPEN), (FEW, 10 * OPEN))
"""How many entries, and how many matters that stay open."""
MOST_MORE = 1.05
AT_ONCE = 50
"""So many matters run side by side, each a day ahead of the next stage."""
PRIVATE = bytes(range(32))
BEGINS = datetime(2026, 1, 1, tzinfo=UTC)
SECTIONS = ("government-affairs", "affairs", "finance", "services")


class Record:
    """Makes the lines of an archive as things happen: matters from proposal to closing, and some that stay open."""

    def __init__(self, entries: int, waiting: int) -> None:
        self.wanted, self.waiting = entries, waiting
        self.force = beilin()
        self.town = town(self.force, keep=True)
        self.at = BEGINS + timedelta(days=60)
        self.matters = self.sittings = self.size = 0
        self.tree = Frontier()
        self.last: Checkpoint | None = None

    def lines(self) -> Iterator[bytes]:
        """The archive."""
        return write_archive(Head("bench", "610103000000", self.at), self._items())

    def _items(self) -> Iterator[Item]:
        text = charters.read("beilin").text.replace(b"        ballot: paper\n", b"")
        yield closure_of(load(text, file="beilin", find=charters.find))
        yield first_key(PRIVATE, community="bench", at=BEGINS)
        for _ in range(self.waiting):
            self._submit()
        yield from self._written()
        while self.size < self.wanted:
            yield from self._batch([self._submit() for _ in range(AT_ONCE)])

    def _written(self) -> Iterator[Item]:
        """What happened since, under a checkpoint."""
        for _entry, data, digest in self.town.entries:
            self.size += 1
            self.tree.append(bytes.fromhex(digest))
            yield EntryLine(data)
        self.town.entries.clear()
        line = checkpoint(
            PRIVATE, before=self.last, community="bench", size=self.size, root=self.tree.root, at=self.at
        )
        self.last = line.checkpoint
        yield line

    def _submit(self) -> str:
        self.matters += 1
        chain = f"matter/2026/{self.matters}"
        self._act(chain, "r1 party-branch", a.Submit("four-deliberations", "community-affair", WORDS, WORDS))
        return chain

    def _batch(self, chains: list[str]) -> Iterator[Item]:
        """Some matters taken through side by side."""
        for organ, convener, chair, voters in SITTINGS:
            self.at += timedelta(days=1)
            for chain in chains:
                self._poll(chain, organ, f"{chair} {convener}", voters)
            yield from self._written()
        for works in (self._publish, self._finish):
            self.at += timedelta(days=9)
            for chain in chains:
                works(chain)
            yield from self._written()
        self.at += timedelta(days=9)
        for chain in chains:
            self.town.tick(chain, self.at)
            ended = self.town.matters.pop(chain)
            if ended.end != "done":
                raise Refused(f"{chain} ended as {ended.end}")
        self.town.sittings.clear()
        yield from self._written()

    def _poll(self, chain: str, organ: str, chair: str, voters: int) -> None:
        self.sittings += 1
        sitting = f"sitting/2026/{self.sittings}"
        everyone = tuple(f"r{n}" for n in range(1, voters + 1))
        self._sit(sitting, chair, Call(organ, self.at, (chain,)))
        self._sit(sitting, chair, Attend(everyone))
        self._act(chain, chair, a.Open(), sitting)
        for person in everyone:
            self._act(chain, f"{person} {organ}", a.Vote("yes"), sitting)
        self._act(chain, chair, a.Close(), sitting)
        self._sit(sitting, chair, EndSitting())
        self._sit(sitting, chair, SignMinutes(WORDS))

    def _publish(self, chain: str) -> None:
        self._act(chain, "r4 committee", a.Post(WORDS))
        for section in SECTIONS:
            self._act(chain, "r4 committee", a.Disclose(section, WORDS))

    def _finish(self, chain: str) -> None:
        self._act(chain, "r4 committee", a.Finish(WORDS, (WORDS,)))
        self._act(chain, "r4 committee", a.Post(WORDS))

    def _act(self, chain: str, by: str, act: a.Act, sitting: str = "") -> None:
        _done(self.town.act(chain, a.Actor(*by.split()), act, self.at, sitting=sitting))

    def _sit(self, chain: str, by: str, act: Any) -> None:
        _done(self.town.sit(chain, a.Actor(*by.split()), act, self.at))


def _done(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise Refused(refusal.says("en"))


def verified(lines: Iterator[bytes]) -> None:
    """Every act decided again, as by `linli record verify`."""
    report = verify(lines)
    if not report.ok:
        raise RuntimeError(report.findings[0].told("en"))


def rebuilt(lines: Iterator[bytes]) -> None:
    """The state of everything that goes on, folded from the events alone."""
    matters: dict[str, Any] = {}
    sittings: dict[str, Any] = {}
    roster = Roster()
    for line in lines:
        if not line.startswith(ENTRY_OPENS):
            continue
        entry = read_entry(line[len(ENTRY_OPENS) : -len(LINE_CLOSES)])
        match entry:
            case MatterEntry(chain=chain, events=events):
                after = matters[chain] = fold(matters.get(chain), events, chain)
                if after.ended is not None:
                    del matters[chain]
            case SittingEntry(chain=chain, events=events):
                over = sittings[chain] = fold_sitting(sittings.get(chain), events, chain)
                if over.minutes:
                    del sittings[chain]
            case CommunityEntry(act=act, at=at, by=by):
                roster = evolve_community(roster, act, at, by)


def hashed(lines: Iterator[bytes]) -> None:
    """What anybody would do at least: the same lines hashed, and read as JSON by the standard library."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
        json.loads(line)


WORKS: dict[str, Callable[[Iterator[bytes]], None]] = {
    "verify": verified, "rebuild": rebuilt, "hash": hashed, "nothing": lambda lines: None,
}  # fmt: skip


@dataclass(frozen=True)
class Took:
    """One archive gone through in one way: seconds of processor time, and megabytes held at most."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Size:
    """One archive: entries, matters open at its end, bytes, and each way through it."""

    entries: int
    waiting: int
    bytes: int
    took: dict[str, Took]

    def held(self, work: str) -> float:
        """Megabytes beyond those of a process that reads nothing."""
        return self.took[work].megabytes - self.took["nothing"].megabytes


def measured() -> tuple[Size, ...]:
    """Every size in turn, each archive made and read by processes of their own."""
    with TemporaryDirectory() as folder:
        return tuple(_size(Path(folder) / "record.jsonl", *one) for one in SIZES)


def _size(file: Path, entries: int, waiting: int) -> Size:
    made = _told("make", str(file), str(entries), str(waiting))
    took = {name: Took(**_told(name, str(file))) for name in WORKS}
    return Size(made["entries"], waiting, file.stat().st_size, took)


def _told(*words: str) -> Any:
    command = [sys.executable, "-m", "bench.replay", *words]
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=Path(__file__).parent.parent).stdout
    return json.loads(out.splitlines()[-1])


def page(sizes: tuple[Size, ...]) -> str:
    """This chapter of the page of figures."""
    rows = "\n".join(
        f"| {one.entries:,} | {one.waiting:,} | {one.bytes / 1e6:,.0f} | {_rate(one, 'verify')} | "
        f"{_times(one, 'verify')} | {_rate(one, 'rebuild')} | {_times(one, 'rebuild')} | "
        f"{one.held('verify'):,.1f} | {one.held('rebuild'):,.1f} |"
        for one in sizes
    )
    return f"""
## The record, verified and rebuilt

Archives of matters under the Beilin charter taken from proposal to closing with {VOTERS} voters, {AT_ONCE} side by
side, made by the engine: every act, event, sitting and hash is a real one, a checkpoint after every stage; and some
matters that were put at the beginning and stay open. *Verify* is `linli record verify`: links, checkpoints, signatures,
and every act decided again. *Rebuild* folds the events into the state of all that goes on. Both read the file line by
line. *Times* is how many times as long as hashing the same lines with SHA-256 and reading each with Python's `json`
takes, in the same run. Processor time, each in a process of its own; megabytes are the most that process held, beyond
what one holds that has loaded the program and reads nothing. Wanted: with as many open matters, the same (within
{MOST_MORE - 1:.0%} of the whole process) whatever the length.

| entries | open matters | MB long | verified a second | times | rebuilt a second | times | MB to verify | to rebuild |
|---|---|---|---|---|---|---|---|---|
{rows}
"""


def is_slow(sizes: tuple[Size, ...]) -> bool:
    """Whether memory grows with the length of the record where as many matters are open."""
    few, many, _open = sizes
    return any(
        many.took[work].megabytes > few.took[work].megabytes * MOST_MORE for work in ("verify", "rebuild")
    )


def _rate(one: Size, work: str) -> str:
    return f"{one.entries / one.took[work].seconds:,.0f}"


def _times(one: Size, work: str) -> str:
    return f"{one.took[work].seconds / one.took['hash'].seconds:.1f}"


def _main(work: str, file: Path, *size: str) -> None:
    if work == "make":
        record = Record(*map(int, size))
        with file.open("wb") as out:
            out.writelines(record.lines())
        print(json.dumps({"entries": record.size}))
        return
    began = time.process_time()
    with file.open("rb") as stream:
        WORKS[work](lines_of(stream))
    took = time.process_time() - began
    print(json.dumps({"seconds": took, "megabytes": peak_megabytes()}))


if __name__ == "__main__":
    _main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
