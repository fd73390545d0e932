"""Items: put, sorted, voted on. The stories are told in items_stories.yaml; the rules in test_choosing.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from examples import examples
from linli.core.charter.load import load
from linli.core.charter.rule import read_items
from linli.core.charter.stages import Deed, Requirement
from linli.core.engine import acts as a
from linli.core.engine import roster as r
from linli.core.engine.choosing import mean
from linli.core.engine.force import InForce, in_force
from linli.core.engine.items import going_on, listed, nominees, seats, vacant
from linli.core.engine.possible import example_facts, possible
from linli.core.engine.state import read_state
from linli.core.engine.struct import write
from linli.core.lab.play import play
from linli.core.lab.scenario import read_scenarios
from linli.core.lab.town import replayed, same

HERE = Path(__file__).parent
FORCE = in_force(load((HERE / "items.yaml").read_bytes(), file="items.yaml"))
STORIES = read_scenarios((HERE / "items_stories.yaml").read_bytes(), "items_stories.yaml")


@pytest.mark.parametrize("name", list(STORIES.scenarios.scenarios))
def test_a_story_about_items_comes_out_as_it_says(name: str) -> None:
    played = play(STORIES, name, FORCE)
    assert [(line.mark and line.mark.line, line.fault and line.fault.en) for line in played.faults] == []


WRONG = """
charter: items-town
people:
  p1 … p12: adult
seats:
  committee: p1 … p3
scenarios:
  wrong:
    title: {zh: 说错了的, en: told wrongly}
    story:
      - on 2026-03-02 09:00, p1 nominates p5
      - p1 proposes "评议" as yearly in appraisal listing police and fire
      - p4 scores 5 for police and 3 for fire on yearly
      - p4 scores 5 for water on yearly
      - expect 3 items in yearly
      - expect police chosen in yearly
      - expect police of yearly in fit
      - expect 5 score-total for police in marks of yearly
      - p1 for committee counts ballots 3 police/5 on yearly
