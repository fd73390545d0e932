"""Matters that pass through hands, played as stories; each is also replayed, and retold by the record."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from linli.core.charter.load import load
from linli.core.charter.rule import read_cond
from linli.core.charter.stages import Publish
from linli.core.charter.terms import By
from linli.core.engine.acting.pay import year_of
from linli.core.engine.acting.strands import expected_at, in_strand, innermost, strand_at, strand_of
from linli.core.engine.acts import (
    Act,
    Actor,
    Close,
    NameParty,
    Pay,
    Return,
    Revise,
    Sort,
    Submit,
    Vote,
    Withdraw,
)
from linli.core.engine.decide import decide
from linli.core.engine.force import InForce, in_force
from linli.core.engine.possible import possible
from linli.core.engine.refusal import Refusal
from linli.core.engine.roster import Enrol, Newcomer
from linli.core.lab.founding import founded
from linli.core.lab.play import play
from linli.core.lab.played import Played
from linli.core.lab.scenario import read_scenarios
from linli.core.record.texts import seals_of

WORDS = "0" * 64
HERE = Path(__file__).parent / "hands"
SCRIPT = read_scenarios((HERE / "scenarios.yaml").read_bytes(), "scenarios.yaml")


@pytest.fixture(scope="session")
def force() -> InForce:
    return in_force(load((HERE / "charter.yaml").read_bytes(), file="charter.yaml"))


@pytest.fixture(scope="module", params=SCRIPT.scenarios.scenarios)
def played(request: pytest.FixtureRequest, force: InForce) -> Played:
    return play(SCRIPT, request.param, force)


def test_the_story_goes_as_it_says(played: Played) -> None:
    assert [(line.mark, line.step, line.fault) for line in played.faults] == []


def test_what_is_refused_is_said_in_whole_sentences_with_a_way_on(played: Played) -> None:
    said = [line.came for line in played.lines if re.match("refused (?!requirement)", line.came.en)]
    for one in said:
        assert not re.search(r"[{}]|None|—", one.en + one.zh), one
        assert one.zh.count("。") > 1 or one.en.count(".") > 1, one


def test_there_are_at_most_a_hundred_parties(force: InForce) -> None:
    town = founded(SCRIPT, "agreed", force)
    at = datetime(2026, 3, 2, 1, tzinfo=UTC)
    people = tuple(Newcomer(f"x{n}", {"adult": True}) for n in range(100))
    assert town.found(Enrol(people), at) is None
    by = Actor("r11", "units")
    assert town.act("matter/2026/1", by, Submit("pledge", "pledge", WORDS, WORDS), at) is None
    named = [town.act("matter/2026/1", by, NameParty("residents", one.person), at) for one in people]
    assert named[:99] == [None] * 99
    refusal = named[99]
    assert refusal is not None
    assert (refusal.code, refusal.says("en")) == ("too-many-parties", "There are at most 100 parties.")


# What no story comes to ------------------------------------------------------------------------------------


def stand_at(force: InForce, story: str, line: str) -> Played:
    """A story of its own, up to one line."""
    head = (HERE / "scenarios.yaml").read_text(encoding="utf-8").partition("scenarios:")[0]
    text = f"{head}scenarios:\n  one:\n    title: {{zh: 一, en: one}}\n    story:\n"
    lines = [line] if not story else [*story.split("; "), line]
    script = read_scenarios((text + "".join(f"      - '{one}'\n" for one in lines)).encode(), "s.yaml")
    return play(script, "one", force)


def decided(played: Played, by: Actor, act: Act, **changed: object) -> str:
    """The code of a refusal of an act on the story's matter, with some of its state changed; empty where it is done."""
    state = replace(played.town.matters["matter/2026/1"], **changed)
    found = decide(
        played.town.force, state, act, id=state.id, by=by, roster=played.town.roster, at=state.last
    )
    return found.code if isinstance(found, Refusal) else ""


BENCH = 'on 2026-03-02 09:00, r9 proposes "长椅" as bench in project with cost = 900 and economic = no'
ASKED = 'on 2026-03-02 09:00, r9 proposes "办证" as card in first-asked'
DECIDED = f"{BENCH}; r1 sorts bench as vote, r15 votes yes on bench"


def test_what_a_fund_forbids_is_not_paid_even_if_the_facts_changed_after_the_vote(force: InForce) -> None:
    played = stand_at(force, DECIDED, "r1 sorts bench as pay")
    pay = Pay(90000, WORDS, (WORDS,))
    assert decided(played, Actor("r4", "hall"), pay) == ""
    assert decided(played, Actor("r4", "hall"), pay, facts={"cost": 900, "economic": True}) == "requirement"


def test_what_came_back_cannot_be_put_again_as_what_the_fund_forbids(force: InForce) -> None:
    played = stand_at(force, BENCH, "r1 sorts bench as back")
    assert (
        decided(played, Actor("r9", "residents"), Revise(WORDS, WORDS, {"economic": True})) == "requirement"
    )


def test_only_a_payment_pays(force: InForce) -> None:
    played = stand_at(
        force,
        'on 2026-03-02 09:00, r9 proposes "办证" as card in first-asked; r4 offers card to hall',
        "r5 accepts card",
    )
    assert decided(played, Actor("r5", "hall"), Pay(1, WORDS)) == "not-here"


def test_an_offer_is_returned_with_reasons(force: InForce) -> None:
    played = stand_at(
        force, 'on 2026-03-02 09:00, r9 proposes "办证" as card in first-asked', "r4 offers card to hall"
    )
    assert decided(played, Actor("r5", "hall"), Return("")) == "words-missing"


