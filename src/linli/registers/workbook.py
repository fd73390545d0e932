"""Excel workbooks looked at before they are read: whether they are bombs, what hides its value, which sheet is where.

What a sheet could come to in memory is estimated from above while the parts are unpacked once; ``sheets`` reads them.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any, Final

from linli.registers.problem import FileRefused

MEGABYTE: Final = 1024 * 1024
MOST_UNPACKED: Final = 200 * MEGABYTE
MOST_PARTS: Final = 500
MOST_RATIO: Final = 200
SMALL: Final = 4 * MEGABYTE
"""A part this small may be packed as tightly as it likes."""
MOST_HIDDEN: Final = 5000
CHUNK: Final = 256 * 1024
LONGEST_MATCH: Final = 1000
MOST_HELD: Final = 400 * MEGABYTE
CELL_BYTES: Final = 32
LONGEST_PLACE: Final = 64
MOST_DIGITS: Final = 15
WIDE: Final = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
MOST_TEXTS: Final = 1_000_000
MOST_ASIDE: Final = 8 * MEGABYTE
"""What is neither a sheet nor the texts that cells share, such as styles, is read whole by the slower reader."""
BINARY: Final = b"-"
MOST_TAGS: Final = 120_000
"""No row has more: all the columns there are, each with a value and a formula."""
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
_BEFORE_ROOT = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_ROOT = re.compile(rb"<(?:\w+:)?(\w+)")
_ROW_BEGINS = re.compile(rb"<(?:\w+:)?row\b")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]{0,2000}>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]{0,2000}>")
_NAMED = re.compile(rb"\b((?:\w+:)?\w+)\s*=\s*[\"']([^\"']*)[\"']")

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
    root: bytes = b""
    texts: int = 0
    tags: int = 0
    """How many there are since the last row began."""
    plain: bool = True
    """Whether it is not written in two bytes a letter, so that what it says can be seen."""

    def measure(self, chunk: bytes, new: int) -> None:
        """Note what stands in a chunk, of which the last bytes are new."""
        self.sheet = self.sheet or b"sheetData" in chunk
        self.valued += chunk.count(b"</", len(chunk) - new) // 2 + 1
        self.row = max(self.row, *(int(one[-MOST_DIGITS:]) for one in {*_ROW.findall(chunk)}), 1)
        self.column = max(self.column, *(_column(one) for one in {*_COLUMN.findall(chunk)}), 1)

    def watch(self, chunk: bytes, size: int) -> bool:
        """Whether the slower reader can bear a part so far, of which a chunk is new."""
        if size == len(chunk):
            self.root = _root(chunk)
        if self.root == b"worksheet":
            return self._row_ends(chunk)
        if self.root == b"sst":
            self.texts += len(_TEXT_ENDS.findall(chunk)) + chunk.count(b"si/>")
        return self.texts <= MOST_TEXTS if self.root in (b"sst", BINARY) else size <= MOST_ASIDE

    def _row_ends(self, chunk: bytes) -> bool:
        begins = [one.start() for one in _ROW_BEGINS.finditer(chunk)]
        most = self.tags + chunk.count(b"<", 0, begins[0] if begins else len(chunk))
        self.tags = chunk.count(b"<", begins[-1]) if begins else most
        return most <= MOST_TAGS

    def holds(self, longest: int) -> bool:
        """Whether it can be held in memory."""
        return self.plain and (
            not self.sheet or self.row * self.column * CELL_BYTES + self.valued * longest <= MOST_HELD
        )


@dataclass(slots=True)
class Inspection:
    """What is seen of a workbook while it is unpacked once: cells that hide their value, and about how many rows."""

    hidden: dict[str, dict[int, dict[int, str]]] = field(default_factory=dict)
    """By the part in which they stand."""
    rows: dict[str, int] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    """In which part each sheet stands, by its name."""
    longest: int = 0
    """The longest text that cells share."""
    light: bool = True
    """Whether the whole of it can be held, whatever stands in its parts and however they are named."""

    def hidden_in(self, sheet: str) -> Hidden:
        """The cells that hide their value in a sheet; where its part is not known, those of every sheet."""
        if sheet in self.parts:
            return self.hidden.get(self.parts[sheet], {})
        found: dict[int, dict[int, str]] = {}
        for one in self.hidden.values():
            for line, cells in one.items():
                found.setdefault(line, {}).update(cells)
        return found

    def rows_in(self, sheet: str) -> int:
        """About how many rows a sheet has."""
        return self.rows.get(self.parts.get(sheet, ""), max(self.rows.values(), default=0))

    def measure_texts(self, chunk: bytes, pending: int) -> int:
        """Note the longest text of those that end here; ``pending``, and what is given back, is what has not ended."""
        *ended, rest = _TEXT_ENDS.split(chunk)
        for one in ended:
            if len(one) + pending > self.longest:
                self.longest = max(self.longest, len(_TAG.sub(b"", one)) + pending)
            pending = 0
        return pending + len(rest)


def _root(beginning: bytes) -> bytes:
    """The outermost word of a part in XML."""
    if not beginning.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"<", *WIDE)):
        return BINARY
    begun = _ROOT.search(_BEFORE_ROOT.sub(b"", beginning))
    return begun[1] if begun else b""


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
            found.parts = _parts_of_sheets(packed)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise FileRefused("not-a-workbook") from None
    return found


def _through(
    packed: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, found: Inspection, extent: _Extent
) -> int:
    size, tail, rows, word, pending = 0, b"", 0, b"", 0
    sheet = part.filename.startswith("xl/worksheets/sheet")
    hidden: dict[int, dict[int, str]] = {}
    with packed.open(part) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            packs = size > SMALL and size > MOST_RATIO * max(1, part.compress_size)
            if size > left or packs or not extent.watch(chunk, size):
                raise FileRefused("unpacks-too-large")
            extent.plain = extent.plain and not (size == len(chunk) and chunk.startswith(WIDE))
            extent.measure(word + chunk, len(chunk))
            word = chunk[-LONGEST_PLACE:]
            pending = found.measure_texts(chunk, pending)
            if sheet:
                tail = _note_hidden(tail + chunk, hidden)
                rows += chunk.count(b"</row>")
    if sheet:
        found.hidden[part.filename], found.rows[part.filename] = hidden, rows
    return left - size


def _parts_of_sheets(packed: zipfile.ZipFile) -> dict[str, str]:
    """In which part each sheet stands, by its name, as far as the workbook says so in the usual way."""
    try:
        book, related = (packed.read(f"xl/{one}") for one in ("workbook.xml", "_rels/workbook.xml.rels"))
    except KeyError:
        return {}
    named = [dict(_NAMED.findall(one)) for one in _RELATION.findall(related)]
    parts = {one.get(b"Id"): one.get(b"Target", b"").decode(errors="replace") for one in named}
    found = {}
    for one in _SHEET.findall(book):
        given = dict(_NAMED.findall(one))
        part = parts.get(next((value for key, value in given.items() if key.endswith(b":id")), None), "")
        found[unescape(given.get(b"name", b"").decode(errors="replace"))] = _whole(part)
    return found


def _whole(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


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
