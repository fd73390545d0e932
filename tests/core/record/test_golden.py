"""Archives from the first week, and of a later meaning of the engine: whatever the engine becomes, they must verify."""

from pathlib import Path

import pytest

from linli.core.engine.language import LANGUAGE
from linli.core.record.archive import lines_of
from linli.core.record.verify import verify

HERE = Path(__file__).parent / "golden"
KEY = "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"
GOLDEN = [
    ("beilin", 65, "57322597e11c0c4a7cfec5b7e2521054f1a1bde872cf011f24d68b837468e0e3"),
    ("beilin-broken-quorum", 63, "7f69d8362f0163f97629a6733a565a61563561eff5efb0288fad80538a93fde1"),
    ("fengqiao-parts", 10, "acc978fd4b5a1cf18c11f4a774b4592c253658e04b69fc44db58f63b9e73d4c2"),
    ("zhalute-done-again", 73, "ada302257b3ba8e2200d179fe7a13040082d39726016525240afba41226bd30b"),
    ("zhalute-lamps", 63, "87e4314f315db0ee2479c4f3bb57a3beedbfd2ba14f32051c8ed93cf53577b36"),
    ("zhalute-never-held", 36, "51f0d9f381adcaef997e03e1b06b56c982da047ad64a70472ab6596a70783c23"),
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


def test_what_is_recorded_today_is_in_a_meaning_that_has_an_archive() -> None:
    kept = b"".join(path.read_bytes() for path in HERE.iterdir())
    assert b'"language":%d' % LANGUAGE in kept