"""
TOLD = [
    "no matter has been put yet",
    "there is no item called “water”",
    "the number of items should be “3”, but is “2”",
    "those chosen should be “police”, but is “nothing”",
    "the bin should be “fit”, but is “None”",
    "score-total for police should be “5”, but is “None”",
    "a count over items says how many were “returned”",
]


def test_a_story_that_is_wrong_about_items_hears_what_is_right() -> None:
    played = play(read_scenarios(WRONG.encode(), "wrong.yaml"), "wrong", FORCE)
    assert [line.fault.en for line in played.faults if line.fault] == TOLD


def items(got: Mapping[int, int]) -> dict[int, dict[str, int]]:
    return {number: {"yes": n} for number, n in got.items()}


# What can run ----------------------------------------------------------------------------------------------


def changed(procedure: str, stage: str, **keys: Any) -> InForce:
    """The charter with some keys of one stage changed."""
    one = FORCE.procedure(procedure)
    stages = {**one.stages, stage: one.stages[stage].model_copy(update=keys)}
    procedures = {**FORCE.charter.procedures, procedure: one.model_copy(update={"stages": stages})}
    return InForce(FORCE.charter.model_copy(update={"procedures": procedures}), FORCE.hash, FORCE.rules)


# One by one ------------------------------------------------------------------------------------------------

Hall = Any
WORDS = "a" * 64


def begun(hall: Hall, force: InForce, procedure: str, *items: a.NewItem, **facts: Any) -> str:
    """A matter of the committee that brings its items with it."""
    hall.force = hall.town.force = force
    kind = next(iter(force.procedure(procedure).decides))
    hall.done("matter/2026/1", "p1 committee", a.SubmitItems(procedure, kind, WORDS, WORDS, items, facts))
    return "matter/2026/1"


def nominee(person: str) -> a.NewItem:
    return a.NewItem(WORDS, facts={"nominee": person})


def may(hall: Hall, chain: str, person: str) -> set[str]:
    """What a person can do in a matter now."""
    state = hall.state(chain)
    found = possible(hall.force, state, person=person, roster=hall.town.roster, at=hall.utc)
    return {one.act for one in found if one.allowed}


def test_what_is_possible_with_items_is_told_at_every_stage(hall: Hall) -> None:
    chain = begun(
        hall, FORCE, "wishes", a.NewItem(WORDS, facts={"cost": 1}), a.NewItem(WORDS, facts={"cost": 2})
    )
    assert may(hall, chain, "p4") == {"add-item"}
    assert may(hall, chain, "p1") == {"add-item", "retract-item", "withdraw"}
    hall.at("03-13 09:00")
    assert may(hall, chain, "p2") == {"sort-item"}
    for number in (1, 2):
        hall.done(chain, "p2 committee", a.SortItem(number, "fit", WORDS))
    assert may(hall, chain, "p4") == {"vote-items"}


def test_who_names_people_names_those_who_are_not_named_yet(hall: Hall) -> None:
    chain = begun(hall, FORCE, "election", *(nominee(f"p{n}") for n in range(1, 12)), seats=2)
    state = hall.state(chain)
    procedure = FORCE.procedure("election")
    assert example_facts(procedure, state, hall.town.roster)["nominee"] == "p12"
    assert may(hall, chain, "p4") == {"add-item"}
    hall.done(chain, "p4 residents", a.AddItem(nominee("p12")))
    assert may(hall, chain, "p4") == {"retract-item"}
    assert may(hall, chain, "p1") >= {"close"}


def test_what_nobody_has_put_nobody_can_take_back(hall: Hall) -> None:
    hall.force = hall.town.force = FORCE
    assert may(hall, hall.begin("wishes", "p1 committee"), "p1") == {"add-item", "withdraw"}


def test_scores_are_possible_where_scores_are_asked(hall: Hall) -> None:
    chain = begun(hall, FORCE, "appraisal", a.NewItem(WORDS))
    assert may(hall, chain, "p4") == {"vote-items"}


def test_an_item_needs_words_and_so_does_its_sorting(hall: Hall) -> None:
    chain = begun(hall, FORCE, "wishes", a.NewItem(WORDS, facts={"cost": 1}))
    assert hall.code(chain, "p4 residents", a.AddItem(a.NewItem("", facts={"cost": 1}))) == "words-missing"
    assert hall.code(chain, "p4 committee", a.AddItem(a.NewItem(WORDS, facts={"cost": 1}))) == "not-yet"
    hall.done(chain, "p4 residents", a.AddItem(a.NewItem(WORDS, facts={"cost": 1})))
    hall.at("03-13 09:00")
    assert hall.code(chain, "p1 committee", a.SortItem(1, "fit", "")) == "words-missing"


def test_one_bad_item_keeps_the_whole_proposal_out(hall: Hall) -> None:
    hall.force = hall.town.force = FORCE
    act = a.SubmitItems("election", "ordinary", WORDS, WORDS, (nominee("p4"), nominee("p4")), {"seats": 1})
    assert hall.code("matter/2026/1", "p1 committee", act) == "item-there"


def test_departments_scored_on_paper_are_counted_by_item_and_score(hall: Hall) -> None:
    chain = begun(
        hall, changed("appraisal", "marks", ballot="paper"), "appraisal", a.NewItem(WORDS), a.NewItem(WORDS)
    )
    count = a.Count(9, 9, 9, abstain=1, scores={"1:5": 6, "1:3": 2, "2:1": 8})
    wrong = [
        a.Count(9, 9, 9, yes=9),
        a.Count(9, 9, 9, scores={"1:6": 9}),
        a.Count(9, 9, 9, scores={"1": 9}),
        a.Count(9, 9, 9, scores={"3:1": 9}),
        a.Count(9, 9, 9, scores={"1:5": 6, "1:4": 4}),
        a.Count(9, 9, 9, invalid=10, scores={}),
        a.Count(9, 9, 9, scores={"1:5": 8}),
    ]
    for bad in wrong:
        assert hall.code(chain, "p1 committee", a.EnterCount(bad)) == "count-impossible"
    hall.done(chain, "p1 committee", a.EnterCount(count))
    tally = hall.done(chain, "p2 committee", a.EnterCount(count)).passages[-1].tally
    assert tally is not None
    first, second = tally.tallies["1"], tally.tallies["2"]
    assert (first["score-total"], first["scored"], first["satisfied"]) == (36, 8, 6)
    assert (mean(first), mean(second)) == (Fraction(9, 2), 1)


def test_a_ballot_without_items_takes_no_votes(hall: Hall) -> None:
    """The poll opens by itself, whatever is left for it."""
    force = changed("wishes", "vote", items=read_items("later"))
    chain = begun(hall, force, "wishes", *(a.NewItem(WORDS, facts={"cost": n}) for n in (1, 2)))
    hall.at("03-13 09:00")
    for number in (1, 2):
        hall.done(chain, "p1 committee", a.SortItem(number, "fit", WORDS))
    assert hall.code(chain, "p4 residents", a.VoteItems()) == "nothing-to-vote-on"


# Seats -----------------------------------------------------------------------------------------------------


def elected(hall: Hall, deed: dict[str, str], **facts: Any) -> int:
    """How many places there are in an election whose winners are seated."""
    deeds = {"elected": (Deed.model_validate({"do": "seat", **deed}),)}
    force = changed("election", "polling", enacts=deeds)
    hall.force = hall.town.force = FORCE
    chain = begun(hall, FORCE, "election", nominee("p4"), seats=7)
    state = replace(hall.state(chain), facts=facts)
    return seats(force, state, "polling", hall.town.roster, hall.utc)


def test_the_places_are_the_number_that_the_matter_carries(hall: Hall) -> None:
    assert elected(hall, {"organ": "committee"}, seats=4) == 4


def test_else_they_are_the_vacant_seats(hall: Hall) -> None:
    assert elected(hall, {"organ": "committee"}) == 2
    assert hall.found(r.Size("committee", 4)) is None
    hall.town.matters.clear()
    assert elected(hall, {"organ": "committee"}) == 1


@pytest.mark.parametrize(
    ("deed", "facts", "vacant"),
    [
        ({"organ": "committee", "seat-class": "head"}, {}, 1),
        ({"organ": "committee", "fact": "post"}, {"post": "member"}, 4),
        ({"organ": "committee", "fact": "post"}, {"post": "porter"}, 2),
    ],
)
def test_a_kind_of_seat_has_its_own_vacancies(
    hall: Hall, deed: dict[str, str], facts: dict[str, str], vacant: int
) -> None:
    """Those who sit in the committee already hold no seat of a kind."""
    assert elected(hall, deed, **facts) == vacant


def test_where_nobody_is_seated_they_are_the_seats_of_those_who_vote(hall: Hall) -> None:
    chain = begun(hall, FORCE, "election", nominee("p4"), seats=7)
    state = replace(hall.state(chain), facts={"seats": True})
    assert seats(FORCE, state, "polling", hall.town.roster, hall.utc) == 12


def test_a_body_without_a_size_has_no_vacant_seats(hall: Hall) -> None:
    bare = FORCE.charter.organs["committee"].model_copy(update={"seats": None})
    organs = {**FORCE.charter.organs, "committee": bare}
    force = InForce(FORCE.charter.model_copy(update={"organs": organs}), FORCE.hash, FORCE.rules)
    assert vacant(force, hall.town.roster, "committee", "", hall.utc) == 0


def test_a_matter_goes_on_with_the_items_chosen(hall: Hall) -> None:
    chain = begun(hall, FORCE, "election", *(nominee(f"p{n}") for n in (4, 5, 6)), seats=2)
    procedure = FORCE.procedure("election")
    hall.done(chain, "p1 committee", a.Close())
    assert [one.number for one in going_on(hall.state(chain))] == [1, 2, 3]
    sitting = hall.meet("residents", "p1 committee", chain)
    hall.done(chain, "p1 committee", a.Open(), sitting)
    for hand in ("p1", "p2"):
        hall.done(chain, f"{hand} committee", a.EnterCount(a.Count(9, 9, 9, scores={"3": 9, "1": 8})))
    state = hall.state(chain)
    assert [one.number for one in going_on(state)] == [3, 1]
    assert nominees(procedure, state) == ("p6", "p4")
    assert nominees(FORCE.procedure("appraisal"), state) == ()
    assert listed(state, read_items("chosen"), {}) == (1, 3)
    assert hall.code(chain, "p1 committee", a.Withdraw()) == "ended"


# Whatever people do ----------------------------------------------------------------------------------------

DOINGS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "retract", "sort", "sort", "vote", "vote", "days"]),
        st.integers(1, 12),
        st.integers(0, 6),
        st.sampled_from(["fit", "fit", "later", "unfit", "x"]),
    ),
    min_size=8,
    max_size=30,
)


@settings(
    max_examples=examples(8), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(DOINGS)
def test_whatever_people_do_with_items_the_record_tells_it_again(
    new_hall: Callable[[], Hall], doings: list[tuple[str, int, int, str]]
) -> None:
    hall = new_hall()
    chain = begun(hall, FORCE, "wishes", *(a.NewItem(WORDS, facts={"cost": n}) for n in range(3)))
    for what, person, number, bin in doings:
        match what:
            case "add":
                hall.act(chain, f"p{person} residents", a.AddItem(a.NewItem(WORDS, facts={"cost": number})))
            case "retract":
                hall.act(chain, f"p{person} residents", a.RetractItem(number))
            case "sort":
                hall.act(chain, "p1 committee", a.SortItem(number, bin, WORDS))
            case "vote":
                hall.act(chain, f"p{person} residents", a.VoteItems((number,) if number else ()))
            case _:
                hall.now += timedelta(days=number)
        state = hall.state(chain)
        assert same(replayed(hall.town, chain), state)
        assert same(read_state(write(state)), state)
        assert [one.number for one in state.items] == list(range(1, len(state.items) + 1))
        assert len(state.election.chosen) <= 2
        assert set(state.election.chosen).isdisjoint(state.election.tied)


@settings(
    max_examples=examples(8), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.sets(st.integers(1, 3), max_size=2), min_size=12, max_size=12), st.permutations(range(1, 13))
)
def test_the_order_in_which_ballots_come_decides_nothing(
    new_hall: Callable[[], Hall], ballots: list[set[int]], order: list[int]
) -> None:
    ends = []
    for people in (range(1, 13), order):
        hall = new_hall()
        chain = begun(hall, FORCE, "wishes", *(a.NewItem(WORDS, facts={"cost": 7}) for _ in range(3)))
        hall.at("03-13 09:00")
        for number in (1, 2, 3):
            hall.done(chain, "p1 committee", a.SortItem(number, "fit", WORDS))
        for person in people:
            ballot = tuple(ballots[person - 1])
            hall.act(chain, f"p{person} residents", a.VoteItems(ballot))
        state = hall.state(chain)
        ends.append((state.election, [one.tally for one in state.passages], state.stage, state.end))
    assert ends[0] == ends[1]


# What a stage requires -------------------------------------------------------------------------------------


def requiring(procedure: str, stage: str, that: str) -> InForce:
    """The charter with something that one stage requires."""
    requirement = {"that": that, "remedy": {"zh": "请补上", "en": "mend it"}}
    return changed(procedure, stage, requires=(Requirement.model_validate(requirement),))


@pytest.mark.parametrize(
    ("that", "seats", "done"),
    [
        ("items > seats", 1, True),
        ("items > seats", 2, False),
        ("seats = 1 and committee >= 3", 1, True),
        ("seats = 1 and committee > 3", 1, False),
    ],
)
def test_nobody_acts_in_a_stage_whose_requirement_does_not_hold(
    hall: Hall, that: str, seats: int, done: bool
) -> None:
    force = requiring("election", "nominate", that)
    chain = begun(hall, force, "election", nominee("p4"), nominee("p5"), seats=seats)
    assert "election" in force.running
    if done:
        assert hall.done(chain, "p1 committee", a.Close()).stage == "polling"
        return
    refusal = hall.act(chain, "p1 committee", a.Close())
    assert refusal is not None
    assert (refusal.code, refusal.says("en")) == ("requirement", "The charter does not allow this: mend it.")
    assert refusal.clause == "procedures.election.stages.nominate.requires.0"


def test_a_fact_that_is_given_is_enough_for_a_stage_that_asks_for_it(force: InForce, hall: Hall) -> None:
    where = Requirement.model_validate({"that": "where", "remedy": {"zh": "请写地点", "en": "say where"}})
    one = force.procedure("works")
    stages = {**one.stages, "make": one.stages["make"].model_copy(update={"requires": (where,)})}
    procedures = {**force.charter.procedures, "works": one.model_copy(update={"stages": stages})}
    hall.force = hall.town.force = InForce(
        force.charter.model_copy(update={"procedures": procedures}), force.hash, force.rules
    )
    nowhere = hall.begin("works", "p1 committee", cost=5)
    assert hall.code(nowhere, "p1 committee", a.Report(WORDS)) == "requirement"
    assert hall.code(nowhere, "p9 residents", a.Report(WORDS)) != "requirement"
    somewhere = hall.begin("works", "p1 committee", cost=5, where="yard")
    hall.done(somewhere, "p1 committee", a.Report(WORDS))


def test_what_nobody_can_tell_is_not_required_yet() -> None:
    assert "election" not in requiring("election", "nominate", "roofs > 3").running
