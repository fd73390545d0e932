"""However large or hostile a charter is, the answer comes after a bounded number of calls; no clock is asked."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from linli.core.charter import explain, lint
from linli.core.charter.finding import CharterError
from linli.core.charter.load import load
from linli.core.charter.rule import MAX_LENGTH, read_choice, read_cond, read_formula, read_items
from linli.core.charter.terms import By, Due, Every, NotReadable, Range, Target, read_date
from linli.core.charter.text import Lang

SAMPLE = (Path(__file__).parent / "good" / "sample.yaml").read_text(encoding="utf-8")
LANGS: tuple[Lang, ...] = ("zh", "en")
READERS: list[Callable[[str], object]] = [
    read_cond, read_choice, read_items, read_formula, By.parse, Due.parse, Every.parse, Range.parse,
    Target.parse, read_date,
]  # fmt: skip
HOSTILE = {
    "brackets that never close": "(" * 400,
    "brackets as deep as they may be": "(" * 12 + "yes > 1" + ")" * 12,
    "brackets far too deep": "(" * 50_000 + "yes > 1" + ")" * 50_000,
    "nots without end": "not " * 120 + "yes > 1",
    "a number of four hundred digits": "yes > " + "9" * 400,
    "a number of a million digits": "9" * 1_000_000,
    "a very small share": "yes > 1/" + "9" * 9 + " of members",
    "a percentage of many decimals": "yes > 0." + "0" * 300 + "1% of cast",
    "a sum as long as it may be": "yes " + "+ yes " * 80 + "> 1",
    "conditions as many as may be": " and ".join(["yes > 1"] * 49),
    "alternatives of alternatives": " and ".join(["(yes > cast or no > cast)"] * 12),
    "ways of counting without end": "yes > 1 by " + " and by ".join("abcdefghijklmnopqrstuvwxyz"),
    "a name as long as may be": "x" * MAX_LENGTH,
    "a name of a million letters": "x" * 1_000_000,
    "organs without end": " or ".join(["committee"] * 10_000),
    "figures of another script": "９" * 50,
}


def calls(do: Callable[[], Any]) -> tuple[int, Any]:
    """How many functions are called in doing it, and what comes of it."""
    count = 0

    def counted(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        told = do()
    finally:
        sys.setprofile(before)
    return count, told


def organ(number: int) -> str:
    title = f"title: {{zh: 组{number}, en: o{number}}}"
    return f"  o{number}: {{{title}, chosen-by: o{number - 1}, seats: 5, source: {{doc: p}}}}\n"


def stage(number: int, organs: int, stages: int) -> str:
    on = f"s{number + 1}" if number + 1 < stages else "done"
    title = f"title: {{zh: 步{number}, en: s{number}}}, by: o{number % organs}"
    if number % 2:
        return (
            f"      s{number}: {{{title}, kind: screen, bins: {{a: {{zh: 甲, en: a}}, b: {{zh: 乙, en: b}}}}, "
            f"then: {{a: {on}, b: done}}}}\n"
        )
    return (
        f"      s{number}: {{{title}, kind: poll, at: sitting, rule: r, "
        f"then: {{passed: {on}, failed: refused, no-quorum: again (at most 2)}}}}\n"
    )


def large(organs: int, stages: int) -> bytes:
    """Every organ chosen by the one before; sorting and voting by turns."""
    return f"""\
charter: large
version: "1"
title: {{zh: 大, en: large}}
level: community
sources: {{p: {{zh: 约, en: pact}}}}
facts: {{adult: {{title: {{zh: 成年, en: adult}}, type: yes-no}}}}
organs:
  o0: {{title: {{zh: 民, en: all}}, everyone: adult, source: {{doc: p}}}}
{"".join(organ(n) for n in range(1, organs))}rules:
  r: {{quorum: present > 1/2 of members, pass: yes > 1/2 of present, source: {{doc: p}}}}
procedures:
  a:
    title: {{zh: 事, en: a}}
    decides: {{a: {{zh: 事, en: a}}}}
    source: {{doc: p}}
    stages:
      s0: {{title: {{zh: 提, en: p}}, kind: propose, by: o0, then: {{submitted: s1}}}}
{"".join(stage(n, organs, stages) for n in range(1, stages))}""".encode()


def checked(data: bytes) -> Callable[[], list[str]]:
    return lambda: [one.code for one in lint.check(load(data, file="large", find=lambda _: None))]


@pytest.fixture(scope="module", autouse=True)
def _the_grammar_is_built_once_for_all() -> None:
    read_cond("yes > 1/2 of present")
    checked(large(2, 4))()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_expression_is_read_or_refused_after_few_calls(text: str) -> None:
    for read in READERS:

        def attempt(read: Callable[[str], object] = read) -> object:
            try:
                return read(text)
            except NotReadable as error:
                return error

        count, told = calls(attempt)
        assert count < 20_000 + len(text), read
        if isinstance(told, NotReadable):
            assert 0 < len(told.en) < 1_000, read
            assert told.zh, read


def test_a_charter_of_thirty_organs_and_two_hundred_stages_is_read_and_checked_within_a_bound() -> None:
    count, told = calls(checked(large(30, 200)))
    assert count < 1_000_000
    assert "not-finished" not in told
    assert {"no-recall", "stalls"} <= set(told)


def test_twice_as_many_stages_are_about_twice_the_work() -> None:
    half, _ = calls(checked(large(30, 100)))
    whole, _ = calls(checked(large(30, 200)))
    assert whole < half * 2.6


def test_a_large_charter_is_read_aloud_within_a_bound() -> None:
    charter = load(large(30, 200), file="large", find=lambda _: None).charter
    for lang in LANGS:
        count, told = calls(lambda lang=lang: explain.charter(charter, lang))
        assert told
        assert count < 1_000_000


@pytest.mark.parametrize("text", [text for text in HOSTILE.values() if len(text) <= MAX_LENGTH])
def test_a_charter_with_a_hostile_rule_is_checked_within_a_bound(text: str) -> None:
    found = SAMPLE.replace("yes > 1/2 of present", text)
    assert found != SAMPLE

    def attempt() -> object:
        try:
            return lint.check(load(found.encode(), file="sample", find=lambda _: None))
        except CharterError as error:
            return error.findings

    count, told = calls(attempt)
    assert told
    assert count < 2_000_000
