"""Archives from the first week: whatever the engine becomes, they must verify."""

from pathlib import Path

import pytest

from linli.core.record.archive import lines_of
from linli.core.record.verify import verify

HERE = Path(__file__).parent / "golden"
KEY = "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"
GOLDEN = [
    ("beilin", 65, "831c041cac997f3b82cff57196f543e41a3d48e1cb0a95e1a11b0ebfcee05d97"),
    ("zhalute-done-again", 73, "865382040dc76529d7f761aa9aa93d926a075ac7572ea5a481832e3ccb623e0d"),
    ("zhalute-lamps", 63, "0a263f6501d49895b2a6d4e164b4fbad75744314a59c370b9b882f7c213af655"),
    ("zhalute-never-held", 36, "86c63749eef788394bc77c1d4b9808faffbfb2cbe6bf07d136ab7fd6c01245b9"),
]
"""By name: how many entries, and the root as it would hang on the wall."""


@pytest.mark.parametrize(("name", "entries", "root"), GOLDEN)
def test_a_golden_archive_verifies_down_to_its_printed_root(name: str, entries: int, root: str) -> None:
    with (HERE / f"{name}.linli").open("rb") as stream:
        report = verify(lines_of(stream), root=root, key=KEY)
    assert [finding.told("en") for finding in report.findings] == []
    assert report.origin_shown
    assert report.counts.entries == entries


def test_every_golden_archive_is_verified() -> None:
    assert {path.stem for path in HERE.iterdir()} == {name for name, _, _ in GOLDEN}
