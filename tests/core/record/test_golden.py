"""An archive from the first week: whatever the engine becomes, it must verify."""

from pathlib import Path

from linli.core.record.archive import lines_of
from linli.core.record.verify import Counts, verify

GOLDEN = Path(__file__).parent / "golden" / "beilin.linli"
ROOT = "831c041cac997f3b82cff57196f543e41a3d48e1cb0a95e1a11b0ebfcee05d97"
KEY = "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"


def test_the_golden_archive_verifies_down_to_its_printed_root() -> None:
    with GOLDEN.open("rb") as stream:
        report = verify(lines_of(stream), root=ROOT, key=KEY)
    assert [finding.told("en") for finding in report.findings] == []
    assert report.origin_shown
    assert report.counts == Counts(
        entries=65, matters=3, sittings=4, texts=19, erased=0, charters=1, checkpoints=4, keys=2
    )  # fmt: skip
