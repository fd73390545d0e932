"""The table of places on every store: loaded whole, one edition after the other, and found as people type."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.apps.community import actions, reads
from linli.apps.community.actions.places import loading
from linli.apps.community.actions.places.reading import Reading
from linli.apps.community.models import Edition, FormerName, Place, Succession

HEADER = "code,name,level,parent_code,committee_kind"
OLD = (
    "500000000000,重庆市,1,,",
    "610000000000,陕西省,1,,",
    "610100000000,西安市,2,610000000000,",
    "610103000000,碑林区,3,610100000000,",
    "610103006000,文艺路街道,4,610103000000,",
    "610103006007,测绘路社区居委会,5,610103006000,residents_committee",
    "610103006009,友谊社区居委会,5,610103006000,residents_committee",
    "610103009000,碑林镇,4,610103000000,",
    "610104000000,莲湖区,3,610100000000,",
    "610104001000,友谊路街道,4,610104000000,",
    "610104001001,测绘社区居委会,5,610104001000,residents_committee",
)
TO_STREET = (*OLD[:4], "610103006000,文艺北路街道,4,610103000000,", OLD[8], "610104002000,友谊西路街道,4,610104000000,",
             "610103010000,碑林东街道,4,610103000000,")  # fmt: skip
CHANGES = "code,successor,date\n610104001000,610104002000,2023-06-30\n610103009,610103010,\n"
LATER = date(2023, 6, 30)


def load(
    folder: Path, *rows: str, day: date = date(2021, 12, 31), complete: bool = True, kinds: bool = True
) -> tuple[int, int, int, int]:
    file = folder / "places.csv"
    lines = [HEADER, *rows] if kinds else [line.rpartition(",")[0] for line in (HEADER, *rows)]
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")
    done = actions.import_places(file, actor=actions.TERMINAL, day=day, complete=complete)
    return done.rows, done.added, done.renamed, done.ended


@pytest.fixture
def both(store: str, tmp_path: Path) -> None:
    """The table of 2021, that of 2023 to the streets, and what became of which street."""
    assert load(tmp_path, *OLD) == (11, 11, 0, 0)
    assert load(tmp_path, *TO_STREET, day=LATER, kinds=False) == (8, 2, 1, 2)
    file = tmp_path / "changes.csv"
    file.write_text(CHANGES, encoding="utf-8")
    assert actions.import_changes(file, actor=actions.TERMINAL, day=LATER) == 2


def found(words: str, under: str = "") -> list[str]:
    return [one.name for one in reads.find_places(words, under=under)]


def test_a_newer_table_renames_begins_and_ends_places_and_says_nothing_of_levels_it_lacks(both: None) -> None:
    streets = {one.code[6:9] + one.code[4:6]: one for one in Place.objects.filter(level=4)}
    assert {key: (one.since, one.until) for key, one in streets.items()} == {
        "00603": (None, None), "00903": (None, LATER), "01003": (LATER, None), "00104": (None, LATER),
        "00204": (LATER, None),
    }  # fmt: skip
    assert not Place.objects.filter(level=5, until__isnull=False).exists()
    assert Place.objects.get(code="610103006007").kind == "residents_committee"
    assert list(FormerName.objects.values_list("name", "initials", "until")) == [
        ("文艺路街道", "wyljd", LATER)
    ]
    assert list(Edition.objects.order_by("pk").values_list("rows", "renamed", "ended")) == [
        (11, 0, 0),
        (8, 1, 2),
    ]


def test_loading_the_same_table_again_changes_nothing(both: None, tmp_path: Path) -> None:
    before = list(Place.objects.order_by("code").values())
    assert load(tmp_path, *TO_STREET, day=LATER, kinds=False) == (8, 0, 0, 0)
    assert list(Place.objects.order_by("code").values()) == before


def test_a_place_that_comes_back_is_in_force_again(both: None, tmp_path: Path) -> None:
    assert load(tmp_path, OLD[7], day=date(2024, 6, 30), complete=False) == (1, 0, 0, 0)
    assert Place.objects.get(code="610103009000").until is None


@pytest.mark.parametrize(
    ("rows", "day", "says"),
    [
        (OLD, date(2020, 12, 31), "older"),
        ((OLD[0], OLD[4]), date(2024, 6, 30), "leave out --complete"),
        ((*OLD, OLD[3]), date(2024, 6, 30), "already on line 5"),
        ((*OLD[::-1], OLD[3]), date(2024, 6, 30), "already on line 9"),
        ((*OLD, "61,短,5,610103006000,"), date(2024, 6, 30), "not 12 digits"),
    ],
)
def test_what_cannot_be_right_changes_nothing(
    both: None, tmp_path: Path, rows: tuple[str, ...], day: date, says: str
) -> None:
    before = list(Place.objects.order_by("code").values())
    with pytest.raises(actions.PlacesRefused, match=says):
        load(tmp_path, *rows, day=day)
    assert list(Place.objects.order_by("code").values()) == before
    assert Edition.objects.count() == 2


@pytest.mark.parametrize("rows", [OLD[::-1], (*OLD, OLD[3])])
def test_a_first_table_may_come_in_any_order_but_no_code_twice(
    store: str, tmp_path: Path, rows: tuple[str, ...]
) -> None:
    if len(rows) == len(OLD):
        assert load(tmp_path, *rows) == (11, 11, 0, 0)
        assert found("测绘路") == ["测绘路社区居委会"]
    else:
        with pytest.raises(actions.PlacesRefused, match="already on line 5"):
            load(tmp_path, *rows)
        assert not Place.objects.exists()


def built() -> tuple[set[str], set[str]]:
    """The indices and keys there are on the table of places, and what refers to it."""
    with connection.cursor() as cursor:
        here = connection.introspection.get_constraints(cursor, "community_place")
        there = connection.introspection.get_constraints(cursor, "community_community")
    keys = {name for name, one in there.items() if one["foreign_key"] == ("community_place", "code")}
    return {name for name, one in here.items() if one["index"] or one["primary_key"]}, keys


@pytest.mark.parametrize("last", [OLD[10], "61,短,5,610103006000,"])
def test_a_first_table_leaves_all_keys_and_indices_whether_it_is_loaded_or_refused(
    store: str, tmp_path: Path, last: str
) -> None:
    before = built()
    assert {one.name for one in Place._meta.indexes} <= before[0]
    with suppress(actions.PlacesRefused):
        load(tmp_path, *OLD[:10], last)
    assert Place.objects.count() in {0, 11}
    assert built() == before


def test_a_first_table_is_left_to_what_compares_where_another_came_first(both: None, tmp_path: Path) -> None:
    reading = Reading(tmp_path / "places.csv", "utf-8")
    with pytest.raises(loading.Unordered):
        loading.fill(reading, LATER, complete=True, progress=lambda rows: None)
    assert built()[0] >= {one.name for one in Place._meta.indexes}
    assert Edition.objects.count() == 2


@pytest.mark.parametrize(
    ("words", "under", "names"),
    [
        ("测绘路", "", ["测绘路社区居委会"]),
        ("测绘", "", ["测绘社区居委会", "测绘路社区居委会"]),
        ("碑林", "", ["碑林区", "碑林东街道", "碑林镇"]),
        ("cqs", "", ["重庆市"]),
        ("CHL", "", ["测绘路社区居委会"]),
        ("610104", "", ["莲湖区", "测绘社区居委会", "友谊西路街道", "友谊路街道"]),
        ("碑林 测绘", "", ["测绘路社区居委会"]),
        ("bl yy", "", ["友谊社区居委会"]),
        ("碑林区测绘路", "", ["测绘路社区居委会"]),
        ("陕西省西安市碑林区文艺北路街道友谊", "", ["友谊社区居委会"]),
        ("绘路", "610103000000", ["测绘路社区居委会"]),
        ("绘路", "", []),
        ("友谊", "610104000000", ["友谊西路街道", "友谊路街道"]),
        ("文艺路", "", ["文艺北路街道"]),
        ("%", "", []),
        ("'; DROP TABLE", "", []),
        ("\x00", "", []),
        ("   ", "", []),
        ("甲" * 500, "", []),
        ("测绘路", "999999999999", []),
    ],
)
def test_a_place_is_found_by_what_people_type(both: None, words: str, under: str, names: list[str]) -> None:
    assert found(words, under) == names


@pytest.mark.parametrize("words", ["测绘", "chl", "610103", "碑林 测绘", "陕西省西安市碑林区测绘路"])
def test_each_level_is_asked_for_in_the_words_of_its_index_without_which_sqlite_reads_all_places(
    both: None, words: str
) -> None:
    with CaptureQueriesContext(connection) as asked:
        reads.find_places(words)
        reads.find_further(words, first=1, after=reads.START, most=5)
    assert not re.search(r"(?<!level < 5 AND )level (=|<=|IN) ?[(1-4]", " ".join(one["sql"] for one in asked))


def test_an_old_name_and_an_ended_place_lead_to_what_there_is_now(both: None) -> None:
    (renamed,) = reads.find_places("文艺路")
    assert (renamed.formerly, renamed.path) == ("文艺路街道", "陕西省 西安市 碑林区")
    (ended,) = [one for one in reads.find_places("友谊路")]
    assert (ended.until, [one.name for one in ended.now]) == (LATER, ["友谊西路街道"])


def test_places_that_went_on_and_on_lead_to_the_last_even_if_the_table_runs_in_a_ring(both: None) -> None:
    Succession.objects.create(code="610104002000", successor="610103010000", on=LATER)
    assert [one.name for one in reads.successors(["610104001000"])["610104001000"]] == ["碑林东街道"]
    Succession.objects.create(code="610103010000", successor="610104001000", on=LATER)
    assert reads.successors(["610104001000"])["610104001000"] == ()


def test_a_table_of_changes_with_an_unknown_code_or_day_enters_nothing(both: None, tmp_path: Path) -> None:
    file = tmp_path / "changes.csv"
    file.write_text("code,successor,date\n610103006000,610103010000,2023-06-30\n610103006000,1,2023-06-30\n"
                    "610103006000,610104002000,30.6.2023\n610103006000,610103006000,\n", encoding="utf-8")  # fmt: skip
    with pytest.raises(actions.PlacesRefused) as refused:
        actions.import_changes(file, actor=actions.TERMINAL)
    assert [one.line for one in refused.value.faults] == [3, 4, 5]
    assert Succession.objects.count() == 2
    assert Place.objects.get(code="610103006000").until is None


def test_what_lies_at_or_below_a_code_that_ends_in_a_nought_is_its_own_and_not_its_neighbours(
    both: None,
) -> None:
    assert [reads.stem(code) for code in ("130000000000", "131000000000", "610103006010", "6101", "")] == [
        "13", "1310", "610103006010", "6101", ""
    ]  # fmt: skip
    rows = [("131000000000", "廊坊市", 2), ("131002000000", "安次区", 3), ("131102000000", "安阳区", 3)]
    Place.objects.bulk_create(
        Place(code=code, name=name, level=level, parent_code="", initials="") for code, name, level in rows
    )
    assert found("安", under="131000000000") == ["安次区"]
    assert [one.code for one in reads.places_by_code("1310")] == ["131000000000", "131002000000"]
    assert [one.code for one in reads.places_by_code("1310", after="131000000000")] == ["131002000000"]


NAMES = [f"新华{end}" for end in ("", "一", "七", "三", "九", "二", "五", "八", "六", "四")]


@pytest.fixture
def many(store: str) -> None:
    """Three streets and thirty communities that begin alike, one that was called so, and one called so twice."""
    Place.objects.bulk_create(
        Place(
            code=f"6101{county:02d}001{at:03d}",
            name=name if at else f"{name}街道",
            level=5 if at else 4,
            initials="xh",
        )
        for county in (3, 4, 5)
        for at, name in enumerate(["新华", *NAMES[1:]])
    )
    Place.objects.create(code="610106001001", name="红旗", level=5, initials="hq")
    FormerName.objects.bulk_create(
        FormerName(code=code, name=name, initials="xh", until=LATER)
        for code, name in (
            ("610106001001", "新华旧"), ("610106001001", "新华老"), ("610103001001", "新华古"),
        )
    )  # fmt: skip


@pytest.mark.parametrize("words", ["新华", "xh", "61010", "6101 新华"])
@pytest.mark.parametrize("under", ["", "610103000000"])
@pytest.mark.parametrize("most", [1, 4, 30])
def test_page_by_page_everything_that_words_find_comes_once_and_the_best_first(
    many: None, words: str, under: str, most: int
) -> None:
    every = {one.code for one in reads.find_places(words, under=under, most=1000)}
    best = [one.code for one in reads.find_places(words, under=under, most=most)]
    codes, mark = list(best), reads.START
    while page := reads.find_further(words, under=under, first=most, after=mark, most=most):
        codes += [one.code for _mark, one in page]
        mark = page[-1][0]
    assert len(codes) == len(set(codes))
    assert set(codes) == every
