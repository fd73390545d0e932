"""The rarer parts of a difference: each kind of value has words, and nothing without a name is taken for another."""

from __future__ import annotations

from linli import charters
from linli.core.charter.diff import values, walk
from linli.core.charter.diff.says import Said
from linli.core.charter.diff.walk import Step
from linli.core.charter.explain.voice import Voice
from linli.core.charter.lint import stricter
from linli.core.charter.load import load
from linli.core.charter.rule import read_cond, read_items
from linli.core.charter.source import Source
from linli.core.charter.terms import Target
from linli.core.charter.text import Lang

BEILIN = load(charters.read("beilin").text, file="charter.yaml", find=charters.find).charter
VOICE = Voice(BEILIN, "en", procedure="four-deliberations")


def test_a_target_a_list_of_items_and_a_thing_with_a_title_are_each_said_in_words() -> None:
    assert values.value(Target.parse("done"), "then", VOICE, None)
    assert values.value(read_items("tied"), "items", VOICE, None)
    assert "committee" in values.value(BEILIN.organs["committee"], "organ", VOICE, None)
    assert "7" in values.value(7, "number", VOICE, None)


def test_things_without_a_name_and_without_a_matter_are_only_what_they_are() -> None:
    one, other = Source(), Source()
    assert walk._about(one) != walk._about(other)
    assert walk._about(one) == walk._about(one)


def test_what_reads_the_same_though_it_is_written_differently_is_told_as_that() -> None:
    step = Step(("rules", "assembly", "pass"), 1, 2)
    said: tuple[tuple[Lang, str], ...] = (("en", "written differently"), ("zh", "改了写法"))
    for lang, words in said:
        voice = Voice(BEILIN, lang)
        assert words in Said(step, voice, voice)._reworded("甲", "乙", "丙")


def test_ways_of_counting_are_taken_off_every_test_of_a_condition() -> None:
    measured = read_cond("yes > 1/2 of members by heads and by area and registered")
    plain = read_cond("yes > 1/2 of members and registered")
    assert stricter._unmeasured(measured) == plain


def test_a_stage_that_becomes_one_of_another_kind_differs_in_the_keys_that_only_one_kind_has() -> None:
    stages = BEILIN.procedures["four-deliberations"].stages
    told = {step.key for step in walk.steps(stages["carry-out"], stages["announce"])}
    assert {"kind", "for", "evidence"} <= told
