"""CSV: which encoding and delimiter, and its rows, none of which can fill the memory."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Final

from linli.registers.problem import FileRefused

MOST_CELLS: Final = 1000
"""In one row."""
LONGEST_LINE: Final = 256 * 1024
"""In bytes."""
MOST_AT_ONCE: Final = 200_000
"""Cells that are held at once."""
SAMPLE: Final = 256 * 1024
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
Numbered = Iterator[tuple[int, list[str]]]
"""Rows with the lines on which they end."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Lines taken apart, a column at a time."""

    lines: list[int]
    columns: Sequence[Sequence[str]]


def encodings_of(data: bytes) -> Iterator[str]:
    """What the text may be in, likeliest first: by its mark, UTF-8, the Chinese ones, what the library takes it for."""
    for mark, name in MARKS:
        if data.startswith(mark):
            yield from (one for one in (name,) if _decodes(data, one))
            return
    if _decodes(data, "utf-8"):
        yield "utf-8"
        return
    from charset_normalizer import from_bytes

    # GB 18030 holds all of GBK and GB 2312. Nearly everything can be read as it: the heading decides whether it is.
    found = from_bytes(data[:SAMPLE]).best()
    guessed = [found.encoding] if found is not None else []
    yield from (one for one in ("gb18030", *guessed) if _decodes(data, one))


def _decodes(data: bytes, encoding: str) -> bool:
    decoder, view = codecs.getincrementaldecoder(encoding)(), memoryview(data)
    try:
        # A piece at a time: as text the whole would take up to four times its size.
        parts = (view[at : at + SAMPLE] for at in range(0, len(data), SAMPLE))
        return not any("\x00" in decoder.decode(part) for part in parts) and decoder.decode(b"", True) == ""
    except UnicodeDecodeError:
        return False


def bounded(data: bytes) -> None:
    """Raise FileRefused where a line is longer than any of a table, before it is read."""
    at = 0
    while len(data) - at > LONGEST_LINE:
        end = max(data.rfind(one, at, at + LONGEST_LINE) for one in (b"\n", b"\r"))
        if end < 0:
            raise FileRefused("line-too-long", line=str(data.count(b"\n", 0, at) + 1))
        at = end + 1


def rows(data: bytes, encoding: str) -> Numbered:
    """All rows, one by one."""
    return _rows(_text(data, encoding), _delimiter(data, encoding), 1)


def blocks(data: bytes, encoding: str, head: int, size: int) -> Iterator[Columns | Numbered]:
    """The rows below the ``head``: taken apart by columns, ``size`` lines at a time, as long as nothing is quoted."""
    text, delimiter, line = _text(data, encoding), _delimiter(data, encoding), head + 1
    above = list(islice(text, head))
    if '"' in "".join(above):
        yield _rows(chain(above, text), delimiter, 1)
        return
    while some := list(islice(text, size)):
        plain = "".join(some).replace("\r\n", "\n")
        if '"' in plain or "\r" in plain:
            # Quoted text may go on in the next lines.
            yield _rows(chain(some, text), delimiter, line)
            return
        yield from _apart(some, plain, delimiter, line)
        line += len(some)


def _apart(some: list[str], plain: str, delimiter: str, line: int) -> Iterator[Columns | Numbered]:
    if plain.count(delimiter) < MOST_AT_ONCE and (columns := _taken_apart(plain, delimiter)):
        yield Columns([*range(line, line + len(columns[0]))], columns)
    else:
        yield _rows(some, delimiter, line)


def _text(data: bytes, encoding: str) -> Iterator[str]:
    return io.TextIOWrapper(io.BytesIO(data), encoding, newline="")


@dataclass(slots=True)
class _Lines:
    """Lines as they are handed to the reader; refused where one row would have more cells than any of a table."""

    text: Iterable[str]
    delimiter: str
    line: int
    begun: int = 0
    """The line with which the row began."""
    cells: int = field(default=0, init=False)

    def __iter__(self) -> Iterator[str]:
        for number, one in enumerate(self.text, self.line):
            cells = one.count(self.delimiter) + 1
            if cells > MOST_CELLS:
                raise FileRefused("too-many-cells", line=str(number), most=f"{MOST_CELLS:,}")
            self.cells += cells
            if self.cells > MOST_CELLS:
                # What goes on over so many lines is no row, but a quotation mark without its other.
                raise FileRefused("broken-csv", line=str(self.begun))
            yield one


def _rows(text: Iterable[str], delimiter: str, first: int) -> Numbered:
    """The rows of some lines of which the first is the ``first`` of the file."""
    lines = _Lines(text, delimiter, first, first)
    found = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for row in found:
            lines.cells, lines.begun = 0, first + found.line_num
            yield first - 1 + found.line_num, row
    except csv.Error:
        raise FileRefused("broken-csv", line=str(first - 1 + found.line_num)) from None


def _taken_apart(text: str, delimiter: str) -> list[list[str]]:
    """The columns of lines without a quotation mark; none where the lines are of several widths, or one is empty."""
    text = text if text.endswith("\n") else f"{text}\n"
    width = text[: text.index("\n")].count(delimiter) + 1
    if f"\n{delimiter * (width - 1)}\n" in f"\n{text}":
        return []
    # A cell of its own for each end of a line: all of them stand where they should, or some row is of another width.
    cells = text.replace("\n", f"{delimiter}\n{delimiter}").split(delimiter)
    ends = cells[width :: width + 1]
    if ends.count("\n") != len(ends) or len(ends) != text.count("\n"):
        return []
    return [cells[at : -1 : width + 1] for at in range(width)]


def _delimiter(data: bytes, encoding: str) -> str:
    first = data[:4096].decode(encoding, errors="ignore").split("\n", 1)[0]
    return max(",\t;", key=first.count)
