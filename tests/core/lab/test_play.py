"""Playing a story: what happens is told, and what differs is told with its line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from linli import charters
from linli.core.charter.finding import CharterError
from linli.core.engine.entry import GENESIS, hash_of, read_entry
from linli.core.engine.force import InForce, in_force
from linli.core.lab import play as module
from linli.core.lab.played import Played
from linli.core.lab.scenario import read_scenarios
from linli.core.lab.town import Town, replayed, same

Tell = Callable[..., Played]
Faults = Callable[..., list[str]]

PUT = 'on 2026-03-02 09:00, r1 proposes "灯" as lamps'
HEAD = """charter: beilin
people:
  r1 … r60: adult and registered
  r1 … r20: party-member
{more}seats:
  party-branch: r1 … r3
  committee: r4 … r8
scenarios:
  one:
    title: {{zh: 一, en: one}}
    story:
"""


def test_a_story_that_comes_out_has_no_differences(faults: Faults) -> None:
    assert faults(PUT, "expect lamps at consult because submitted", "expect lamps due 2026-03-18 00:00") == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("expect lamps at review", "the stage should be “review”, but is “consult”"),
        ("expect lamps at consult because passed", "the outcome before should be “passed”, but is “submitted”"),
        ("expect lamps due 2026-03-17 00:00", "the due moment should be “2026-03-17 00:00”, but is “2026-03-18 00:00”"),
        ("expect lamps done", "the end should be “done”, but is “at consult”"),
        ("expect 3 yes in consult of lamps", "yes should be “3”, but is “None”"),
        ("expect 9999999999999999 yes in consult of lamps", "“999999999999999…” is too big a number"),
        ("expect nothing at consult", "there is no matter called “nothing”"),
        ("r4 votes yes on nothing", "there is no matter called “nothing”"),
        ("r4 posts lamps and nothing at once", "there is no matter called “nothing”"),
        ("r1 calls a sitting of two-committees on lamps and nothing", "there is no matter called “nothing”"),
        ("r99 votes yes on lamps", "there is no “r99” among the people"),
        ("r1 attends", "no sitting has been called yet"),
        ("r1 dances", "this sentence cannot be read: “r1 dances”; docs/reference/scenarios.md lists those there are"),
        ("r9 for committee opens lamps", "should be done, but r9 was refused (not-convener)"),
        ("r9 opens lamps: refused ended", "should be refused (ended), but r9 was refused (not-in-organ)"),
        ("r1 calls a sitting of two-committees: refused past", "should be refused (past), but was done"),
        ("r20 takes a seat of committee until 2026-02-30 00:00", "there is no such time as 2026-02-30 00:00"),
        ("on 2026-02-30 09:00, time passes", "there is no such time as 2026-02-30 09:00"),
        ("r1 counts 3 maybe on lamps", "a count has no “maybe”"),
        ("r70 joins the community with adult >= 18", "“adult >= 18” may only name facts, joined by “and”"),
    ],
)  # fmt: skip
def test_a_difference_is_told_with_its_line(faults: Faults, line: str, fault: str) -> None:
    assert faults(PUT, f"'{line}'") == [f"13: {fault}"]


def test_before_any_matter_there_is_nothing_to_expect(faults: Faults) -> None:
    assert faults("expect it at consult") == ["12: no matter has been put yet"]


def test_an_expectation_of_what_is_owed_tells_what_is_owed(faults: Faults) -> None:
    assert faults(PUT, "expect lamps to await finance") == [
        "13: what is owed should be “['finance']”, but is “['affairs', 'finance', 'government-affairs', 'resolutions', "
        "'results', 'services']”"
    ]


def test_a_story_goes_on_after_a_difference(faults: Faults) -> None:
    assert len(faults(PUT, "r1 dances", "expect lamps at review", "expect lamps at consult")) == 2


def test_every_kind_of_thing_can_be_told(tell: Tell) -> None:
    played = tell(
        "on 2026-02-01 09:00, r61 joins the community, r62 … r63 join the community with adult and registered",
        "r63 leaves the community",
        "r9 takes a seat of party-branch until 2026-05-01 00:00",
        "r9 loses the seat of party-branch",
        PUT,
        "'r1 proposes \"灯\" as lamps: refused already-begun'",
        "r2 withdraws it: refused not-proposer",
        "r1 calls a sitting of two-committees for 2026-03-04 19:00",
        "on 2026-03-04 19:00, r1 … r5 attend, r5 leaves the sitting, r5 attends, r1 ends the sitting",
        "'r1 for two-committees opens lamps: refused no-sitting'",
        "r1 withdraws lamps",
        "expect lamps withdrawn",
        "time passes",
    )
    assert [line.fault for line in played.faults] == []
    assert played.lines[0].came.en == "recorded"
    assert played.lines[-1].came.en == "withdrawn"


def test_matters_can_be_put_in_a_procedure_of_a_kind(faults: Faults) -> None:
    assert faults(
        'r1 proposes "灯" as lamps in four-deliberations of kind community-affair',
        '\'r1 proposes "灯" as other in dance: refused no-such-procedure\'',
        '\'r1 proposes "灯" as other with cost = 3: refused unknown-fact\'',
    ) == []  # fmt: skip


def test_a_story_in_a_charter_that_cannot_run_is_refused_as_such() -> None:
    text = """charter: community-budget
people: {}
scenarios:
  one:
    title: {zh: 一, en: one}
    people: {r1: registered}
    story:
      - 'r1 proposes "灯" as lamps: refused not-runnable'
