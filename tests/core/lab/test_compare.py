"""What charters give, side by side: read off each charter, with the basis of every figure."""

import json

from click.testing import CliRunner

from linli import charters
from linli.commands.charter import charter
from linli.core.charter.load import load
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
        "beilin": 311, "zhalute": 31, "two-directs": 151, "xicheng": 11,
    }  # fmt: skip
    assert found["zhalute"].says.zh == "31人，见「修订章程」；另有2个程序算不出人数"
    assert (
        "numbers the charter does not say itself: residents taken to be 300" in found["two-directs"].says.en
    )


def test_a_model_that_publishes_nothing_is_said_to_say_nothing_of_it() -> None:
    assert _facts("xicheng")["published"].value == ()
    assert "accounts" in _facts("zhalute")["published"].says.en


def test_a_charter_without_organs_says_none_of_the_facts() -> None:
    found = facts(load(EMPTY.encode(), file="s"))
    assert {fact.says.en for fact in found} == {"not said by the charter"}
    assert [fact.value for fact in found] == [(), (), None, ()]


def test_the_command_sets_the_facts_side_by_side_and_gives_them_to_a_machine() -> None:
    told = CliRunner().invoke(charter, ["compare", *MODELS, "--lang", "en"])
    assert told.exit_code == 0
    assert "How few can carry a decision" in told.output
    assert told.output.count("\n  ") == 4 * len(MODELS)
    read = json.loads(CliRunner().invoke(charter, ["compare", *MODELS, "--format", "json"]).output)
    assert [one["charter"] for one in read["charters"]] == list(MODELS)
    assert read["charters"][1]["facts"][2]["value"] == 31
