"""What charters give, side by side: read off each charter, with the basis of every figure."""

import json

import pytest
from click.testing import CliRunner

from linli import charters
from linli.commands.charter import charter
from linli.core.charter.load import load
from linli.core.lab import waits
from linli.core.lab.compare import Fact, facts

MODELS = ("beilin", "zhalute", "two-directs", "xicheng")
EMPTY = """charter: sample
version: "1"
title: {zh: 章, en: charter}
level: community
"""


def _facts(slug: str) -> dict[str, Fact]:
    return {fact.key: fact for fact in facts(charters.read(slug))}


def test_the_residents_decide_in_two_directs_and_an_association_in_xicheng() -> None:
    assert _facts("two-directs")["decides"].says.en == "residents"
    assert _facts("xicheng")["decides"].says.en == "community construction association"


def test_the_smallest_number_that_carries_says_in_which_procedure_and_whom_it_assumed() -> None:
    found = {slug: _facts(slug)["smallest"] for slug in MODELS}
    assert {slug: fact.value for slug, fact in found.items()} == {
        "beilin": 307, "zhalute": 2, "two-directs": 151, "xicheng": 4,
    }  # fmt: skip
    assert found["zhalute"].says.zh == "2 人，见「共驻共建」；章程没有写死的人数：当事各方（2 人，是假定的）"
    assert "residents (300 people, assumed)" in found["two-directs"].says.en
    budget = _facts("community-budget")["smallest"]
    assert budget.value is None
    assert "what each costs" in budget.says.en


def test_what_is_assumed_and_what_could_not_be_worked_out_is_said_only_where_there_is_any() -> None:
    text = (
        EMPTY
        + """organs: {board: {title: {zh: 会, en: board}, chosen-by: board, seats: 5}}
procedures:
  p:
    title: {zh: 程序, en: procedure}
    decides: {p: {zh: 事, en: matter}}
    stages: {one: {title: {zh: 决, en: one}, kind: poll, by: board,
      rule: {pass: yes > 1/2 of members}, then: {passed: done}}}
"""
    )
    second = text.partition("  p:")[2].replace("pass: yes > 1/2 of members", "rule: left-to-people")
    (smallest,) = (one for one in facts(load(text.encode(), file="s")) if one.key == "smallest")
    assert smallest.says.en == "3, in “procedure”"
    (smallest,) = (
        one for one in facts(load((text + "  q:" + second).encode(), file="s")) if one.key == "smallest"
    )
    assert smallest.says.zh == "3 人，见「程序」；另有 1 个程序算不出人数"


def test_where_no_poll_decides_it_is_said_of_how_few_suffice_and_of_the_days() -> None:
    found = _facts("golmud-grid")
    assert found["smallest"].says.en == found["days"].says.en == "no procedure is decided by a vote"
    assert found["votes"].says.zh == "普通居民不投票"


def test_a_model_that_publishes_nothing_is_said_to_say_nothing_of_it() -> None:
    assert _facts("xicheng")["published"].value == ()
    assert "accounts (every quarter)" in _facts("zhalute")["published"].says.en
    assert "居民的决定（5 天内）" in _facts("two-directs")["published"].says.zh


def test_the_days_from_proposal_to_decision_are_those_of_the_charters_own_waits() -> None:
    found = _facts("two-directs")["days"]
    assert found.value is not None
    assert "recall: 17 days at least" in found.value
    assert "「罢免」至少 17 天" in found.says.zh
    assert "“spending put by the committee” needs no vote" in _facts("chengdu")["days"].says.en
    assert _facts("beilin")["days"].says.zh == "章程没有规定等待的时间"


def test_a_search_for_the_shortest_way_that_did_not_finish_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waits, "MOST_STEPS", 1)
    assert "did not finish" in _facts("two-directs")["days"].says.en


def test_how_often_a_resident_votes_is_by_terms_where_there_are_any_and_else_as_matters_come() -> None:
    votes = _facts("two-directs")["votes"].says
    assert "choosing the residents' committee, every 3 years" in votes.en
    assert "“recall”, whenever such a matter comes" in votes.en
    assert "choosing the election committee, whenever it is needed" in votes.en
    assert "定期的合起来，平均每 3 年 1 次" in votes.zh
    assert "how often is not said" in _facts("haikou")["votes"].says.en


def test_a_charter_without_organs_says_none_of_the_facts() -> None:
    found = facts(load(EMPTY.encode(), file="s"))
    assert [fact.value for fact in found] == [(), (), None, (), (), ()]
    assert found[0].says.en == "not said by the charter"


def test_the_command_sets_the_facts_side_by_side_and_gives_them_to_a_machine() -> None:
    told = CliRunner().invoke(charter, ["compare", *MODELS, "--lang", "en"])
    assert told.exit_code == 0
    assert "How few can carry a decision" in told.output
    assert told.output.count("\n  ") == 6 * len(MODELS)
    read = json.loads(CliRunner().invoke(charter, ["compare", *MODELS, "--format", "json"]).output)
    assert [one["charter"] for one in read["charters"]] == list(MODELS)
    assert read["charters"][1]["facts"][2]["value"] == 2
