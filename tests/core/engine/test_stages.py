"""What each kind of stage makes of the acts it takes, beyond what refusals and lives already show."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from linli import charters
from linli.core.charter.text import Text
from linli.core.engine import acts as a
from linli.core.engine import events as e
from linli.core.engine.clock import AT_MOST, CLOCK, advance, next_due
from linli.core.engine.decide import decide
from linli.core.engine.entry import MatterEntry, read_entry, seal
from linli.core.engine.evolve import evolve, fold
from linli.core.engine.force import InForce, in_force
from linli.core.engine.possible import possible
from linli.core.engine.refusal import Refusal
from linli.core.engine.state import Disclosing, Working, read_state
from linli.core.engine.struct import write

Hall = Any
WORDS = "a" * 64
DAY = timedelta(days=1)
ONE, TWO, THREE = (f"sitting/2026/{n}" for n in (1, 2, 3))


def submit(hall: Hall, **facts: Any) -> str:
    refusal = hall.act("new", "p1 committee", a.Submit("works", "work", WORDS, WORDS, facts))
    return refusal.code if refusal else ""


# 提 propose ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"cost": 0}, ""),
        ({"cost": True}, "fact-type"),
        ({"cost": "5"}, "fact-type"),
        ({"cost": 2**53}, "fact-type"),
        ({"cost": 2**53 - 1, "urgent": True}, ""),
        ({"cost": 1001, "urgent": False}, "requirement"),
        ({"cost": 1, "urgent": "yes"}, "fact-type"),
        ({"cost": 1, "day": "2026-02-29"}, "fact-type"),
        ({"cost": 1, "day": "2028-02-29"}, ""),
        ({"cost": 1, "day": 20260301}, "fact-type"),
        ({"cost": 1, "size": "small"}, ""),
        ({"cost": 1, "size": "tiny"}, "fact-type"),
        ({"cost": 1, "where": "gate"}, ""),
        ({"cost": 1, "where": ""}, "fact-type"),
        ({"cost": 1, "where": 3}, "fact-type"),
    ],
)
def test_facts_are_of_the_kind_that_the_charter_says(hall: Hall, facts: dict[str, Any], code: str) -> None:
    assert submit(hall, **facts) == code


def test_a_requirement_on_what_a_matter_does_not_carry_is_not_met(hall: Hall, force: InForce) -> None:
    from linli.core.charter.rule import read_cond

    procedure = force.procedure("works")
    strange = procedure.requires[0].model_copy(update={"that": read_cond("rooms > 3")})
    one = procedure.model_copy(update={"requires": (strange,)})
    charter = force.charter.model_copy(update={"procedures": {**force.charter.procedures, "works": one}})
    hall.force = hall.town.force = InForce(charter, force.hash, force.rules)
    assert submit(hall, cost=1) == "requirement"


def back_at_put(hall: Hall) -> str:
    chain: str = hall.begin("petition")
    for n in (8, 9, 10):
        hall.done(chain, f"p{n} residents", a.Support())
    meeting = hall.meet_in_time("both", "p1 both", chain)
    hall.done(chain, "p3 both", a.Open(), meeting)
    hall.done(chain, "p3 both", a.Minute(WORDS), meeting)
    hall.done(chain, "p3 both", a.Close(), meeting)
    hall.done(chain, "p1 committee", a.Sort("back", WORDS))
    return chain


def test_a_proposal_that_came_back_is_put_again_changed(hall: Hall) -> None:
    chain = back_at_put(hall)
    assert hall.state(chain).stage == "put"
    assert hall.code(chain, "p3 council", a.Revise(WORDS, WORDS)) == "not-yet"
    assert hall.code(chain, "p9 residents", a.Revise("", WORDS)) == "words-missing"
    assert hall.code(chain, "p9 residents", a.Revise(WORDS, WORDS, {"colour": "red"})) == "unknown-fact"
    state = hall.done(chain, "p9 residents", a.Revise("b" * 64, WORDS))
    assert (state.stage, state.title, state.visits["gather"]) == ("gather", "b" * 64, 2)


def test_a_proposal_that_came_back_and_is_not_put_again_lapses(hall: Hall) -> None:
    chain = back_at_put(hall)
    hall.now += 4 * DAY
    assert hall.state(chain).end == "lapsed"


def test_only_one_of_the_organ_acts_for_it_when_revising(hall: Hall) -> None:
    chain = back_at_put(hall)
    assert hall.code(chain, "p99 residents", a.Revise(WORDS, WORDS)) == "not-in-organ"


def test_the_proposer_takes_back_what_no_poll_has_carried(hall: Hall) -> None:
    chain = hall.begin("petition")
    state = hall.done(chain, "p1 council", a.Withdraw(WORDS))
    assert (state.end, state.due) == ("withdrawn", None)
    assert next_due(state) is None


# 征 gather -------------------------------------------------------------------------------------------------


def test_supports_are_enough_at_just_the_share(hall: Hall) -> None:
    chain = hall.begin("petition")
    hall.done(chain, "p8 residents", a.Support())
    hall.done(chain, "p9 residents", a.Support())
    hall.done(chain, "p9 residents", a.Retract())
    assert hall.done(chain, "p9 residents", a.Support()).stage == "gather"
    assert hall.done(chain, "p10 residents", a.Support()).stage == "talk"


def test_supports_of_an_organ_can_be_enough_too(hall: Hall) -> None:
    chain = hall.begin("petition")
    hall.done(chain, "p3 residents", a.Support())
    assert hall.done(chain, "p4 residents", a.Support()).stage == "talk"


def test_a_gathering_without_a_threshold_is_enough_when_its_time_is_over(hall: Hall) -> None:
    chain = at_odd_notice(hall)
    hall.now += 6 * DAY
    assert hall.state(chain).stage == "gather"
    hall.done(chain, "p9 neighbours", a.Support())
    hall.now += 3 * DAY
    assert [one.outcome for one in hall.state(chain).passages if one.stage == "gather"] == ["enough"]


# 筛 screen -------------------------------------------------------------------------------------------------


def test_sorting_takes_longer_once(hall: Hall) -> None:
    chain = back_at_put(hall)
    hall.done(chain, "p9 residents", a.Revise(WORDS, WORDS))
    for n in (8, 9, 10):
        hall.done(chain, f"p{n} residents", a.Support())
    meeting = hall.meet_in_time("both", "p1 both", chain)
    for act in (a.Open(), a.Minute(WORDS), a.Close()):
        hall.done(chain, "p3 both", act, meeting)
    due = hall.state(chain).due
    assert hall.code(chain, "p1 committee", a.Extend("")) == "words-missing"
    state = hall.done(chain, "p1 committee", a.Extend(WORDS))
    assert state.due == due + 3 * DAY
    assert hall.code(chain, "p1 committee", a.Extend(WORDS)) == "already-extended"
    assert hall.code(chain, "p1 committee", a.Sort("fit", "")) == "words-missing"
    assert hall.code(chain, "p9 committee", a.Sort("fit", WORDS)) == "not-in-organ"
    hall.now += 9 * DAY
    assert hall.state(chain).visits["sift"] == 3


# 决 poll ---------------------------------------------------------------------------------------------------


def at_paper(hall: Hall) -> str:
    chain: str = hall.begin("ballot")
    hall.meet("both", "p1 both", chain, people=("p1", "p2", "p3"))
    hall.done(chain, "p1 both", a.Open(), ONE)
    for n in (1, 2, 3):
        hall.done(chain, f"p{n} both", a.Vote("yes"), ONE)
    hall.done(chain, "p1 both", a.Close(), ONE)
    hall.meet("assembly", "p1 committee", chain)
    hall.done(chain, "p1 committee", a.Open(), TWO)
    return chain


@pytest.mark.parametrize(
    ("count", "en"),
    [
        (a.Count(6, 6, -1), "a number is negative"),
        (a.Count(6, 6, 5, 5, scores={"3": -1}), "a number is negative"),
        (a.Count(6, 13, 6, 6), "13 ballots issued, but only 12 are on the roll"),
        (a.Count(13, 6, 6, 6), "13 present, but only 12 are on the roll"),
        (a.Count(6, 6, 7, 6), "the answers add up to 6, but 7 were returned"),
        (a.Count(6, 6, 6, 6, scores={"9": 0}), "a score is off the scale"),
    ],
)
def test_a_count_that_cannot_be_is_refused_with_its_reason(hall: Hall, count: a.Count, en: str) -> None:
    refusal = hall.act(at_paper(hall), "p1 committee", a.EnterCount(count))
    assert refusal.code == "count-impossible"
    assert en in refusal.says("en")


def test_more_ballots_than_were_issued_are_refused_where_the_rule_does_not_void_the_poll(hall: Hall) -> None:
    refusal = hall.act(at_scores(hall), "p1 both", a.EnterCount(a.Count(3, 3, 4, scores={"3": 4})))
    assert refusal is not None
    assert "4 ballots returned, but only 3 were issued" in refusal.says("en")


@pytest.mark.parametrize(
    "scores", [{"5": 3}, {"0": 3}, {"04": 3}, {"²": 3}, {"４": 3}, {"-1": 3}, {"": 3}, {"yes": 3}]
)
def test_scores_are_read_only_as_the_scale_writes_them(hall: Hall, scores: dict[str, int]) -> None:
    chain = at_scores(hall)
    refusal = hall.act(chain, "p1 both", a.EnterCount(a.Count(3, 3, 3, scores=scores)))
    assert "off the scale" in refusal.says("en")


def at_scores(hall: Hall) -> str:
    chain = at_paper(hall)
    for n in (1, 2):
        hall.done(chain, f"p{n} committee", a.EnterCount(a.Count(8, 8, 8, yes=8)))
    hall.meet("both", "p1 both", chain)
    hall.done(chain, "p1 both", a.Open(), THREE)
    return chain


def test_two_hands_that_differ_begin_again(hall: Hall) -> None:
    chain = at_paper(hall)
    hall.done(chain, "p1 committee", a.EnterCount(a.Count(8, 8, 8, yes=8)))
    hall.done(chain, "p2 committee", a.EnterCount(a.Count(8, 8, 8, yes=7, no=1)))
    hall.done(chain, "p2 committee", a.EnterCount(a.Count(8, 8, 8, yes=7, no=1)))
    state = hall.done(chain, "p3 committee", a.EnterCount(a.Count(8, 8, 8, yes=7, no=1)))
    assert (state.stage, state.passages[-1].figures["yes"]) == ("score", 7)


@pytest.mark.parametrize(
    ("count", "outcome"),
    [
        (a.Count(8, 8, 9, yes=9), "void"),
        (a.Count(5, 5, 5, yes=5), "no-quorum"),
        (a.Count(6, 6, 6, yes=4, no=2), "passed"),
        (a.Count(7, 7, 7, yes=4, no=3), "failed"),
        (a.Count(6, 6, 6, yes=3, invalid=3), "failed"),
        (a.Count(6, 6, 0), "no-quorum"),
    ],
)
def test_a_paper_count_is_decided_by_the_rule(hall: Hall, count: a.Count, outcome: str) -> None:
    chain = at_paper(hall)
    for n in (1, 2):
        hall.done(chain, f"p{n} committee", a.EnterCount(count))
    assert hall.state(chain).passages[-1].outcome == outcome


def test_a_paper_count_needs_an_open_poll(hall: Hall) -> None:
    chain = at_paper(hall)
    for n in (1, 2):
        hall.done(chain, f"p{n} committee", a.EnterCount(a.Count(5, 5, 5, yes=5)))
    assert hall.code(chain, "p1 committee", a.EnterCount(a.Count(8, 8, 8, yes=8))) == "not-open"
    assert hall.code(chain, "p1 committee", a.Close()) == "not-open"
    assert hall.code(chain, "p9 assembly", a.Close()) == "not-convener"
    assert hall.code(chain, "p9 committee", a.Open()) == "not-in-organ"


def test_everyone_has_answered_closes_a_poll_that_says_so(hall: Hall) -> None:
    chain = at_scores(hall)
    for n in (1, 2):
        hall.done(chain, f"p{n} both", a.EnterCount(a.Count(3, 3, 3, scores={"4": 2, "1": 1})))
    hall.done(chain, "p4 council", a.Minute(WORDS))
    assert hall.done(chain, "p4 council", a.Close()).stage == "each"
    assert hall.code(chain, "p4 council", a.Vote("yes")) == "past"
    assert hall.code(chain, "p1 committee", a.Close()) == "not-here"
    for n in (1, 2):
        hall.done(chain, f"p{n} committee", a.Vote("yes"))
    state = hall.done(chain, "p3 committee", a.Vote("yes"))
    assert (state.end, state.ended) == ("done", hall.utc)


def test_scores_are_off_the_scale_below_and_above(hall: Hall) -> None:
    chain = at_judge(hall)
    for score in (0, 6, "yes"):
        refusal = hall.act(chain, "p9 residents", a.Vote(score))
        assert refusal.code == "wrong-choice"
    assert "1 to 5" in refusal.says("en")
    assert hall.done(chain, "p9 residents", a.Vote(5)).now.votes["p9"] == 5


def at_judge(hall: Hall) -> str:
    chain: str = hall.begin("works", "p1 committee", cost=5)
    hall.done(chain, "p6 pair", a.Finish(WORDS, (WORDS,)))
    hall.done(chain, "p4 both", a.Sort("fulfilled", WORDS))
    return chain


def test_the_last_vote_before_the_end_counts_and_the_first_after_it_does_not(hall: Hall) -> None:
    chain = at_judge(hall)
    due = hall.state(chain).due
    hall.now = due - timedelta(microseconds=1)
    hall.done(chain, "p9 residents", a.Vote(5))
    hall.now = due
    assert hall.code(chain, "p8 residents", a.Vote(5)) == "past"
    assert hall.state(chain).passages[-1].figures["cast"] == 1


# 示 publish ------------------------------------------------------------------------------------------------


def at_notice(hall: Hall) -> str:
    chain: str = hall.begin("petition")
    for n in (3, 4):
        hall.done(chain, f"p{n} residents", a.Support())
    meeting = hall.meet_in_time("both", "p1 both", chain)
    for act in (a.Open(), a.Minute(WORDS), a.Close()):
        hall.done(chain, "p3 both", act, meeting)
    hall.done(chain, "p1 committee", a.Sort("fit", WORDS))
    for n in range(1, 8):
        hall.done(chain, f"p{n} assembly", a.Vote("yes"))
    hall.now += 6 * DAY
    hall.done(chain, "p2 committee", a.Post(WORDS))
    return chain


def test_an_objection_is_made_by_those_who_may_and_with_words(hall: Hall) -> None:
    chain = at_notice(hall)
    assert hall.code(chain, "p3 council", a.Object(WORDS)) == "past"
    assert hall.code(chain, "p99 residents", a.Object(WORDS)) == "not-in-organ"
    assert hall.code(chain, "p9 residents", a.Object("")) == "words-missing"
    hall.done(chain, "p9 residents", a.Object(WORDS))
    assert hall.code(chain, "p4 both", a.Answer(1, "dismissed", "")) == "words-missing"
    assert hall.code(chain, "p9 residents", a.Answer(1, "dismissed", WORDS)) == "not-entitled"


@pytest.mark.parametrize("verdicts", [("dismissed", "dismissed"), ("upheld", "dismissed")])
def test_the_last_answer_after_the_notice_ends_the_stage(hall: Hall, verdicts: tuple[Any, Any]) -> None:
    chain = at_notice(hall)
    hall.now += 2 * DAY
    for n in (8, 9):
        hall.done(chain, f"p{n} residents", a.Object(WORDS))
    hall.now += 2 * DAY
    assert hall.state(chain).stage == "tell"
    assert hall.done(chain, "p4 both", a.Answer(1, verdicts[0], WORDS)).stage == "tell"
    state = hall.done(chain, "p4 both", a.Answer(2, verdicts[1], WORDS))
    assert state.passages[-1].outcome == min(verdicts, key=lambda one: one != "upheld")


def test_an_objection_answered_in_time_leaves_the_notice_standing(hall: Hall) -> None:
    chain = at_notice(hall)
    hall.done(chain, "p9 residents", a.Object(WORDS))
    assert hall.done(chain, "p4 both", a.Answer(1, "dismissed", WORDS)).stage == "tell"
    hall.now += 4 * DAY
    assert hall.state(chain).end == "done"


def test_an_objection_that_nobody_answers_is_upheld_while_the_notice_still_stands(hall: Hall) -> None:
    chain = at_notice(hall)
    hall.done(chain, "p9 residents", a.Object(WORDS))
    hall.now += timedelta(days=2, hours=16)
    (objection,) = hall.state(chain).now.objections
    assert objection.verdict == "upheld"
    hall.now += 2 * DAY
    assert hall.state(chain).visits["sift"] == 2


def at_odd_notice(hall: Hall) -> str:
    chain: str = hall.begin("odd", "p1 residents", day="2026-03-02")
    for _ in range(3):
        hall.done(chain, "p1 committee", a.Finish(WORDS))
    hall.now += DAY
    assert hall.state(chain).stage == "post"
    hall.done(chain, "p1 committee", a.Post(WORDS))
    return chain


def test_a_notice_that_is_up_stands_longer_than_the_time_to_post_it(hall: Hall) -> None:
    chain = at_odd_notice(hall)
    hall.now += 4 * DAY
    assert hall.state(chain).stage == "post"
    assert hall.code(chain, "p9 residents", a.Answer(1, "upheld", WORDS)) == "no-objections"


def test_a_notice_that_nobody_posts_lapses(hall: Hall) -> None:
    chain = hall.begin("odd", "p1 residents", day="2026-03-02")
    for _ in range(3):
        hall.done(chain, "p1 committee", a.Finish(WORDS))
    hall.now += 4 * DAY
    assert hall.state(chain).end == "lapsed"


def test_a_notice_for_no_time_is_over_when_it_is_up_and_done_waits_for_what_is_owed(hall: Hall) -> None:
    chain = at_judge(hall)
    hall.done(chain, "p9 residents", a.Vote(5))
    hall.now += 5 * DAY
    assert hall.code(chain, "p4 committee", a.Post(WORDS)) == "not-in-organ"
    state = hall.done(chain, "p6 pair", a.Post(WORDS))
    assert isinstance(state.now, Disclosing)
    assert hall.code(chain, "p9 committee", a.Disclose("money", WORDS)) == "not-in-organ"
    assert hall.code(chain, "p2 committee", a.Disclose("money", "")) == "words-missing"
    assert hall.code(chain, "p2 committee", a.Disclose("news", WORDS)) == "already-disclosed"
    assert hall.code(chain, "p2 committee", a.Post(WORDS)) == "ended"
    state = hall.done(chain, "p2 committee", a.Disclose("money", WORDS, none=True))
    assert (state.end, state.ended) == ("done", hall.utc)
    assert hall.code(chain, "p2 committee", a.Disclose("money", WORDS)) == "ended"


def test_another_hand_posts_what_was_checked(hall: Hall) -> None:
    chain: str = hall.begin("works", "p1 committee", cost=5)
    hall.done(chain, "p6 pair", a.Finish(WORDS, (WORDS,)))
    hall.done(chain, "p1 both", a.Sort("fulfilled", WORDS))
    hall.done(chain, "p9 residents", a.Vote(5))
    hall.now += 5 * DAY
    assert hall.code(chain, "p1 committee", a.Post(WORDS)) == "apart"


# 办 work, 待 wait ------------------------------------------------------------------------------------------


def test_reports_that_are_missing_are_noted_each_at_its_time(hall: Hall) -> None:
    chain = hall.begin("works", "p1 committee", cost=5)
    hall.now += 8 * DAY
    state = hall.state(chain)
    assert isinstance(state.now, Working)
    assert state.now.missed == 2
    reminders = [
        event for entry in hall.town.of(chain) for event in entry.events if isinstance(event, e.Reminded)
    ]
    assert reminders[0].next == reminders[1].at
    assert f"{reminders[0].at:%m-%d %H:%M}" == "03-05 16:00"
    assert hall.done(chain, "p7 pair", a.Report(WORDS)).now.reports == 1


def test_work_is_extended_once_and_then_lapses(hall: Hall) -> None:
    chain = hall.begin("works", "p1 committee", cost=5)
    due = hall.state(chain).due
    assert hall.done(chain, "p1 committee", a.Extend(WORDS)).due == due + 5 * DAY
    hall.now = due + 4 * DAY
    assert hall.state(chain).visit == 1
    hall.now = due + 5 * DAY
    assert hall.state(chain).visit == 2
    hall.now += 30 * DAY
    assert hall.state(chain).end == "refused"


def test_hours_are_added_to_the_due_moment_itself(hall: Hall) -> None:
    chain = hall.begin("odd", "p1 residents", day="2026-03-20")
    due = hall.state(chain).due
    assert due == hall.utc + timedelta(hours=6)
    assert hall.done(chain, "p1 residents", a.Extend(WORDS)).due == due + timedelta(hours=2)


def test_work_that_cannot_be_put_off_is_not_put_off(hall: Hall) -> None:
    chain = hall.begin("odd", "p1 residents", day="2026-06-01")
    assert hall.code(chain, "p1 residents", a.Defer(WORDS)) == "not-here"
    assert hall.code(chain, "p1 residents", a.HandBack(WORDS)) == "not-here"
    assert hall.code(chain, "p2 council", a.Report(WORDS)) == "not-entitled"


def test_handing_back_needs_reasons_and_ends_the_matter(hall: Hall) -> None:
    chain = hall.begin("works", "p1 committee", cost=5)
    assert hall.code(chain, "p1 committee", a.HandBack("")) == "words-missing"
    assert hall.done(chain, "p1 committee", a.HandBack(WORDS)).end == "refused"


def test_work_put_off_waits_and_comes_again(hall: Hall) -> None:
    chain = hall.begin("works", "p1 committee", cost=5, day="2026-03-05")
    state = hall.done(chain, "p1 committee", a.Defer(WORDS))
    assert f"{state.due:%m-%d %H:%M}" == "03-06 16:00"
    assert hall.code(chain, "p1 committee", a.Report(WORDS)) == "not-yet"
    hall.at("03-07 00:00")
    assert (hall.state(chain).stage, hall.state(chain).visit) == ("make", 2)


def test_a_date_that_is_over_is_not_waited_for_and_time_does_not_run_backwards(hall: Hall) -> None:
    chain = hall.begin("works", "p1 committee", cost=5, day="2026-01-05")
    hall.done(chain, "p1 committee", a.Defer(WORDS))
    assert (hall.state(chain).stage, hall.state(chain).visit) == ("make", 2)
    events = [event for entry in hall.town.of(chain) for event in entry.events]
    assert all(one.at <= other.at for one, other in pairwise(events))


def test_who_did_one_stage_can_be_asked_for_the_next(hall: Hall) -> None:
    chain = hall.begin("odd", "p1 residents", day="2026-03-20")
    hall.done(chain, "p1 residents", a.Finish(WORDS))
    assert hall.code(chain, "p2 committee", a.Finish(WORDS)) == "not-entitled"
    hall.done(chain, "p1 committee", a.Finish(WORDS))
    assert hall.code(chain, "p2 residents", a.Finish(WORDS)) == "past"
    assert hall.done(chain, "p1 residents", a.Finish(WORDS)).stage == "hold"
    assert hall.code(chain, "p1 residents", a.Open()) == "past"


# The clock -------------------------------------------------------------------------------------------------


def test_one_delivery_stops_somewhere_and_the_next_goes_on(hall: Hall) -> None:
    chain = hall.begin("works", "p1 committee", cost=5)
    state = hall.state(chain)
    longer = fold(
        state, [e.Extended(hall.utc, a.Actor("p1", "committee"), hall.utc + 5000 * DAY, WORDS)], chain
    )
    at = hall.utc + 4000 * DAY
    first = advance(hall.force, longer, hall.town.roster_at, at)
    assert len(first) == AT_MOST
    second = advance(hall.force, fold(longer, first, chain), hall.town.roster_at, at)
    assert second[0].at > first[-1].at


def test_time_passing_is_nobodys_deed(hall: Hall) -> None:
    chain = hall.begin("petition")
    assert hall.code(chain, "p1 residents", a.Tick()) == "not-here"
    assert a.Actor("", "clock") == CLOCK


def test_a_moment_in_any_zone_is_recorded_in_utc(hall: Hall) -> None:
    chain = hall.begin("petition")
    state = hall.state(chain)
    found = decide(
        hall.force,
        state,
        a.Support(),
        id=chain,
        by=a.Actor("p8", "residents"),
        roster=hall.town.roster,
        at=hall.now,
    )
    assert not isinstance(found, Refusal)
    assert found[0].at.tzinfo is UTC


# What the actor saw ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expects", "code"),
    [
        ("gather", ""),
        ("gather#1", ""),
        ("gather#2", "anew"),
        ("put", "past"),
        ("talk", "not-yet"),
        ("dance", "not-here"),
    ],
)
def test_an_act_counts_only_for_the_stage_that_the_actor_saw(hall: Hall, expects: str, code: str) -> None:
    refusal = hall.act(hall.begin("petition"), "p8 residents", a.Support(), expects=expects)
    assert (refusal.code if refusal else "") == code


# The fold --------------------------------------------------------------------------------------------------


def test_a_matter_begins_when_it_is_submitted() -> None:
    with pytest.raises(ValueError, match="begins with an event"):
        fold(None, (), "matter/2026/1")
    with pytest.raises(ValueError, match="begins when it is submitted"):
        evolve(None, e.Stated(datetime(2026, 1, 1, tzinfo=UTC), a.Actor("p1", "x"), WORDS), "matter/2026/1")


def test_an_event_that_does_not_belong_to_a_stage_changes_only_its_count(hall: Hall) -> None:
    """A forged record may hold such; the fold goes on, and re-deciding finds it."""
    state = hall.state(hall.begin("petition"))
    by = a.Actor("p1", "residents")
    strange = [
        e.Submitted(hall.utc, by, "petition", "wish", WORDS, WORDS, {}, "community"),
        e.TalkOpened(hall.utc),
        e.CountEntered(hall.utc, "p1", a.Count(0, 0, 0)),
    ]
    after = fold(state, strange, state.id)
    assert after.now == state.now
    assert after.events == state.events + 3


@pytest.mark.parametrize("kind", ["poll", "gather", "deliberate", "publish", "work", "screen", "wait"])
def test_no_kind_of_stage_stumbles_over_an_event_of_another(hall: Hall, kind: Any) -> None:
    state = hall.state(hall.begin("petition"))
    entered = fold(state, [e.StageEntered(hall.utc, "x", kind, 1)], state.id)
    for event in (
        e.Stated(hall.utc, a.Actor("p1", "x"), WORDS),
        e.Reminded(hall.utc, hall.utc),
        e.TalkOpened(hall.utc),
        e.Extended(hall.utc, a.Actor("p1", "x"), hall.utc, WORDS),
    ):
        assert fold(entered, [event], state.id).stage == "x"


def test_an_entry_reads_as_it_was_written(hall: Hall) -> None:
    chain = at_notice(hall)
    for entry in hall.town.of(chain):
        assert isinstance(entry, MatterEntry)
        assert read_entry(seal(entry)[0]) == entry
    state = hall.state(chain)
    assert read_state(write(state)) == state


# What can run ----------------------------------------------------------------------------------------------


def test_only_the_drafts_that_are_meant_to_run_do() -> None:
    running = {slug: set(in_force(charters.read(slug)).running) for slug in charters.slugs()}
    assert running["beilin"] == {"four-deliberations"}
    assert running["zhalute"] >= {"five-steps", "first-asked", "missed-visit"}


def changed(force: InForce, procedure: str, stage: str, **keys: Any) -> InForce:
    """The charter with some keys of one stage changed."""
    plain: dict[str, Any] = {}
    one = force.procedure(procedure)
    stages = {**one.stages, stage: one.stages[stage].model_copy(update=keys | plain)}
    procedures = {**force.charter.procedures, procedure: one.model_copy(update={"stages": stages})}
    return InForce(force.charter.model_copy(update={"procedures": procedures}), force.hash, force.rules)


def test_what_the_engine_cannot_run_waits(force: InForce) -> None:
    from linli.core.charter.rule import read_cond
    from linli.core.charter.stages import Rule
    from linli.core.charter.terms import By

    cannot: list[tuple[str, str, dict[str, Any]]] = [
        ("works", "make", {"by": None}),
        ("works", "rest", {"condition": read_cond("day > 1")}),
        ("works", "put", {"when": read_cond("urgent")}),
        ("petition", "gather", {"of": "items"}),
        ("ballot", "show", {"ballot": "secret"}),
        ("ballot", "show", {"counts": "owners"}),
        ("ballot", "show", {"rule": "no-such-rule"}),
        ("ballot", "show", {"rule": Rule.model_validate({"pass": "yes > 1/2 of roofs"})}),
        ("ballot", "show", {"rule": Rule.model_validate({"pass": "yes > 1/2 of cast by heads"})}),
        ("ballot", "show", {"rule": Rule.model_validate({"choose": "at most seats, most yes"})}),
        ("petition", "gather", {"enough": read_cond("supports in roof >= 1")}),
        ("petition", "gather", {"enough": read_cond("yes > 1/2 of members")}),
        ("ballot", "show", {"by": None}),
        ("ballot", "show", {"by": By.parse("proposer")}),
        ("ballot", "show", {"rule": Rule.model_validate({"pass": "satisfied > 1/2 of cast"})}),
        ("ballot", "show", {"rule": Rule.model_validate({"pass": "yes > 1/2 of issued"})}),
        ("ballot", "show", {"by": By.parse("committee or council")}),
        ("ballot", "show", {"by": By.parse("chair of committee")}),
    ]
    for procedure, stage, keys in cannot:
        assert procedure not in changed(force, procedure, stage, **keys).running, keys
        assert procedure in force.running


def test_what_the_charter_leaves_to_nobody_is_not_left_to_everybody(hall: Hall, force: InForce) -> None:
    sections = {name: one.model_copy(update={"by": None}) for name, one in force.charter.disclosures.items()}
    nobody = InForce(force.charter.model_copy(update={"disclosures": sections}), force.hash, force.rules)
    assert nobody.running == {"ballot", "odd"}
    chain = hall.begin("works", "p1 committee", cost=5)
    hall.force = hall.town.force = hall.town.charters[chain] = nobody
    assert hall.code(chain, "p1 committee", a.Disclose("money", WORDS)) == "not-entitled"


def test_an_organ_that_the_charter_does_not_know_is_called_by_its_name(force: InForce) -> None:
    assert force.organ("committee").title == force.organ_title("committee")
    assert force.organ_title("nobody") == Text(zh="nobody", en="nobody")
    assert force.organ_title("") == Text(zh="—", en="—")
    assert len(force.organ_title("x" * 1000).en) == 60


# What is possible ------------------------------------------------------------------------------------------


def test_a_visitor_hears_of_every_act_why_not(hall: Hall) -> None:
    state = hall.state(hall.begin("petition"))
    found = possible(hall.force, state, person="", roster=hall.town.roster, at=hall.utc)
    assert {one.act for one in found} == {"support", "retract", "withdraw", "disclose"}
    assert all(one.refusal is not None and one.refusal.says("en") for one in found)


def test_what_somebody_may_do_is_told_with_the_capacity(hall: Hall) -> None:
    state = hall.state(hall.begin("works", "p1 committee", cost=5))
    found = {
        (one.act, one.section): one
        for one in possible(hall.force, state, person="p6", roster=hall.town.roster, at=hall.utc)
    }
    assert found["finish", ""].allowed
    assert found["finish", ""].organ == "pair"
    assert not found["disclose", "money"].allowed


def test_an_objection_that_waits_can_be_answered_and_one_that_does_not_cannot(hall: Hall) -> None:
    chain = at_notice(hall)

    def acts() -> set[str]:
        state = hall.state(chain)
        return {
            one.act for one in possible(hall.force, state, person="p4", roster=hall.town.roster, at=hall.utc)
        }

    assert "answer" not in acts()
    hall.done(chain, "p9 residents", a.Object(WORDS))
    assert "answer" in acts()


def test_when_all_is_over_nothing_is_possible(hall: Hall) -> None:
    chain = hall.begin("petition")
    state = hall.done(chain, "p1 residents", a.Withdraw())
    assert possible(hall.force, state, person="p1", roster=hall.town.roster, at=hall.utc) == ()
