"""Stages that may be passed over: what cannot be told, rings, how it is said and drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from linli.core.charter import draw, explain
from linli.core.charter.lint.critique.course import passed_over
from linli.core.charter.lint.critique.ground import Ground
from linli.core.charter.lint.passing import findings
from linli.core.charter.load import Loaded, load

WORDS = (Path(__file__).parents[1] / "engine" / "words" / "charter.yaml").read_text("utf-8")


def read(old: str = "", new: str = "") -> Loaded:
    """The charter of words with one thing changed."""
    assert old in WORDS
    return load(WORDS.replace(old, new, 1).encode(), file="words/charter.yaml", find=lambda _: None)


def told(old: str = "", new: str = "") -> list[tuple[str, str]]:
    return [(one.code, one.path) for one in findings(read(old, new))]


RING = [("unbounded-loop", f"procedures.ring.stages.{name}.when") for name in ("one", "two")]


def test_stages_that_are_all_passed_over_in_a_ring_are_told() -> None:
    assert told() == RING
    assert told("        when: cost > 1000\n", "") == RING
    assert told("{expired: one, reached: done}", "{reached: done, expired: one}") == []
    assert told("{expired: one, reached: done}", '{expired: "again one (at most 2)", reached: done}') == []


@pytest.mark.parametrize("when", ["woman", "members > 3", "river in residents", "cost > 10 by heads"])
def test_what_cannot_be_told_on_coming_to_a_stage_is_told(when: str) -> None:
    assert told("when: not dull", f"when: {when}")[0] == (
        "when-not-told",
        "procedures.works.stages.tell.when",
    )


def test_what_begins_cannot_be_passed_over() -> None:
    first = "put: {title: {zh: 提出, en: put}, kind: propose, by: residents, then: {submitted: survey}}"
    assert told(first, first.replace("kind", "when: river, kind"))[0][0] == "when-not-told"


def test_a_vote_that_some_matters_pass_over_is_seen_by_the_critique() -> None:
    assert [(one.path, one.level) for one in passed_over(Ground(read()))] == [
        ("procedures.works.stages.decide.when", "note")
    ]


def test_that_a_stage_may_be_passed_over_is_said_and_drawn() -> None:
    charter = read().charter
    said = {one.path: one.sentences[0] for one in explain.charter(charter, "zh")}
    assert said["procedures.works.stages.survey"] == "只有有河时，才经过这一环节；不然就跳过，进入「表决」。"
    assert "有条件，不符合就跳过" in draw.procedure(charter, "works", "zh")
