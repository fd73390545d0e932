"""Files as people keep them: encodings, headings, bombs, faults in cells; each is told, none is guessed over."""

from __future__ import annotations

import io
import random
import re
import subprocess
import sys
import zipfile
from datetime import date
from typing import Any

import made
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.registers import check, identity, sheets, table, workbook, write
from linli.registers.cells import place_key
from linli.registers.problem import SAYS, FileRefused, Problem
from linli.registers.shapes import SHAPES

TODAY = date(2026, 11, 26)
RESIDENTS, DWELLINGS, BUILDINGS = SHAPES["residents"], SHAPES["dwellings"], SHAPES["buildings"]
RIGHT = made.resident(1)


def rows(data: bytes, shape: Any = RESIDENTS, mends: Any = None) -> list[check.Row]:
    return list(check.rows(shape, table.read(shape, data).chunks(), TODAY, mends or {}))


def codes(row: check.Row) -> list[tuple[str, str]]:
    return [(one.column, one.code) for one in row.problems]


def book(*lines: list[Any], merge: str = "") -> bytes:
    found = openpyxl.Workbook()
    sheet = found.active
    assert sheet is not None
    for line in lines:
        sheet.append(line)
    if merge:
        sheet.merge_cells(merge)
    out = io.BytesIO()
    found.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_a_table_is_read_in_every_encoding_that_excel_writes_here(encoding: str) -> None:
    (row,) = rows(made.text([RIGHT], encoding))
    assert row.problems == []
    assert row.values["name"] == "居民00001"
    assert (row.values["born"], row.values["sex"], row.values["party"]) == ("1950-01-01", "female", False)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("odd", "name"),
    [("甲", "甲"), ('"甲,乙"', "甲,乙"), ('"甲\n乙"', None), ("", None), ("甲,", "甲"), (" 甲 ", "甲")],
)
@pytest.mark.parametrize("at", [0, 1, 2500])
def test_a_long_file_is_read_alike_wherever_something_unusual_stands_in_it(
    ending: str, odd: str, name: str | None, at: int
) -> None:
    lines = [f"{number}号楼" for number in range(5000)]
    lines[at] = odd
    found = rows(ending.join(["", "楼栋", *lines, ""]).encode(), BUILDINGS)
    if not odd:
        assert (len(found), found[at].line) == (4999, at + 4)
        return
    assert (len(found), found[at].line) == (5000, at + 3 + ("\n" in odd))
    assert found[at].values.get("building") == name
    assert [row.values["building"] for row in found[at + 1 :]] == lines[at + 1 :]
    assert found[-1].line == 5002 + ("\n" in odd)


def test_titles_above_the_heading_synonyms_and_unknown_columns_do_no_harm() -> None:
    head = "2026年居民台账,,\n填表人：王,,\n"
    data = (head + "姓 名*,楼号,室号（必填）,手机号码,备注\n张三,3栋,302室,13800000000,好\n").encode()
    found = table.read(RESIDENTS, data)
    assert (found.heading.line, found.heading.unknown) == (3, ("备注",))
    (row,) = rows(data)
    assert row.line == 4
    assert row.values == {"name": "张三", "building": "3栋", "dwelling": "302室", "phone": "13800000000"}


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (["3", "3栋", "03号楼", "３号楼", "3#"], {"3"}),
        (["1单元", "1"], {"1"}),
        (["302室", "302"], {"302"}),
        (["东楼"], {"东"}),
    ],
)
def test_a_place_is_one_however_it_is_written(words: list[str], keys: set[str]) -> None:
    assert {place_key(one) for one in words} == keys


@pytest.mark.parametrize(
    ("column", "words", "code"),
    [
        ("身份证号", made.number(1)[:17] + ("0" if made.number(1)[17] != "0" else "1"), "id-check"),
        ("身份证号", "6.10103E+17", "id-as-number"),
        ("身份证号", "61010319800501", "id-length"),
        ("身份证号", "61010319800501001A", "id-digits"),
        ("身份证号", "61010319800501*012", "id-masked"),
        ("身份证号", "٦١٠١٠٣١٩٨٠٠٥٠١٠٠١٢", "id-digits"),
        ("姓名", "", "missing"),
        ("姓名", "名" * 61, "too-long"),
        ("姓名", "张\u200b三", "unprintable"),
        ("联系电话", "1380000000", "not-a-phone"),
        ("与户主关系", "邻居", "not-a-choice"),
        ("党员", "也许", "not-a-choice"),
        ("楼栋", "#REF!", "error-value"),
    ],
)
def test_what_is_wrong_in_a_cell_is_said_of_that_cell(column: str, words: str, code: str) -> None:
    (row,) = rows(made.text([RIGHT | {column: words}]))
    key = RESIDENTS.called(column)
    assert (key, code) in codes(row)