def test_who_came_to_hold_the_matter_after_the_poll_opened_has_no_vote_in_it(force: InForce) -> None:
    stages = dict(force.procedure("first-asked").stages)
    stages["judge"] = stages["judge"].model_copy(update={"by": By.parse("holder")})
    one = force.procedure("first-asked").model_copy(update={"stages": stages})
    charter = force.charter.model_copy(update={"procedures": {"first-asked": one}})
    ours = InForce(charter, force.hash, force.rules)
    begun = f"{ASKED}; r4 offers card to hall, r5 accepts card"
    played = stand_at(
        ours, f"{begun}; r5 finishes card; r6 sorts card as fulfilled", "r5 loses the seat of hall"
    )
    assert decided(played, Actor("r6", "hall"), Vote(5)) == "not-on-roll"
    assert decided(played, Actor("r5", "hall"), Vote(5)) == ""


def test_a_strand_is_found_by_its_path_and_an_act_in_it_by_what_it_is(force: InForce) -> None:
    begun = 'on 2026-03-02 09:00, r9 proposes "积水" as flood in together; r1 sorts flood as named'
    played = stand_at(
        force,
        f"{begun}; r7 finishes flood, r7 posts flood in strand pump",
        "expect flood at tell in strand nowhere",
    )
    assert [line.fault.en for line in played.faults if line.fault] == ["there is no such strand"]
    state = played.town.matters["matter/2026/1"]
    assert expected_at(state, "pump") == "both#1/dry#1"
    assert strand_at(state, "pump/objection-1") is None
    act = in_strand("pump/objection-1", Sort("heard", WORDS))
    assert innermost(act) == Sort("heard", WORDS)
    assert in_strand(strand_of(act), innermost(act)) == act
    assert strand_of(innermost(act)) == ""
    assert seals_of(act) == {WORDS: "text"}
    assert decided(played, Actor("r9", "residents"), in_strand("pump", Withdraw())) == "not-here"
    late = decide(
        force, state, in_strand("pump", Close()), id=state.id, by=Actor("r7", "workers"), roster=played.town.roster,
        at=state.last, expects="both#2/dry#1",
    )  # fmt: skip
    assert isinstance(late, Refusal)
    assert late.code == "anew"


@pytest.mark.parametrize(
    ("procedure", "stage", "keys"),
    [
        ("graded", "show", {"opens": "graded"}), ("graded", "show", {"opens": "pledge"}),
        ("graded", "show", {"opens": "nothing"}), ("graded", "show", {"opens": "project"}),
        ("graded", "ripen", {"by": None}), ("graded", "ripen", {"condition": read_cond("received in projects > 1")}),
        ("together", "both", {"strands": ("pump", "half")}), ("together", "bodies", {"by": None}),
        ("together", "bodies", {"first": ""}), ("together", "places", {"each": "items"}),
    ],
)  # fmt: skip
def test_what_nobody_could_carry_through_does_not_run(
    force: InForce, procedure: str, stage: str, keys: dict[str, Any]
) -> None:
    one = force.procedure(procedure)
    changed = one.stages[stage]
    if isinstance(changed, Publish):
        assert changed.objections is not None
        keys = {"objections": changed.objections.model_copy(update=keys)}
    stages = {**one.stages, stage: changed.model_copy(update=keys)}
    procedures = {**force.charter.procedures, procedure: one.model_copy(update={"stages": stages})}
    ours = InForce(force.charter.model_copy(update={"procedures": procedures}), force.hash, force.rules)
    assert procedure in force.running
    assert procedure not in ours.running


def test_a_stage_of_nobody_names_nobody(force: InForce) -> None:
    begun = 'on 2026-03-02 09:00, r9 proposes "方案" as plan in graded'
    played = stand_at(force, begun, "r1 sorts plan as red")
    state = replace(played.town.matters["matter/2026/1"], due=None)
    found = decide(
        force,
        state,
        Close(),
        id=state.id,
        by=Actor("r9", "residents"),
        roster=played.town.roster,
        at=state.last,
    )
    assert isinstance(found, Refusal)
    assert [one.en for one in found.instead] == ["Now it is “suspend”."]


def test_what_can_be_done_is_told_for_the_matter_and_for_each_strand(force: InForce) -> None:
    def able(bin: str, person: str) -> set[tuple[str, str]]:
        begun = 'on 2026-03-02 09:00, r9 proposes "积水" as flood in together'
        town = stand_at(force, begun, f"r1 sorts flood as {bin}").town
        state = town.matters["matter/2026/1"]
        found = possible(force, state, person=person, roster=town.roster, at=state.last)
        return {(one.act, one.strand) for one in found if one.allowed}

    assert able("bodies", "r1") == {("divide", "")}
    assert able("named", "r1") == set()
    assert able("named", "r7") == {("report", "pump"), ("finish", "pump"), ("hand-back", "pump")}
    assert able("named", "r15") == {("vote", "tell")}


@pytest.mark.parametrize(
    ("moment", "whole"),
    [
        ("2019-12-31T15:59:00+00:00", 0),
        ("2019-12-31T16:00:00+00:00", 10_000),
        ("2025-12-31T15:59:59+00:00", 10_000),
        ("2025-12-31T16:00:00+00:00", 200_050),
    ],
)
def test_what_a_fund_is_owed_changes_at_the_first_moment_of_its_day_in_the_zone(
    force: InForce, moment: str, whole: int
) -> None:
    fund = force.charter.funds["projects"]
    assert year_of(fund, datetime.fromisoformat(moment), "Asia/Shanghai") == whole
    assert year_of(force.charter.funds["petty"], datetime.fromisoformat(moment), "Asia/Shanghai") is None
