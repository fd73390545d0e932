"""Names that are words of the language where they are used."""

from __future__ import annotations

from pathlib import Path

import pytest

from linli.core.charter.lint.words import findings
from linli.core.charter.load import load

WORDS = (Path(__file__).parents[1] / "engine" / "words" / "charter.yaml").read_text("utf-8")


def told(old: str = "", new: str = "") -> list[tuple[str, str]]:
    """The findings of the charter of words with one thing changed."""
    assert old in WORDS
    loaded = load(WORDS.replace(old, new, 1).encode(), file="words/charter.yaml", find=lambda _: None)
    return [(one.path, one.says.en) for one in findings(loaded)]


def test_other_names_are_free() -> None:
    assert told() == []


@pytest.mark.parametrize(
    ("old", "new", "path", "means"),
    [
        ("dull: {", "yes: {", "procedures.works.facts.yes", "votes in favour"),
        ("dull: {", "proposer: {", "procedures.works.facts.proposer", "somebody whom a deed names"),
        (
            "bins: {safe:",
            "bins: {chosen:",
            "procedures.works.stages.survey.bins.chosen",
            "a list of items to vote on",
        ),
        (
            "unsafe: {zh",
            "lapsed: {zh",
            "procedures.works.stages.survey.bins.lapsed",
            "the time was over and nothing was done",
        ),
        (
            "items: {title: {zh: 心愿, en: wishes}}",
            "items: {title: {zh: 心愿, en: wishes}, facts: {supports: {title: {zh: 附议, en: backing}, type: number}}}",
            "procedures.wishes.items.facts.supports",
            "those who stand behind",
        ),
    ],
)
def test_a_name_that_would_be_read_as_something_else_is_told(
    old: str, new: str, path: str, means: str
) -> None:
    ((where, says),) = told(old, new)
    assert where == path
    assert means in says
