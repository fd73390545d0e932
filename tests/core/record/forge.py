"""What a forger's tests share: changing entries with every hash made anew, and what verifying then finds."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import msgspec
from village import Record

from linli.core.engine.entry import Entry
from linli.core.record.verify import Report, verify


def codes(lines: Iterable[bytes]) -> list[str]:
    return [one.code for one in verify(lines).findings]


def at(record: Record, act: type, number: int = 0) -> int:
    """Where an act of a kind stands."""
    return [n for n, entry in enumerate(record.entries) if isinstance(entry.act, act)][number]


def changed(record: Record, index: int, **changes: Any) -> Record:
    """One entry changed, everything made anew."""
    entries = list(record.entries)
    entries[index] = msgspec.structs.replace(entries[index], **changes)
    return record.with_entries(entries)


def said(report: Report, code: str) -> str:
    return next(one.en for one in report.findings if one.code == code)


def raw(record: Record, entries: list[Entry]) -> Record:
    """Other entries, not linked again, under one checkpoint at the end."""
    last = max(record.checkpoints.values())
    return replace(record, entries=entries, checkpoints={len(entries): last}, changes={})


def codes_with(record: Record, **origin: str) -> list[str]:
    return [one.code for one in verify(record.lines(), **origin).findings]
