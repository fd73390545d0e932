"""Tables that go out: templates, and registers in the same shape."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from linli.registers.cells import Value, show
from linli.registers.shape import Column, Shape
from linli.registers.sheets import ABOUT, EXPLAINED
from linli.registers.table import close_cell

if TYPE_CHECKING:
    from openpyxl import Workbook

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
"""The media type of each kind of file."""
TITLES = [
    "列 Column",
    "须填 Needed",
    "说明",
    "What belongs there",
    "也认得 Also understood",
    "可清空 Can be cleared",
]
ON_EMPTY_CELLS = (
    "空着的单元格：台账里原来有什么就留着什么。要去掉原来的内容，请填「清空」（标有「可清空」的列才可以）。",
    "An empty cell leaves what the register holds. To take it away, write (clear), in the columns marked so.",
)
WIDTH = 18
Values = Mapping[str, Value | None]


def workbook(shape: Shape, rows: Iterable[Values] = ()) -> bytes:
    """An Excel workbook: the table, every cell as text, and a sheet that explains each column."""
    book = _book(shape.title.zh, _headings(shape), _shown(shape, rows))
    explained = book.create_sheet(EXPLAINED)
    explained.column_dimensions["A"].width = explained.column_dimensions["B"].width = 30
    explained.append(TITLES)
    for one in shape.columns:
        explained.append(_explained(one))
    for words in ON_EMPTY_CELLS:
        explained.append([words])
    return _packed(book)


def text(shape: Shape, rows: Iterable[Values] = ()) -> bytes:
    """CSV in UTF-8 with the mark by which Excel knows it."""
    return lines(_headings(shape), _shown(shape, rows))


def sheet(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]], about: Sequence[str]) -> bytes:
    """An Excel workbook of a list: every cell as text, and a second sheet that says what it is and what it is for."""
    book = _book("".join(one for one in title if one not in "[]:*?/\\'")[:31], headings, rows)
    second = book.create_sheet(ABOUT)
    second.column_dimensions["A"].width = 4 * WIDTH
    for words in about:
        second.append([close_cell(words)])
    return _packed(book)


def lines(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A list as CSV, in UTF-8 with the mark by which Excel knows it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows([close_cell(words) for words in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _headings(shape: Shape) -> list[str]:
    return [one.heading for one in shape.columns]


def _shown(shape: Shape, rows: Iterable[Values]) -> Iterator[list[str]]:
    return ([show(one, row.get(one.key)) for one in shape.columns] for row in rows)


def _book(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Workbook:
    """A workbook with a table in its first sheet."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    first = book.create_sheet(title)
    first.freeze_panes = "A2"
    for place in range(len(headings)):
        dimension = first.column_dimensions[chr(ord("A") + place)]
        dimension.width = WIDTH
        dimension.number_format = "@"
    first.append(list(headings))
    for row in rows:
        first.append([close_cell(words) for words in row])
    return book


def _packed(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _explained(one: Column) -> list[str]:
    needed = "是 yes" if one.needed else "否 no"
    cleared = "清空 (clear)" if one.clears else ""
    return [one.heading, needed, one.says.zh, one.says.en, "、".join(one.also), cleared]
