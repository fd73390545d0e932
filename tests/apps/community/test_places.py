"""The official table of named places: all of a file is loaded, or nothing of it."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from linli.apps.community import actions, reads
from linli.apps.community.models import Place
from linli.apps.community.pinyin import initials

HEADER = "code,name,level,parent_code,committee_kind"
GOOD = (
    "610000000000,陕西省,1,,",
    "610100000000,西安市,2,610000000000,",
    "610103000000,碑林区,3,610100000000,",
    "610103006000,文艺路街道,4,610103000000,",
    "610103006007,测绘路社区居委会,5,610103006000,residents_committee",
)


def table(folder: Path, *rows: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
    file = folder / "places.csv"
    file.write_bytes("\n".join([header, *rows, ""]).encode(encoding))
    return file


def load(file: Path, encoding: str = "utf-8") -> int:
    return actions.import_places(file, actor=actions.TERMINAL, encoding=encoding).rows


def test_a_table_is_loaded_and_loading_it_again_changes_nothing(db: None, tmp_path: Path) -> None:
    file = table(tmp_path, *GOOD)
    assert load(file) == 5
    before = list(Place.objects.order_by("code").values())
    assert load(file) == 5
    assert list(Place.objects.order_by("code").values()) == before
    assert reads.ways_to(["610103006000"]) == {"610103006000": "陕西省 西安市 碑林区 文艺路街道"}


def test_a_place_renamed_in_a_newer_table_is_renamed_here(db: None, tmp_path: Path) -> None:
    load(table(tmp_path, *GOOD))
    load(table(tmp_path, GOOD[4].replace("测绘路", "新测绘路")))
    assert Place.objects.count() == 5
    assert Place.objects.get(code="610103006007").name == "新测绘路社区居委会"


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_what_a_spreadsheet_adds_does_no_harm(db: None, tmp_path: Path, ending: str, mark: str) -> None:
    file = tmp_path / "places.csv"
    file.write_bytes((mark + ending.join([HEADER, *GOOD, ""])).encode())
    assert load(file) == 5
    assert Place.objects.filter(name__contains="\r").count() == 0


def test_a_compressed_table_and_one_with_more_columns_are_loaded(db: None, tmp_path: Path) -> None:
    file = tmp_path / "places.csv.xz"
    rows = [f"place,{HEADER}", *(f"xian,{row}" for row in GOOD), ""]
    file.write_bytes(lzma.compress("\n".join(rows).encode()))
    assert load(file) == 5


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("61010300600,短,5,610103006000,", 7),
        ("6101030060０1,全角,5,610103006000,", 7),
        ("610103006008,,5,610103006000,", 7),
        (f"610103006008,{'长' * 101},5,610103006000,", 7),
        ("610103006008,级别,6,610103006000,", 7),
        ("610103006008,级别,五,610103006000,", 7),
        ("610103006008,上级,5,61,", 7),
        ("610103006008,没有上级,5,,", 7),
        ("610103006008,自己,5,610103006008,", 7),
        ("610103006007,重复,5,610103006000,", 7),
        ("610103006008,少一列,5,610103006000", 7),
        ("610103006008,多一列,5,610103006000,,,", 7),
        (f"610103006008,类别,5,610103006000,{'x' * 31}", 7),
    ],
)
def test_one_bad_row_is_named_by_its_line_and_nothing_is_loaded(
    db: None, tmp_path: Path, row: str, line: int
) -> None:
    with pytest.raises(actions.PlacesRefused) as refused:
        load(table(tmp_path, *GOOD, row))
    assert [fault.line for fault in refused.value.faults] == [line]
    assert refused.value.count == 1
    assert not Place.objects.exists()


@pytest.mark.parametrize("at", [3, 9_000])
@pytest.mark.parametrize(
    ("odd", "name"), [('"甲,乙"', "甲,乙"), ('"甲""乙"', '甲"乙'), ("甲 ", "甲"), ("（甲）", "（甲）")]
)
def test_a_quoted_cell_is_read_wherever_in_a_long_file_it_stands(
    db: None, tmp_path: Path, at: int, odd: str, name: str
) -> None:
    rows = [f"61{number:010},村,1,," for number in range(10_000)]
    rows[at] = f"61{at:010},{odd},1,,"
    assert load(table(tmp_path, *rows)) == 10_000
    assert Place.objects.exclude(name="村").values_list("code", "name").get() == (f"61{at:010}", name)


@pytest.mark.parametrize("quoted", ["村", '"村"'])
@pytest.mark.parametrize("wrong", ["61", "", "61,村,1,,\r", "610000009999,村,1", "610000009999,村,1,,,"])
def test_a_bad_row_far_down_is_named_by_its_line(db: None, tmp_path: Path, quoted: str, wrong: str) -> None:
    rows = [f"61{number:010},{quoted if number == 5_000 else '村'},1,," for number in range(10_000)]
    with pytest.raises(actions.PlacesRefused) as refused:
        load(table(tmp_path, *rows[:9_000], wrong, "61,村,1,,"))
    lines = [fault.line for fault in refused.value.faults]
    assert lines in ([9_003], [9_002, 9_003], [9_002])
    assert (wrong == "") == (lines == [9_003])


@pytest.mark.parametrize("tail", ["村民委员会", "居民委员会", "村委会", "居委会", "社区", ""])
@pytest.mark.parametrize("stem", ["长安", "重庆路", "东阿", "（西）", "A座", "会"])
def test_the_end_of_a_name_changes_no_letter_before_it(stem: str, tail: str) -> None:
    ends = {
        "村民委员会": "cmwyh",
        "居民委员会": "jmwyh",
        "村委会": "cwh",
        "居委会": "jwh",
        "社区": "sq",
        "": "",
    }
    assert initials(stem + tail) == initials(stem) + ends[tail]


def test_of_many_bad_rows_the_first_twenty_are_shown_and_all_are_counted(db: None, tmp_path: Path) -> None:
    with pytest.raises(actions.PlacesRefused) as refused:
        load(table(tmp_path, *(f"{number},x,5,610103006000," for number in range(50))))
    assert (len(refused.value.faults), refused.value.count) == (20, 50)
    assert [fault.line for fault in refused.value.faults] == list(range(2, 22))


def test_a_wrong_encoding_is_told_from_the_right_one(db: None, tmp_path: Path) -> None:
    file = table(tmp_path, *GOOD, encoding="gb18030")
    with pytest.raises(actions.PlacesRefused) as refused:
        load(file)
    assert refused.value.faults[0].line == 2
    assert "--encoding gb18030" in refused.value.faults[0].says.en
    assert load(file, "gb18030") == 5
    with pytest.raises(actions.PlacesRefused) as refused:
        load(table(tmp_path, *GOOD), "gb18030")
    assert "--encoding utf-8" in refused.value.faults[0].says.zh


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", HEADER.encode(), b"code,name\n610000000000,x\n", b"\xff\xfe\x00\x01\n", b"\x89PNG\r\n\x1a\n\x00",
     HEADER.encode() + b'\n610000000000,"x'],
)  # fmt: skip
def test_what_is_no_table_is_refused(db: None, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "places.csv"
    file.write_bytes(content)
    with pytest.raises(actions.PlacesRefused):
        load(file)
    assert not Place.objects.exists()


def test_a_broken_archive_and_a_missing_file_are_refused(db: None, tmp_path: Path) -> None:
    broken = tmp_path / "places.csv.xz"
    broken.write_bytes(lzma.compress("\n".join([HEADER, *GOOD * 100]).encode())[:-20])
    for file in (broken, tmp_path / "nothing.csv"):
        with pytest.raises(actions.PlacesRefused):
            load(file)
    assert not Place.objects.exists()


def test_places_are_found_by_name_and_by_code(db: None, tmp_path: Path) -> None:
    load(table(tmp_path, *GOOD))
    assert [one.code for one in reads.find_places("测绘")] == ["610103006007"]
    assert len(reads.places_by_code("610103")) == 3
    assert len(reads.places_by_code("610103006")) == 2
    assert [one.name for one in reads.places_in(["610103006000"])["610103006000"]] == ["测绘路社区居委会"]
    place = reads.place("610103000000")
    assert place is not None
    assert place.name == "碑林区"


def test_the_official_table_of_named_places_is_loaded(db: None, shared_data: Path) -> None:
    assert load(shared_data / "cn_divisions" / "cn_named_places_2021.csv") == 9951
    assert Place.objects.count() == 9951
