"""Which acts count, what the engine can run, and what somebody is told that they may do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from linli import charters
from linli.core.charter.standard import STANDARD
from linli.core.charter.text import Text
from linli.core.engine import acts as a
from linli.core.engine import events as e
from linli.core.engine.entry import MatterEntry, read_entry, seal
from linli.core.engine.evolve import evolve, fold
from linli.core.engine.force import InForce, in_force
from linli.core.engine.possible import possible
from linli.core.engine.state import read_state
from linli.core.engine.struct import write

Hall = Any
WORDS = "a" * 64
DAY = timedelta(days=1)


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
    chain = hall.at_notice()
    for entry in hall.town.of(chain):
        assert isinstance(entry, MatterEntry)
        assert read_entry(seal(entry)[0]) == entry
    state = hall.state(chain)
    assert read_state(write(state)) == state


# What can run ----------------------------------------------------------------------------------------------


def test_only_the_drafts_that_are_meant_to_run_do() -> None:
    running = {slug: set(in_force(charters.read(slug)).running) for slug in charters.slugs()}
    assert running["beilin"] == {"four-deliberations", STANDARD}
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
    assert nobody.running == {"ballot", "odd", STANDARD}
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
    chain = hall.at_notice()

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