"""
    script = read_scenarios(text.encode(), "s.yaml")
    assert module.play(script, "one", in_force(charters.read("community-budget"))).faults == []


@pytest.mark.parametrize(
    ("head", "line", "says"),
    [
        (HEAD.format(more="begins: yesterday\n"), 5, "the day of the beginning is written like 2026-01-01"),
        (HEAD.format(more="  r70: adlt\n"), 5, "the charter knows no fact “adlt” of a person"),
        (HEAD.format(more="  r70: adult >= 18\n"), 5, "“adult >= 18” may only name facts, joined by “and”"),
        (HEAD.format(more="  张三: adult\n"), 5,
         "“张三” cannot be read: people are written like “r1”, “r1 … r6” or “r1 and r7”"),
        (HEAD.format(more="").replace("r4 … r8", "r59 … r63"), 7,
         "r61 in committee: This person is not in the register."),
        (HEAD.format(more="").replace("r4 … r8", "r4 … r20"), 7,
         "r13 in committee: All 9 seats of residents' committee are taken."),
        (HEAD.format(more="").replace("committee:", "residents:"), 7,
         "r4 in residents: residents has no seats; the charter says who its members are."),
        (HEAD.format(more="").replace("committee: r4 … r8", "committee: r8 … r4"), 7, "a run has 1 to 20000 people"),
        (HEAD.format(more="").replace("    story:", "    seats: {party-branch: r99}\n    story:"), 11,
         "r99 in party-branch: This person is not in the register."),
    ],
)  # fmt: skip
def test_a_community_that_cannot_be_founded_is_told_with_its_line(
    tell: Tell, head: str, line: int, says: str
) -> None:
    with pytest.raises(CharterError) as error:
        tell(PUT, head=head)
    (finding,) = error.value.findings
    assert finding.says.en == says
    assert finding.mark is not None
    assert finding.mark.line == line


def test_people_and_seats_of_one_story_are_its_own(tell: Tell) -> None:
    head = HEAD.format(more="").replace(
        "    story:", "    people: {r70: adult and party-member}\n    seats: {party-branch: r70}\n    story:"
    )
    played = tell(
        'r70 proposes "灯" as lamps',
        "'r1 for party-branch proposes \"灯\" as other: refused not-in-organ'",
        head=head,
    )
    assert played.faults == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("charter: beilin\nscenarios: {}\n", "“people” is missing"),
        ("charter: beilin\npeople: {}\nscenarios: {}\ndance: yes\n", "there is no key “dance” here"),
        ("- one\n", "“file” has the wrong shape"),
        ("charter: beilin\npeople: {}\nscenarios: {x: {title: {zh: 一, en: one}, story: [{a: b, c: d}]}}\n",
         "“0” has the wrong shape"),
        ("charter: beilin\npeople: {}\npeople: {}\nscenarios: {}\n", None),
    ],
)  # fmt: skip
def test_a_file_of_another_shape_is_told_with_its_line(text: str, says: str | None) -> None:
    with pytest.raises(CharterError) as error:
        read_scenarios(text.encode(), "s.yaml")
    finding = error.value.findings[0]
    assert finding.mark is not None
    assert says is None or finding.says.en == says


def test_a_scenario_that_does_not_replay_is_told(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "same", lambda one, other: False)
    played = tell(PUT)
    assert [line.fault.en for line in played.faults if line.fault] == ["replaying gives another state"]


def test_the_entries_of_a_town_are_chained(tell: Tell) -> None:
    town: Any = tell(PUT, "r1 calls a sitting of two-committees on lamps, r1 … r4 attend").town
    heads: dict[str, tuple[int, str]] = {}
    for entry, data, digest in town.entries:
        seq, prev = heads.get(entry.chain, (0, GENESIS))
        assert (entry.seq, entry.prev) == (seq + 1, prev)
        assert read_entry(data) == entry
        assert hash_of(data) == digest
        heads[entry.chain] = (entry.seq, digest)
    assert {"community", "matter/2026/1", "sitting/2026/1"} == set(heads)


def test_a_town_that_lets_its_entries_go_has_the_same_heads(beilin: InForce, tell: Tell) -> None:
    told: Any = tell(PUT).town
    town = Town(beilin, keep=False)
    for entry, _, _ in told.entries:
        if entry.chain == "community":
            assert town.found(entry.act, entry.at) is None
        else:
            assert town.act(entry.chain, entry.by, entry.act, entry.at) is None
    assert town.entries == []
    assert town._heads == told._heads


def test_before_its_founding_a_community_is_empty(tell: Tell) -> None:
    town = tell(PUT).town
    first = town.entries[0][0].at
    assert town.roster_at(first).seq == 0
    assert town.roster_at(town.roster.last).seq < town.roster.seq


def test_states_are_the_same_only_to_the_letter(tell: Tell) -> None:
    town = tell(PUT).town
    state = town.matters["matter/2026/1"]
    assert same(state, replayed(town, "matter/2026/1"))
    other = tell('on 2026-03-02 09:01, r1 proposes "灯" as lamps').town
    assert not same(state, other.matters["matter/2026/1"])


def test_before_any_matter_there_is_nothing_to_act_on(tell: Tell) -> None:
    played = tell("'r1 votes yes: refused no-such-matter'")
    assert played.faults == []
    assert (
        played.lines[0].came.en
        == "refused no-such-matter: There is no such matter. Check the link or the number."
    )
