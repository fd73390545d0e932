"""Notices, objections, reports, work put off, and the time that passes over them."""

from __future__ import annotations

from datetime import UTC, timedelta
from itertools import pairwise
from typing import Any

import pytest

from linli.core.engine import acts as a
from linli.core.engine import events as e
from linli.core.engine.clock import AT_MOST, CLOCK, advance
from linli.core.engine.decide import decide
from linli.core.engine.evolve import fold
from linli.core.engine.refusal import Refusal
from linli.core.engine.state import Disclosing, Working

Hall = Any
WORDS = "a" * 64
DAY = timedelta(days=1)


# 示 publish ------------------------------------------------------------------------------------------------


def test_an_objection_is_made_by_those_who_may_and_with_words(hall: Hall) -> None:
    chain = hall.at_notice()
    assert hall.code(chain, "p3 council", a.Object(WORDS)) == "past"
    assert hall.code(chain, "p99 residents", a.Object(WORDS)) == "not-in-organ"
    assert hall.code(chain, "p9 residents", a.Object("")) == "words-missing"
    hall.done(chain, "p9 residents", a.Object(WORDS))
    assert hall.code(chain, "p4 both", a.Answer(1, "dismissed", "")) == "words-missing"
    assert hall.code(chain, "p9 residents", a.Answer(1, "dismissed", WORDS)) == "not-entitled"


@pytest.mark.parametrize("verdicts", [("dismissed", "dismissed"), ("upheld", "dismissed")])
def test_the_last_answer_after_the_notice_ends_the_stage(hall: Hall, verdicts: tuple[Any, Any]) -> None:
    chain = hall.at_notice()
    hall.now += 2 * DAY
    for n in (8, 9):
        hall.done(chain, f"p{n} residents", a.Object(WORDS))
    hall.now += 2 * DAY
    assert hall.state(chain).stage == "tell"
    assert hall.done(chain, "p4 both", a.Answer(1, verdicts[0], WORDS)).stage == "tell"
    state = hall.done(chain, "p4 both", a.Answer(2, verdicts[1], WORDS))
    assert state.passages[-1].outcome == min(verdicts, key=lambda one: one != "upheld")


def test_an_objection_answered_in_time_leaves_the_notice_standing(hall: Hall) -> None:
    chain = hall.at_notice()
    hall.done(chain, "p9 residents", a.Object(WORDS))
    assert hall.done(chain, "p4 both", a.Answer(1, "dismissed", WORDS)).stage == "tell"
    hall.now += 4 * DAY
    assert hall.state(chain).end == "done"


def test_an_objection_that_nobody_answers_is_upheld_while_the_notice_still_stands(hall: Hall) -> None:
    chain = hall.at_notice()
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
    chain = hall.at_judge()
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