@pytest.mark.parametrize(
    ("born", "code"),
    [("1980-02-30", "no-such-date"), ("2027-01-01", "date-in-future"), ("1850-01-01", "date-too-early"),
     ("去年", "no-such-date"),     ("1980-05-01", "")],
)  # fmt: skip
def test_an_impossible_day_is_no_birth_date(born: str, code: str) -> None:
    (row,) = rows(made.text([RIGHT | {"身份证号": "", "出生日期": born}]))
    assert codes(row) == ([("born", code)] if code else [])


@pytest.mark.parametrize("born", ["1980年5月1日", "1980/5/1", "19800501", "1980.05.01"])
def test_a_day_is_read_however_it_is_written(born: str) -> None:
    (row,) = rows(made.text([RIGHT | {"身份证号": "", "出生日期": born}]))
    assert row.values["born"] == "1980-05-01"


def test_an_old_number_of_fifteen_digits_is_converted() -> None:
    found = identity.read("110105491231002")
    assert isinstance(found, identity.Identity)
    assert (found.number, found.born) == ("11010519491231002X", date(1949, 12, 31))
    assert identity.read("11010549123100X") == "id-digits"
    assert identity.read("110105491331002") == "id-date"


def test_what_contradicts_the_id_number_is_said() -> None:
    (row,) = rows(made.text([RIGHT | {"性别": "男", "出生日期": "1950-01-02"}]))
    assert codes(row) == [("born", "born-differs"), ("sex", "sex-differs")]


def test_a_repeated_person_and_a_second_head_are_told_with_the_line_of_the_first() -> None:
    first, other = made.resident(0), made.resident(1)
    found = rows(made.text([first, first | {"姓名": "别名"}, other | {"与户主关系": "户主"}]))
    assert [codes(row) for row in found] == [
        [],
        [("", "twice"), ("relation", "second-head")],
        [("relation", "second-head")],
    ]
    assert found[1].problems[0].more == {"line": "2"}


def test_areas_are_whole_hundredths_and_never_rounded() -> None:
    lines = ["楼栋,房号,建筑面积"] + [
        f"1,{n},{area}" for n, area in enumerate(["86.5", "86.55㎡", "1,086", "86.555", "-3", "1e3"])
    ]
    data = "\n".join(lines).replace("1,086", '"1,086"').encode()
    found = rows(data, DWELLINGS)
    assert [row.values.get("area") for row in found] == [8650, 8655, 108600, None, None, None]


def test_merged_cells_are_told_and_can_be_mended_in_place() -> None:
    data = book(
        ["居民台账"], ["姓名", "楼栋", "房号"], ["张三", "3", "302"], ["李四", None, None], merge="B3:B4"
    )
    first, second = rows(data)
    assert codes(first) == []
    assert codes(second) == [("building", "merged"), ("dwelling", "missing")]
    assert codes(rows(data, mends={4: {"building": "3", "dwelling": "303"}})[1]) == []


def test_a_long_number_kept_by_excel_as_a_number_is_told() -> None:
    data = book(["姓名", "楼栋", "房号", "身份证号"], ["张三", 3, 302.0, 610103198005010018])
    (row,) = rows(data)
    assert codes(row) == [("identity", "id-as-number")]
    assert (row.values["building"], row.values["dwelling"]) == ("3", "302")


def packed(size: int, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as found, found.open(name, "w") as part:
        for _ in range(size):
            part.write(b"\0" * 1024 * 1024)
    return out.getvalue()


@pytest.mark.parametrize("size", [8, 201])
def test_a_bomb_is_not_unpacked_to_its_end(size: int) -> None:
    with pytest.raises(FileRefused) as refused:
        table.read(RESIDENTS, packed(size))
    assert refused.value.problem.code == "unpacks-too-large"


def test_a_workbook_of_too_many_parts_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as found:
        for number in range(workbook.MOST_PARTS + 1):
            found.writestr(f"{number}", "")
    with pytest.raises(FileRefused, match="unpacks"):
        table.read(RESIDENTS, out.getvalue())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04", "not-a-workbook"),
        (packed(0, "a"), "not-a-workbook"),
        (b"\xd0\xcf\x11\xe0rest", "old-workbook"),
        (b" \r\n", "empty-file"),
        ("姓名,楼栋\n".encode(), "no-heading"),
        ("姓名,姓名,楼栋,房号\n".encode(), "heading-twice"),
        (b"\xff\xfe\x00", "unknown-encoding"),
        (b"\xef\xbb\xbf\xff", "unknown-encoding"),
        (b"x" * (table.MOST_BYTES + 1), "too-large"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        table.read(RESIDENTS, data)
    assert refused.value.problem.code == code


def test_broken_csv_and_too_many_rows_stop_with_their_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileRefused, match="Line 2"):
        rows('楼栋\n"1"x\n'.encode(), BUILDINGS)
    monkeypatch.setattr(table, "MOST_ROWS", 2)
    with pytest.raises(FileRefused, match="more than 2 rows"):
        rows("楼栋\n1\n2\n3\n".encode(), BUILDINGS)


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12))
def test_what_goes_out_is_no_formula_and_comes_back_as_it_was(words: str) -> None:
    closed = table.close_cell(words.strip())
    assert not closed.startswith(table.DANGEROUS)
    assert table.open_cell(closed) == words.strip()


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_template_is_read_back_and_explains_each_column(shape: Any) -> None:
    for data in (write.workbook(shape), write.text(shape)):
        assert table.read(shape, data).heading.keys == tuple(one.key for one in shape.columns)
    explained = openpyxl.load_workbook(io.BytesIO(write.workbook(shape)))[write.EXPLAINED]
    assert explained.max_row == 1 + len(shape.columns) + len(write.ON_EMPTY_CELLS)


