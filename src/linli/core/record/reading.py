"""Reads an archive strictly: what does not come back to the same bytes when written again is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from msgspec import MsgspecError

from linli.core.engine.struct import reader, write
from linli.core.record.archive import (
    ENTRY_OPENS,
    LINE_CLOSES,
    MAX_LINE,
    CharterLine,
    EntryLine,
    HeadLine,
    Line,
    TailLine,
    TextLine,
)
from linli.core.record.checkpoint import CheckpointLine, KeyLine

_READERS: dict[bytes, Any] = {
    b"head": reader(HeadLine),
    b"charter": reader(CharterLine),
    b"text": reader(TextLine),
    b"key": reader(KeyLine),
    b"checkpoint": reader(CheckpointLine),
    b"tail": reader(TailLine),
}
_KIND = re.compile(rb'\{"([a-z]{1,20})":')


class Bad(NamedTuple):
    """A line that cannot be taken, by the code of the finding."""

    code: str
    why: str = ""


class Read(NamedTuple):
    """One line: its number from 1, its bytes, and what it says."""

    number: int
    data: bytes
    line: Line | Bad


def read(lines: Iterable[bytes]) -> Iterator[Read]:
    """Every line in turn; reading ends where a line is too long."""
    for number, data in enumerate(lines, 1):
        if len(data) > MAX_LINE:
            yield Read(number, data, Bad("line-too-long"))
            return
        yield Read(number, data, _read(data))


def _read(data: bytes) -> Line | Bad:
    if not data.endswith(b"\n"):
        return Bad("line-cut")
    if data.startswith(ENTRY_OPENS):
        whole = data.endswith(LINE_CLOSES)
        return EntryLine(data[len(ENTRY_OPENS) : -len(LINE_CLOSES)]) if whole else Bad("line-unreadable")
    kind = _KIND.match(data)
    if kind is None or kind[1] not in _READERS:
        return Bad("line-unknown")
    return _decoded(kind[1], data)


def _decoded(kind: bytes, data: bytes) -> Line | Bad:
    try:
        line: Line = _READERS[kind].decode(data)
        again = write(line) + b"\n"
    except (MsgspecError, ValueError, RecursionError) as error:
        return Bad("line-unreadable", str(error)[:200])
    return line if again == data else Bad("line-not-canonical")
