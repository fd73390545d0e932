"""How a register is mended is read aloud: by the charter's own procedure, else by the standard one."""

from __future__ import annotations

from pathlib import Path

import pytest

from linli import charters
from linli.core.charter import explain, lint
from linli.core.charter.codes import family
from linli.core.charter.standard import STANDARD, said_of_standard, standard
from linli.core.charter.text import Lang

YARD = Path(__file__).parents[2] / "engine" / "mending" / "charter.yaml"
CLOSED = {
    "zh": "这类事项不公开，只有本人、报告的人和答复的人看得到，公开的记录里没有姓名和内容。",
    "en": "Its matters are closed: only the person concerned, who reported it and who answers read them; the public "
    "record holds neither names nor what is asked.",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_procedure_that_mends_a_register_says_that_it_is_closed(lang: Lang) -> None:
    charter = charters.read(YARD).charter
    assert CLOSED[lang] in explain.procedure("register", charter, lang)
    assert explain.standard(charter, lang) == ()


def test_its_stages_say_who_asks_who_answers_and_what_is_mended() -> None:
    charter = charters.read(YARD).charter
    assert explain.stage("register", "say", charter, "zh")[0] == "由网格长或者本人提出事项。"
    assert (
        "The matter is sorted by the clerk or the wardens"
        in explain.stage("register", "look", charter, "en")[0]
    )
    assert explain.stage("register", "enter", charter, "zh")[-1] == "办完的，更正台账（台账：居民）。"


def test_a_charter_without_one_is_read_with_the_standard() -> None:
    articles = explain.standard(charters.read("beilin").charter, "zh")
    assert [one.path.removeprefix(f"procedures.{STANDARD}") for one in articles] == [
        "", ".stages.ask", ".stages.answer", ".stages.overdue",
    ]  # fmt: skip
    assert articles[0].source == "「中华人民共和国个人信息保护法」第 46、50 条"
    assert CLOSED["zh"] in articles[0].sentences
    assert "标准程序设定：" in articles[2].source, "no charter set it"
    assert ["Linli" in said_of_standard(lang) for lang in ("zh", "en")] == [True, True]


def test_a_law_governs_nobody_and_has_no_standard_beside_it() -> None:
    assert explain.standard(charters.read("residents-committees").charter, "en") == ()


def test_the_standard_holds_together_and_says_itself_that_a_late_answer_has_no_end() -> None:
    found = lint.check(standard())
    assert [(one.code, family(one.code)) for one in found] == [("stalls", "critique")]


def test_a_charter_whose_only_other_way_is_to_report_is_told_nothing_of_publishing() -> None:
    assert {one.code for one in lint.check(charters.read(YARD))} == {"units-absent", "no-recall"}
