"""The SVG itself: well-formed, without style or script, escaped, the same every time, and not too long."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

import pytest

from linli import charters
from linli.core.charter import draw
from linli.core.charter.load import Loaded
from linli.core.charter.model import Charter
from linli.core.charter.text import Lang

SVG = "{http://www.w3.org/2000/svg}"
LANGS: tuple[Lang, ...] = ("zh", "en")
HOSTILE = (
    "<script>alert(1)</script>",
    "\"' onload='alert(1)",
    "]]>&amp;&#0;<![CDATA[",
    "\u202egnp.exe\u2066\u200f",
    "a\x00b\x1b\ufffec",
    "👩‍👩‍👧‍👦" * 40,
    "邻" * 100_000,
    "w" * 100_000,
    "é\u0301\u0301" * 300,
    "مرحبا " * 300,
    " \t\n",
)


def text(zh: str, en: str = "") -> dict[str, str]:
    return {"zh": zh, "en": en or zh}


def work(title: str = "办理", **then: str) -> dict[str, Any]:
    """A stage of work, led on as ``then`` says."""
    return {"title": text(title), "kind": "work", "by": "committee", "then": then}


def drawings(charter: Charter, lang: Lang) -> Iterator[str]:
    for slug in charter.procedures:
        yield draw.procedure(charter, slug, lang, base="/c/x/charter")
    yield draw.organs(charter, lang)
    yield draw.tiny(charter)


_of: dict[tuple[str, Lang], list[str]] = {}


def gallery(loaded: Loaded, lang: Lang) -> list[str]:
    """All drawings of a charter of the gallery; each is drawn once for all tests."""
    key = loaded.slug, lang
    if key not in _of:
        _of[key] = list(drawings(loaded.charter, lang))
    return _of[key]


def read(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314  # our own drawing


@pytest.mark.parametrize("lang", LANGS)
def test_a_drawing_is_well_formed_and_brings_no_style_and_no_script(loaded: Loaded, lang: Lang) -> None:
    for svg in gallery(loaded, lang):
        root = read(svg)
        for one in root.iter():
            assert one.tag not in (f"{SVG}style", f"{SVG}script", f"{SVG}image", f"{SVG}foreignObject")
            assert not any(name == "style" or name.startswith("on") for name in one.attrib)
            assert all(name.startswith("diagram") for name in one.attrib.get("class", "").split())


def test_all_coordinates_are_whole_numbers(loaded: Loaded) -> None:
    for svg in gallery(loaded, "zh"):
        for one in read(svg).iter():
            for name in ("x", "y", "width", "height", "cx", "cy", "r", "rx", "d", "viewBox"):
                assert "." not in one.attrib.get(name, "")


def test_a_drawing_says_what_it_shows_to_those_who_cannot_see_it(loaded: Loaded) -> None:
    for procedure, svg in zip(loaded.charter.procedures.values(), gallery(loaded, "zh"), strict=False):
        root = read(svg)
        by_id = {one.attrib["id"]: one for one in root.iter() if "id" in one.attrib}
        title, says = by_id[root.attrib["aria-labelledby"]], by_id[root.attrib["aria-describedby"]]
        assert (title.tag, says.tag) == (f"{SVG}title", f"{SVG}desc")
        assert title.text == f"{procedure.title.zh}：程序图"
        assert f"共 {len(procedure.stages)} 个环节" in str(says.text)
        assert root.attrib["role"] == "group"


def test_every_box_is_a_link_to_its_article() -> None:
    beilin = charters.read("beilin").charter
    root = read(draw.procedure(beilin, "four-deliberations", "en", base="/c/heping/charter"))
    links = {
        one.attrib["data-node"]: one.attrib["href"]
        for one in root.iter(f"{SVG}a")
        if "data-node" in one.attrib
    }
    assert links["consult"] == "/c/heping/charter#procedures.four-deliberations.stages.consult"
    assert list(links) == list(beilin.procedures["four-deliberations"].stages)
    organs = read(draw.organs(beilin, "zh"))
    assert "#organs.committee" in {one.attrib["href"] for one in organs.iter(f"{SVG}a")}


def test_the_four_deliberations_read_from_the_drawing_as_in_the_charter() -> None:
    said = [
        str(one.text)
        for one in read(draw.procedure(charters.read("beilin").charter, "four-deliberations", "zh")).iter(
            f"{SVG}text"
        )
    ]
    assert said[-4:] == ["结果公开", "示", "社区居委会", "公示 7 天"]
    for words in (
        "人数不足",
        "再来，最多两次，之后失效",
        "回到「商议」，最多一次，之后失效",
        "驳回",
        "办结",
        "开会 · 15 天内",
    ):
        assert words in said


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_text_and_only_as_long_as_its_place(
    made: Callable[..., Charter], title: str
) -> None:
    charter = made(
        {"a": work(title, finished="again b", failed="up"), "b": work(title, finished="a")},
        organs={"committee": {"title": text(title), "outside": text(title)}},
    )
    for lang in LANGS:
        for svg in drawings(charter, lang):
            assert len(svg) < 20_000
            assert {one.tag.removeprefix(SVG) for one in read(svg).iter()} <= {
                "svg", "title", "desc", "a", "g", "rect", "circle", "path", "text",
            }  # fmt: skip
            assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", svg)


def test_the_address_is_escaped(made: Callable[..., Charter]) -> None:
    svg = draw.procedure(made({"a": work(finished="done")}), "p", "zh", base='/x"><script>')
    assert "<script>" not in svg
    assert read(svg).find(f"{SVG}a") is not None


def test_the_same_charter_gives_the_same_bytes(loaded: Loaded) -> None:
    again = type(loaded.charter).model_validate(loaded.charter)
    for lang in LANGS:
        assert list(drawings(again, lang)) == gallery(loaded, lang)


def test_an_unknown_procedure_is_a_key_error(made: Callable[..., Charter]) -> None:
    with pytest.raises(KeyError):
        draw.procedure(made({"a": work()}), "q", "zh")


def test_two_hundred_stages_make_a_drawing_of_bounded_length(made: Callable[..., Charter]) -> None:
    def length(count: int) -> int:
        names = [f"s{n}" for n in range(count)]
        stages: dict[str, Any] = {
            name: work(
                "环节" * 50,
                finished=after,
                failed=f"again s{index // 2} (at most 2)",
                lapsed="up",
                deferred=names[-1],
            )
            for index, (name, after) in enumerate(zip(names, [*names[1:], "done"], strict=True))
        }
        return len(draw.procedure(made(stages), "p", "zh"))

    assert length(200) < 200 * 4_000
    assert length(200) < length(100) * 21 // 10


def test_organs_say_their_seats_their_places_and_who_fills_their_classes(
    made: Callable[..., Charter],
) -> None:
    organs: dict[str, Any] = {
        "people": {"title": text("居民", "people"), "everyone": "adult", "nature": "self-government"},
        "council": {
            "title": text("议事会", "council"), "seats": "1", "term": "3 years", "at": "building",
            "chosen-by": "people", "may-recall": "council",
            "classes": {"unit": {"title": text("单位代表", "units"), "by": "people or office"},
                        "other": {"title": text("其他", "others")}},
        },
        "office": {"title": text("办公室", "office"), "at": "each", "appointed-by": "nobody", "answers-to": "council"},
    }  # fmt: skip
    relations = [
        {"from": "office", "does": "assists", "to": "council"},
        {"from": "office", "does": "commands", "to": "people", "never": "yes"},
    ]
    places = {"building": {"title": text("楼栋", "building")}}
    charter = made({"a": work()}, organs=organs, relations=relations, places=places)
    zh = [str(one.text) for one in read(draw.organs(charter, "zh")).iter(f"{SVG}text")]
    en = [str(one.text) for one in read(draw.organs(charter, "en")).iter(f"{SVG}text")]
    for words in (
        "每个楼栋一个 · 1 席 · 每届 3 年",
        "每个辖区一个",
        "推选、产生席位议事会",
        "负责、协助",
        "不得指挥",
        "可以罢免",
    ):
        assert words in zh
    for words in ("One for every building · 1 seat", "never commands", "answers to, assists"):
        assert words in " ".join(en)


def test_the_tiny_shape_has_no_words_and_keeps_within_its_sheet(loaded: Loaded) -> None:
    root = read(draw.tiny(loaded.charter))
    assert not list(root.iter(f"{SVG}text"))
    assert root.attrib["viewBox"] == "0 0 120 80"
    assert root.attrib["aria-hidden"] == "true"
    marks = [one.attrib for one in root.iter() if one.tag in (f"{SVG}circle", f"{SVG}rect")]
    assert marks
    for mark in marks:
        x, y = int(mark.get("cx") or mark["x"]), int(mark.get("cy") or mark["y"])
        assert 3 <= x <= 117
        assert 3 <= y <= 77
    assert len(draw.tiny(loaded.charter)) < 6_000


def test_the_tiny_shape_of_a_large_charter_shows_its_beginning(made: Callable[..., Charter]) -> None:
    names = [f"s{n}" for n in range(60)]
    stages = {
        name: work(finished=after, failed="again s0")
        for name, after in zip(names, [*names[1:], "done"], strict=True)
    }
    root = read(draw.tiny(made(stages)))
    assert len(list(root.iter(f"{SVG}circle"))) == 14


def test_the_letters_can_be_read_on_a_phone(loaded: Loaded) -> None:
    """Letters are 13 units high at least; on a screen of 360 points without its margins they are 9 and more."""
    for lang in LANGS:
        for svg in gallery(loaded, lang)[: len(loaded.charter.procedures)]:
            width = int(read(svg).attrib["viewBox"].split()[2])
            assert 13 * 328 // width >= 9
