"""Where it makes sense to say of a stage that its matters are handled one by one or together, and why not elsewhere."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from linli.core.charter.finding import Finding

RICH = (Path(__file__).parent / "good" / "rich.yaml").read_text(encoding="utf-8")
Found = Callable[[str | bytes], tuple[Finding, ...]]


def saying(stage: str, kind: str, word: str) -> str:
    """The rich charter with ``handled`` in the stage of this name and kind."""
    found = re.search(rf"\n      {stage}:[^\n]*(?:\n        [^\n]*)*?kind: {kind}\b", RICH)
    assert found is not None
    inline = "\n        " not in found[0]
    return (
        RICH[: found.end()]
        + (f", handled: {word}" if inline else f"\n        handled: {word}")
        + RICH[found.end() :]
    )


@pytest.mark.parametrize(("stage", "kind", "why"), [
    ("ask", "propose", "what is put forward is each one's own"),
    ("collect", "gather", "supports and nominations are each one's own"),
    ("sort", "screen", "its items are sorted, which is one by one in any case"),
    ("talk", "deliberate", "what is said and minuted is different for each matter"),
    ("choose", "poll", "a vote is one's own answer to one matter, never given in bulk"),
    ("judge", "appraise", "a score is one's own answer to one matter, never given in bulk"),
    ("both", "split", "how it is split is different for each matter"),
    ("failing", "wait", "nothing is done here but to wait"),
])  # fmt: skip
@pytest.mark.parametrize("word", ["one-by-one", "together"])
def test_where_nothing_can_be_the_same_for_several_matters_the_word_is_refused_with_why(
    found: Found, stage: str, kind: str, why: str, word: str
) -> None:
    (wrong,) = found(saying(stage, kind, word))
    assert (wrong.code, wrong.level) == ("handled-mismatch", "error")
    assert wrong.says.en == f"“handled” makes no sense here: {why}"
    assert wrong.mend is not None


@pytest.mark.parametrize(("stage", "kind"), [
    ("show", "publish"), ("offer", "assign"), ("labour", "work"), ("check", "verify"), ("money", "pay"),
])  # fmt: skip
def test_deeds_of_an_office_may_be_wanted_one_by_one(found: Found, stage: str, kind: str) -> None:
    assert found(saying(stage, kind, "one-by-one")) == ()


@pytest.mark.parametrize(("stage", "kind"), [("show", "publish"), ("offer", "assign"), ("labour", "work")])
def test_deeds_of_an_office_may_be_done_together(found: Found, stage: str, kind: str) -> None:
    assert found(saying(stage, kind, "together")) == ()


def test_what_is_different_for_each_matter_is_never_handled_together(found: Found) -> None:
    (paid,) = found(saying("money", "pay", "together"))
    assert paid.says.en == "matters cannot be handled together here: each payment is of its own sum"
    (shown,) = found(saying("labour", "work", "together\n        evidence: required"))
    assert shown.says.zh == "不能写 handled: together：办完要附凭证，每一件要附自己的"


@pytest.mark.parametrize("word", ["all", "each", "yes", "[together]", "one by one"])
def test_there_are_just_two_words_for_it(found: Found, word: str) -> None:
    (wrong,) = found(saying("show", "publish", word))
    assert wrong.code in ("unknown-word", "wrong-shape")
