"""Files that would fill the memory, or are of another kind, are refused before they are read, with what to do."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import made
import openpyxl
import pytest

from linli.registers import check, kinds, table, texts, workbook, write
from linli.registers.problem import FileRefused
from linli.registers.shapes import SHAPES

BUILDINGS, RESIDENTS = SHAPES["buildings"], SHAPES["residents"]
HEAD = "姓名,楼栋,房号\n".encode()


def refused(data: bytes, shape: Any = RESIDENTS) -> str:
    with pytest.raises(FileRefused) as found:
        list(table.read(shape, data).chunks())
    said = found.value.problem.says
    assert all((said.zh, said.en))
    return found.value.problem.code


def packed(*names: str, data: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as found:
        for name in names:
            found.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"," * 2_000_000, "line-too-long"),
        (b"x" * 2_000_000, "line-too-long"),
        (b"," * 200_500, "too-many-cells"),
        (b'"x",' + b"," * 1000, "too-many-cells"),
        (b'"a\n",' * 2000, "broken-csv"),
        (b'"' + b"x\n" * 2000, "broken-csv"),
    ],
)
def test_a_line_with_more_than_any_table_has_is_refused_before_it_is_taken_apart(
    line: bytes, code: str
) -> None:
    assert refused(HEAD + line) == code


def test_a_heading_without_end_is_refused_as_well() -> None:
    assert refused(HEAD.rstrip() + b"," * 2_000_000) == "line-too-long"
    assert refused(HEAD.rstrip() + b"," * 5000) == "too-many-cells"


def test_wide_rows_are_read_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "MOST_AT_ONCE", 60)
    heading = ["楼栋", *(f"备注{n}" for n in range(28))]
    lines = [",".join(heading), *(f"{n}号楼" + "," * 28 for n in range(5))]
    quoted = [lines[0], *(f'"{line[:-28]}"' + "," * 28 for line in lines[1:])]
    for rows in (lines, quoted):
        chunks = list(table.read(BUILDINGS, "\n".join(rows).encode()).chunks())
        assert [len(one.lines) for one in chunks] == [2, 2, 1]
        assert [name for one in chunks for name in one.cells["building"]] == [f"{n}号楼" for n in range(5)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a-pdf"),
        (b"\xff\xd8\xff\xe0" + b"x" * 99, "a-picture"),
        (b"Rar!\x1a\x07", "an-archive"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old-workbook"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "protected"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "a-page"),
        (b"\xef\xbb\xbf \n<TABLE><tr>", "a-page"),
        (packed("mimetype", "content.xml"), "open-document"),
        (packed("Index/Document.iwa"), "numbers-file"),
        (packed("xl/workbook.bin"), "binary-workbook"),
        (packed("word/document.xml"), "no-spreadsheet"),
        (packed("台账/居民.xlsx"), "an-archive"),
        (packed("anything"), "not-a-workbook"),
        (b"PK\x03\x04", "not-a-workbook"),
    ],
)
def test_a_file_of_another_kind_is_told_by_what_it_is_however_it_is_called(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_a_list_of_parts_without_end_is_not_read() -> None:
    assert refused(b"PK\x03\x04" + b"PK\x01\x02" * (kinds.MOST_ENTRIES + 1)) == "unpacks-too-large"


NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.mark.parametrize(
    ("most", "name", "part"),
    [
        ("MOST_ASIDE", "xl/styles.xml", f"<!-- x --><styleSheet {NS}>" + "<xf/>" * 99),
        ("MOST_TEXTS", "xl/any.xml", f"<sst {NS}>" + "<si/>" * 60 + "<x:si></x:si>" * 60),
        ("MOST_TAGS", "xl/sheet.xml", f"<x:worksheet {NS}><x:sheetData><x:row>" + "<c/>" * 120),
    ],
)
def test_no_part_of_a_workbook_is_larger_than_the_slower_reader_bears(
    monkeypatch: pytest.MonkeyPatch, most: str, name: str, part: str
) -> None:
    monkeypatch.setattr(workbook, "CHUNK", 64)
    data = packed(name, data=part.encode())
    assert workbook.inspect(data).light
    monkeypatch.setattr(workbook, most, 100)
    with pytest.raises(FileRefused, match="unpacks"):
        workbook.inspect(data)
    assert workbook.inspect(packed("xl/media/a.png", data=b"\x89PNG<" * 99))


def book(**sheets: Any) -> bytes:
    """A workbook of sheets by name: rows, or None for one that is empty; names that begin with _ are hidden."""
    found = openpyxl.Workbook()
    found.remove(found.worksheets[0])
    for name, rows in sheets.items():
        sheet = found.create_sheet(name)
        sheet.sheet_state = "hidden" if name.startswith("_") else "visible"
        for row in rows or []:
            sheet.append(row)
    out = io.BytesIO()
    found.save(out)
    return out.getvalue()


ROWS = [["楼栋", "层数"], ["1号楼", 6]]


@pytest.mark.parametrize("light", [True, False])
def test_the_first_sheet_that_is_shown_and_has_the_heading_is_read_and_others_are_named(
    monkeypatch: pytest.MonkeyPatch, light: bool
) -> None:
    if not light:
        monkeypatch.setattr(workbook, "MOST_HELD", 0)
    found = table.read(BUILDINGS, book(封面=[["说明"]], 台账=ROWS, _旧=[["楼栋"], ["9号楼"]]))
    assert [chunk.cells["building"] for chunk in found.chunks()] == [("1号楼",)]
    assert (found.sheet and found.sheet.name, found.beside) == ("台账", ())
    many = table.read(BUILDINGS, book(一=ROWS, 二=ROWS, 说明=[["x"]]))
    assert many.beside == ("二",)
    assert table.read(BUILDINGS, write.workbook(BUILDINGS, [{"building": "1"}])).beside == ()
    assert refused(book(封面=[["说明"]], _台账=ROWS), BUILDINGS) == "heading-hidden"
    assert refused(book(封面=[["说明"]], 第二=[["x"]]), BUILDINGS) == "no-heading-anywhere"
    assert refused(book(封面=None), BUILDINGS) == "no-heading"


def test_twenty_sheets_are_looked_at_and_what_is_merged_in_one_is_not_merged_in_another() -> None:
    twenty = table.read(BUILDINGS, book(**{f"表{n}": ROWS for n in range(20)}))
    assert len(twenty.beside) == 19
    data = book(一=ROWS, 二=[["x"]] * 9)
    found = openpyxl.load_workbook(io.BytesIO(data))
    found["二"].merge_cells("A1:B3")
    out = io.BytesIO()
    found.save(out)
    read = table.read(BUILDINGS, out.getvalue())
    rows = list(check.rows(BUILDINGS, read.chunks(), date(2026, 11, 27), {}))
    assert [row.problems for row in rows] == [[]]
    assert read.about == 2


def test_a_day_as_excel_counts_it_is_named_and_never_taken_for_one() -> None:
    one = made.resident(1) | {"身份证号": "", "出生日期": "33482"}
    (row,) = check.rows(RESIDENTS, table.read(RESIDENTS, made.text([one])).chunks(), date(2026, 11, 27), {})
    assert [(each.code, each.more) for each in row.problems] == [("day-as-number", {"day": "1991-09-01"})]
