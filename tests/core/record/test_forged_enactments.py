"""What took effect without having been decided, and what was decided without taking effect, is found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from village import NOWHERE, Record

from linli import charters
from linli.core.engine.acts import Actor
from linli.core.engine.community import CLERK
from linli.core.engine.effect import Seated
from linli.core.engine.force import in_force
from linli.core.engine.roster import CarryOut
from linli.core.lab.play import play
from linli.core.lab.scenario import read_scenarios
from linli.core.record.archive import closure_of
from linli.core.record.verify import verify

HERE = Path(__file__).parents[1] / "engine" / "enacts"


@pytest.fixture(scope="module")
def amended() -> Record:
    loaded, versions = charters.read(HERE / "charter.yaml"), charters.versions(HERE)
    script = read_scenarios((HERE / "scenarios.yaml").read_bytes(), "s.yaml")
    forces = {name: in_force(one) for name, one in versions.items()}
    town = play(script, "amended", in_force(loaded), forces).town
    entries = [entry for entry, _, _ in town.entries]
    closures = [closure_of(one) for one in (loaded, *versions.values())]
    return Record(entries, {}, {len(entries): entries[-1].at}, closures, slug="enacts")


def codes(record: Record) -> list[str]:
    lines = [
        line.replace(b'"place":"610103001000"', f'"place":"{NOWHERE}"'.encode()) for line in record.lines()
    ]
    return [one.code for one in verify(lines).findings if one.code != "archive-changed"]


def where(record: Record) -> int:
    return next(n for n, one in enumerate(record.entries) if isinstance(one.act, CarryOut))


def forged(record: Record, **changes: Any) -> Record:
    index = where(record)
    entries = list(record.entries)
    entries[index] = msgspec.structs.replace(entries[index], **changes)
    return record.with_entries(entries)


def test_an_honest_record_holds(amended: Record) -> None:
    assert codes(amended) == []


def test_another_charter_than_the_one_decided_is_found(amended: Record) -> None:
    act = amended.entries[where(amended)].act
    assert isinstance(act, CarryOut)
    effect = msgspec.structs.replace(act.effects[0], charter=amended.charters[2].charter.hash)
    assert "not-enacted" in codes(forged(amended, act=msgspec.structs.replace(act, effects=(effect,))))


def test_an_effect_that_nothing_decided_is_found(amended: Record) -> None:
    act = CarryOut("matter/2026/1", 1, (Seated("procedures.x", "r7", "committee"),))
    assert {"not-enacted", "not-carried-out"} <= set(codes(forged(amended, act=act)))


def test_what_was_decided_and_never_took_effect_is_found(amended: Record) -> None:
    index = where(amended)
    kept = [one for n, one in enumerate(amended.entries) if n != index]
    assert "not-carried-out" in codes(amended.with_entries(kept))


def test_a_clerk_cannot_carry_out_anything(amended: Record) -> None:
    assert "refused" in codes(forged(amended, by=Actor("", CLERK)))


def test_a_charter_that_is_not_in_the_archive_is_found(amended: Record) -> None:
    without = Record(amended.entries, {}, amended.checkpoints, amended.charters[:1], slug="enacts")
    assert "charter-unknown" in codes(without)
