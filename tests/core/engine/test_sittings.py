"""Sittings: called in time, signed in on the day, chaired by who called them, serving the matters on their agenda."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from linli.core.charter.stages import Rule
from linli.core.engine import acts as a
from linli.core.engine import roster as r
from linli.core.engine import sitting as s
from linli.core.engine.acting.paper import apart
from linli.core.engine.sitting import read_sitting
from linli.core.engine.sittings import decide_sitting, evolve_sitting, fold_sitting, presides
from linli.core.engine.struct import write

Hall = Any
WORDS = "a" * 64
ONE = "sitting/2026/1"


def call(hall: Hall, organ: str, by: str, starts: Any, *matters: str, chain: str = ONE) -> str:
    refusal = hall.sit(by, s.Call(organ, starts, matters), chain)
    return refusal.code if refusal else ""


def sit(hall: Hall, by: str, act: s.SittingAct, chain: str = ONE) -> str:
    refusal = hall.sit(by, act, chain)
    return refusal.code if refusal else ""


def at_talk(hall: Hall) -> str:
    chain: str = hall.begin("petition")
    for n in (8, 9, 10):
        hall.done(chain, f"p{n} residents", a.Support())
    return chain


def test_a_notice_of_two_days_is_just_enough_two_midnights_on(hall: Hall) -> None:
    chain = at_talk(hall)
    enough = hall.at("03-05 00:00").utc
    hall.at("03-02 09:00")
    assert call(hall, "both", "p1 both", enough - timedelta(microseconds=1), chain) == "notice-too-short"
    assert call(hall, "both", "p1 both", enough, chain) == ""


def test_a_matter_without_notice_can_be_heard_at_once(hall: Hall) -> None:
    chain = hall.begin("ballot")
    assert call(hall, "both", "p1 both", hall.utc, chain) == ""
    assert hall.town.sittings[ONE].agenda == (chain,)


def test_only_matters_that_this_organ_decides_stand_on_its_agenda(hall: Hall) -> None:
    chain, work = hall.begin("ballot"), hall.begin("works", "p1 committee", cost=1)
    assert call(hall, "council", "p3 council", hall.utc, chain) == "wrong-sitting"
    assert call(hall, "committee", "p1 committee", hall.utc, work) == "wrong-sitting"
    assert call(hall, "both", "p1 both", hall.utc, "matter/2026/99") == "no-such-matter"
    hall.done(chain, "p1 residents", a.Withdraw())
    assert call(hall, "both", "p1 both", hall.utc, chain) == "no-such-matter"


def test_only_who_may_convene_calls_a_sitting(hall: Hall) -> None:
    assert call(hall, "assembly", "p9 residents", hall.utc) == "not-convener"
    assert call(hall, "assembly", "p9 committee", hall.utc) == "not-convener"
    assert call(hall, "dance", "p9 dance", hall.utc) == "not-sitting-organ"
    assert call(hall, "", "p9 ", hall.utc) == "not-sitting-organ"
    assert call(hall, "assembly", "p1 committee", hall.utc) == ""


def test_a_sitting_is_called_once(hall: Hall) -> None:
    assert call(hall, "both", "p1 both", hall.utc) == ""
    assert call(hall, "both", "p1 both", hall.utc) == "already-begun"


def test_a_sitting_that_was_not_called_is_not_there(hall: Hall) -> None:
    assert sit(hall, "p1 both", s.Attend(("p1",))) == "no-such-matter"
    with pytest.raises(ValueError, match="begins when it is called"):
        fold_sitting(None, (), ONE)
    with pytest.raises(ValueError, match="begins when it is called"):
        evolve_sitting(None, s.SittingEnded(hall.utc, 0), ONE)


def test_signing_in_begins_with_the_day_of_the_sitting(hall: Hall) -> None:
    tomorrow = hall.at("03-03 19:00").utc
    hall.at("03-02 09:00")
    assert call(hall, "both", "p1 both", tomorrow) == ""
    assert sit(hall.at("03-02 23:59"), "p3 both", s.Attend(("p3",))) == "not-sign-in-day"
    assert sit(hall.at("03-03 00:00"), "p3 both", s.Attend(("p3",))) == ""


def test_only_the_chair_signs_others_in_and_out(hall: Hall) -> None:
    hall.meet("both", "p1 both")
    assert sit(hall, "p3 both", s.Attend(("p4",))) == "not-chair"
    assert sit(hall, "p3 both", s.Attend(("p3", "p4"))) == "not-chair"
    assert sit(hall, "p3 both", s.Attend(())) == "not-chair"
    assert sit(hall, "p1 both", s.Attend(("p3", "p4"))) == ""
    assert sit(hall, "p3 both", s.Leave(("p4",))) == "not-chair"
    assert sit(hall, "p1 both", s.Leave(("p4", "p3"))) == ""
    assert sit(hall, "p3 both", s.EndSitting()) == "not-chair"


@pytest.mark.parametrize(
    ("people", "code"),
    [
        ((), "already-present"),
        (("p3", "p3"), "already-present"),
        (("p9",), "not-in-organ"),
        (("p4", "p3"), "already-present"),
    ],
)
def test_members_are_signed_in_once(hall: Hall, people: tuple[str, ...], code: str) -> None:
    hall.meet("both", "p1 both", people=("p4",))
    assert sit(hall, "p1 both", s.Attend(people)) == code
    assert set(hall.town.sittings[ONE].attending) == {"p4"}


@pytest.mark.parametrize("people", [(), ("p3",), ("p4", "p4")])
def test_only_who_is_there_is_signed_out_and_once(hall: Hall, people: tuple[str, ...]) -> None:
    hall.meet("both", "p1 both", people=("p4",))
    assert sit(hall, "p1 both", s.Leave(people)) == "not-present"


def test_the_end_of_a_sitting_says_how_many_were_there_and_is_final(hall: Hall) -> None:
    hall.meet("both", "p1 both", people=("p1", "p2", "p3"))
    assert sit(hall, "p2 both", s.Leave(("p2",))) == ""
    assert sit(hall, "p1 both", s.EndSitting()) == ""
    ended = list(hall.town.of(ONE))[-1].events[0]
    assert ended.present == 2
    for act in (s.Attend(("p2",)), s.Leave(("p1",)), s.EndSitting()):
        assert sit(hall, "p1 both", act) == "sitting-closed"


def test_time_does_not_run_backwards_in_a_sitting(hall: Hall) -> None:
    hall.meet("both", "p1 both")
    hall.now -= timedelta(seconds=1)
    assert sit(hall, "p1 both", s.Attend(("p1",))) == "back-in-time"


def test_a_sitting_reads_as_it_was_written(hall: Hall) -> None:
    hall.meet("both", "p1 both", people=("p1", "p2"))
    state = hall.town.sittings[ONE]
    assert read_sitting(write(state)) == state
    assert state.attending["p1"] == hall.utc


def test_one_sitting_serves_two_matters(hall: Hall) -> None:
    one, other = hall.begin("ballot"), hall.begin("ballot")
    hall.meet("both", "p1 both", one, other, people=("p1", "p2", "p3"))
    for chain, choice in ((one, "yes"), (other, "no")):
        hall.done(chain, "p1 both", a.Open(), ONE)
        for n in (1, 2, 3):
            hall.done(chain, f"p{n} both", a.Vote(choice), ONE)
        hall.done(chain, "p1 both", a.Close(), ONE)
    assert hall.state(one).stage == "paper"
    assert hall.state(other).end == "refused"


def test_a_poll_cites_the_sitting_in_which_it_was_opened(hall: Hall) -> None:
    chain = hall.begin("ballot")
    hall.meet("both", "p1 both", chain, people=("p1", "p2", "p3"))
    hall.meet("both", "p1 both", chain, people=("p1", "p2", "p3"))
    hall.done(chain, "p1 both", a.Open(), ONE)
    assert hall.code(chain, "p1 both", a.Vote("yes"), "sitting/2026/2") == "other-sitting"
    assert hall.code(chain, "p1 both", a.Vote("yes")) == "other-sitting"
    assert hall.code(chain, "p1 both", a.Close(), "sitting/2026/2") == "other-sitting"
    hall.done(chain, "p1 both", a.Vote("yes"), ONE)


def test_in_a_sitting_that_has_ended_nobody_votes_and_nothing_is_closed(hall: Hall) -> None:
    chain = hall.begin("ballot")
    hall.meet("both", "p1 both", chain, people=("p1", "p2", "p3"))
    hall.done(chain, "p1 both", a.Open(), ONE)
    assert sit(hall, "p1 both", s.EndSitting()) == ""
    assert hall.code(chain, "p1 both", a.Vote("yes"), ONE) == "sitting-closed"
    assert hall.code(chain, "p1 both", a.Close(), ONE) == "sitting-closed"


def test_a_poll_left_open_is_counted_at_the_deadline_those_present_who_answered(hall: Hall) -> None:
    chain = hall.begin("ballot")
    hall.meet("both", "p1 both", chain, people=("p1", "p2", "p3", "p4", "p5"))
    hall.done(chain, "p1 both", a.Open(), ONE)
    for n in (1, 2, 3):
        hall.done(chain, f"p{n} both", a.Vote("yes"), ONE)
    state = hall.at("03-23 00:00").state(chain)
    assert state.stage == "paper"
    assert (state.passages[-1].figures["present"], state.passages[-1].figures["cast"]) == (3, 3)


def test_a_paper_poll_left_open_lapses(hall: Hall) -> None:
    chain = hall.begin("ballot")
    hall.meet("both", "p1 both", chain, people=("p1", "p2", "p3"))
    hall.done(chain, "p1 both", a.Open(), ONE)
    for n in (1, 2, 3):
        hall.done(chain, f"p{n} both", a.Vote("yes"), ONE)
    hall.done(chain, "p1 both", a.Close(), ONE)
    hall.meet("assembly", "p1 committee", chain, people=("p1",))
    hall.done(chain, "p1 committee", a.Open(), "sitting/2026/2")
    assert hall.code(chain, "p1 committee", a.Close(), "sitting/2026/2") == "paper-only"
    assert hall.at("03-23 00:00").state(chain).end == "lapsed"


def test_who_signed_out_is_not_present(hall: Hall) -> None:
    chain = hall.begin("ballot")
    hall.meet("both", "p1 both", chain, people=("p1", "p2", "p3"))
    hall.done(chain, "p1 both", a.Open(), ONE)
    for n in (1, 2, 3):
        hall.done(chain, f"p{n} both", a.Vote("yes"), ONE)
    assert sit(hall, "p3 both", s.Leave(("p3",))) == ""
    state = hall.done(chain, "p1 both", a.Close(), ONE)
    assert state.passages[-1].outcome == "no-quorum"
    assert (state.passages[-1].figures["present"], state.passages[-1].figures["cast"]) == (2, 3)


def test_members_of_the_community_who_lost_the_seat_are_not_signed_in(hall: Hall) -> None:
    hall.meet("both", "p1 both")
    assert hall.found(r.LeaveSeat("p4", "council")) is None
    assert sit(hall, "p1 both", s.Attend(("p4",))) == "not-in-organ"


def test_a_deliberation_in_a_sitting_needs_it_for_minutes_and_for_its_end(hall: Hall) -> None:
    chain = at_talk(hall)
    meeting = hall.meet_in_time("both", "p1 both", chain)
    assert hall.code(chain, "p1 both", a.Minute(WORDS), meeting) == "not-open"
    assert hall.code(chain, "p1 both", a.Open()) == "no-sitting"
    assert hall.code(chain, "p9 both", a.Open(), meeting) == "not-in-organ"
    assert hall.code(chain, "p9 residents", a.Minute(WORDS), meeting) == "not-convener"
    hall.done(chain, "p3 both", a.Open(), meeting)
    assert hall.code(chain, "p3 both", a.Open(), meeting) == "already-open"
    hall.done(chain, "p3 both", a.State(WORDS))
    assert hall.code(chain, "p1 both", a.Close(), meeting) == "no-minutes"
    assert hall.code(chain, "p1 both", a.Minute(WORDS)) == "other-sitting"
    hall.sit("p1 both", s.Attend(("p1", "p3")), meeting)
    hall.done(chain, "p1 both", a.Minute(WORDS), meeting)
    assert list(hall.town.of(chain))[-1].events[0].present == 2
    assert hall.done(chain, "p1 both", a.Close(), meeting).stage == "sift"


def test_a_deliberation_that_was_minuted_is_concluded_at_the_deadline(hall: Hall) -> None:
    chain = at_talk(hall)
    meeting = hall.meet_in_time("both", "p1 both", chain)
    hall.done(chain, "p3 both", a.Open(), meeting)
    hall.done(chain, "p3 both", a.Minute(WORDS), meeting)
    hall.now += timedelta(days=10)
    assert hall.state(chain).passages[-1].outcome == "concluded" or hall.state(chain).stage == "sift"


def test_a_sitting_is_decided_by_its_own_state_alone(hall: Hall) -> None:
    hall.meet("both", "p1 both")
    state = hall.town.sittings[ONE]
    found = decide_sitting(
        hall.force,
        state,
        s.Attend(("p1",)),
        id=ONE,
        by=a.Actor("p1", "both"),
        roster=hall.town.roster,
        at=hall.utc,
        agenda={},
    )
    assert found == (s.Attended(hall.utc, ("p1",)),)


def test_the_agenda_changes_until_the_sitting_begins_with_notice_for_what_is_new(hall: Hall) -> None:
    petition, ballot = at_talk(hall), hall.begin("ballot")
    soon = hall.at("03-03 19:00").utc
    hall.at("03-02 09:00")
    assert call(hall, "both", "p1 both", soon, ballot) == ""
    assert sit(hall, "p3 both", s.SetAgenda(())) == "not-chair"
    assert sit(hall, "p1 both", s.SetAgenda((ballot, petition))) == "notice-too-short"
    assert sit(hall, "p1 both", s.SetAgenda(("matter/2026/99",))) == "no-such-matter"
    assert sit(hall, "p1 both", s.SetAgenda(())) == ""
    assert hall.town.sittings[ONE].agenda == ()
    assert sit(hall, "p1 both", s.SetAgenda((ballot, ballot))) == ""
    assert hall.town.sittings[ONE].agenda == (ballot,)
    assert sit(hall.at("03-03 19:00"), "p1 both", s.SetAgenda(())) == "agenda-stands"


def test_the_minutes_are_signed_once_by_who_presided_when_the_sitting_is_over(hall: Hall) -> None:
    hall.meet("both", "p1 both", people=("p1", "p3"))
    assert sit(hall, "p1 both", s.SignMinutes(WORDS)) == "sitting-goes-on"
    assert sit(hall, "p1 both", s.EndSitting()) == ""
    assert sit(hall, "p3 both", s.SignMinutes(WORDS)) == "not-chair"
    assert sit(hall, "p1 both", s.SignMinutes(WORDS)) == ""
    assert hall.town.sittings[ONE].minutes == WORDS
    assert sit(hall, "p1 both", s.SignMinutes(WORDS)) == "minutes-signed"


def test_when_the_seat_of_who_presides_ends_half_way_whoever_may_convene_goes_on(hall: Hall) -> None:
    chain = hall.begin("ballot")
    hall.meet("both", "p1 both", chain, people=("p1", "p2", "p3", "p4"))
    hall.done(chain, "p1 both", a.Open(), ONE)
    assert hall.code(chain, "p2 both", a.Close(), ONE) == "not-chair"
    assert hall.found(r.LeaveSeat("p1", "committee")) is None
    for n in (2, 3, 4):
        hall.done(chain, f"p{n} both", a.Vote("yes"), ONE)
    assert hall.code(chain, "p9 both", a.Close(), ONE) == "not-in-organ"
    state = hall.done(chain, "p2 both", a.Close(), ONE)
    assert (state.passages[-1].outcome, state.passages[-1].figures["present"]) == ("passed", 3)
    assert sit(hall, "p9 both", s.EndSitting()) == "not-chair"
    assert sit(hall, "p2 both", s.EndSitting()) == ""


def test_before_language_5_only_who_called_a_sitting_presides(hall: Hall) -> None:
    hall.meet("both", "p1 both")
    assert hall.found(r.LeaveSeat("p1", "committee")) is None
    state, before = hall.town.sittings[ONE], replace(hall.force, language=4)
    by = a.Actor("p2", "both")
    assert presides(hall.force, state, by, hall.town.roster, hall.utc)
    assert not presides(before, state, by, hall.town.roster, hall.utc)


def hands(yes: int, no: int = 0, abstain: int = 0) -> a.EnterCount:
    return a.EnterCount(a.Count(present=0, issued=0, returned=0, yes=yes, no=no, abstain=abstain))


def test_a_show_of_hands_is_counted_by_who_presides_among_those_present(hall: Hall) -> None:
    chain = hall.begin("ballot")
    hall.meet("both", "p1 both", chain, people=("p1", "p2", "p3", "p4"))
    assert hall.code(chain, "p1 both", hands(3), ONE) == "not-open"
    hall.done(chain, "p1 both", a.Open(), ONE)
    assert hall.code(chain, "p2 both", hands(3), ONE) == "not-chair"
    assert hall.code(chain, "p9 residents", hands(3), ONE) == "not-convener"
    assert hall.code(chain, "p1 both", hands(3)) == "other-sitting"
    assert hall.code(chain, "p1 both", hands(3, 1, 1), ONE) == "count-impossible"
    assert hall.code(chain, "p1 both", hands(3, -1), ONE) == "count-impossible"
    state = hall.done(chain, "p1 both", hands(3, 1), ONE)
    figures = state.passages[-1].figures
    assert state.passages[-1].outcome == "passed"
    assert (figures["present"], figures["yes"], figures["no"], figures["cast"]) == (4, 3, 1, 4)


def test_hands_are_not_counted_where_some_have_voted_by_name(hall: Hall) -> None:
    chain = hall.begin("ballot")
    hall.meet("both", "p1 both", chain, people=("p1", "p2", "p3"))
    hall.done(chain, "p1 both", a.Open(), ONE)
    hall.done(chain, "p2 both", a.Vote("no"), ONE)
    assert hall.code(chain, "p1 both", hands(3), ONE) == "votes-by-name"


def test_a_rule_that_counts_kinds_apart_by_their_answers_cannot_be_told_from_hands() -> None:
    assert not apart(Rule.model_validate({"pass": "yes > 1/2 of members in woman"}))
    assert apart(
        Rule.model_validate({"quorum": "present in woman > 1/2 of members in woman", "pass": "yes > no"})
    )
    assert apart(Rule.model_validate({"pass": "yes in woman > 1/2 of members in woman"}))
