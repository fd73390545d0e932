"""The sheets of Excel workbooks that have been looked at, and their lines.

calamine reads them twenty times as fast as openpyxl, but holds the whole sheet, with every shared text copied into
each cell that shows it, and a place for every cell between the first and the last; where that could be too much,
openpyxl reads row by row.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from linli.registers.problem import FileRefused

MOST_COLUMNS: Final = 300
EXPLAINED: Final = "填写说明 How to fill it in"
ABOUT: Final = "说明 About"
EXPLAINING: Final = frozenset([EXPLAINED, ABOUT])
"""Sheets that we add ourselves, which name the columns and hold no rows."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook by its name; ``held`` is the sheet in memory, where it is light."""

    name: str
    hidden: bool
    held: Any = None


def lines(
    data: bytes, width: int = MOST_COLUMNS, *, sheet: Sheet | None = None
) -> Iterator[tuple[int, list[str]]]:
    """The lines of a sheet (None: the first) up to a width, each cell as the text that a person would type."""
    if sheet is not None and sheet.held is not None:
        yield from _numbered(sheet.held, width)
    else:
        yield from _streamed(data, width, sheet.name if sheet else "")


def sheets(data: bytes, *, light: bool) -> Iterator[Sheet]:
    """The sheets of a workbook in order, each in memory where it is light and calamine can read it."""
    found = _held(data) if light else None
    if found is None:
        yield from _sheets(data)
        return
    for one in found.sheets_metadata:
        if one.typ == _worksheet():
            yield Sheet(one.name, one.visible != _visible(), _sheet(found, one.name))


def _worksheet() -> Any:
    from python_calamine import SheetTypeEnum

    return SheetTypeEnum.WorkSheet


def _visible() -> Any:
    from python_calamine import SheetVisibleEnum

    return SheetVisibleEnum.Visible


def _held(data: bytes) -> Any:
    from python_calamine import CalamineWorkbook

    return _unless_broken(lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)))


def _sheet(book: Any, name: str) -> Any:
    return _unless_broken(lambda: book.get_sheet_by_name(name))


def _unless_broken(read: Callable[[], Any]) -> Any:
    try:
        return read()
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


def _book(data: bytes) -> Any:
    # Read where it is used: it takes longer to load than all addresses of the site together.
    import openpyxl

    try:
        return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception:  # openpyxl raises whatever it stumbles upon
        raise FileRefused("not-a-workbook") from None


def _sheets(data: bytes) -> list[Sheet]:
    book = _book(data)
    try:
        return [Sheet(one.title, one.sheet_state != "visible") for one in book.worksheets]
    finally:
        book.close()


def _streamed(data: bytes, width: int, name: str = "") -> Iterator[tuple[int, list[str]]]:
    book = _book(data)
    try:
        found = [one for one in book.worksheets if name in ("", one.title)]
        sheet: Any = found[0] if found else None
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
