"""Excel workbooks, read a row at a time, after it is known that they are no bomb."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time
from typing import Any, Final

import openpyxl
from openpyxl.utils import range_boundaries

from linli.registers.problem import FileRefused

MEGABYTE: Final = 1024 * 1024
MOST_UNPACKED: Final = 200 * MEGABYTE
MOST_PARTS: Final = 500
MOST_RATIO: Final = 200
SMALL: Final = 4 * MEGABYTE
"""A part this small may be packed as tightly as it likes."""
MOST_MERGED: Final = 5000
CHUNK: Final = 256 * 1024
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']")

Merged = Mapping[int, AbstractSet[int]]
"""The cells that are covered by another: columns by line, both from 1."""


def inspect(data: bytes) -> Merged:
    """Unpack every part once, keeping nothing, and stop where there is too much; gives what is merged in it.

    What a part says of its own size is not believed: what counts is what comes out.
    """
    found: dict[int, set[int]] = {}
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


def _through(packed: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, found: dict[int, set[int]]) -> int:
    size, tail = 0, b""
    first = part.filename.startswith("xl/worksheets/sheet")
    with packed.open(part) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > left or (size > SMALL and size > MOST_RATIO * max(1, part.compress_size)):
                raise FileRefused("unpacks-too-large")
            if first:
                tail = _note_merged(tail + chunk, found)
    return left - size


def _note_merged(text: bytes, found: dict[int, set[int]]) -> bytes:
    last = 0
    for match in _MERGED.finditer(text):
        last = match.end()
        bounds: Any = range_boundaries(match[1].decode())
        left, top, right, bottom = bounds
        if len(found) > MOST_MERGED:
            break
        across = range(left, min(right, left + 60) + 1)
        for line in range(top, min(bottom, top + 200) + 1):
            found.setdefault(line, set()).update(one for one in across if (line, one) != (top, left))
    return text[max(last, len(text) - 200) :]


def lines(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The lines of the first sheet, each cell as the text that a person would type."""
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
        yield from _lines(sheet)
    finally:
        book.close()


def _lines(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    rows = sheet.iter_rows(values_only=True, max_col=60)
    number = 0
    while True:
        number += 1
        try:
            row = next(rows, None)
        except Exception:  # see above
            raise FileRefused("not-a-workbook") from None
        if row is None:
            return
        # Sheets are padded to the widest line that they ever had.
        while row and row[-1] is None:
            row = row[:-1]
        yield number, [_text(value) for value in row]


def _text(value: object) -> str:
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
