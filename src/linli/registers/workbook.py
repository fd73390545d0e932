"""Excel workbooks, read a row at a time, after it is known that they are no bomb."""

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
MOST_ACROSS, MOST_DOWN = 60, 200
_HIDDEN = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]{0,99}?ref=[\"'](?P<merged>[A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']"
    rb"|<(?:\w+:)?c\s[^>]{0,99}?r=[\"'](?P<column>[A-Z]{1,3})(?P<line>\d{1,7})[\"'][^>]{0,99}>"
    rb"<(?:\w+:)?f(?:\s[^>]{0,99})?>[^<]{0,500}</(?:\w+:)?f>(?:<(?:\w+:)?v\s?/>|<(?:\w+:)?v></(?:\w+:)?v>)?</"
)
"""A merged area, or a cell with a formula of which no value is kept."""

Hidden = Mapping[int, Mapping[int, str]]
"""Cells whose value cannot be seen in the sheet: by line and column, both from 1, the code of why."""


@dataclass(slots=True)
class Inspection:
    """What is seen of a workbook while it is unpacked once: cells that hide their value, and about how many rows."""

    hidden: dict[int, dict[int, str]] = field(default_factory=dict)
    rows: int = 0


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
            left = MOST_UNPACKED
            for part in parts:
                left = _through(packed, part, left, found)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise FileRefused("not-a-workbook") from None
    return found


def _through(packed: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, found: Inspection) -> int:
    size, tail, rows = 0, b"", 0
    sheet = part.filename.startswith("xl/worksheets/sheet")
    with packed.open(part) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > left or (size > SMALL and size > MOST_RATIO * max(1, part.compress_size)):
                raise FileRefused("unpacks-too-large")
            if sheet:
                tail = _note_hidden(tail + chunk, found.hidden)
                rows += chunk.count(b"</row>")
    found.rows = max(found.rows, rows)
    return left - size


def _note_hidden(text: bytes, found: dict[int, dict[int, str]]) -> bytes:
    from openpyxl.utils import column_index_from_string

    last = 0
    for match in _HIDDEN.finditer(text):
        last = match.end()
        if len(found) > MOST_HIDDEN:
            break
        if match["merged"]:
            _note_merged(match["merged"].decode(), found)
        else:
            column, line = column_index_from_string(match["column"].decode()), int(match["line"])
            found.setdefault(line, {})[column] = "formula"
    return text[max(last, len(text) - LONGEST_MATCH) :]


def _note_merged(area: str, found: dict[int, dict[int, str]]) -> None:
    from openpyxl.utils import range_boundaries

    bounds: Any = range_boundaries(area)
    left, top, right, bottom = bounds
    across = range(left, min(right, left + MOST_ACROSS) + 1)
    for line in range(top, min(bottom, top + MOST_DOWN) + 1):
        found.setdefault(line, {}).update({one: "merged" for one in across if (line, one) != (top, left)})


def lines(data: bytes, width: int = MOST_COLUMNS) -> Iterator[tuple[int, list[str]]]:
    """The lines of the first sheet up to a width, each cell as the text that a person would type."""
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
