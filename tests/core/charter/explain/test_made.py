"""A made-up charter: what no charter of the repository uses yet has its sentence too."""

from __future__ import annotations

from pathlib import Path

import pytest

from linli.core.charter import explain
from linli.core.charter.explain.voice import Voice
from linli.core.charter.load import load
from linli.core.charter.model import Charter
from linli.core.charter.source import Source
from linli.core.charter.text import Lang, Text

FILE = Path(__file__).with_name("made.yaml")
LAW = "charter: unknown-law\nversion: '2024-05-01'\ntitle: {zh: 某法, en: Some law}\nlevel: law\n".encode()


@pytest.fixture(scope="module")
def made() -> Charter:
    return load(FILE.read_bytes(), file="made.yaml", find=lambda _slug: LAW).charter


@pytest.fixture(scope="module")
def law() -> Charter:
    return load(LAW, file="law.yaml").charter


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_made_up_charter_is_read_word_for_word(made: Charter, lang: Lang) -> None:
    aloud = "".join(
        f"{one.path}: {one.heading}{f' [{one.source}]' if one.source else ''}\n"
        + "".join(f"    {sentence}\n" for sentence in one.sentences)
        for one in explain.charter(made, lang)
    )
    assert aloud.splitlines() == FILE.with_suffix(f".{lang}.txt").read_text(encoding="utf-8").splitlines()


def test_what_it_extends_is_called_by_its_title_where_it_is_at_hand(made: Charter, law: Charter) -> None:
    head = explain.charter(made, "zh", bases={"unknown-law": law})[0]
    assert "没有写到的，依照某法。" in head.sentences


def test_a_law_is_said_to_be_one(law: Charter) -> None:
    assert explain.charter(law, "zh")[0].sentences[0] == "这是写成章程的法律，版本 2024-05-01。"
    assert (
        explain.charter(law, "en")[0].sentences[0]
        == "This is a law written as a charter, version 2024-05-01."
    )


@pytest.mark.parametrize(
    ("keys", "zh", "en"),
    [
        ({"doc": "S9", "section": "2"}, "「某文件」第 2 节", "“some document”, section 2"),
        ({"doc": "S7", "article": "4"}, "「S7」第 4 条", "“S7”, article 4"),
        ({"law": "unknown-law", "article": "9"}, "某法（2024）第 9 条", "Some law (2024), article 9"),
        ({"law": "unknown-law", "section": "3"}, "某法（2024）第 3 章", "Some law (2024), chapter 3"),
        ({"law": "other-law", "article": "9"}, "other-law第 9 条", "other-law, article 9"),
        (
            {"doc": "S9", "section": "2", "law": "unknown-law", "article": "9"},
            "「某文件」第 2 节；某法（2024）第 9 条",
            "“some document”, section 2; Some law (2024), article 9",
        ),
        (
            {"assumed": {"zh": "照旧例", "en": "as before"}},
            "本章程设定：照旧例",
            "set by this charter: as before",
        ),
        ({"recommended": {"zh": "某人", "en": "somebody"}}, "建议：某人", "recommended: somebody"),
        (
            {"law": "unknown-law", "check": "needs-legal-check"},
            "某法（2024）（待核对法律原文）",
            "Some law (2024) (legal text still to be checked)",
        ),
    ],
)
def test_a_source_says_where_a_rule_comes_from(
    keys: dict[str, object], zh: str, en: str, made: Charter, law: Charter
) -> None:
    given = Source.model_validate(keys)
    assert explain.source(given, made, "zh", bases={"unknown-law": law}) == zh
    assert explain.source(given, made, "en", bases={"unknown-law": law}) == en


def test_what_has_no_source_has_no_words_for_it(made: Charter) -> None:
    assert explain.source(None, made, "zh") == ""


def test_each_kind_of_clause_can_be_asked_for_alone(made: Charter) -> None:
    whole = {article.path: article.sentences for article in explain.charter(made, "zh")}
    assert explain.duty("all-people", made, "zh") == whole["duties.all-people"]
    assert explain.fund("pot", made, "zh") == whole["funds.pot"]
    assert explain.measure("size", made, "zh") == whole["measures.size"]
    assert explain.catalogue("list", made, "zh") == whole["catalogues.list"]
    assert explain.disclosure("notices", made, "zh") == whole["disclosures.notices"]
    assert explain.place("zone", made, "zh") == whole["places.zone"]
    assert explain.procedure("main", made, "zh") == whole["procedures.main"]
    assert explain.organ("board", made, "zh") == whole["organs.board"]
    assert explain.relations(made, "zh") == whole["relations"]


def test_titles_that_a_charter_lacks_come_from_those_it_stands_on(made: Charter) -> None:
    other = made.model_copy(update={"procedures": {}, "organs": {}, "places": {}, "funds": {}})
    bases = {"made": made}
    assert explain.clause("organs.board", other, "zh", bases=bases) == "理事会"
    assert explain.clause("procedures.main.stages.talk", other, "zh", bases=bases) == "大事·谈"
    assert explain.clause("places.courtyard", other, "zh", bases=bases) == "院落"
    assert (
        explain.clause("procedures.none-such.stages.none-such", other, "zh", bases=bases)
        == "none such·none such"
    )


def test_a_source_of_a_law_that_is_not_at_hand_is_its_name() -> None:
    text = Text(zh="试", en="try")
    bare = Charter.model_validate(
        {"charter": "x", "version": "1", "title": text.model_dump(), "level": "grid"}
    )
    assert explain.source(Source.model_validate({"law": "some-law"}), bare, "en") == "some-law"


def test_choices_kinds_of_matter_and_bins_are_called_by_their_titles() -> None:
    voice = Voice(load(FILE.read_bytes(), file="made.yaml", find=lambda _slug: LAW).charter, "en")
    named = {
        slug: voice.name(slug)
        for slug in ("matter", "rest", "urban", "good", "rent", "one", "seats", "yes", "electors")
    }
    assert named == {
        "matter": "great matters",
        "rest": "rest",
        "urban": "in town",
        "good": "good",
        "rent": "rent",
        "one": "first",
        "seats": "all seats",
        "yes": "those in favour",
        "electors": "the number of electors",
    }
