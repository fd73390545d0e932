"""A quorum that breaks half-way: no vote is taken while too few are there, nothing is lost, and then it goes on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from msgspec import structs
from standing import at_paper

from linli.core.charter.rule import read_cond
from linli.core.engine import acts as a
from linli.core.engine import sitting as s
from linli.core.engine.acting.attendance import short_of, votes_open
from linli.core.engine.decide import decide
from linli.core.engine.refusal import Refusal
from linli.core.engine.state import Splitting

Hall = Any
ONE = "sitting/2026/1"


def meeting(hall: Hall, *people: str) -> str:
    """A vote of five opened in a sitting, of whom more than half must be there."""
    chain: str = hall.begin("ballot")
    hall.meet("both", "p1 both", chain, people=people)
    hall.done(chain, "p1 both", a.Open(), ONE)
    return chain


def test_a_vote_by_name_goes_on_in_its_sitting_and_in_a_strand_until_it_is_closed(hall: Hall) -> None:
    chain = meeting(hall, "p1", "p2", "p3")
    state = hall.state(chain)
    assert list(votes_open(hall.force, state, ONE)) == [state]
    assert list(votes_open(hall.force, state, "sitting/2026/9")) == []
    split = structs.replace(state, now=Splitting(strands={"dig": state}))
    assert list(votes_open(hall.force, split, ONE)) == [state]
    over = hall.done(chain, "p1 both", a.Close(), ONE)
    assert list(votes_open(hall.force, over, ONE)) == []


def test_no_vote_goes_on_of_a_matter_that_ended_while_it_was_open(hall: Hall) -> None:
    state = hall.state(meeting(hall, "p1", "p2", "p3"))
    ended = structs.replace(state, end="withdrawn", ended=hall.utc)
    assert list(votes_open(hall.force, ended, ONE)) == []


def test_paper_ballots_do_not_hold_a_sitting_up(hall: Hall) -> None:
    chain = at_paper(hall)
    state = hall.state(chain)
    assert state.now.sitting == "sitting/2026/2"
    assert list(votes_open(hall.force, state, "sitting/2026/2")) == []


def test_nobody_votes_while_the_quorum_is_broken_and_all_go_on_when_it_is_back(hall: Hall) -> None:
    chain = meeting(hall, "p1", "p2", "p3")
    hall.done(chain, "p1 both", a.Vote("yes"), ONE)
    assert hall.sit("p3 both", s.Leave(("p3",))) is None
    refusal = hall.act(chain, "p2 both", a.Vote("yes"), ONE)
    assert refusal is not None
    assert refusal.code == "quorum-broken"
    assert "应到 5 人中到会 2 人，须超过一半，即 3 人" in refusal.says("zh")
    assert "签到" in refusal.instead[0].zh
    assert dict(hall.state(chain).now.votes) == {"p1": "yes"}
    assert hall.sit("p3 both", s.Attend(("p3",))) is None
    for n in (2, 3):
        hall.done(chain, f"p{n} both", a.Vote("yes"), ONE)
    assert hall.done(chain, "p1 both", a.Close(), ONE).passages[-1].outcome == "passed"


def test_hands_are_not_counted_either_and_whoever_presides_can_close_without_a_quorum(hall: Hall) -> None:
    chain = meeting(hall, "p1", "p2")
    hands = a.EnterCount(a.Count(present=0, issued=0, returned=0, yes=2, no=0, abstain=0))
    assert hall.code(chain, "p1 both", hands, ONE) == "quorum-broken"
    state = hall.done(chain, "p1 both", a.Close(), ONE)
    assert (state.passages[-1].outcome, state.passages[-1].figures["present"]) == ("no-quorum", 2)


def test_before_language_6_votes_were_taken_meanwhile(hall: Hall) -> None:
    chain = meeting(hall, "p1", "p2")
    given = {
        "id": chain, "by": a.Actor("p2", "both"), "roster": hall.town.roster, "at": hall.utc,
        "sitting": hall.town.sittings[ONE],
    }  # fmt: skip
    state, vote = hall.state(chain), a.Vote("yes")
    assert isinstance(decide(hall.force, state, vote, **given), Refusal)
    assert not isinstance(decide(replace(hall.force, language=5), state, vote, **given), Refusal)


@pytest.mark.parametrize(
    ("quorum", "short"),
    [
        ("present > 1/2 of members", True),
        ("present >= 1/3 of members", False),
        ("cast > 1/2 of members", False),
        ("present >= 1/3 of members and present > 1/2 of seats", True),
        ("cast > 1/2 of members and present >= 1/3 of members", False),
        ("present > 1/2 of members or present > 2/3 of seats", True),
        ("present > 1/2 of members or cast > 1/2 of members", False),
        ("present in women >= 1/2 of members in women", True),
        ("present > 1/2 of cast", False),
    ],
)
def test_only_what_attendance_is_short_of_is_known_before_the_poll_is_closed(
    quorum: str, short: bool
) -> None:
    figures = {"members": 10, "seats": 10, "present": 4, "present/women": 1, "members/women": 3}
    assert bool(short_of(read_cond(quorum), figures)) is short
