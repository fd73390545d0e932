"""The archive: one stream of JSON lines in recorded order.

Every line is canonical JSON with one key that says what it is. The head comes first and the tail last; a charter comes
before the first entry that cites it, a text directly after the entry that commits to it, a key before the first
checkpoint that it signs, a checkpoint directly after the last entry that it covers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

from msgspec import Struct

from linli.core.charter.load import Loaded
from linli.core.engine.language import LANGUAGES
from linli.core.engine.struct import write
from linli.core.record.checkpoint import CheckpointLine, Hash, KeyLine, Moment
from linli.core.record.texts import Opened

FORMAT = 1
MAX_LINE = 16 * 1024 * 1024
"""A line of more bytes than this is neither written nor read."""

ENTRY_OPENS = b'{"entry":'
LINE_CLOSES = b"}\n"


class _Line(Struct, frozen=True, forbid_unknown_fields=True):
    pass


class Head(_Line, frozen=True):
    """Whose record it is, by slug and place code; when it was exported; in which numbers of the engine."""

    community: str
    place: str
    exported: Moment
    format: int = FORMAT
    languages: tuple[int, ...] = LANGUAGES


class HeadLine(_Line, frozen=True):
    head: Head


class Closure(_Line, frozen=True):
    """A charter version: the texts of the charter and of all that it extends, by slug."""

    hash: Hash
    slug: str
    texts: dict[str, str]


class CharterLine(_Line, frozen=True):
    charter: Closure


class TextLine(_Line, frozen=True):
    text: Opened


class Tail(_Line, frozen=True):
    """How many entries there are, and the SHA-256 of all lines before."""

    entries: int
    sha256: Hash


class TailLine(_Line, frozen=True):
    tail: Tail


class EntryLine(NamedTuple):
    """An entry as the exact bytes that were hashed when it was recorded."""

    data: bytes


Item = CharterLine | EntryLine | TextLine | KeyLine | CheckpointLine
Line = HeadLine | Item | TailLine


def closure_of(loaded: Loaded) -> CharterLine:
    """The line for a charter version."""
    texts = {one.slug: one.text.decode() for one in loaded.closure}
    return CharterLine(Closure(loaded.hash, loaded.slug, texts))


def encode(line: Line) -> bytes:
    """A line's bytes, with its end. Raises ValueError for a line that no reader would take."""
    data = ENTRY_OPENS + line.data + LINE_CLOSES if isinstance(line, EntryLine) else write(line) + b"\n"
    if len(data) > MAX_LINE:
        raise ValueError(f"a line of an archive has at most {MAX_LINE:,} bytes")
    return data


def write_archive(head: Head, items: Iterable[Item]) -> Iterator[bytes]:
    """An archive line by line; memory does not grow with its length."""
    digest, entries = hashlib.sha256(), 0
    first = encode(HeadLine(head))
    digest.update(first)
    yield first
    for item in items:
        data = encode(item)
        digest.update(data)
        entries += isinstance(item, EntryLine)
        yield data
    yield encode(TailLine(Tail(entries, digest.hexdigest())))


def lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a file; of one that is too long only the beginning, by which the reader can tell."""
    while line := stream.readline(MAX_LINE + 1):
        yield line
