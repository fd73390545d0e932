"""A story holds a charter's measures and allotments to figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from linli import charters
from linli.core.charter.load import load
from linli.core.engine.force import InForce, in_force
from linli.core.lab.play import play
from linli.core.lab.scenario import read_scenarios

MORE = """
measures:
  carried:
    title: {zh: 办成的, en: carried}
    equals: count(four-deliberations where done) / count(four-deliberations where ended)
  begun:
    title: {zh: 提出的, en: begun}
    equals: count(four-deliberations)
  here:
    title: {zh: 在社区的, en: in the community}
    equals: count(four-deliberations where level = community)
  odd:
    title: {zh: 数不出的, en: odd}
    equals: count(four-deliberations where issued)
  premises:
    title: {zh: 用房, en: premises}
    equals: 1000 + 50 * max(0, floor((count(households) - 1000) / 100))
    floor: {2026-01-01: "1100"}
    ceiling: "1200"
  exams:
    title: {zh: 及格率, en: exam passes}
    by: committee
    floor: 25 / 100
funds:
  activities:
    title: {zh: 活动金, en: activities}
    allots: {to: committee, in-proportion-to: exams, every: year}
  other:
    title: {zh: 别的, en: other}
"""
HEAD = """charter: beilin
people:
  r1 … r6: adult and registered and party-member
seats:
  party-branch: r1 … r3
scenarios:
  one:
    title: {zh: 一, en: one}
    story:
"""


@pytest.fixture(scope="module")
def measured(root: Path) -> InForce:
    text = (root / "charters/beilin/charter.yaml").read_text(encoding="utf-8") + MORE
    return in_force(load(text.encode(), file="beilin.yaml", find=charters.find))


def faults(measured: InForce, *lines: str) -> list[str]:
    text = HEAD + "".join(f"      - {line}\n" for line in lines)
    played = play(read_scenarios(text.encode(), "s.yaml"), "one", measured)
    return [line.fault.en for line in played.faults if line.fault]


def test_what_is_so_is_no_difference(measured: InForce) -> None:
    assert (
        faults(
            measured,
            "expect measure premises to be 1250 where households is 1500",
            "expect measure premises to be 1000 where households is 0",
            "expect measure premises above its ceiling where households is 1500",
            "expect measure premises within its bounds where households is 1200",
            "expect measure premises below its floor where households is 1199",
            "expect measure exams to be 1/4 where exams is 25%",
            "expect measure exams within its bounds where exams is 0.25",
            "expect measure exams below its floor where exams is 24.99%",
            "expect measure carried to be nothing",
            'on 2026-03-02 09:00, r1 proposes "灯" as lamps',
            "r1 withdraws lamps",
            'r1 proposes "凳" as bench',
            "expect measure carried to be 0",
            "expect measure begun to be 2",
            "expect measure here to be 2",
            "expect activities to allot 3333.33 and 3750.00 and 2916.67 of 10000 by 80 and 90 and 70",
        )
        == []
    )


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("expect measure premises to be 1250 where households is 1499", "it is 1200"),
        ("expect measure premises to be nothing where households is 1499", "it is 1200"),
        ("expect measure carried to be 1", "it is —"),
        ("expect measure exams within its bounds where exams is 24%", "it is 6/25, below its floor"),
        ("expect activities to allot 50 and 50 of 100 by 0 and 0", "shared out: —"),
        ("expect activities to allot 0.50 and 0.50 of 1 by 1 and 2", "shared out: 0.33 + 0.67"),
        ("expect activities to allot 1 of 0.001 by 1", "a sum of money has at most two decimals"),
        ("expect other to allot 1 of 1 by 1", "the charter has no fund “other” that it allots"),
        ("expect nowhere to allot 1 of 1 by 1", "the charter has no fund “nowhere” that it allots"),
        ("expect measure nowhere to be 1", "the charter has no measure “nowhere”"),
        ("expect measure exams to be 1", "the story does not say how much “exams” is: write “where exams is …”"),
        (
            "expect measure premises to be 1",
            "the story does not say how much “households” is: write “where households is …”",
        ),
        ("expect measure exams to be 1/0 where exams is 1", "the denominator cannot be 0"),
    ],
)  # fmt: skip
def test_a_difference_says_what_came(measured: InForce, line: str, fault: str) -> None:
    assert faults(measured, line) == [fault]


def test_what_cannot_be_counted_of_a_matter_is_said(measured: InForce) -> None:
    lines = ('on 2026-03-02 09:00, r1 proposes "灯" as lamps', "expect measure odd to be 1")
    assert faults(measured, *lines) == ["of a matter, “issued” is not counted here"]
