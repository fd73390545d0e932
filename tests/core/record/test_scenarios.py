"""What the scenarios of the gallery leave behind is a record like any other: exported, it verifies."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from village import Record, played

from linli import charters
from linli.core.lab.scenario import read_scenarios
from linli.core.record.verify import verify


def stories() -> Iterator[tuple[str, str]]:
    """Every scenario that stands beside a charter of the gallery."""
    for slug in charters.slugs():
        file = charters.gallery() / slug / "scenarios.yaml"
        if file.exists():
            for name in read_scenarios(file.read_bytes(), str(file)).scenarios.scenarios:
                yield slug, name


@pytest.mark.parametrize(("slug", "name"), list(stories()))
def test_every_scenario_of_the_gallery_verifies(slug: str, name: str) -> None:
    report = verify(played(slug, name))
    assert [finding.told("en") for finding in report.findings] == []
    assert report.counts.entries > 10


def test_a_record_without_matters_verifies(lived: Record) -> None:
    """A community that has only been founded."""
    founding = [entry for entry in lived.entries if entry.chain == "community"][:3]
    only = replace(lived, entries=founding, checkpoints={3: founding[-1].at}, changes={})
    report = verify(only.lines())
    assert report.ok
    assert (report.counts.matters, report.counts.sittings) == (0, 0)
