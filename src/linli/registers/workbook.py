"""Excel workbooks, read after it is known that they are no bomb.

calamine reads them twenty times as fast as openpyxl, but holds the whole sheet, with every shared text copied into
each cell that shows it, and a place for every cell between the first and the last. What that could come to is
estimated from above while the parts are unpacked once; where it is too much, openpyxl reads row by row.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Final

from linli.registers.problem import FileRefused

MEGABYTE: Final = 1024 * 1024
MOST_UNPACKED: Final = 200 * MEGABYTE
MOST_PARTS: Final = 500
MOST_RATIO: Final = 200
SMALL: Final = 4 * MEGABYTE
"""A part this small may be packed as tightly as it likes."""
MOST_HIDDEN: Final = 5000
MOST_COLUMNS: Final = 300
CHUNK: Final = 256 * 1024
LONGEST_MATCH: Final = 1000
MOST_HELD: Final = 400 * MEGABYTE
CELL_BYTES: Final = 32
LONGEST_PLACE: Final = 64
MOST_DIGITS: Final = 15
WIDE: Final = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
MOST_ACROSS, MOST_DOWN = 60, 200
_HIDDEN = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]{0,99}?ref=[\"'](?P<merged>[A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']"
    rb"|<(?:\w+:)?c\s(?=[^>]{0,99}?t=[\"']e[\"'])[^>]{0,99}?r=[\"'](?P<wrong>[A-Z]{1,3})(?P<at>\d{1,7})[\"']"
    rb"|<(?:\w+:)?c\s[^>]{0,99}?r=[\"'](?P<column>[A-Z]{1,3})(?P<line>\d{1,7})[\"'][^>]{0,99}>"
    rb"<(?:\w+:)?f(?:\s[^>]{0,99})?>[^<]{0,500}</(?:\w+:)?f>(?:<(?:\w+:)?v\s?/>|<(?:\w+:)?v></(?:\w+:)?v>)?</"
)
"""A merged area, a cell with an error in it, or one with a formula of which no value is kept."""
_ROW = re.compile(rb"\br\s*=\s*[\"'][A-Za-z]{0,3}(\d+)[\"']")
_COLUMN = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,3})\d+[\"']")
_TEXT_ENDS = re.compile(rb"</(?:\w+:)?si\b")
_TAG = re.compile(rb"<[^>]*>")

Hidden = Mapping[int, Mapping[int, str]]
"""Cells whose value cannot be seen in the sheet: by line and column, both from 1, the code of why."""


@dataclass(slots=True)
class _Extent:
    """How far a part might reach if it is a sheet, from above."""

    row: int = 1
    column: int = 1
    valued: int = 0
    """No more cells than this have a value."""
    sheet: bool = False
    plain: bool = True
    """Whether it is not written in two bytes a letter, so that what it says can be seen."""

    def measure(self, chunk: bytes, new: int) -> None:
        """Note what stands in a chunk, of which the last bytes are new."""
        self.sheet = self.sheet or b"sheetData" in chunk
        self.valued += chunk.count(b"</", len(chunk) - new) // 2 + 1
        self.row = max(self.row, *(int(one[-MOST_DIGITS:]) for one in {*_ROW.findall(chunk)}), 1)
        self.column = max(self.column, *(_column(one) for one in {*_COLUMN.findall(chunk)}), 1)

    def holds(self, longest: int) -> bool:
        """Whether it can be held in memory."""
        return self.plain and (
            not self.sheet or self.row * self.column * CELL_BYTES + self.valued * longest <= MOST_HELD
        )


@dataclass(slots=True)
class Inspection:
    """What is seen of a workbook while it is unpacked once: cells that hide their value, and about how many rows."""

    hidden: dict[int, dict[int, str]] = field(default_factory=dict)
    rows: int = 0
    longest: int = 0
    """The longest text that cells share."""
    light: bool = True
    """Whether the whole of it can be held, whatever stands in its parts and however they are named."""

    def measure_texts(self, chunk: bytes, pending: int) -> int:
        """Note the longest text of those that end here; ``pending``, and what is given back, is what has not ended."""
        *ended, rest = _TEXT_ENDS.split(chunk)
        for one in ended:
            if len(one) + pending > self.longest:
                self.longest = max(self.longest, len(_TAG.sub(b"", one)) + pending)
            pending = 0
        return pending + len(rest)


def inspect(data: bytes) -> Inspection:
    """Unpack every part once, keeping nothing, and stop where there is too much.

    What a part says of its own size is not believed: what counts is what comes out.
    """
    found = Inspection()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED:
                raise FileRefused("unpacks-too-large")
            left, extents = MOST_UNPACKED, [_Extent() for _ in parts]
            for part, extent in zip(parts, extents, strict=True):
                left = _through(packed, part, left, found, extent)
            found.light = all(one.holds(found.longest) for one in extents)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise FileRefused("not-a-workbook") from None
    return found


def _through(
    packed: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, found: Inspection, extent: _Extent
) -> int:
    size, tail, rows, word, pending = 0, b"", 0, b"", 0
    sheet = part.filename.startswith("xl/worksheets/sheet")
    with packed.open(part) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > left or (size > SMALL and size > MOST_RATIO * max(1, part.compress_size)):
                raise FileRefused("unpacks-too-large")
            extent.plain = extent.plain and not (size == len(chunk) and chunk.startswith(WIDE))
            extent.measure(word + chunk, len(chunk))
            word = chunk[-LONGEST_PLACE:]
            pending = found.measure_texts(chunk, pending)
            if sheet:
                tail = _note_hidden(tail + chunk, found.hidden)
                rows += chunk.count(b"</row>")
    found.rows = max(found.rows, rows)
    return left - size


def _note_hidden(text: bytes, found: dict[int, dict[int, str]]) -> bytes:
    last = 0
    for match in _HIDDEN.finditer(text):
        last = match.end()
        if len(found) > MOST_HIDDEN:
            break
        if match["merged"]:
            _note_merged(match["merged"].decode(), found)
        elif match["wrong"]:
            found.setdefault(int(match["at"]), {})[_column(match["wrong"])] = "error-value"
        else:
            found.setdefault(int(match["line"]), {})[_column(match["column"])] = "formula"
    return text[max(last, len(text) - LONGEST_MATCH) :]


def _column(letters: bytes) -> int:
    """Counted from 1; A to XFD and beyond."""
    found = 0
    for one in letters.upper():
        found = found * 26 + one - 64
    return found


def _note_merged(area: str, found: dict[int, dict[int, str]]) -> None:
    from openpyxl.utils import range_boundaries

    bounds: Any = range_boundaries(area)
    left, top, right, bottom = bounds
    across = range(left, min(right, left + MOST_ACROSS) + 1)
    for line in range(top, min(bottom, top + MOST_DOWN) + 1):
        found.setdefault(line, {}).update({one: "merged" for one in across if (line, one) != (top, left)})


def lines(data: bytes, width: int = MOST_COLUMNS, *, sheet: Any = None) -> Iterator[tuple[int, list[str]]]:
    """The lines of the first sheet up to a width, each cell as the text that a person would type.

    ``sheet``: what :func:`held` gave.
    """
    yield from _streamed(data, width) if sheet is None else _numbered(sheet, width)


def held(data: bytes) -> Any:
    """The first sheet of a workbook that is light, in memory; None where only the slower reader may read it."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        first = next(one.name for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet)
        return book.get_sheet_by_name(first)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # what goes wrong in Rust is not always an Exception
        return None


