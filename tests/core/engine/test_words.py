"""Words that count a class, leave out who has no vote, pass over a stage or ask point by point, played as stories."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from msgspec import UNSET

from linli import charters
from linli.core.engine import acts as a
from linli.core.engine import events as e
from linli.core.engine.decide import decide
from linli.core.engine.entry import MatterEntry, seal
from linli.core.engine.force import InForce, in_force
from linli.core.engine.refusal import Refusal
from linli.core.lab.play import Played, play
from linli.core.lab.scenario import read_scenarios
from linli.core.lab.town import Town

HERE = Path(__file__).parent / "words"
SCRIPT = read_scenarios((HERE / "scenarios.yaml").read_bytes(), "scenarios.yaml")
WORDS = "a" * 64


@pytest.fixture(scope="module")
def force() -> InForce:
    return in_force(charters.read(HERE / "charter.yaml"))


@pytest.mark.parametrize("name", SCRIPT.scenarios.scenarios)
def test_the_story_goes_as_it_says(name: str, force: InForce) -> None:
    played = play(SCRIPT, name, force)
    assert [(line.mark, line.step, line.fault, line.came) for line in played.faults] == []


def refusals(played: Played) -> dict[str, tuple[str, str]]:
    """By code: the clause and why not."""
    found = [line.refusal for line in played.lines if line.refusal]
    return {one.code: (one.clause, one.says("en")) for one in found}


def events_of(town: Town, kind: type) -> list[Any]:
    """What happened of one kind, in order."""
    entries = [entry for entry, _, _ in town.entries if isinstance(entry, MatterEntry)]
    return [event for entry in entries for event in entry.events if isinstance(event, kind)]


# Checklists ------------------------------------------------------------------------------------------------


def test_the_record_says_which_points_were_found_fulfilled(force: InForce) -> None:
    sorted_ = events_of(play(SCRIPT, "checklist", force).town, e.Sorted)
    assert [one.points for one in sorted_] == [
        {"common": True, "costed": False}, {"dry": False, "safe": False}, {"dry": True, "safe": True},
    ]  # fmt: skip
    items = events_of(play(SCRIPT, "one-by-one", force).town, e.ItemSorted)
    assert [one.points for one in items] == [{"lawful": True}, {"lawful": False}]


def test_who_is_refused_hears_which_point_it_is_about(force: InForce) -> None:
    assert refusals(play(SCRIPT, "checklist", force))["point-unmet"] == (
        "procedures.repair.stages.check.checklist.dry",
        "One point is not fulfilled, so the whole is not: dry.",
    )


def answered(force: InForce, points: a.Points) -> tuple[e.Event, ...] | Refusal:
    """What comes of sorting a fresh proposal with these points."""
    script = read_scenarios(
        'charter: words\npeople: {r1: adult}\nseats: {checkers: r1}\nscenarios:\n  one:\n    title: {zh: 一, en: one}\n'
        "    story: ['on 2026-03-02 09:00, r1 proposes \"修\" as roof in repair']\n".encode(), "s.yaml",
    )  # fmt: skip
    town = play(script, "one", force).town
    (state,) = town.matters.values()
    by = a.Actor("r1", "checkers")
    return decide(
        force, state, a.Sort("fit", WORDS, points), id=state.id, by=by, roster=town.roster, at=state.last
    )


@pytest.mark.parametrize("points", [UNSET, {}, {"common": True}])
def test_a_point_left_open_is_refused(force: InForce, points: a.Points) -> None:
    refusal = answered(force, points)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "point-open"
    assert refusal.says("zh").startswith("「审核」要逐条核对，还没有说是否符合：")
    assert [text.en for text in refusal.instead] == ["Say of each point whether it is fulfilled."]


def test_a_sorting_from_before_points_were_asked_for_still_stands_to_the_byte(force: InForce) -> None:
    happened = answered(replace(force, language=1), UNSET)
    assert not isinstance(happened, Refusal)
    assert b"points" not in seal(
        MatterEntry(
            chain="matter/2026/1", seq=2, prev="0" * 64, at=happened[0].at, charter="", roster=1,
            by=a.Actor("r1", "checkers"), act=a.Sort("fit", WORDS), events=happened,
        )
    )[0]  # fmt: skip