FAULTS = {
    "姓名": ["", "#N/A", "名" * 99], "身份证号": ["1", "x" * 18, "6.1E+17", made.number(7)[:-1] + "?"],
    "联系电话": ["123", "电话"], "楼栋": ["", "#REF!"], "房号": ["", "1" * 70], "与户主关系": ["友"], "党员": ["?"],
    "业主": ["大概"],
}  # fmt: skip


def test_of_two_hundred_generated_faults_each_is_told_in_its_row_and_column() -> None:
    draw, table_ = random.Random(4), made.residents(200)
    put = {}
    for place, row in enumerate(table_):
        column = draw.choice(sorted(FAULTS))
        row[column] = draw.choice(FAULTS[column])
        put[place + 2] = RESIDENTS.called(column)
    found = {row.line: {one.column for one in row.problems} for row in rows(made.text(table_))}
    assert {line for line, column in put.items() if column not in found[line]} == set()


def test_every_problem_is_said_in_both_languages_and_repeats_no_secret() -> None:
    more = {
        key: "x"
        for key in (
            "most",
            "n",
            "line",
            "words",
            "needed",
            "heading",
            "numbers",
            "number",
            "zh",
            "en",
            "sheet",
            "day",
        )
    }
    for code in SAYS:
        said = Problem("", code, more).says
        assert said.zh != said.en or code == "refused"  # the engine's own words, in both languages
    (row,) = rows(made.text([RIGHT | {"身份证号": made.number(1)[:17] + "Y"}]))
    assert made.number(1)[:14] not in "".join(one.says.zh + one.says.en for one in row.problems)


def test_what_reads_workbooks_is_loaded_only_where_one_is_read() -> None:
    program = "import sys; from linli.registers import table, write; print('openpyxl' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    assert out == "False\n"


def _sheet(cells: str, texts: str = "") -> bytes:
    """A workbook whose first sheet has these cells, and these shared texts."""
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    out = io.BytesIO()
    book.save(out)
    made = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                data = re.sub(
                    rb"<sheetData>.*</sheetData>", lambda _: f"<sheetData>{cells}</sheetData>".encode(), data
                )
            new.writestr(part, data)
        new.writestr("xl/worksheets/shared.xml", f"<sst>{texts}</sst>")
    return made.getvalue()


def test_a_sheet_that_would_fill_the_memory_is_read_row_by_row() -> None:
    apart = _sheet(
        '<row r="1"><c r="A1"><v>7</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    alike = _sheet(
        "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 20_001)),
        f"<si><t>{'x' * 32_000}</t></si>",
    )
    hidden = _sheet("<row r = '900000000'><c r\n=\n'A0900000000'><v>1</v></c></row>")
    for data in (apart, alike, hidden):
        assert not workbook.inspect(data).light
    assert next(sheets.lines(apart)) == (1, ["7"])


def test_an_ordinary_workbook_is_light_and_both_readers_say_the_same() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    day = date(2020, 1, 2)
    sheet["B3"], sheet["C3"], sheet["D3"], sheet["E3"], sheet["G3"] = day, True, 1.5, 12, " x "
    sheet["D9"] = "后"
    out = io.BytesIO()
    book.save(out)
    data = out.getvalue()
    assert workbook.inspect(data).light
    assert list(sheets.lines(data, sheet=next(sheets.sheets(data, light=True)))) == list(sheets.lines(data))


def test_a_cell_with_an_error_in_it_is_told_by_both_readers() -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["A2"], book.active["B2"] = "楼栋", "1号楼", "=1/0"
    book.active["B1"], book.active["A3"], book.active["B3"] = "层数", "2号楼", "#N/A"
    out = io.BytesIO()
    book.save(out)
    found = table.read(SHAPES["buildings"], out.getvalue())
    rows = list(check.rows(SHAPES["buildings"], found.chunks(), TODAY, {}))
    assert [[one.code for one in row.problems] for row in rows] == [["formula"], ["error-value"]]
