"""What each kind of stage makes of the acts it takes, beyond what refusals and lives already show."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from linli.core.engine import acts as a
from linli.core.engine.clock import next_due
from linli.core.engine.force import InForce

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
    chain = hall.at_judge()
    for score in (0, 6, "yes"):
        refusal = hall.act(chain, "p9 residents", a.Vote(score))
        assert refusal.code == "wrong-choice"
    assert "1 to 5" in refusal.says("en")
    assert hall.done(chain, "p9 residents", a.Vote(5)).now.votes["p9"] == 5


def test_the_last_vote_before_the_end_counts_and_the_first_after_it_does_not(hall: Hall) -> None:
    chain = hall.at_judge()
    due = hall.state(chain).due
    hall.now = due - timedelta(microseconds=1)
    hall.done(chain, "p9 residents", a.Vote(5))
    hall.now = due
    assert hall.code(chain, "p8 residents", a.Vote(5)) == "past"
    assert hall.state(chain).passages[-1].figures["cast"] == 1


def at_odd_notice(hall: Hall) -> str:
    chain: str = hall.begin("odd", "p1 residents", day="2026-03-02")
    for _ in range(3):
        hall.done(chain, "p1 committee", a.Finish(WORDS))
    hall.now += DAY
    assert hall.state(chain).stage == "post"
    hall.done(chain, "p1 committee", a.Post(WORDS))
    return chain