def _numbered(sheet: Any, width: int) -> Iterator[tuple[int, list[str]]]:
    # Rows are given from the first of the sheet on, columns only from the first in which anything stands.
    before = [""] * (sheet.start[1] if sheet.start else 0)
    for number, row in enumerate(sheet.iter_rows(), 1):
        texts = (one if type(one) is str else _text(one) for one in row[: max(0, width - len(before))])
        yield number, _trimmed([*before, *texts])


def _streamed(data: bytes, width: int) -> Iterator[tuple[int, list[str]]]:
    # Read where it is used: it takes longer to load than all addresses of the site together.
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception:  # openpyxl raises whatever it stumbles upon
        raise FileRefused("not-a-workbook") from None
    try:
        sheet: Any = book.worksheets[0] if book.worksheets else None
        if sheet is None:
            raise FileRefused("no-rows")
        # What a sheet says of its own extent is often wrong, and then cells would be missed or invented.
        sheet.reset_dimensions()
        yield from _lines(sheet, width)
    finally:
        book.close()


def _lines(sheet: Any, width: int) -> Iterator[tuple[int, list[str]]]:
    rows = sheet.iter_rows(values_only=True, max_col=width)
    number = 0
    while True:
        number += 1
        try:
            row = next(rows, None)
        except Exception:  # see above
            raise FileRefused("not-a-workbook") from None
        if row is None:
            return
        yield number, _trimmed([_text(value) for value in row])


def _trimmed(row: list[str]) -> list[str]:
    """Without the empty cells by which a line is padded to the width."""
    end = len(row)
    while end and not row[end - 1]:
        end -= 1
    return row[:end]


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case float():
            # Numbers of more than 15 digits have lost their end in Excel itself: shown so that it is noticed.
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case int():
            return str(value) if abs(value) < 10**15 else f"{value:.15e}"
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        case date():
            return value.isoformat()
        case _:
            return str(value)
