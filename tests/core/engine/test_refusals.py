"""Every refusal there is: each comes of some act, reads well in both languages, and says what is possible instead."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from refused import CASES
from standing import WORDS, Hall, at_show

from linli.core.charter.text import Lang
from linli.core.engine import acts as a
from linli.core.engine import refusals_of_closed, refusals_of_entering, refusals_of_parts, refusals_of_talk
from linli.core.engine.refusals import ADVICE, REASONS

LANGS: tuple[Lang, ...] = ("zh", "en")
ONLY_A_VERIFIER = {"no-change"}
"""What only a record can be told that was written wrongly."""
SAYS_IT_ITSELF = {
    "fact-missing",
    "date-missing",
    "requirement",
    "words-missing",
    "wrong-choice",
    "sitting-not-begun",
    "notice-too-short",
    "size-out-of-range",
    "no-change",
}


HERE = Path(__file__).parent
STORIES = "\n".join(
    (HERE / name / "scenarios.yaml").read_text("utf-8")
    for name in ("hands", "enacts", "bodies", "words", "several")
)
TOLD_IN_STORIES = {
    *re.findall(r": refused ([a-z-]+)'?$", STORIES, re.MULTILINE),
    "too-many-parties",
    "other-place",
    "draft-changed",
    "sitting-cancelled",
    "not-called-so",
    "several-called-so",
    "door-tried",
    "minutes-closed",
    "minutes-not-yet",
    "votes-open",
    "votes-hang",
    "point-open",
    "section-unknown",
    "not-an-organ",
    "times-differ",
    "no-periods",
    "period-missing",
    "period-ahead",
    "no-such-period",
    "period-published",
    "no-such-publication",
    "already-corrected",
    "already-withdrawn",
    "not-own-notice",
    "objections-over",
    "answer-late",
    "form-sent",
    *refusals_of_closed.REASONS,
    *refusals_of_entering.REASONS,
    *refusals_of_parts.REASONS,
    *refusals_of_talk.REASONS,
}
"""What test_hands, test_minutes, test_enacts, test_levels, test_bodies, test_words, test_publications, test_entering,
test_mending, test_moderation and test_parts show; of a form sent again and of the door the tests of the app
matters."""


def test_every_refusal_there_is_comes_of_some_act() -> None:
    assert set(CASES) | ONLY_A_VERIFIER | TOLD_IN_STORIES == set(REASONS)


@pytest.mark.parametrize("code", CASES)
def test_a_refusal_comes_as_told_and_reads_whole_in_both_languages(hall: Hall, code: str) -> None:
    refusal = CASES[code](hall)
    assert refusal is not None, "it was done"
    assert refusal.code == code
    for lang in LANGS:
        said = refusal.says(lang)
        assert not re.search(r"[{}]|None|—", said), said
    assert re.search(r"[\u4e00-\u9fff]", refusal.says("zh"))
    assert not re.search(r"[\u4e00-\u9fff]", refusal.says("en").replace("施工", ""))


@pytest.mark.parametrize("code", [code for code in CASES if code not in SAYS_IT_ITSELF])
def test_a_refusal_says_what_is_possible_instead(hall: Hall, code: str) -> None:
    refusal = CASES[code](hall)
    assert refusal is not None
    if code in ("not-entitled", "not-in-organ"):  # before a matter has begun nobody's turn has come
        refusal = hall.act(at_show(hall), "p9 both" if code == "not-in-organ" else "p9 street", a.Vote("yes"))
    assert refusal.instead, f"{code} leaves one without a way on"
    assert all(one.zh.endswith("。") and one.en.endswith(".") for one in refusal.instead)


@pytest.mark.parametrize("code", CASES)
def test_a_refusal_in_a_matter_names_the_clause_that_forbids(hall: Hall, code: str) -> None:
    refusal = CASES[code](hall)
    assert refusal is not None
    without = {
        "no-such-procedure",
        "no-such-matter",
        "already-begun",
        "clock-first",
        "back-in-time",
        "no-such-person",
        "already-enrolled",
        "already-founded",
        "not-founded",
        "not-clerk",
    }
    assert bool(refusal.clause) == (code not in without)


def test_there_is_advice_only_for_refusals_that_exist() -> None:
    assert set(ADVICE) <= set(REASONS)
    assert not set(ADVICE) & SAYS_IT_ITSELF


def test_a_person_not_seated_hears_when_she_has_a_say(hall: Hall) -> None:
    refusal = hall.act(at_show(hall), "p9 both", a.Vote("yes"))
    assert [one.en for one in refusal.instead] == [
        "Now it is “show of hands”, for: both, before the end of 22 March 2026.",
        "At “paper ballot” you can take part as: assembly.",
    ]
    assert [one.zh for one in refusal.instead] == [
        "现在是「到会表决」，由两会在 2026 年 3 月 22 日 24:00 前办理。",
        "到了「纸质票」，您可以以「大会」的身份参加。",
    ]


def test_a_stage_of_one_person_says_whose_turn_it_is(hall: Hall) -> None:
    chain = hall.begin("odd", day="2026-06-01")
    refusal = hall.act(chain, "p3 council", a.Finish(WORDS))
    assert (
        refusal.says("en")
        == "“own” is for: who put the matter, who holds the matter. You are not acting as one of them."
    )
    hall.now += timedelta(days=1)
    refusal = hall.act(chain, "p9 residents", a.Finish(WORDS))
    assert refusal.instead[0].en == "Now it is “head”, for: committee."
