"""What a clerk enters for somebody without a phone is hers, counts as hers, and is refused where it must be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import examples
from linli.core.engine import acts as a
from linli.core.engine import refusals_of_entering
from linli.core.engine.calendar import day_of
from linli.core.engine.community import CLERK
from linli.core.engine.decide import decide
from linli.core.engine.entering import is_of_everyone
from linli.core.engine.entry import Entered, MatterEntry, read_entry, seal
from linli.core.engine.events import VoteCast
from linli.core.engine.force import InForce
from linli.core.engine.possible import possible
from linli.core.engine.state import Polling
from linli.core.lab.town import replayed, same

Hall = Any
WORDS = "a" * 64
AT_DESK = Entered(a.Actor("p12", CLERK), "paper", "2026-017")


def enter(hall: Hall, chain: str, by: str, act: a.Act, entered: Entered | None = AT_DESK, **more: Any) -> str:
    """Enter an act for ``person organ``; the code of the refusal, empty where it was done."""
    person, _, organ = by.partition(" ")
    refusal = hall.town.act(chain, a.Actor(person, organ), act, hall.now, entered=entered, **more)
    return refusal.code if refusal else ""


def by(who: str) -> Entered:
    """Entered by ``person organ``, with her present."""
    person, _, organ = who.partition(" ")
    return Entered(a.Actor(person, organ), "present")


def at_vote(hall: Hall) -> str:
    chain: str = hall.begin("petition")
    for n in (8, 9, 10):
        hall.done(chain, f"p{n} residents", a.Support())
    hall.now += timedelta(days=3)
    meeting = hall.meet_in_time("both", "p1 both", chain)
    hall.done(chain, "p3 both", a.Open(), meeting)
    hall.done(chain, "p3 both", a.Minute(WORDS), meeting)
    hall.done(chain, "p3 both", a.Close(), meeting)
    hall.done(chain, "p1 committee", a.Sort("fit", WORDS))
    return chain


def test_a_whole_life_can_be_entered_and_the_record_says_by_whom(hall: Hall) -> None:
    put = a.Submit("petition", "wish", WORDS, WORDS, {})
    assert enter(hall, "matter/2026/1", "p8 residents", put) == ""
    assert enter(hall, "matter/2026/1", "p9 residents", a.Support()) == ""
    first, second = hall.town.of("matter/2026/1")
    assert isinstance(first, MatterEntry)
    assert (first.by.person, second.by.person) == ("p8", "p9")
    assert first.entered == AT_DESK
    assert hall.town.matters["matter/2026/1"].proposer.person == "p8"


def test_a_vote_entered_is_one_vote_and_her_own_comes_under_the_rule_for_changing(hall: Hall) -> None:
    chain = at_vote(hall)
    assert enter(hall, chain, "p9 assembly", a.Vote("yes")) == ""
    assert hall.act(chain, "p9 assembly", a.Vote("no")) is None
    now = hall.state(chain).now
    assert isinstance(now, Polling)
    assert dict(now.votes) == {"p9": "no"}
    works = hall.begin("works", "p1 committee", cost=5)
    hall.done(works, "p6 pair", a.Finish(WORDS, (WORDS,)))
    hall.done(works, "p4 both", a.Sort("fulfilled", WORDS))
    hall.done(works, "p9 residents", a.Vote(5))
    assert enter(hall, works, "p9 residents", a.Vote(1)) == "already-voted"


@pytest.mark.parametrize(
    ("who", "act", "entered", "code"),
    [
        ("p9 assembly", a.Vote("yes"), by("p9 clerk"), "entered-own"),
        ("p99 assembly", a.Vote("yes"), AT_DESK, "no-such-person"),
        ("p1 committee", a.Close(), AT_DESK, "entered-not-personal"),
        ("p1 committee", a.Vote("yes"), AT_DESK, "entered-seat"),
        ("p1 both", a.Vote("yes"), AT_DESK, "entered-seat"),
        ("p9 nowhere", a.Vote("yes"), AT_DESK, "entered-seat"),
        ("p9 assembly", a.Vote("yes"), by("p8 residents"), "entered-by-others"),
        ("p9 assembly", a.Vote("yes"), by("p8 assembly"), "entered-by-others"),
        ("p9 assembly", a.Vote("yes"), by("p8 committee"), "entered-by-others"),
        ("p9 assembly", a.Vote("yes"), by("p6 pair"), "entered-by-others"),
        ("p9 assembly", a.Vote("yes"), by("p2 committee"), ""),
        ("p9 assembly", a.InStrand("x", a.Vote("yes")), AT_DESK, "no-such-strand"),
    ],
)
def test_who_may_enter_what_for_whom(hall: Hall, who: str, act: a.Act, entered: Entered, code: str) -> None:
    assert enter(hall, at_vote(hall), who, act, entered) == code


def test_only_the_clerk_enters_what_begins_a_matter_and_nobody_in_one_that_is_over(hall: Hall) -> None:
    put = a.Submit("petition", "wish", WORDS, WORDS, {})
    assert enter(hall, "matter/2026/1", "p9 residents", put, by("p1 committee")) == "not-clerk"
    chain = hall.begin("petition")
    hall.done(chain, "p1 residents", a.Withdraw())
    assert enter(hall, chain, "p9 residents", a.Support()) == "ended"


def test_what_can_be_entered_is_what_she_may_do_and_a_hand_may_enter(hall: Hall) -> None:
    state = hall.state(at_vote(hall))
    given = {"person": "p9", "roster": hall.town.roster, "at": hall.utc}
    for hand, code in (
        (AT_DESK, ""),
        (by("p8 residents"), "entered-by-others"),
        (by("p9 committee"), "entered-own"),
    ):
        found = {one.act: one.refusal for one in possible(hall.force, state, **given, entered=hand)}
        assert (found["vote"].code if found["vote"] else "") == code
        assert found["close"] is not None


def test_ballots_that_are_not_open_and_votes_of_a_sitting_are_not_entered(hall: Hall) -> None:
    chain = hall.begin("ballot")
    assert enter(hall, chain, "p9 assembly", a.Vote("yes")) == "entered-sitting"
    meeting = hall.meet("both", "p1 both", chain, people=("p1", "p2", "p3", "p4"))
    hall.done(chain, "p1 both", a.Open(), meeting)
    for n in (1, 2, 3):
        hall.done(chain, f"p{n} both", a.Vote("yes"), meeting)
    hall.done(chain, "p1 both", a.Close(), meeting)
    assert enter(hall, chain, "p9 assembly", a.Vote("yes")) == "entered-secret"


def test_an_organ_is_of_everyone_where_no_part_of_it_has_seats(force: InForce) -> None:
    each = {
        organ: is_of_everyone(force, organ) for organ in ("residents", "assembly", "both", "street", "no")
    }
    assert each == {"residents": True, "assembly": True, "both": False, "street": False, "no": False}


@settings(max_examples=examples(25))
@given(
    votes=st.lists(
        st.tuples(st.integers(1, 13), st.sampled_from(["yes", "no", "abstain", "maybe"])), max_size=6
    ),
    entered=st.lists(st.booleans(), min_size=6, max_size=6),
)
def test_entered_or_not_the_same_comes_of_it_and_replay_gives_the_state(
    new_hall: Callable[..., Hall], force: InForce, votes: list[tuple[int, str]], entered: list[bool]
) -> None:
    alone, at_desk = new_hall(), new_hall()
    chain = at_vote(alone)
    assert at_vote(at_desk) == chain
    hand = Entered(a.Actor("", CLERK), "present")
    for (person, choice), paper in zip(votes, entered, strict=False):
        who = f"p{person} assembly"
        refusal = alone.act(chain, who, a.Vote(choice))
        if paper and person != 13:
            assert enter(at_desk, chain, who, a.Vote(choice), hand) == (refusal.code if refusal else "")
        else:
            at_desk.act(chain, who, a.Vote(choice))
    state = at_desk.state(chain)
    assert same(state, alone.state(chain))
    assert same(replayed(at_desk.town, chain), state)


def test_old_entries_come_back_to_the_same_bytes_and_new_ones_say_what_is_known(hall: Hall) -> None:
    chain = at_vote(hall)
    enter(hall, chain, "p9 assembly", a.Vote("yes"))
    *old, new = [(entry, data) for entry, data, _ in hall.town.entries]
    assert all(b'"entered"' not in data and b'"door"' not in data for _, data in old)
    assert all(read_entry(data) == entry for entry, data in [*old, new])
    assert b'"entered":{"by":{"organ":"clerk","person":"p12"},"how":"paper","paper":"2026-017"}' in new[1]


@pytest.mark.parametrize("paper", ["a b", "1" * 21, "17\n", "十七"])
def test_the_number_of_a_paper_is_no_place_for_words(paper: str) -> None:
    data = msgspec.json.encode(msgspec.structs.replace(AT_DESK, paper=paper))
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(data, type=Entered)


def test_deciding_again_asks_for_the_right_of_who_entered(hall: Hall, force: InForce) -> None:
    chain = at_vote(hall)
    before, roster, at = hall.state(chain), hall.town.roster, hall.utc
    given: dict[str, Any] = {"id": chain, "by": a.Actor("p9", "assembly"), "roster": roster, "at": at}
    done = decide(force, before, a.Vote("yes"), **given, entered=AT_DESK)
    assert done == (VoteCast(at, "p9", "yes"),)
    refused = decide(force, before, a.Vote("yes"), **given, entered=by("p8 assembly"))
    assert not isinstance(refused, tuple)


def day(hall: Hall, days: int) -> date:
    """A day of the place, counted from today."""
    today: date = day_of(hall.utc, hall.town.roster.zone)
    return today + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "entered", "code"),
    [
        (0, AT_DESK, ""),
        (1, AT_DESK, "day-ahead"),
        (-1, AT_DESK, "day-too-early"),
        (-4000, AT_DESK, "day-too-early"),
        (0, by("p12 clerk"), "day-without-paper"),
        (0, None, "day-without-paper"),
        (1, by("p8 residents"), "entered-by-others"),
    ],
)
def test_a_paper_is_of_a_day_between_the_beginning_of_its_stage_and_today(
    hall: Hall, days: int, entered: Entered | None, code: str
) -> None:
    chain = at_vote(hall)
    assert enter(hall, chain, "p9 assembly", a.Vote("yes"), entered, on=day(hall, days)) == code
    assert ("p9" in hall.state(chain).now.votes) == (not code)
    if not code:
        *_, entry = hall.town.of(chain)
        assert read_entry(seal(entry)[0]).on == day(hall, days)


def test_a_paper_of_the_first_day_is_entered_until_the_stage_is_over_and_then_no_longer(hall: Hall) -> None:
    chain = at_vote(hall)
    first, expects = day(hall, 0), f"{hall.state(chain).stage}#1"
    hall.now += timedelta(days=2)
    assert enter(hall, chain, "p9 assembly", a.Vote("yes"), on=first, expects=expects) == ""
    hall.now += timedelta(days=400)
    late = {"on": first, "expects": expects}
    assert enter(hall, chain, "p10 assembly", a.Vote("yes"), **late) == "day-too-late"
    assert enter(hall, chain, "p10 assembly", a.Vote("yes"), on=first) != "day-too-late"
    early = {"on": first - timedelta(days=90), "expects": expects}
    assert enter(hall, chain, "p10 assembly", a.Vote("yes"), **early) == "day-too-early"


def test_a_matter_may_be_begun_with_a_paper_from_before_but_not_from_tomorrow(hall: Hall) -> None:
    put = a.Submit("petition", "wish", WORDS, WORDS, {})
    assert enter(hall, "matter/2026/1", "p8 residents", put, on=day(hall, 1)) == "day-ahead"
    assert enter(hall, "matter/2026/1", "p8 residents", put, on=day(hall, -30)) == ""


@pytest.mark.parametrize("code", list(refusals_of_entering.REASONS))
def test_every_refusal_of_entering_says_what_is_possible_instead(code: str) -> None:
    assert set(refusals_of_entering.ADVICE) == set(refusals_of_entering.REASONS)
    for lang in ("zh", "en"):
        assert refusals_of_entering.ADVICE[code].in_(lang)
