"""The critique where the bad charters do not show enough: what it must not say, and with how little work."""

from collections.abc import Callable
from pathlib import Path

import pytest

from linli.core.charter import lint
from linli.core.charter.heads import heads
from linli.core.charter.lint import critique
from linli.core.charter.lint.critique import RULES
from linli.core.charter.lint.critique.ground import Ground
from linli.core.charter.lint.steps import Steps
from linli.core.charter.load import Loaded

HERE = Path(__file__).parent
FAIR = (HERE / "good" / "fair.yaml").read_text(encoding="utf-8")
HARD = ("same-power--standing-body", "verdict-ignored", "bypassed--sorting", "undefined-relation")
Read = Callable[[str], Loaded]


def large(organs: int, stages: int) -> str:
    """Every organ chosen by the one before, every other stage a sorting into three."""
    made = "".join(f"  o{n}: {{title: {{zh: 组{n}, en: o{n}}}, chosen-by: o{n - 1}, seats: 5, source: {{doc: p}}}}\n"
                   for n in range(1, organs))  # fmt: skip
    steps = "".join(_stage(n, n % organs, stages) for n in range(1, stages))
    return f"""\
charter: large
version: "1"
title: {{zh: 大, en: large}}
level: community
sources: {{p: {{zh: 约, en: pact}}}}
facts: {{adult: {{title: {{zh: 成年, en: adult}}, type: yes-no}}}}
organs:
  o0: {{title: {{zh: 民, en: all}}, everyone: adult, source: {{doc: p}}}}
{made}rules:
  r: {{quorum: present > 1/2 of members, pass: yes > 1/2 of present, source: {{doc: p}}}}
procedures:
  a:
    title: {{zh: 事, en: a}}
    decides: {{a: {{zh: 事, en: a}}}}
    source: {{doc: p}}
    stages:
      s0: {{title: {{zh: 提, en: p}}, kind: propose, by: o0, then: {{submitted: s1}}}}
{steps}"""


def _stage(number: int, organ: int, stages: int) -> str:
    def to(more: int) -> str:
        return f"s{number + more}" if number + more < stages else "done"

    head = f"      s{number}: {{title: {{zh: 步{number}, en: s{number}}}, by: o{organ}, "
    if number % 2:
        bins = "bins: {a: {zh: 甲, en: a}, b: {zh: 乙, en: b}, c: {zh: 丙, en: c}}"
        return f"{head}kind: screen, {bins}, then: {{a: {to(1)}, b: {to(2)}, c: {to(7)}}}}}\n"
    then = f"passed: {to(1)}, failed: {to(3)}, no-quorum: again (at most 2)"
    return f"{head}kind: poll, at: sitting, rule: r, then: {{{then}}}}}\n"


def test_thirty_organs_and_two_hundred_stages_are_judged_to_the_end(read: Read) -> None:
    ground = Ground(read(large(30, 200)))
    told = {found.code for rule in RULES for found in rule(ground)}
    assert {"no-recall", "bypassed", "stalls"} <= told
    assert 0 < ground.steps.left < 200_000
    assert not ground.steps.short


def test_of_a_charter_too_large_it_is_said_that_not_all_was_asked(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(critique, "Ground", lambda loaded: Ground(loaded, Steps(100)))
    told = list(critique.findings(read(large(9, 40))))
    assert [found.path for found in told if found.code == "not-finished"] == ["procedures"]


@pytest.mark.parametrize("name", HARD)
def test_with_fewer_steps_less_is_found_and_nothing_is_made_up(name: str, read: Read) -> None:
    loaded = read((HERE / "bad" / f"{name}.yaml").read_text(encoding="utf-8"))
    whole = {found.code for found in lint.check(loaded)}
    short = 0
    for most in (0, 1, 2, 3, 12, 13, 30):
        ground = Ground(loaded, Steps(most))
        told = {found.code for rule in RULES for found in rule(ground)}
        assert told <= whole
        short += ground.steps.short
    assert short


def test_two_ways_for_one_kind_of_matter_are_right_where_the_places_differ(read: Read) -> None:
    text = (HERE / "bad" / "same-power.yaml").read_text(encoding="utf-8")
    apart = text.replace(
        "    title: {zh: 快办, en: shortcut}\n", "    title: {zh: 快办, en: shortcut}\n    at: grid\n"
    )
    assert [found.code for found in lint.check(read(apart))] == []


def test_a_matter_that_goes_up_or_comes_to_its_end_elsewhere_is_followed(read: Read) -> None:
    text = FAIR.replace("small: carry-out, great", "small: up again carry-out, great").replace(
        "        checklist: {cost: {zh: 不花集体的钱, en: it costs the community nothing}}\n", ""
    )
    assert [found.code for found in lint.check(read(text))] == ["bypassed"]
    up = FAIR.replace("small: carry-out, great", "small: up, great").replace(
        "        checklist: {cost: {zh: 不花集体的钱, en: it costs the community nothing}}\n", ""
    )
    assert [found.code for found in lint.check(read(up))] == []


def test_overlap_is_not_said_of_places_of_which_one_lies_in_the_other(read: Read) -> None:
    both = FAIR.replace("within: grid}\norgans", "within: [community, grid]}\norgans")
    assert [found.code for found in lint.check(read(both))] == []


def test_a_meeting_that_decides_nothing_has_no_scope(read: Read) -> None:
    text = FAIR.replace("kind: poll\n        by: meeting\n        at: sitting\n        rule: majority\n",
                        "kind: deliberate\n        by: meeting\n        at: sitting\n")  # fmt: skip
    assembly = heads(read(text))[1]
    assert assembly.features[3].by == ()
    paid = heads(
        read(FAIR.replace("from: street, to: committee, amount", "from: committee, to: street, amount"))
    )[3]
    assert paid.place == "silent"


def test_who_reports_to_an_office_only_answers_upward_and_a_party_that_leads_commands_nobody(
    read: Read,
) -> None:
    report = "  - {from: committee, does: reports-to, to: street}\nrules:\n"
    text = FAIR.replace("    answers-to: meeting\n", "").replace("rules:\n", report)
    assert [found.code for found in lint.check(read(text))] == ["answers-upward"]
    branch = (
        "  branch: {title: {zh: 支部, en: branch}, nature: party, everyone: adult, source: {doc: pact}}\n"
    )
    led = FAIR.replace(
        "relations:\n", branch + "relations:\n  - {from: branch, does: leads, to: committee}\n"
    )
    assert [found.code for found in lint.check(read(led))] == []
