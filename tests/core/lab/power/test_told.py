"""How power is told: the figures, the picture, the command."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from click.testing import CliRunner
from power_sample import MAJORITY, poll, read, told

from linli import charters
from linli.commands.charter import charter
from linli.core.charter.rule import read_cond
from linli.core.charter.text import Text
from linli.core.lab.power import coalition, power
from linli.core.lab.power.fewest import fewest
from linli.core.lab.power.holder import Holder
from linli.core.lab.power.picture import picture
from linli.core.lab.power.says import exact, percent

F = Fraction


def test_an_organ_of_which_no_share_was_worked_out_has_none_of_all_either() -> None:
    one = Holder("a", Text(zh="甲", en="a"), 3, "given", (1,), True, True, None, None)
    assert (one.shapley_of_all, one.banzhaf_of_all) == (None, None)


def test_a_fact_is_no_test_of_numbers() -> None:
    assert (
        fewest([read_cond("registered")], lambda _: {"registered": 1}, lambda _: True, least=1, most=9) == 1
    )


def test_the_picture_shows_every_share_with_its_figure_and_says_it_in_words() -> None:
    found = told(
        poll("one", "all", MAJORITY, "passed: two"), poll("two", "board", MAJORITY, "passed: done"), all=101
    )
    for lang, words in (
        ("zh", ("一名普通居民", "不同意就办不成", "班扎夫指数")),
        ("en", ("one ordinary resident", "can block")),
    ):
        drawn = picture(Text(zh="程序 <1>", en="a & b"), "p", found.holders, found.resident, lang=lang)
        tree = ElementTree.fromstring(drawn)  # noqa: S314  # drawn just here
        assert tree.get("role") == "img"
        assert all(word in drawn for word in words)
        for one in found.holders:
            assert percent(one.shapley_of_all) in drawn
            assert percent(one.banzhaf_of_all) in drawn
    nobody = told(poll("one", "board", MAJORITY, "passed: done"))
    assert "has no share here" in picture(
        Text(zh="程", en="p"), "p", nobody.holders, nobody.resident, lang="en"
    )
    as_party = told(poll("one", "proposer", "pass: no = 0", "passed: done"))
    assert "when one of them" in picture(
        Text(zh="程", en="p"), "p", as_party.holders, as_party.resident, lang="en"
    )
    large = power(read(poll("one", "all", MAJORITY, "passed: done")), "p", most=0)
    assert "–" in picture(Text(zh="程", en="p"), "p", large.holders, large.resident, lang="en")


def test_the_command_tells_every_procedure_or_one_in_text_or_json() -> None:
    def run(*words: str) -> Any:
        return CliRunner().invoke(charter, ["power", *words])

    said = run("beilin", "--people", "residents=101", "--people", "party-members=21", "--lang", "en")
    assert said.exit_code == 0
    assert "residents (101 people, as you said), can block" in said.output
    assert "By organ (Shapley–Shubik index): each organ is taken to be of one mind" in said.output
    rows = json.loads(run("beilin", "--procedure", "four-deliberations", "--people", "residents=101",
                          "--people", "party-members=21", "--format", "json").output)["procedures"]  # fmt: skip
    assert rows[0]["finished"]
    assert rows[0]["ways"] == [{"party-members": 11, "residents": 51, "two-committees": 5}]
    assert rows[0]["resident"]["shapley"] == str(F(1, 303))
    assert rows[0]["resident"]["in"] == "residents"
    assert {one["organ"] for one in rows[0]["organs"]} == {"residents", "party-members", "two-committees"}
    assert run("beilin", "--procedure", "nothing").exit_code == 2
    assert run("beilin", "--people", "residents").exit_code == 2
    assert run(str(Path("nowhere.yaml"))).exit_code == 1
    large = run("beilin", "--size", "residents=3000", "--size", "party-members=901", "--format", "json")
    assert json.loads(large.output)["procedures"][0]["organs"][0]["banzhaf"]["all"].endswith("%")


def test_the_command_draws_one_procedure(tmp_path: Path) -> None:
    def run(*words: str) -> Any:
        return CliRunner().invoke(
            charter, ["power", *words, "--svg", str(tmp_path / "p.svg"), "--lang", "en"]
        )

    assert run("beilin").exit_code == 0
    assert "one ordinary resident" in (tmp_path / "p.svg").read_text(encoding="utf-8")
    assert run("village-election").exit_code == 2
    assert "Nobody votes" in run("zhalute", "--procedure", "missed-visit").output


def test_the_command_counts_what_is_worked_out_in_the_gallery() -> None:
    told = CliRunner().invoke(charter, ["power", "--count"]).output
    assert all(f"| {slug} |" in told for slug in charters.slugs() if charters.read(slug).charter.procedures)
    assert "community-budget, “a budget round”: Who holds power cannot be worked out" in told
    assert CliRunner().invoke(charter, ["power"]).exit_code == 2


def test_every_procedure_of_the_gallery_is_worked_out_or_says_why_not() -> None:
    for slug in charters.slugs():
        loaded = charters.read(slug)
        for procedure in loaded.charter.procedures:
            found = coalition(loaded, procedure)
            assert found.worked_out or "cannot be worked out: of “" in found.sentences[0].en
            assert found.worked_out == (found.smallest is not None)


def test_a_share_is_exact_unless_it_would_fill_pages() -> None:
    assert exact(None) is None
    assert exact(Fraction(2, 7)) == "2/7"
    assert exact(Fraction(1, 2**2_000)) == "< 0.01%"
