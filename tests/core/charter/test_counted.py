"""What a rule may count apart, and what is said of the rest: never a wrong number in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from linli.core.charter.explain import terms
from linli.core.charter.explain.voice import Voice
from linli.core.charter.lint.counted import findings
from linli.core.charter.load import load
from linli.core.charter.model import KnownFact
from linli.core.charter.terms import By, Who
from linli.core.charter.text import Lang, Text
from linli.core.charter.voters import title_of

WORDS = (Path(__file__).parents[1] / "engine" / "words" / "charter.yaml").read_text("utf-8")
RULE = "pass: yes > 1/2 of cast and yes in woman >= 1/2 of members in woman"
OVER = "over: 5 days, may-change: yes"


def told(old: str, new: str) -> list[tuple[str, str]]:
    """The findings of the charter of words with one thing changed."""
    assert old in WORDS
    loaded = load(WORDS.replace(old, new, 1).encode(), file="words/charter.yaml", find=lambda _: None)
    return [(one.code, one.says.en) for one in findings(loaded)]


def test_what_can_be_counted_apart_gives_no_finding() -> None:
    assert told(RULE, RULE) == []


def test_on_paper_those_entitled_may_be_counted_apart_but_no_votes() -> None:
    assert told(OVER, f"ballot: paper, {OVER}") == [
        (
            "class-not-counted",
            f"“{what} in woman” cannot be counted: the ballot is not open, so nobody can tell which votes are those "
            "of “woman”",
        )
        for what in ("cast", "yes")
    ]


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (
            "pass: seats in woman >= 1",
            "“seats in woman” cannot be counted: “seats” is not counted by who people are",
        ),
        (
            "pass: yes in units >= 1",
            "“yes in units” cannot be counted: nobody can tell which of the voters are “units”",
        ),
    ],
)
def test_what_is_of_no_voter_is_told(new: str, why: str) -> None:
    assert told(RULE, new) == [("class-not-counted", why)]


def test_nobody_is_counted_apart_where_items_are_voted_on() -> None:
    found = told(OVER, f"ask: items, {OVER}")
    assert {why.partition(": ")[2] for _, why in found} == {
        "where items are voted on nobody is counted apart"
    }


def test_a_poll_of_those_without_a_vote_is_told() -> None:
    assert told("by: meeting in neighbours", "by: meeting in guests") == [
        ("stage-without-actors", "“guests” have no vote, so nobody can take part in “alone”")
    ]


def test_who_acts_may_be_those_of_a_kind() -> None:
    assert By.parse("council in units or chair of council") == By(
        (Who("organ", "council", within="units"), Who("chair", "council"))
    )
    assert By.parse("council in units of here") == By((Who("organ", "council", "here", "units"),))


def test_a_kind_of_voter_is_called_by_its_seat_its_organ_or_its_fact() -> None:
    charter = load(WORDS.encode(), file="words/charter.yaml", find=lambda _: None).charter
    facts: dict[str, KnownFact] = charter.facts
    names = [title_of(charter, facts, "joint", name) for name in ("units", "checkers", "woman", "roof")]
    assert [name and name.en for name in names] == ["units' representatives", "checkers", "woman", None]
    assert isinstance(names[0], Text)


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "议事会中的单位代表"), ("en", "the units' representatives in the council")]
)
def test_those_of_a_kind_are_said_as_who_acts(lang: Lang, said: str) -> None:
    charter = load(WORDS.encode(), file="words/charter.yaml", find=lambda _: None).charter
    assert terms.by(By.parse("council in units"), Voice(charter, lang)) == said
