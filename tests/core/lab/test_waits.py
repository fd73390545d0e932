"""The shortest time from proposal to decision, by the waits that a charter itself sets."""

import pytest

from linli.core.charter.load import load
from linli.core.lab.waits import waits

HEAD = """charter: sample
version: "1"
title: {zh: 章, en: charter}
level: community
organs:
  all: {title: {zh: 居民, en: residents}, everyone: adult}
procedures:
  p:
    title: {zh: 程序, en: procedure}
    decides: {p: {zh: 事, en: matter}}
    stages:
      put: {title: {zh: 提, en: put}, kind: propose, by: all, then: {submitted: one}}
"""
RULE = "rule: {pass: yes > 1/2 of members}"
VOTE = f"kind: poll, by: all, {RULE}"
DAY = "day(election-day)"


def told(*stages: str) -> str:
    lines = [
        f"      {name}: {{title: {{zh: 段, en: stage}}, {rest}}}\n"
        for name, _, rest in (stage.partition(": ") for stage in stages)
    ]
    (found,) = waits(load((HEAD + "".join(lines)).encode(), file="s"))
    if found.span is None:
        return "none"
    return found.span.says.en if found.span.units else ""


@pytest.mark.parametrize(
    ("stages", "least"),
    [
        ((f"one: {VOTE}, over: 10 days, then: {{passed: done}}",), "10 days"),
        ((f"one: {VOTE}, over: 10 days, closes: everyone, then: {{passed: done}}",), ""),
        (
            (f"one: {VOTE}, at: sitting, notice: 5 working days, within: 30 days, then: {{passed: done}}",),
            "5 working days",
        ),
        (
            (
                "one: kind: gather, of: items, by: all, over: 2 weeks, then: {enough: two}",
                "two: kind: deliberate, by: all, at: sitting, notice: 4 hours, then: {concluded: three}",
                "three: kind: publish, by: all, for: 1 month, then: {unopposed: four}",
                "four: kind: wait, until: 3 years, then: {reached: five}",
                f"five: {VOTE}, over: 1 working day, then: {{passed: six}}",
                "six: kind: publish, by: all, for: 90 days, then: {unopposed: done}",
            ),
            "3 years and 1 month and 14 days and 1 working day and 4 hours",
        ),
        (
            (
                "one: kind: screen, by: all, bins: {far: {zh: 远, en: far}, near: {zh: 近, en: near}},"
                " then: {far: two, near: three, lapsed: done}",
                f"two: {VOTE}, over: 30 days, then: {{passed: done, failed: three}}",
                f"three: {VOTE}, over: 8 days, then: {{passed: done, failed: again}}",
            ),
            "8 days",
        ),
        (
            (
                "one: kind: work, by: all, then: {finished: done, failed: two}",
                f"two: {VOTE}, then: {{passed: done}}",
            ),
            "none",
        ),
        (
            (
                f"one: kind: publish, by: all, within: {DAY} - 20 days, for: 5 days, then: {{unopposed: two}}",
                f"two: kind: gather, of: items, by: all, over: {DAY} - 5 days, then: {{enough: three}}",
                f"three: {VOTE}, within: {DAY}, over: 3 days, then: {{passed: done}}",
            ),
            "18 days",
        ),
        (
            (
                f"one: kind: gather, of: items, by: all, over: {DAY} - 5 days, then: {{enough: two}}",
                f"two: kind: publish, by: all, for: {DAY} + 2 days, then: {{unopposed: three}}",
                f"three: {VOTE}, within: {DAY} - 1 week, then: {{passed: done}}",
            ),
            "7 days",
        ),
        (
            (
                f"one: {VOTE}, over: {DAY}, then: {{passed: two}}",
                f"two: {VOTE}, within: {DAY} + 9 days, then: {{passed: done}}",
            ),
            "",
        ),
    ],
)
def test_the_least_wait_is_that_of_the_shortest_way(stages: tuple[str, ...], least: str) -> None:
    assert told(*stages) == least
