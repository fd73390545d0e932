"""A file as a table: which encoding, where the heading is, which column is which."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from typing import Any, Final

from linli.registers import workbook
from linli.registers.problem import FileRefused
from linli.registers.shape import Shape
from linli.registers.workbook import MEGABYTE

MOST_BYTES: Final = 20 * MEGABYTE
MOST_ROWS: Final = 100_000
HEADING_WITHIN: Final = 10
CHUNK: Final = 2000
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
SAMPLE: Final = 256 * 1024
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of the file under the heading, a column at a time: what is typed; ``hidden`` are cells whose value
    cannot be seen, with why, by the place of the row in here."""

    lines: list[int]
    cells: dict[str, Sequence[str]]
    hidden: dict[int, dict[str, str]]


def without(chunks: Iterable[Chunk], lines: Container[int] = ()) -> Iterator[Chunk]:
    """The rows but those of some lines."""
    for chunk in chunks:
        stays = [at for at, line in enumerate(chunk.lines) if line not in lines]
        if len(stays) == len(chunk.lines):
            yield chunk
        elif stays:
            own: dict[str, Sequence[str]] = {
                key: [column[at] for at in stays] for key, column in chunk.cells.items()
            }
            hidden = {now: chunk.hidden[at] for now, at in enumerate(stays) if at in chunk.hidden}
            yield Chunk([chunk.lines[at] for at in stays], own, hidden)


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
    hidden: workbook.Hidden
    about: int
    """About how many rows there are."""
    sheet: Any = None
    """Of a workbook that is light: the sheet, in memory."""

    def chunks(self, size: int = CHUNK) -> Iterator[Chunk]:
        """The rows below the heading, ``size`` at a time; empty ones are left out."""
        count = 0
        for chunk in self._chunks(size):
            count += len(chunk.lines)
            if count > MOST_ROWS:
                raise FileRefused("too-many-rows", most=f"{MOST_ROWS:,}")
            yield chunk

    def _chunks(self, size: int) -> Iterator[Chunk]:
        if not self.encoding:
            yield from self._of_rows(
                workbook.lines(self.data, len(self.heading.keys), sheet=self.sheet), size
            )
            return
        text = io.TextIOWrapper(io.BytesIO(self.data), self.encoding, newline="")
        delimiter, line = _delimiter(self.data, self.encoding), self.heading.line + 1
        head = list(islice(text, self.heading.line))
        if '"' in "".join(head):
            yield from self._of_rows(_csv(chain(head, text), delimiter, 1), size)
            return
        while some := list(islice(text, size)):
            plain = "".join(some).replace("\r\n", "\n")
            if '"' in plain or "\r" in plain:
                # Quoted text may go on in the next lines.
                yield from self._of_rows(_csv(chain(some, text), delimiter, line), size)
                return
            if columns := _taken_apart(plain, delimiter):
                yield self._of_columns([*range(line, line + len(columns[0]))], columns)
            else:
                yield from self._of_rows(_csv(some, delimiter, line), size)
            line += len(some)

    def _of_rows(self, rows: Iterator[tuple[int, list[str]]], size: int) -> Iterator[Chunk]:
        while some := list(islice(rows, size)):
            below = [(number, row) for number, row in some if any(row) and number > self.heading.line]
            if below:
                lines, given = zip(*below, strict=True)
                yield self._chunk(list(lines), given)

    def _chunk(self, lines: list[int], rows: Sequence[list[str]]) -> Chunk:
        keys = self.heading.keys
        alike = {len(row) for row in rows} == {len(keys)}
        # A row may end before the last column that has a name, or go on beyond it.
        columns = list(
            zip(*rows, strict=True) if alike else islice(zip_longest(*rows, fillvalue=""), len(keys))
        )
        return self._of_columns(lines, columns)

    def _of_columns(self, lines: list[int], columns: Sequence[Sequence[str]]) -> Chunk:
        keys = self.heading.keys
        columns = [*columns[: len(keys)], *[("",) * len(lines)] * (len(keys) - len(columns))]
        cells: dict[str, Sequence[str]] = {
            key: column for key, column in zip(keys, columns, strict=True) if key
        }
        return Chunk(lines, cells, self._hidden(lines) if self.hidden else {})

    def _hidden(self, lines: list[int]) -> dict[int, dict[str, str]]:
        keys = self.heading.keys
        found = {}
        for at, line in enumerate(lines):
            places = self.hidden.get(line, {})
            if named := {keys[n - 1]: code for n, code in places.items() if n <= len(keys) and keys[n - 1]}:
                found[at] = named
        return found


def read(shape: Shape, data: bytes) -> Table:
    """The table in a file. Raises :class:`FileRefused`."""
    if len(data) > MOST_BYTES:
        raise FileRefused("too-large", most=str(MOST_BYTES // MEGABYTE))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileRefused("old-workbook")
    if data.startswith(b"PK"):
        seen = workbook.inspect(data)
        sheet = workbook.held(data) if seen.light else None
        heading = _heading(shape, _raw(data, "", sheet=sheet))
        return Table(shape, heading, "", data, seen.hidden, seen.rows, sheet)
    refused: FileRefused | None = None
    for encoding in encodings_of(data):
        try:
            return Table(shape, _heading(shape, _raw(data, encoding)), encoding, data, {}, data.count(b"\n"))
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
    from charset_normalizer import from_bytes

    # GB 18030 holds all of GBK and GB 2312. Nearly everything can be read as it: the heading decides whether it is.
    found = from_bytes(data[:SAMPLE]).best()
    guessed = [found.encoding] if found is not None else []
    yield from (one for one in ("gb18030", *guessed) if _decodes(data, one))


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        return "\x00" not in data.decode(encoding)
    except UnicodeDecodeError:
        return False


def _raw(
    data: bytes, encoding: str, width: int = workbook.MOST_COLUMNS, *, sheet: Any = None
) -> Iterator[tuple[int, list[str]]]:
    if not encoding:
        yield from workbook.lines(data, width, sheet=sheet)
        return
    text = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    yield from _csv(text, _delimiter(data, encoding), 1)


def _csv(text: Iterable[str], delimiter: str, first: int) -> Iterator[tuple[int, list[str]]]:
    """The rows of some lines of which the first is the ``first`` of the file."""
    rows = csv.reader(text, delimiter=delimiter, strict=True)
    try:
        for row in rows:
            yield first - 1 + rows.line_num, row
    except csv.Error:
        raise FileRefused("broken-csv", line=str(first - 1 + rows.line_num)) from None


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
