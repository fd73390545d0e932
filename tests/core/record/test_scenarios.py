"""What the scenarios of the gallery leave behind is a record like any other: exported, it verifies."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from village import BEGIN, Record

from linli import charters
from linli.core.engine.force import in_force
from linli.core.engine.merkle import Frontier
from linli.core.lab.play import play
from linli.core.lab.scenario import read_scenarios
from linli.core.record.archive import EntryLine, Head, Item, closure_of, write_archive
from linli.core.record.checkpoint import checkpoint, first_key
from linli.core.record.verify import verify

PRIVATE = bytes(range(32))
NOWHERE = "000000000000"


def stories() -> Iterator[tuple[str, str]]:
    """Every scenario that stands beside a charter of the gallery."""
    for slug in charters.slugs():
        file = charters.gallery() / slug / "scenarios.yaml"
        if file.exists():
            for name in read_scenarios(file.read_bytes(), str(file)).scenarios.scenarios:
                yield slug, name


def played(slug: str, name: str) -> list[bytes]:
    """The archive of a scenario as it was left, under one checkpoint."""
    file = charters.gallery() / slug / "scenarios.yaml"
    loaded = charters.read(slug)
    town = play(read_scenarios(file.read_bytes(), str(file)), name, in_force(loaded)).town
    tree, last = Frontier(), max(entry.at for entry, _, _ in town.entries)
    items: list[Item] = [first_key(PRIVATE, community=slug, at=BEGIN), closure_of(loaded)]
    for _, data, digest in town.entries:
        tree.append(bytes.fromhex(digest))
        items.append(EntryLine(data))
    items.append(checkpoint(PRIVATE, before=None, community=slug, size=tree.size, root=tree.root, at=last))
    return list(write_archive(Head(slug, NOWHERE, last), items))


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
