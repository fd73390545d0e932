"""A file as a table: which encoding, where the heading is, which column is which."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from typing import Final

from linli.registers import kinds, sheets, texts, workbook
from linli.registers.problem import FileRefused, Problem
from linli.registers.shape import Shape
from linli.registers.sheets import Sheet
from linli.registers.workbook import MEGABYTE

MOST_BYTES: Final = 20 * MEGABYTE
MOST_ROWS: Final = 100_000
HEADING_WITHIN: Final = 10
CHUNK: Final = 2000
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MOST_SHEETS, MOST_SLOW_SHEETS = 50, 3


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
    sheet: Sheet | None = None
    beside: tuple[str, ...] = ()
    """Other sheets of the workbook with the same heading, which are not read."""

    def chunks(self, size: int = CHUNK) -> Iterator[Chunk]:
        """The rows below the heading, ``size`` at a time; empty ones are left out."""
        count = 0
        for chunk in self._chunks(size):
            count += len(chunk.lines)
            if count > MOST_ROWS:
                raise FileRefused("too-many-rows", most=f"{MOST_ROWS:,}")
            yield chunk

    def _chunks(self, size: int) -> Iterator[Chunk]:
        width = len(self.heading.keys)
        if not self.encoding:
            yield from self._of_rows(sheets.lines(self.data, width, sheet=self.sheet), size)
            return
        for some in texts.blocks(self.data, self.encoding, self.heading.line, size):
            if isinstance(some, texts.Columns):
                yield self._of_columns(some.lines, some.columns)
            else:
                yield from self._of_rows(((line, row[:width]) for line, row in some), size)

    def _of_rows(self, rows: Iterator[tuple[int, list[str]]], size: int) -> Iterator[Chunk]:
        size = max(1, min(size, texts.MOST_AT_ONCE // len(self.heading.keys)))
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
    if not data.strip():
        raise FileRefused("empty-file")
    kinds.recognise(data)
    if data.startswith(kinds.PACKED):
        return _of_workbook(shape, data)
    # What is wrong is kept, not the exception, with which the frames that hold the file would stay.
    wrong: Problem | None = None
    for encoding in texts.encodings_of(data):
        try:
            texts.bounded(data)
            heading = _heading(shape, texts.rows(data, encoding))
            return Table(shape, heading, encoding, data, {}, data.count(b"\n"))
        except FileRefused as error:
            wrong = wrong or error.problem
    raise _again(wrong) if wrong else FileRefused("unknown-encoding")


def _again(wrong: Problem) -> FileRefused:
    return FileRefused(wrong.code, **wrong.more)


def _of_workbook(shape: Shape, data: bytes) -> Table:
    """The first sheet that is shown and has the heading; others that have it as well are named, and not read."""
    seen = workbook.inspect(data)
    shown: list[tuple[Sheet, Heading]] = []
    hidden: list[Sheet] = []
    refused: list[Problem] = []
    for sheet in islice(
        sheets.sheets(data, light=seen.light), MOST_SHEETS if seen.light else MOST_SLOW_SHEETS
    ):
        if sheet.name in sheets.EXPLAINING:
            continue
        try:
            heading = _heading(shape, sheets.lines(data, sheet=sheet))
        except FileRefused as error:
            refused.append(error.problem)
            continue
        if sheet.hidden:
            hidden.append(sheet)
        else:
            # Only the sheet that is read stays in memory.
            shown.append((replace(sheet, held=None) if shown else sheet, heading))
    if not shown:
        raise _without_heading(shape, hidden, refused)
    (sheet, heading), *others = shown
    beside = tuple(one.name for one, _ in others)
    return Table(
        shape, heading, "", data, seen.hidden_in(sheet.name), seen.rows_in(sheet.name), sheet, beside
    )


def _without_heading(shape: Shape, hidden: list[Sheet], refused: list[Problem]) -> FileRefused:
    if hidden:
        return FileRefused("heading-hidden", sheet=hidden[0].name[:40])
    other = next((one for one in refused if one.code != "no-heading"), None)
    if other is not None or len(refused) == 1:
        return _again(other or refused[0])
    if not refused:
        return FileRefused("no-rows")
    return FileRefused(
        "no-heading-anywhere", n=str(len(refused)), most=str(HEADING_WITHIN), needed=_needed(shape)
    )


def _heading(shape: Shape, rows: Iterator[tuple[int, list[str]]]) -> Heading:
    needed = [one for one in shape.columns if one.needed]
    for number, row in rows:
        if number > HEADING_WITHIN:
            break
        keys = [shape.called(open_cell(cell)) for cell in row]
        if all(one.key in keys for one in needed):
            return _checked(number, keys, row)
    raise FileRefused("no-heading", most=str(HEADING_WITHIN), needed=_needed(shape))


def _needed(shape: Shape) -> str:
    return "、".join(one.title.zh for one in shape.columns if one.needed)


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
