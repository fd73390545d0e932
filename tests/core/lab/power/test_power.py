"""Who holds power in a procedure: read off the charter, never off its name."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from linli import charters
from linli.commands.charter import charter
from linli.core.charter.load import Loaded, load
from linli.core.lab.power import Power, paths, power

HEAD = """charter: sample
version: "1"
title: {zh: 章, en: charter}
level: community
organs:
  all: {title: {zh: 居民, en: residents}, everyone: adult}
  meeting: {title: {zh: 大会, en: meeting}, assembly-of: all}
  board: {title: {zh: 理事会, en: board}, elected-by: all, seats: 5, chair: {zh: 长, en: chair}}
  both: {title: {zh: 合会, en: both}, union: [board, pair]}
  pair: {title: {zh: 二人, en: pair}, elected-by: all, seats: 2}
procedures:
  p:
    title: {zh: 程序, en: procedure}
    decides: {p: {zh: 事, en: matter}}
    stages:
      put: {title: {zh: 提, en: put}, kind: propose, by: all, then: {submitted: one}}
"""


def read(*stages: str) -> Loaded:
    return load((HEAD + "".join(f"      {stage}\n" for stage in stages)).encode(), file="s")


def poll(name: str, by: str, rule: str, then: str) -> str:
    return (
        f"{name}: {{title: {{zh: 决, en: {name}}}, kind: poll, by: {by}, rule: {{{rule}}}, then: {{{then}}}}}"
    )


MAJORITY = "quorum: present > 1/2 of members, pass: yes > 1/2 of members"


def told(*stages: str, **people: int) -> Power:
    return power(read(*stages), "p", people=people)


def facts(found: Power) -> list[tuple[str, int, bool, bool]]:
    return [(one.organ, one.people, one.blocks, one.carries) for one in found.holders]


def test_two_polls_in_a_row_must_both_pass_and_an_assembly_is_its_members() -> None:
    found = told(
        poll("one", "board", MAJORITY, "passed: two, failed: refused"),
        poll("two", "meeting", MAJORITY, "passed: done, failed: again (at most 1)"),
        all=11,
    )
    assert facts(found) == [("board", 5, True, False), ("all", 11, True, False)]
    assert found.smallest == 3 + 6
    shares = [one.shapley_of_all for one in found.holders]
    assert sum(share for share in shares if share is not None) == 1
    assert sum(one.banzhaf_of_all or 0 for one in found.holders) == 1
    assert "The smallest number of people" in found.sentences[0].en


def test_an_organ_that_can_be_passed_over_cannot_block() -> None:
    found = told(
        poll("one", "board", MAJORITY, "passed: done, failed: two"),
        poll("two", "all", MAJORITY, "passed: done, failed: refused"),
        all=11,
    )
    assert facts(found) == [("board", 5, False, True), ("all", 11, False, True)]
    assert found.smallest == 3


def test_it_takes_one_to_sort_and_so_many_to_support() -> None:
    found = told(
        "one: {title: {zh: 筛, en: one}, kind: screen, by: chair of board, bins: {fit: {zh: 行, en: fit}},"
        " then: {fit: two}}",
        "two: {title: {zh: 征, en: two}, kind: gather, by: both, enough: supports >= 1/2 of members,"
        " then: {enough: done, too-few: lapsed}}",
    )
    assert facts(found) == [("chair of board", 1, True, False), ("both", 7, True, False)]
    assert found.smallest == 1 + 4
    assert [one.assumed for one in found.holders] == [False, True]
    assert found.holders[0].title.zh == "理事会的负责人"


@pytest.mark.parametrize(
    ("stage", "says"),
    [
        (poll("one", "all", "pass: yes > 2000", "passed: done, failed: refused"), "nobody can bring this"),
        ("one: {title: {zh: 办, en: one}, kind: work, by: all, then: {finished: done}}", "Nobody votes"),
        ("one: {title: {zh: 问, en: one}, kind: poll, by: all, then: {passed: done}}", "Nobody votes"),
        (poll("one", "all", "choose: 'all, most yes'", "elected: done"), "“one” is not settled by"),
        (poll("one", "all or board", MAJORITY, "passed: done"), "“one” is not settled by"),
        (poll("one", "holder", MAJORITY, "passed: done"), "“one” is not settled by"),
        (poll("one", "all", "pass: yes in pair > 1", "passed: done"), "“one” is not settled by"),
        (
            "one: {title: {zh: 征, en: one}, kind: gather, by: all, enough: supports > 2000, then: {enough: done}}",
            "nobody can bring this",
        ),
        (
            "one: {title: {zh: 征, en: one}, kind: gather, by: all, enough: supports in pair > 1,"
            " then: {enough: done}}",
            "“one” is not settled by",
        ),
    ],
)
def test_what_cannot_be_worked_out_is_said(stage: str, says: str) -> None:
    found = told(stage)
    assert says in found.sentences[0].en
    assert found.sentences[0].zh != found.sentences[0].en


def test_a_procedure_that_would_explode_says_that_it_did_not_finish(monkeypatch: pytest.MonkeyPatch) -> None:
    stages = [
        f"s{at}: {{title: {{zh: 办, en: s}}, kind: work, by: all, then: {{finished: {to}, failed: {to}}}}}"
        for at, to in [*((at, f"s{at + 1}") for at in range(12)), (12, "done")]
    ]
    stages.append("one: {title: {zh: 办, en: one}, kind: work, by: all, then: {finished: s0}}")
    monkeypatch.setattr(paths, "MOST_STEPS", 200)
    found = told(*stages)
    assert found.unfinished is not None
    assert "did not finish" in found.unfinished.en
    large = told(poll("one", "all", "pass: yes > 1/2 of members", "passed: done"), all=30_000)
    assert (large.smallest, large.holders[0].shapley) == (15_001, None)
    assert large.unfinished in large.sentences
    empty = HEAD.split("      put")[0].replace("stages:", "stages: {}")
    assert power(load(empty.encode(), file="s"), "p").smallest is None


def test_the_command_tells_every_procedure_or_one_in_text_or_json() -> None:
    def run(*words: str) -> Any:
        return CliRunner().invoke(charter, ["power", *words])

    said = run("beilin", "--people", "residents=101", "--people", "party-members=21", "--lang", "en")
    assert said.exit_code == 0
    assert "residents (101 people), can block" in said.output
    rows = json.loads(run("beilin", "--procedure", "four-deliberations", "--people", "residents=101",
                          "--people", "party-members=21", "--format", "json").output)["procedures"]  # fmt: skip
    assert rows[0]["finished"]
    assert {one["organ"] for one in rows[0]["organs"]} == {"residents", "party-members", "two-committees"}
    assert run("beilin", "--procedure", "nothing").exit_code == 2
    assert run("beilin", "--people", "residents").exit_code == 2
    assert run(str(Path("nowhere.yaml"))).exit_code == 1


def test_every_procedure_of_the_gallery_gets_an_answer() -> None:
    for slug in charters.slugs():
        loaded = charters.read(slug)
        for procedure in loaded.charter.procedures:
            few = dict.fromkeys(loaded.charter.organs, 12)
            assert power(loaded, procedure, people=few).sentences
