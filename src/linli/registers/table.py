"""A file as a table: which encoding, where the heading is, which column is which."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes

from linli.registers import workbook
from linli.registers.problem import FileRefused
from linli.registers.shape import Shape
from linli.registers.workbook import MEGABYTE

MOST_BYTES: Final = 20 * MEGABYTE
MOST_ROWS: Final = 100_000
HEADING_WITHIN: Final = 10
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
SAMPLE: Final = 256 * 1024
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file under the heading: what is typed, by column; ``merged`` are cells covered by another."""

    number: int
    cells: dict[str, str]
    merged: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Heading:
    """Which column of the file is which, and the headings that mean nothing here."""

    line: int
    keys: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file that can be read."""

    shape: Shape
    heading: Heading
    encoding: str
    data: bytes
    merged: workbook.Merged

    def lines(self) -> Iterator[Line]:
        """The rows below the heading, one after the other; empty ones are left out."""
        count = 0
        for number, cells in _raw(self.data, self.encoding):
            if number <= self.heading.line or not any(cells):
                continue
            count += 1
            if count > MOST_ROWS:
                raise FileRefused("too-many-rows", most=f"{MOST_ROWS:,}")
            yield self._line(number, cells)

    def _line(self, number: int, cells: list[str]) -> Line:
        keys = self.heading.keys
        given = {key: open_cell(cell) for key, cell in zip(keys, cells, strict=False) if key}
        if not self.merged:
            return Line(number, given)
        covered = (key for place, key in enumerate(keys, 1) if key and (number, place) in self.merged)
        return Line(number, given, frozenset(covered))


def read(shape: Shape, data: bytes) -> Table:
    """The table in a file. Raises :class:`FileRefused`."""
    if len(data) > MOST_BYTES:
        raise FileRefused("too-large", most=str(MOST_BYTES // MEGABYTE))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileRefused("old-workbook")
    if data.startswith(b"PK"):
        merged = workbook.inspect(data)
        return Table(shape, _heading(shape, _raw(data, "")), "", data, merged)
    refused: FileRefused | None = None
    for encoding in encodings_of(data):
        try:
            return Table(shape, _heading(shape, _raw(data, encoding)), encoding, data, frozenset())
        except FileRefused as error:
            refused = refused or error
    raise refused or FileRefused("unknown-encoding")


def encodings_of(data: bytes) -> Iterator[str]:
    """What the text may be in, likeliest first: by its mark, UTF-8, the Chinese ones, what the library takes it for."""
    for mark, name in MARKS:
        if data.startswith(mark):
            yield from (one for one in (name,) if _decodes(data, one))
            return
    if _decodes(data, "utf-8"):
        yield "utf-8"
        return
    # GB 18030 holds all of GBK and GB 2312. Nearly everything can be read as it: the heading decides whether it is.
    found = from_bytes(data[:SAMPLE]).best()
    guessed = [found.encoding] if found is not None else []
    yield from (one for one in ("gb18030", *guessed) if _decodes(data, one))


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        return "\x00" not in data.decode(encoding)
    except UnicodeDecodeError:
        return False


def _raw(data: bytes, encoding: str) -> Iterator[tuple[int, list[str]]]:
    if not encoding:
        yield from workbook.lines(data)
        return
    text = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    rows = csv.reader(text, delimiter=_delimiter(data, encoding), strict=True)
    try:
        for row in rows:
            yield rows.line_num, row
    except csv.Error:
        raise FileRefused("broken-csv", line=str(rows.line_num)) from None


def _delimiter(data: bytes, encoding: str) -> str:
    first = data[:4096].decode(encoding, errors="ignore").split("\n", 1)[0]
    return max(",\t;", key=first.count)


def _heading(shape: Shape, rows: Iterator[tuple[int, list[str]]]) -> Heading:
    needed = [one for one in shape.columns if one.needed]
    for number, row in rows:
        if number > HEADING_WITHIN:
            break
        keys = [shape.called(open_cell(cell)) for cell in row]
        if all(one.key in keys for one in needed):
            return _checked(number, keys, row)
    names = "、".join(one.title.zh for one in needed)
    raise FileRefused("no-heading", most=str(HEADING_WITHIN), needed=names)


def _checked(number: int, keys: list[str], row: list[str]) -> Heading:
    named = [key for key in keys if key]
    for key, cell in zip(keys, row, strict=True):
        if key and named.count(key) > 1:
            raise FileRefused("heading-twice", heading=cell.strip()[:40])
    unknown = [cell.strip() for key, cell in zip(keys, row, strict=True) if not key and cell.strip()]
    return Heading(number, tuple(keys), tuple(word[:40] for word in unknown[:30]))


def close_cell(words: str) -> str:
    """A cell as it goes out: what a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{words}" if words.lstrip("'").startswith(DANGEROUS) else words


def open_cell(words: str) -> str:
    """A cell as it comes in: without the apostrophe that :func:`close_cell` put before it, and blanks around."""
    said = words.strip()
    return said[1:] if said.startswith("'") and said.lstrip("'").startswith(DANGEROUS) else said
