"""Who belongs, since when, and who is entitled when a poll is opened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import ValidationError

from linli.core.charter.rule import read_cond
from linli.core.engine import acts as a
from linli.core.engine import merkle
from linli.core.engine import roster as r
from linli.core.engine.calendar import Calendar
from linli.core.engine.community import decide_community, evolve_community
from linli.core.engine.force import InForce
from linli.core.engine.roll import freeze, on_roll
from linli.core.engine.roster import Roster
from linli.core.engine.struct import reader, write

Hall = Any
BEGINS = datetime(2026, 1, 1, tzinfo=UTC)


def people(hall: Hall, organ: str) -> set[str]:
    return set(hall.town.roster.members(hall.force, organ, hall.utc))


def test_everyone_an_assembly_and_a_union_have_the_members_the_charter_says(hall: Hall) -> None:
    everyone = {f"p{n}" for n in range(1, 13)}
    assert people(hall, "residents") == people(hall, "assembly") == people(hall, "neighbours") == everyone
    assert people(hall, "committee") == {"p1", "p2", "p3"}
    assert people(hall, "both") == {"p1", "p2", "p3", "p4", "p5"}
    assert people(hall, "street") == people(hall, "nobody") == set()


def test_a_union_counts_a_person_once_and_its_seats_twice(hall: Hall) -> None:
    roll = freeze(hall.force, hall.town.roster, "both", hall.utc)
    assert (roll.count, roll.seats) == (5, 6)
    assert roll.people == ("p1", "p2", "p3", "p4", "p5")


def test_seats_are_as_many_as_were_fixed_vacant_ones_included(hall: Hall) -> None:
    assert hall.found(r.Size("committee", 5)) is None
    roll = freeze(hall.force, hall.town.roster, "committee", hall.utc)
    assert (roll.count, roll.seats) == (3, 5)


def test_who_meets_one_of_several_conditions_belongs(hall: Hall) -> None:
    assert (
        hall.found(r.Enrol((r.Newcomer("g1", {"guest": True}), r.Newcomer("g2", {"guest": False})))) is None
    )
    assert "g1" in people(hall, "neighbours")
    assert "g2" not in people(hall, "neighbours")
    assert "g1" not in people(hall, "residents")


def test_a_condition_on_facts_holds_since_the_last_of_them(force: InForce) -> None:
    facts = {"a": r.Known(True, 3), "b": r.Known(True, 5), "no": r.Known(False, 1)}
    assert r._since(read_cond("a and b"), facts) == 5
    assert r._since(read_cond("a or b"), facts) == 3
    assert r._since(read_cond("a and no"), facts) is None
    assert r._since(read_cond("no or nothing"), facts) is None
    assert r._since(read_cond("a > 1"), facts) is None


@pytest.mark.parametrize("value", [False, "no", 0, ""])
def test_a_fact_that_is_nothing_is_not_so(value: a.FactValue) -> None:
    assert r._since(read_cond("a"), {"a": r.Known(value, 1)}) is None


def test_a_term_is_over_at_its_moment_and_not_before(hall: Hall) -> None:
    until = hall.utc + timedelta(days=2)
    assert hall.found(r.TakeSeat("p8", "council", chair=True, until=until)) is None
    roster = hall.town.roster
    just_before = until - timedelta(microseconds=1)
    assert roster.since(hall.force, "council", "p8", just_before) is not None
    assert roster.since(hall.force, "council", "p8", until) is None
    assert roster.since(hall.force, "both", "p8", until) is None
    assert roster.is_chair("council", "p8", just_before)
    assert not roster.is_chair("council", "p8", until)
    assert "p8" in roster.members(hall.force, "both", just_before)
    assert "p8" not in roster.members(hall.force, "both", until)
    assert roster.size(hall.force, "council", until) == 3


def open_poll(hall: Hall, *present: str) -> str:
    chain: str = hall.begin("ballot")
    hall.meet("both", "p1 both", chain, people=present)
    hall.done(chain, "p1 both", a.Open(), "sitting/2026/1")
    return chain


def test_a_term_that_ends_during_a_poll_takes_the_vote_and_leaves_the_number(hall: Hall) -> None:
    assert hall.found(r.TakeSeat("p8", "council", until=hall.utc + timedelta(hours=1))) is None
    chain = open_poll(hall, "p1", "p2", "p3", "p8")
    for n in (1, 2):
        hall.done(chain, f"p{n} both", a.Vote("yes"), "sitting/2026/1")
    hall.now += timedelta(hours=1)
    assert hall.code(chain, "p8 both", a.Vote("yes"), "sitting/2026/1") == "not-in-organ"
    assert hall.code(chain, "p3 both", a.Vote("yes"), "sitting/2026/1") == "quorum-broken"
    state = hall.done(chain, "p1 both", a.Close(), "sitting/2026/1")
    assert state.passages[-1].outcome == "no-quorum"
    assert (state.passages[-1].figures["members"], state.passages[-1].figures["present"]) == (6, 3)


def test_a_seat_whose_term_is_over_can_be_taken_again_and_gives_no_vote_in_a_poll_under_way(
    hall: Hall,
) -> None:
    assert hall.found(r.TakeSeat("p8", "council", until=hall.utc + timedelta(hours=1))) is None
    chain = open_poll(hall, "p1", "p2", "p3", "p8")
    hall.now += timedelta(hours=1)
    assert hall.found(r.TakeSeat("p8", "council")) is None
    assert hall.code(chain, "p8 both", a.Vote("yes"), "sitting/2026/1") == "not-on-roll"


def test_who_leaves_the_community_and_joins_again_is_not_on_the_roll(hall: Hall) -> None:
    chain = open_poll(hall, "p1", "p2", "p3", "p4")
    assert hall.found(r.Depart("p4")) is None
    assert hall.code(chain, "p4 both", a.Vote("yes"), "sitting/2026/1") == "not-in-organ"
    assert hall.found(r.Enrol((r.Newcomer("p4", {"adult": True}),))) is None
    assert hall.code(chain, "p4 both", a.Vote("yes"), "sitting/2026/1") == "not-in-organ"
    assert hall.found(r.TakeSeat("p4", "council")) is None
    assert hall.code(chain, "p4 both", a.Vote("yes"), "sitting/2026/1") == "not-on-roll"


def test_leaving_the_community_vacates_every_seat(hall: Hall) -> None:
    assert hall.found(r.Depart("p3")) is None
    assert "p3" not in people(hall, "committee") | people(hall, "council") | people(hall, "residents")


def test_a_fact_entered_again_as_it_was_keeps_its_place_on_the_roll(hall: Hall) -> None:
    roll = freeze(hall.force, hall.town.roster, "residents", hall.utc)
    assert hall.found(r.Know("p9", {"adult": True, "guest": True})) is None
    assert on_roll(hall.force, hall.town.roster, roll, "p9", hall.utc)
    assert hall.found(r.Know("p9", {"adult": False})) is None
    assert not on_roll(hall.force, hall.town.roster, roll, "p9", hall.utc)
    assert hall.found(r.Know("p9", {"adult": True})) is None
    assert not on_roll(hall.force, hall.town.roster, roll, "p9", hall.utc)


@pytest.mark.parametrize(("n", "listed"), [(200, True), (201, False)])
def test_a_roll_over_two_hundred_shows_only_its_root(
    new_hall: Callable[..., Hall], n: int, listed: bool
) -> None:
    hall = new_hall(n)
    roll = freeze(hall.force, hall.town.roster, "residents", hall.utc)
    assert roll.count == n
    assert bool(roll.people) == listed
    everyone = sorted(f"p{k}" for k in range(1, n + 1))
    assert roll.root == merkle.root(one.encode() for one in everyone).hex()
    assert on_roll(hall.force, hall.town.roster, roll, "p200", hall.utc)
    assert not on_roll(hall.force, hall.town.roster, roll, "p999", hall.utc)


def tree(leaves: list[bytes]) -> bytes:
    """The tree hash as RFC 6962 writes it down."""
    if not leaves:
        return merkle.EMPTY
    if len(leaves) == 1:
        return merkle.leaf(leaves[0])
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return merkle.node(tree(leaves[:k]), tree(leaves[k:]))


@given(st.lists(st.binary(max_size=3), max_size=40))
def test_the_root_is_that_of_rfc_6962(leaves: list[bytes]) -> None:
    assert merkle.root(leaves) == tree(leaves)


@given(st.lists(st.binary(max_size=3), max_size=20), st.lists(st.binary(max_size=3), max_size=20))
def test_a_frontier_goes_on_where_it_was_left(first: list[bytes], more: list[bytes]) -> None:
    frontier = merkle.Frontier()
    for data in first:
        frontier.append(data)
    again = merkle.Frontier(frontier.size, frontier.peaks)
    for data in more:
        again.append(data)
    assert again.root == tree(first + more)


def test_a_roster_reads_as_it_was_written(hall: Hall) -> None:
    assert hall.found(r.Observe("2026", Calendar(source="gazette"))) is None
    assert hall.found(r.Size("committee", 4)) is None
    roster = hall.town.roster
    assert reader(Roster).decode(write(roster)) == roster
    assert roster.calendars["2026"].source == "gazette"


def test_what_has_no_written_form_is_not_written() -> None:
    with pytest.raises(TypeError, match="no written form"):
        write(object())
    with pytest.raises(ValidationError, match="cannot be read"):
        reader(complex).decode(b'"1"')


def act(force: InForce | None, roster: Roster, one: r.CommunityAct, at: datetime = BEGINS) -> str:
    refusal = decide_community(force, roster, one, by=a.Actor("", "clerk"), at=at)
    return refusal.code if refusal else ""


def test_a_community_begins_with_its_founding(force: InForce) -> None:
    empty = Roster()
    assert act(None, empty, r.Enrol(())) == "not-founded"
    assert act(None, empty, r.Found("town", "1")) == ""
    founded = evolve_community(empty, r.Found("town", "1", "Europe/Berlin"), BEGINS)
    assert (founded.slug, founded.zone, founded.seq, founded.last) == ("town", "Europe/Berlin", 1, BEGINS)
    assert act(None, founded, r.TakeSeat("p1", "committee")) == "not-founded"
    assert act(force, founded, r.TakeSeat("p1", "committee")) == "no-such-person"
    assert act(force, founded, r.Know("p1", {})) == "no-such-person"
    assert act(force, founded, r.Enrol((r.Newcomer("p1", {}), r.Newcomer("p1", {})))) == "already-enrolled"
    assert act(force, founded, r.Enrol((r.Newcomer("p1", {}),))) == ""
    assert act(force, founded, r.Adopt(force.hash), BEGINS - timedelta(seconds=1)) == "back-in-time"


@pytest.mark.parametrize(
    ("organ", "seats", "code"),
    [
        ("committee", 2, "size-out-of-range"),
        ("committee", 3, ""),
        ("committee", 5, ""),
        ("committee", 6, "size-out-of-range"),
        ("council", 0, "size-out-of-range"),
        ("council", 99, ""),
        ("pair", 0, ""),
        ("residents", 3, "no-seats"),
        ("none", 3, "no-seats"),
    ],
)
def test_an_organ_has_as_many_seats_as_the_charter_allows(
    hall: Hall, organ: str, seats: int, code: str
) -> None:
    assert act(hall.force, hall.town.roster, r.Size(organ, seats), hall.utc) == code


def test_seats_are_full_at_the_most_that_the_charter_allows(hall: Hall) -> None:
    for n in (8, 9):
        assert hall.found(r.TakeSeat(f"p{n}", "committee")) is None
    assert hall.found(r.TakeSeat("p10", "committee")).code == "seats-full"
    assert hall.found(r.LeaveSeat("p9", "committee")) is None
    assert hall.found(r.TakeSeat("p10", "committee")) is None
    for n in (8, 9, 10, 11):
        assert hall.found(r.TakeSeat(f"p{n}", "pair")) is None
