"""Going up: what fails below, or is not done in time, goes on one place above."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from linli.core.charter.load import load
from linli.core.charter.terms import Every
from linli.core.engine import acts as a
from linli.core.engine import events as e
from linli.core.engine import roster as r
from linli.core.engine.calendar import next_time
from linli.core.engine.entry import MatterEntry
from linli.core.engine.force import InForce, in_force
from linli.core.engine.state import Working
from linli.core.lab.town import Town, replayed, same

HERE = Path(__file__).parent
ZONE = ZoneInfo("Asia/Shanghai")
WORDS = "a" * 64
CHAIN = "matter/2026/1"


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=ZONE)


@pytest.fixture
def force() -> InForce:
    return in_force(load((HERE / "levels.yaml").read_bytes(), file="levels.yaml"))


@pytest.fixture
def town(force: InForce) -> Town:
    """p1 raises; p2 mediates in the stairwell, p3 in the building, p4 in the community, p5 sits in the office."""
    town = Town(force)
    people = tuple(r.Newcomer(f"p{n}", {"adult": True}) for n in range(1, 7))
    seats = [("p2", "mediators", "stairwell"), ("p3", "mediators", "building"), ("p4", "mediators", "community"),
             ("p5", "office", ""), ("p6", "mediators", "")]  # fmt: skip
    acts: list[r.CommunityAct] = [r.Found("levels", "1"), r.Adopt(force.hash), r.Enrol(people)]
    acts += [r.TakeSeat(person, organ, level=level) for person, organ, level in seats]
    for act in acts:
        assert town.found(act, at("01-01 09:00")) is None
    return town


def begin(town: Town, procedure: str = "dispute", kind: str = "quarrel") -> None:
    by = a.Actor("p1", "residents")
    assert town.act(CHAIN, by, a.Submit(procedure, kind, WORDS, WORDS), at("03-02 09:00")) is None


def code(town: Town, person: str, organ: str, act: a.Act, when: str) -> str:
    refusal = town.act(CHAIN, a.Actor(person, organ), act, at(when))
    return refusal.code if refusal else "done"


def happened(town: Town) -> list[e.Event]:
    return [one for entry in town.of(CHAIN) if isinstance(entry, MatterEntry) for one in entry.events]


def test_a_matter_begins_at_the_level_of_its_procedure_and_only_that_level_acts(town: Town) -> None:
    begin(town)
    assert town.matters[CHAIN].level == "stairwell"
    assert code(town, "p3", "mediators", a.Report(WORDS), "03-02 10:00") == "other-place"
    assert code(town, "p5", "office", a.Report(WORDS), "03-02 10:00") == "other-place"
    assert code(town, "p2", "mediators", a.Report(WORDS), "03-02 10:00") == "done"


def test_a_seat_for_no_level_in_particular_acts_at_every_one(town: Town) -> None:
    begin(town)
    assert code(town, "p6", "mediators", a.Report(WORDS), "03-02 10:00") == "done"


def test_a_failed_attempt_goes_one_place_up_and_is_on_record(town: Town) -> None:
    begin(town)
    assert code(town, "p2", "mediators", a.HandBack(WORDS), "03-03 10:00") == "done"
    state = town.matters[CHAIN]
    assert (state.level, state.stage, state.visit) == ("building", "mediate", 2)
    assert state.passages[-1].outcome == "failed"
    assert code(town, "p2", "mediators", a.Report(WORDS), "03-03 11:00") == "other-place"
    assert code(town, "p3", "mediators", a.Finish(WORDS), "03-03 11:00") == "done"
    assert town.matters[CHAIN].end == "done"


def test_what_nobody_does_in_time_climbs_to_the_top_and_ends_there(town: Town) -> None:
    begin(town)
    town.tick(CHAIN, at("03-08 00:00"))
    assert town.matters[CHAIN].level == "building"
    town.tick(CHAIN, at("12-31 00:00"))
    raised = [one.level for one in happened(town) if isinstance(one, e.Raised)]
    assert raised == ["building", "community", "street", "district", "city", "province", "country"]
    assert town.matters[CHAIN].end == "refused"
    assert same(replayed(town, CHAIN), town.matters[CHAIN])


def test_up_to_a_kind_of_place_leaves_out_those_between(town: Town) -> None:
    begin(town, "leap", "leap")
    town.tick(CHAIN, at("03-04 00:00"))
    assert (town.matters[CHAIN].level, town.matters[CHAIN].stage) == ("city", "answer")
    assert code(town, "p5", "office", a.Report(WORDS), "03-04 10:00") == "other-place"
    assert code(town, "p4", "mediators", a.Report(WORDS), "03-04 10:00") == "other-place"


def test_there_is_no_way_up_to_a_place_that_lies_below(town: Town, force: InForce) -> None:
    begin(town, "leap", "leap")
    town.tick(CHAIN, at("04-04 00:00"))
    assert town.matters[CHAIN].end == "refused"
    assert force.above("nowhere") is None


def test_places_that_lie_within_each_other_lead_nowhere() -> None:
    text = (
        (HERE / "levels.yaml").read_text(encoding="utf-8").replace("within: community", "within: stairwell")
    )
    ring = in_force(load(text.encode(), file="levels.yaml"))
    assert ring.above("stairwell", "city") is None


def test_a_kind_of_place_that_lies_within_nothing_is_the_top() -> None:
    street = "places:\n  street: {title: {zh: 街道, en: street}}\n"
    text = (HERE / "levels.yaml").read_text(encoding="utf-8").replace("places:\n", street)
    topped = in_force(load(text.encode(), file="levels.yaml"))
    assert topped.above("community") == "street"
    assert topped.above("street") is None
    assert topped.above("stairwell", "district") is None


def test_reminders_come_at_each_period_and_stop_with_the_stage(town: Town) -> None:
    begin(town)
    town.tick(CHAIN, at("03-07 12:00"))
    reminded = [one.at.astimezone(ZONE) for one in happened(town) if isinstance(one, e.Reminded)]
    assert reminded == [at("03-05 00:00"), at("03-07 00:00")]
    assert town.matters[CHAIN].now == Working(missed=2)
    assert code(town, "p2", "mediators", a.Finish(WORDS), "03-07 13:00") == "done"
    assert town.matters[CHAIN].remind is None


def test_a_stage_of_any_kind_can_remind(town: Town) -> None:
    begin(town, "leap", "leap")
    town.tick(CHAIN, at("03-04 00:00"))
    assert [type(one).__name__ for one in happened(town)][-5:] == [
        "StageEntered", "Reminded", "StageLeft", "Raised", "StageEntered",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("every", "start", "expected"),
    [
        ("Friday 16:00", "03-02 09:00", "03-06 16:00"),
        ("Friday 16:00", "03-06 15:59", "03-06 16:00"),
        ("Friday 16:00", "03-06 16:00", "03-13 16:00"),
        ("Monday", "03-02 09:00", "03-03 00:00"),
        ("month by day 10", "03-02 09:00", "03-11 00:00"),
        ("month by day 10", "03-11 00:00", "04-11 00:00"),
        ("month by day 31", "02-02 09:00", "03-01 00:00"),
        ("quarter by day 5", "03-02 09:00", "04-06 00:00"),
        ("year by day 1", "03-02 09:00", "2027-01-02 00:00"),
        ("14 days", "03-02 09:00", "03-17 00:00"),
        ("14 days", "03-17 00:00", "03-31 00:00"),
    ],
)
def test_what_recurs_comes_at_its_hour_its_day_or_so_long_after(
    every: str, start: str, expected: str
) -> None:
    found = next_time(at(start), Every.parse(every), "Asia/Shanghai", {}).astimezone(ZONE)
    whole = expected if len(expected) > 11 else f"2026-{expected}"
    assert found == datetime.fromisoformat(whole).replace(tzinfo=ZONE)
