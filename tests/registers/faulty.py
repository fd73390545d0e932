"""Faulty files: each of a kind of fault, with what has to be said about it and where."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import made
import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

FILE = ""
"""Said of the file as a whole."""
HEADING = list(made.resident(0))
Grid = list[list[Any]]


@dataclass(frozen=True)
class Faulty:
    """A file, and what is to be said: a code of the whole file, or the line, column and code of one row."""

    name: str
    data: bytes
    code: str
    line: int = 0
    column: str = FILE


def grid(count: int) -> Grid:
    return [[*HEADING], *([*one.values()] for one in made.residents(count))]


def text(rows: Grid, encoding: str = "utf-8", comma: str = ",", end: str = "\n") -> bytes:
    quoted = (
        (f'"{cell}"' if comma in str(cell) or "\n" in str(cell) else str(cell))
        for row in rows
        for cell in row
    )
    cells = iter(quoted)
    lines = [comma.join(next(cells) for _ in row) for row in rows]
    return (end.join(lines) + end).encode(encoding)


def book(rows: Grid, *, merge: str = "", mac: bool = False, before: bool = False) -> bytes:
    found = openpyxl.Workbook()
    sheet: Any = found.active
    if mac:
        found.epoch = CALENDAR_MAC_1904
    if before:
        sheet.append(["2026 年居民台账"])
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    out = io.BytesIO()
    found.save(out)
    return out.getvalue()


def _at(column: str, words: Any, rows: int = 4, line: int = 3) -> Grid:
    """A grid with one cell, or a column of it, as wished."""
    found = grid(rows)
    found[line - 1][HEADING.index(column)] = words
    return found


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return out.getvalue()


def _repacked(part: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book(grid(2)))) as found:
        parts = {name: found.read(name) for name in found.namelist()}
    parts[part] = change(parts[part])
    return _packed(parts)


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">' + b"".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">'.encode() for n in range(9)
) + b"]><w>&j;</w>"  # fmt: skip
SHEET = "xl/worksheets/sheet1.xml"
STRANGE = "\u202e居民\u200b"


def files() -> Iterator[Faulty]:
    """Faults of a file as a whole."""
    yield Faulty("empty", b"", "empty-file")
    yield Faulty("blank lines", b"\n\n\n,,,\n", "no-heading")
    yield Faulty("a heading alone", text(grid(0)), "no-rows")
    yield Faulty("a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "a-picture")
    yield Faulty("zeros", b"\0" * 999, "unknown-encoding")
    yield Faulty("UTF-16 cut in half", b"\xff\xfe" + text(grid(2), "utf-16-le")[:-1], "unknown-encoding")
    yield Faulty("half a character", text(grid(2))[:-1] + b"\xe5", "no-heading unknown-encoding")
    yield Faulty("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old-workbook")
    yield Faulty("a page called .xls", b"<html><table><tr><td>\xe5\xa7\x93", "a-page")
    yield Faulty("a bomb", _packed({SHEET: b"\0" * 9_000_000}), "unpacks-too-large")
    yield Faulty("a thousand parts", _packed({f"{n}.xml": b"" for n in range(1000)}), "unpacks-too-large")
    yield Faulty("half a workbook", book(grid(9))[:-900], "not-a-workbook")
    yield Faulty("another archive", _packed({"a.txt": b"hello"}), "not-a-workbook")
    yield Faulty("a billion laughs", _repacked("xl/workbook.xml", lambda _: LAUGHS), "not-a-workbook")
    yield Faulty("a sheet that laughs", _repacked(SHEET, lambda _: LAUGHS), "not-a-workbook no-heading")
    yield Faulty("a sheet that breaks off", _repacked(SHEET, lambda data: data[:-300]), "not-a-workbook")
    yield Faulty(
        "no workbook in it", _repacked("xl/workbook.xml", lambda _: b"<a/>"), "not-a-workbook no-rows"
    )
    heading = [*HEADING, "姓名"]
    yield Faulty("a heading twice", text([heading, *grid(1)[1:]]), "heading-twice")
    yield Faulty("the same under another name", book([[*HEADING, "居民姓名"], *grid(1)[1:]]), "heading-twice")
    for missing in ("姓名", "楼栋", "房号"):
        less = [[cell for name, cell in zip(HEADING, row, strict=True) if name != missing] for row in grid(2)]
        yield Faulty(f"no column {missing}", text(less), "no-heading")
    yield Faulty("a heading too far down", b"\n" * 12 + text(grid(2)), "no-heading")
    yield Faulty("a quote that never ends", text(grid(2)) + '"张三'.encode(), "broken-csv")
    yield Faulty("words after a quote", text(grid(1)) + '"张三"李\n'.encode(), "broken-csv")
    yield Faulty("an endless cell", text(grid(1)) + b"x" * 140_000, "broken-csv")
    yield Faulty("rows across", text([list(row) for row in zip(*grid(20), strict=True)]), "no-heading")


def cells(seed: int) -> Iterator[Faulty]:
    """Faults of one row, in files of every sort: encodings, separators, headings in any order, many columns."""
    draw = random.Random(seed)
    number = made.number(7)
    faults = [
        ("身份证号", number[:17] + ("0" if number[17] != "0" else "1"), "id-check"),
        ("身份证号", number[:-1], "id-length"),
        ("身份证号", "6.10103E+17", "id-as-number"),
        ("身份证号", number[:6] + "19801331" + number[14:], "id-check id-date"),
        ("身份证号", "６１０１０３" + "甲" * 12, "id-digits"),
        ("身份证号", f"=HYPERLINK({number})", "id-length id-digits formula"),
        ("联系电话", "12", "not-a-phone"),
        ("联系电话", "138-0000-00000000", "not-a-phone"),
        ("姓名", "", "missing"),
        ("姓名", STRANGE, "unprintable"),
        ("姓名", "名" * 61, "too-long"),
        ("楼栋", "", "missing"),
        ("楼栋", "#N/A", "error-value"),
        ("房号", "9" * 61, "too-long"),
        ("与户主关系", "邻居", "not-a-choice"),
        ("党员", "也许", "not-a-choice"),
        ("业主", "2026", "not-a-choice"),
        ("实际居住", "=1+1", "not-a-choice formula"),
    ]
    for place, (column, words, code) in enumerate(faults * 10):
        rows = _at(column, words)
        order = list(range(len(HEADING)))
        draw.shuffle(order)
        wide = [f"备注{n}" for n in range(draw.choice((0, 0, 3, 280)))]
        mixed: Grid = [
            [*(row[n] for n in order), *(wide if at == 0 else [""] * len(wide))]
            for at, row in enumerate(rows)
        ]
        sort = place % 6
        if sort == 5:
            data = book(mixed)
        else:
            encoding = ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16")[sort]
            encoding = "gb18030" if encoding == "gbk" and column == "姓名" else encoding
            data = text(mixed, encoding, draw.choice(",\t;"), draw.choice(("\n", "\r\n")))
        yield Faulty(f"{column} {words[:12]!r} {place}", data, code, 3, column)


def sheets() -> Iterator[Faulty]:
    """Faults that only a workbook can have."""
    with_born = [[*HEADING, "出生日期"], *([*row, ""] for row in grid(3)[1:])]

    def born(value: Any, *, mac: bool = False) -> bytes:
        rows = [[*row] for row in with_born]
        rows[2][HEADING.index("身份证号")] = ""
        rows[2][-1] = value
        return book(rows, mac=mac)

    yield Faulty("merged cells", book(grid(3), merge="D2:D3"), "merged", 3, "楼栋")
    yield Faulty("merged beside a title", book(grid(3), merge="F3:F4", before=True), "merged", 4, "房号")
    yield Faulty("a formula without a value", book(_at("楼栋", '="1"&"号楼"')), "formula", 3, "楼栋")
    yield Faulty(
        "a number that lost its end", book(_at("身份证号", 610103198005010018)), "id-as-number", 3, "身份证号"
    )
    yield Faulty("a day as a bare number", born(33482), "day-as-number", 3, "出生日期")
    yield Faulty("a day and a time", born("1980-05-01 08:30"), "no-such-date", 3, "出生日期")
    yield Faulty(
        "a day of the other calendar", born(date(2150, 1, 1), mac=True), "date-in-future", 3, "出生日期"
    )
    yield Faulty("a day in two parts", born("1980年5月"), "no-such-date", 3, "出生日期")
    yield Faulty("an error of Excel", book(_at("房号", "#DIV/0!")), "error-value", 3, "房号")
    twice = grid(3)
    twice.append(list(twice[1]))
    yield Faulty("somebody twice", book(twice), "twice", 5)
