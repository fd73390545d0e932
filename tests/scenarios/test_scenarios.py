"""Every story beside a charter comes out as it says."""

from pathlib import Path

import pytest

from linli import charters
from linli.core.charter.standard import STANDARD
from linli.core.engine.force import in_force
from linli.core.lab.play import play
from linli.core.lab.scenario import Script, read_scenarios

FILES = sorted(charters.gallery().glob("*/scenarios.yaml"))


def read(file: Path) -> Script:
    return read_scenarios(file.read_bytes(), f"{file.parent.name}/{file.name}")


STORIES = [
    pytest.param(file, name, id=f"{file.parent.name}:{name}")
    for file in FILES
    for name in read(file).scenarios.scenarios
]


@pytest.mark.parametrize(("file", "name"), STORIES)
def test_a_story_comes_out_as_it_says(file: Path, name: str) -> None:
    force = in_force(charters.read(file.parent / "charter.yaml"))
    versions = {name: in_force(one) for name, one in charters.versions(file.parent).items()}
    played = play(read(file), name, force, versions)
    told = [
        f"{line.mark.file}:{line.mark.line}: {line.step}\n  {line.fault.en}\n  ({line.came.en})"
        for line in played.faults
        if line.mark and line.fault
    ]
    assert not played.faults, "\n".join(["", *told])


def test_every_charter_that_can_run_has_stories_of_its_own() -> None:
    running = {slug for slug in charters.slugs() if in_force(charters.read(slug)).running - {STANDARD}}
    assert running == {file.parent.name for file in FILES}
    assert {"beilin", "zhalute"} <= running


def test_the_stories_see_every_end_and_some_refusals() -> None:
    ends: set[str] = set()
    refused = 0
    for file in FILES:
        script = read(file)
        force = in_force(charters.read(file.parent / "charter.yaml"))
        for name in script.scenarios.scenarios:
            played = play(script, name, force)
            ends |= {state.end or "" for state in played.town.matters.values()}
            refused += sum(line.came.en.startswith("refused ") for line in played.lines)
    assert {"done", "refused", "lapsed"} <= ends
    assert refused >= 10
