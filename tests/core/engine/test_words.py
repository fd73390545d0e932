"""Words that count a class, leave out who has no vote, pass over a stage or ask point by point, played as stories."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec import UNSET

from linli import charters
from linli.core.charter.rule import read_cond
from linli.core.charter.stages import Rule, Split
from linli.core.charter.terms import By
from linli.core.engine import acts as a
from linli.core.engine import events as e
from linli.core.engine.decide import decide
from linli.core.engine.entry import MatterEntry, seal
from linli.core.engine.evolve import fold
from linli.core.engine.force import InForce, in_force
from linli.core.engine.refusal import Refusal
from linli.core.engine.roster import Know
from linli.core.engine.state import read_state
from linli.core.engine.struct import write
from linli.core.lab.play import play
from linli.core.lab.played import Played
from linli.core.lab.scenario import read_scenarios
from linli.core.lab.tale import scenes
from linli.core.lab.town import Town, replayed, same

HERE = Path(__file__).parent / "words"
SCRIPT = read_scenarios((HERE / "scenarios.yaml").read_bytes(), "scenarios.yaml")
WORDS = "a" * 64


@pytest.fixture(scope="module")
def force() -> InForce:
    return in_force(charters.read(HERE / "charter.yaml"))


@pytest.mark.parametrize("name", SCRIPT.scenarios.scenarios)
def test_the_story_goes_as_it_says(name: str, force: InForce) -> None:
    played = play(SCRIPT, name, force)
    assert [(line.mark, line.step, line.fault, line.came) for line in played.faults] == []


def refusals(played: Played) -> dict[str, tuple[str, str]]:
    """By code: the clause and why not."""
    found = [line.refusal for line in played.lines if line.refusal]
    return {one.code: (one.clause, one.says("en")) for one in found}


def events_of(town: Town, kind: type) -> list[Any]:
    """What happened of one kind, in order."""
    entries = [entry for entry, _, _ in town.entries if isinstance(entry, MatterEntry)]
    return [event for entry in entries for event in entry.events if isinstance(event, kind)]


# Checklists ------------------------------------------------------------------------------------------------


def test_the_record_says_which_points_were_found_fulfilled(force: InForce) -> None:
    sorted_ = events_of(play(SCRIPT, "checklist", force).town, e.Sorted)
    assert [one.points for one in sorted_] == [
        {"common": True, "costed": False}, {"dry": False, "safe": False}, {"dry": True, "safe": True},
    ]  # fmt: skip
    items = events_of(play(SCRIPT, "one-by-one", force).town, e.ItemSorted)
    assert [one.points for one in items] == [{"lawful": True}, {"lawful": False}]


def test_who_is_refused_hears_which_point_it_is_about(force: InForce) -> None:
    assert refusals(play(SCRIPT, "checklist", force))["point-unmet"] == (
        "procedures.repair.stages.check.checklist.dry",
        "One point is not fulfilled, so the whole is not: dry.",
    )


def answered(force: InForce, points: a.Points) -> tuple[e.Event, ...] | Refusal:
    """What comes of sorting a fresh proposal with these points."""
    script = read_scenarios(
        'charter: words\npeople: {r1: adult}\nseats: {checkers: r1}\nscenarios:\n  one:\n    title: {zh: 一, en: one}\n'
        "    story: ['on 2026-03-02 09:00, r1 proposes \"修\" as roof in repair']\n".encode(), "s.yaml",
    )  # fmt: skip
    town = play(script, "one", force).town
    (state,) = town.matters.values()
    by = a.Actor("r1", "checkers")
    return decide(
        force, state, a.Sort("fit", WORDS, points), id=state.id, by=by, roster=town.roster, at=state.last
    )


@pytest.mark.parametrize("points", [UNSET, {}, {"common": True}])
def test_a_point_left_open_is_refused(force: InForce, points: a.Points) -> None:
    refusal = answered(force, points)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "point-open"
    assert refusal.says("zh").startswith("「审核」要逐条核对，还没有说是否符合：")
    assert [text.en for text in refusal.instead] == ["Say of each point whether it is fulfilled."]


def test_a_sorting_from_before_points_were_asked_for_still_stands_to_the_byte(force: InForce) -> None:
    happened = answered(replace(force, language=1), UNSET)
    assert not isinstance(happened, Refusal)
    assert b"points" not in seal(
        MatterEntry(
            chain="matter/2026/1", seq=2, prev="0" * 64, at=happened[0].at, charter="", roster=1,
            by=a.Actor("r1", "checkers"), act=a.Sort("fit", WORDS), events=happened,
        )
    )[0]  # fmt: skip


# Kinds of voters ------------------------------------------------------------------------------------------


class Poll:
    """One open poll in which women are counted apart, and who changes while it runs: r1 to r3, w1 and w2."""

    def __init__(self, force: InForce, *story: str) -> None:
        put = 'on 2026-03-02 09:00, r1 proposes "案" as one in women'
        lines = "".join(f"      - '{line}'\n" for line in (put, *story))
        text = (
            "charter: words\npeople:\n  r1 … r3: adult\n  w1 and w2: adult and woman\nscenarios:\n"
            f"  one:\n    title: {{zh: 一, en: one}}\n    story:\n{lines}"
        )
        played = play(read_scenarios(text.encode(), "s.yaml"), "one", force)
        assert [line.fault for line in played.faults] == []
        self.town = played.town
        (self.chain,) = self.town.matters
        self.at = played.lines[-1].at

    def know(self, person: str, **facts: bool) -> None:
        assert self.town.found(Know(person, dict(facts)), self.at) is None

    def vote(self, person: str, choice: str) -> None:
        self.at += timedelta(minutes=1)
        assert self.town.act(self.chain, a.Actor(person, "residents"), a.Vote(choice), self.at) is None

    def figures(self) -> dict[str, int]:
        self.town.tick(self.chain, self.at + timedelta(days=30))
        state = self.town.matters[self.chain]
        assert same(replayed(self.town, self.chain), state)
        return state.passages[-1].figures


def test_a_vote_counts_for_the_kind_that_the_voter_was_of_when_voting(force: InForce) -> None:
    poll = Poll(force)
    poll.vote("w1", "yes")
    poll.know("w1", woman=False)
    figures = poll.figures()
    assert (figures["members/woman"], figures["yes/woman"], figures["yes"]) == (2, 1, 1)


def test_who_comes_to_be_of_a_kind_after_the_opening_is_not_counted_in_it(force: InForce) -> None:
    poll = Poll(force)
    poll.know("r2", woman=True)
    poll.vote("r2", "yes")
    figures = poll.figures()
    assert (figures["members/woman"], figures["cast/woman"], figures["cast"]) == (2, 0, 1)


def test_who_leaves_a_kind_before_voting_is_not_counted_in_it_but_the_number_stays(force: InForce) -> None:
    poll = Poll(force)
    poll.know("w2", woman=False)
    poll.vote("w2", "no")
    figures = poll.figures()
    assert (figures["members/woman"], figures["no/woman"], figures["no"]) == (2, 0, 1)


def test_the_kinds_of_a_voter_stand_with_the_vote_in_the_record(force: InForce) -> None:
    poll = Poll(force, "w1 votes yes on one", "r1 votes yes on one")
    assert [one.groups for one in events_of(poll.town, e.VoteCast)] == [("woman",), UNSET]
    (opened,) = events_of(poll.town, e.PollOpened)
    assert opened.roll.groups == {"woman": 2}


CANNOT = [
    ("women", "decide", {"ballot": "paper"}),
    ("women", "decide", {"rule": Rule.model_validate({"pass": "yes in roof >= 1"})}),
    ("women", "decide", {"rule": Rule.model_validate({"pass": "seats in woman >= 1"})}),
    (
        "women",
        "decide",
        {"by": By.parse("proposer"), "rule": Rule.model_validate({"pass": "yes in woman >= 1"})},
    ),
    ("seats", "decide", {"ballot": "paper"}),
    ("petition", "gather", {"enough": read_cond("yes in woman >= 1")}),
]


@pytest.mark.parametrize(("procedure", "stage", "keys"), CANNOT)
def test_what_cannot_be_counted_apart_does_not_run(
    force: InForce, procedure: str, stage: str, keys: dict[str, Any]
) -> None:
    assert procedure in force.running
    assert procedure not in changed(force, procedure, stage, **keys).running


def test_on_paper_those_entitled_of_a_kind_can_be_counted(force: InForce) -> None:
    rule = Rule.model_validate({"pass": "yes >= members in woman"})
    assert "women" in changed(force, "women", "decide", ballot="paper", rule=rule).running


def changed(force: InForce, procedure: str, stage: str, **keys: Any) -> InForce:
    """The charter with some keys of one stage changed."""
    one = force.procedure(procedure)
    stages = {**one.stages, stage: one.stages[stage].model_copy(update=keys)}
    procedures = {**force.charter.procedures, procedure: one.model_copy(update={"stages": stages})}
    return replace(force, charter=force.charter.model_copy(update={"procedures": procedures}))


def test_a_support_from_before_those_without_a_vote_were_left_out_still_stands(force: InForce) -> None:
    town = play(SCRIPT, "petition", force).town
    begun = next(entry for entry in town.of("matter/2026/1") if isinstance(entry, MatterEntry))
    state = fold(None, begun.events, "matter/2026/1")
    by = a.Actor("r7", "council")
    found = [
        decide(
            replace(force, language=language), state, a.Support(), id=state.id, by=by, roster=town.roster,
            at=state.last,
        )
        for language in (1, 2)
    ]  # fmt: skip
    assert [isinstance(one, Refusal) for one in found] == [False, True]


# Stages passed over ----------------------------------------------------------------------------------------


def test_what_is_passed_over_is_recorded_and_enacts_nothing(force: InForce) -> None:
    town = play(SCRIPT, "small-and-dry", force).town
    assert [(one.stage, one.outcome) for one in events_of(town, e.StageSkipped)] == [
        ("survey", "safe"), ("decide", "passed"),
    ]  # fmt: skip
    assert events_of(town, e.Enacted) == []
    (state,) = town.matters.values()
    assert [(one.stage, one.after) for one in state.skipped] == [("survey", 1), ("decide", 1)]
    assert "passed" not in [one.outcome for one in state.passages]


@pytest.mark.parametrize(
    ("procedure", "stage", "when"),
    [
        ("works", "put", "river"),
        ("works", "tell", "woman"),
        ("works", "tell", "members > 3"),
        ("works", "tell", "river in residents"),
    ],
)
def test_what_cannot_be_told_on_coming_to_a_stage_does_not_run(
    force: InForce, procedure: str, stage: str, when: str
) -> None:
    assert procedure in force.running
    assert procedure not in changed(force, procedure, stage, when=read_cond(when)).running


def test_strands_begin_with_stages_that_nobody_passes_over(force: InForce) -> None:
    split = Split.model_validate(
        {
            "kind": "split",
            "title": {"zh": "分", "en": "split"},
            "strands": ["tell", "gone"],
            "then": {"joined": "done"},
        }
    )
    one = force.procedure("works")
    with_split = one.model_copy(
        update={"stages": {"put": one.stages["put"], "cut": split, "tell": one.stages["tell"]}}
    )
    procedures = {**force.charter.procedures, "works": with_split}
    assert (
        "works"
        not in replace(force, charter=force.charter.model_copy(update={"procedures": procedures})).running
    )


def test_a_matter_that_passes_over_stages_replays_and_verifies(force: InForce) -> None:
    for name in ("small-and-dry", "ring", "rising", "all-passed-over"):
        town = play(SCRIPT, name, force).town
        assert all(same(replayed(town, chain), state) for chain, state in town.matters.items())


def test_the_tale_says_what_was_not_fulfilled_and_who_was_counted_apart(force: InForce) -> None:
    told = [
        (one.says.zh, one.says.en)
        for name in ("checklist", "exactly")
        for scene in scenes(play(SCRIPT, name, force), force)
        for one in scene.told
    ]
    assert any("；不符合：不漏、安全" in zh and "; not fulfilled: dry, safe" in en for zh, en in told)
    assert any("；不符合：paint" in zh for zh, _ in told)
    assert any("妇女中的" in zh and " among woman" in en for zh, en in told)


def test_a_story_that_expects_a_stage_passed_over_is_wrong_where_it_was_not(force: InForce) -> None:
    script = read_scenarios(
        'charter: words\npeople: {r1: adult}\nscenarios:\n  one:\n    title: {zh: 一, en: one}\n    story:\n'
        "      - 'on 2026-03-02 09:00, r1 proposes \"修\" as one in works with cost = 5000'\n"
        "      - expect decide of one passed over\n".encode(), "s.yaml",
    )  # fmt: skip
    (fault,) = [line.fault for line in play(script, "one", force).faults]
    assert fault is not None
    assert fault.en == "what is passed over should be “decide”, but is “survey”"


def test_a_poll_in_which_kinds_are_counted_is_kept_and_read_again(force: InForce) -> None:
    poll = Poll(force, "w1 votes yes on one", "r1 votes no on one")
    state = poll.town.matters[poll.chain]
    assert read_state(write(state)) == state
    over = play(SCRIPT, "small-and-dry", force).town.matters["matter/2026/1"]
    assert read_state(write(over)) == over


# Times counted from a date ---------------------------------------------------------------------------------


def test_who_puts_a_matter_too_late_hears_which_stage_and_which_date(force: InForce) -> None:
    assert refusals(play(SCRIPT, "due-date-past", force))["date-over"] == (
        "procedures.fair.stages.check.within",
        "It is too late: “checked” would have to be over by the end of 24 March 2026, counted from “day of the fair”.",
    )
    assert refusals(play(SCRIPT, "undated", force))["date-missing"] == (
        "procedures.review.stages.look.until",
        "The time for “looked at” is counted from “day of the review”; please give it.",
    )


def test_in_an_older_language_a_matter_is_put_with_dates_that_are_over(force: InForce) -> None:
    town = play(SCRIPT, "due-date-past", force).town
    late = [
        decide(
            replace(force, language=language), None, a.Submit("fair", "fair", WORDS, WORDS, {"day": "2026-03-31"}),
            id="matter/2026/9", by=a.Actor("r4", "residents"), roster=town.roster, at=town.entries[-1][0].at,
        )
        for language in (2, 3)
    ]  # fmt: skip
    assert isinstance(late[0], tuple)
    assert isinstance(late[1], Refusal)


def test_who_puts_a_matter_hears_which_stage_of_what_its_objections_open_has_no_time(force: InForce) -> None:
    told = refusals(play(SCRIPT, "objections-in-time", force))
    assert told["date-over"][0] == "procedures.protest.stages.vote.over"
    assert told["date-missing"][0] == "procedures.stall.stages.show.for"
    assert told["apart"] == (
        "procedures.stall.stages.ask",
        "You took part in “put”; by the charter “handed on” is for other hands.",
    )


def test_in_older_languages_neither_objections_nor_acceptance_nor_a_late_notice_were_asked(
    force: InForce,
) -> None:
    town = play(SCRIPT, "handed-on-too-late", force).town
    old, roster = replace(force, language=3), town.roster
    begun, offered, accepted = [
        entry for entry in town.of("matter/2026/1") if isinstance(entry, MatterEntry)
    ][:3]
    put = a.Submit("stall", "stall", WORDS, WORDS, {"day": "2026-03-03"})
    r3, r4 = a.Actor("r3", "residents"), a.Actor("r4", "residents")
    first = decide(old, None, put, id="matter/2026/9", by=r3, roster=roster, at=begun.at)
    assert isinstance(first, tuple)
    state = fold(None, (*begun.events, *offered.events), "matter/2026/1")
    assert isinstance(
        decide(old, state, a.Accept(), id=state.id, by=r3, roster=roster, at=accepted.at), tuple
    )
    entered = decide(old, state, a.Accept(), id=state.id, by=r4, roster=roster, at=accepted.at)
    assert isinstance(entered, tuple)
    state = fold(state, entered, state.id)
    assert state.due is None
    posted = decide(
        old, state, a.Post(WORDS), id=state.id, by=a.Actor("r1", "checkers"), roster=roster, at=accepted.at
    )
    assert isinstance(posted, tuple)
    assert (fold(state, posted, state.id).now.until, state.end) == (accepted.at, None)


@pytest.mark.parametrize(
    ("language", "due"), [(2, "2026-03-27T00:30:00+00:00"), (3, "2026-04-23T16:00:00+00:00")]
)
def test_after_a_revision_times_are_counted_from_the_date_as_revised(
    force: InForce, language: int, due: str
) -> None:
    text = (HERE / "scenarios.yaml").read_text("utf-8").replace("\n      - 'on 2026-03-27 09:00", "\n# ")
    played = play(read_scenarios(text.split("# ")[0].encode(), "scenarios.yaml"), "later-date", force)
    state = played.town.matters["matter/2026/1"]
    happened = decide(
        replace(force, language=language), state, a.Revise(WORDS, WORDS, {"day": "2026-04-30"}), id=state.id,
        by=a.Actor("r3", "residents"), roster=played.town.roster, at=datetime(2026, 3, 27, 0, 30, tzinfo=UTC),
    )  # fmt: skip
    assert isinstance(happened, tuple)
    (entered,) = [event for event in happened if isinstance(event, e.StageEntered)]
    assert entered.due == datetime.fromisoformat(due)
