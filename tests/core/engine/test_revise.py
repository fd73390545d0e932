"""One entry that enters, changes and strikes off many people, as a table brought in says."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from linli.core.engine import roster as r
from linli.core.engine.acts import Actor
from linli.core.engine.community import decide_community, evolve_community

AT = datetime(2026, 3, 2, tzinfo=UTC)
CLERK = Actor("", "clerk")


@pytest.fixture(scope="module")
def town() -> r.Roster:
    """Two people, one of them seated."""
    acts: list[Any] = [
        r.Found("town", "1"),
        r.Enrol((r.Newcomer("p1", {"adult": True}), r.Newcomer("p2", {}))),
        r.TakeSeat("p2", "board"),
    ]
    roster = r.Roster()
    for act in acts:
        roster = evolve_community(roster, act, AT)
    return roster


def test_one_entry_enters_changes_and_strikes_off_many(town: r.Roster) -> None:
    act = r.Revise(
        enrol=(r.Newcomer("p3", {"adult": True}),), know=(r.Newcomer("p1", {"owner": True}),), depart=("p2",)
    )
    assert decide_community(None, town, act, by=CLERK, at=AT) is None
    after = evolve_community(town, act, AT)
    assert set(after.people) == {"p1", "p3"}
    assert after.people["p1"] == {"adult": r.Known(True, 2), "owner": r.Known(True, 4)}
    assert after.people["p3"] == {"adult": r.Known(True, 4)}
    assert not after.seats["board"]
    assert set(town.people) == {"p1", "p2"}


def test_of_many_of_whom_the_same_is_told_one_set_of_facts_is_kept(town: r.Roster) -> None:
    several = (r.Newcomer("p3", {"adult": True}), r.Newcomer("p4", {"adult": True}), r.Newcomer("p5", {}))
    after = evolve_community(town, r.Revise(enrol=several), AT)
    assert after.people["p3"] == {"adult": r.Known(True, 4)}
    assert after.people["p3"] is after.people["p4"]
    assert after.people["p5"] == {}


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (r.Revise(enrol=(r.Newcomer("p1", {}),)), "already-enrolled"),
        (r.Revise(enrol=(r.Newcomer("p4", {}), r.Newcomer("p4", {}))), "already-enrolled"),
        (r.Revise(know=(r.Newcomer("p1", {}),), depart=("p1",)), "already-enrolled"),
        (r.Revise(know=(r.Newcomer("p9", {}),)), "no-such-person"),
        (r.Revise(depart=("p9",)), "no-such-person"),
    ],
)
def test_what_names_somebody_twice_or_nobody_is_refused_whole(
    town: r.Roster, act: r.Revise, code: str
) -> None:
    refusal = decide_community(None, town, act, by=CLERK, at=AT)
    assert refusal is not None
    assert refusal.code == code


def test_only_the_clerk_revises_the_register(town: r.Roster) -> None:
    refusal = decide_community(None, town, r.Revise(), by=Actor("p1", ""), at=AT)
    assert refusal is not None
    assert refusal.code == "not-clerk"
