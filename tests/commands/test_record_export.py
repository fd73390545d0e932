"""`linli record export`, from the shell, on a real installation: what a clerk types and an auditor checks."""

import gzip
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from linli.core.record.archive import lines_of
from linli.core.record.verify import verify

pytestmark = pytest.mark.slow
SRC = Path(__file__).resolve().parents[2] / "src"
PLACES = """code,name,level,parent_code,committee_kind
610103000000,碑林区,3,610100000000,
610103006000,长乐坊街道,4,610103000000,
610103006009,友谊社区,5,610103006000,
"""


def linli(*words: str | Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "linli", *map(str, words)]
    return subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONPATH": str(SRC)})


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, installed: Callable[[Path], None]) -> Path:
    """A data folder in which one community is founded."""
    folder = tmp_path_factory.mktemp("data")
    installed(folder)
    table = folder / "places.csv"
    table.write_text(PLACES, encoding="utf-8")
    for words in (
        ["import", "places", table],
        ["community", "found", "youyi", "--place", "610103006009", "--charter", "beilin"],
    ):
        done = linli(*words, "--data", folder)
        assert done.returncode == 0, done.stderr.decode()
    return folder


def test_what_is_exported_verifies_without_the_database(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "youyi.linli"
    done = linli("record", "export", "youyi", "-o", out, "--data", data)
    assert done.returncode == 0, done.stderr.decode()
    with out.open("rb") as stream:
        report = verify(lines_of(stream))
    assert [finding.told("en") for finding in report.findings] == []
    assert (report.community, report.place, report.counts.checkpoints) == ("youyi", "610103006009", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["youyi.linli"]


def test_an_archive_whose_name_ends_in_gz_is_packed(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "youyi.linli.gz"
    assert linli("record", "export", "youyi", "-o", out, "--data", data).returncode == 0
    with gzip.open(out) as stream:
        assert verify(stream).ok


def test_an_archive_may_go_to_standard_output(data: Path) -> None:
    done = linli("record", "export", "youyi", "-o", "-", "--data", data)
    assert verify(done.stdout.splitlines(keepends=True)).ok


def test_a_community_that_is_not_there_is_said_so(data: Path, tmp_path: Path) -> None:
    done = linli("record", "export", "nowhere", "-o", tmp_path / "x", "--data", data)
    assert (done.returncode, done.stderr.decode()) == (1, "Error: there is no community “nowhere”\n")


def test_a_folder_that_is_not_there_is_said_so_and_nothing_is_left(data: Path, tmp_path: Path) -> None:
    done = linli("record", "export", "youyi", "-o", tmp_path / "no" / "x", "--data", data)
    assert done.returncode == 1
    assert "No such file or directory" in done.stderr.decode()
    assert list(tmp_path.iterdir()) == []
