"""Kinds of voters, checklists, stages passed over, seats kept apart: their record verifies, and forging it is found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from forge import changed, codes
from msgspec import UNSET
from msgspec.structs import replace
from village import NOWHERE, Record, closure_of

from linli import charters
from linli.core.engine import acts as a
from linli.core.engine import events as e
from linli.core.engine.force import in_force
from linli.core.engine.roster import TakeSeat
from linli.core.lab.play import play
from linli.core.lab.scenario import read_scenarios
from linli.core.record.archive import Head, write_archive

ENGINE = Path(__file__).parents[1] / "engine"


def record(folder: str, name: str) -> Record:
    """What a story of the engine's tests leaves behind."""
    loaded = charters.read(ENGINE / folder / "charter.yaml")
    script = read_scenarios((ENGINE / folder / "scenarios.yaml").read_bytes(), "scenarios.yaml")
    town = play(script, name, in_force(loaded)).town
    entries = [entry for entry, _, _ in town.entries]
    last = max(entry.at for entry in entries)
    return Record(entries, {}, {len(entries): last}, [closure_of(loaded)], slug=folder)


def lines(one: Record) -> list[bytes]:
    last = max(one.checkpoints.values())
    return list(write_archive(Head(one.slug, NOWHERE, last), one.items()))


STORIES = [
    ("words", name)
    for name in (
        "exactly",
        "both-kinds",
        "petition",
        "checklist",
        "one-by-one",
        "small-and-dry",
        "rising",
        "aside",
    )
] + [("bodies", "apart")]


@pytest.mark.parametrize(("folder", "name"), STORIES)
def test_the_record_verifies(folder: str, name: str) -> None:
    assert codes(lines(record(folder, name))) == []


def with_event(one: Record, kind: type, **changes: Any) -> list[str]:
    """What is found once the first event of a kind says something else."""
    happened = [getattr(entry, "events", ()) for entry in one.entries]
    index = next(n for n, events in enumerate(happened) if any(isinstance(event, kind) for event in events))
    entry: Any = one.entries[index]
    events = tuple(replace(event, **changes) if isinstance(event, kind) else event for event in entry.events)
    return codes(lines(changed(one, index, events=events)))


def test_a_vote_put_down_to_another_kind_of_voter_is_found() -> None:
    assert "other-events" in with_event(record("words", "exactly"), e.VoteCast, groups=("woman",))


def test_points_answered_otherwise_than_by_who_sorted_are_found() -> None:
    assert "other-events" in with_event(record("words", "checklist"), e.Sorted, points=UNSET)


def test_a_stage_said_to_be_passed_over_elsewhere_is_found() -> None:
    assert "other-events" in with_event(record("words", "small-and-dry"), e.StageSkipped, outcome="unsafe")


def test_a_sorting_without_its_points_is_found() -> None:
    one = record("words", "checklist")
    index = next(n for n, entry in enumerate(one.entries) if isinstance(entry.act, a.Sort))
    assert "refused" in codes(lines(changed(one, index, act=a.Sort("fit", "0" * 64))))


def test_a_seat_that_should_have_been_apart_is_found() -> None:
    one = record("bodies", "apart")
    index = next(
        n
        for n, entry in enumerate(one.entries)
        if isinstance(entry.act, TakeSeat) and entry.act.organ == "trio"
    )
    seat = replace(one.entries[index].act, person="r1")
    assert "refused" in codes(lines(changed(one, index, act=seat)))
