"""`linli record export`: what a clerk types and an auditor checks. From the shell: `test_installation.py`."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from linli import charters
from linli.apps.community import actions
from linli.apps.community.models import Community, Place
from linli.core.record.archive import lines_of
from linli.core.record.verify import verify

Here = Callable[..., Result]


@pytest.fixture
def founded(here: Here) -> Here:
    """Runs a command where one community is founded."""
    Place.objects.create(code="610103006009", name="友谊社区", level=5, parent_code="610103006000")
    found = actions.found_community(
        slug="youyi", place="610103006009", charter=charters.read("beilin"), actor=actions.TERMINAL
    )
    assert isinstance(found, Community)
    return here


def test_what_is_exported_verifies_without_the_database(founded: Here, tmp_path: Path) -> None:
    out = tmp_path / "youyi.linli"
    done = founded("record", "export", "youyi", "-o", out)
    assert done.exit_code == 0, done.stderr
    with out.open("rb") as stream:
        report = verify(lines_of(stream))
    assert [finding.told("en") for finding in report.findings] == []
    assert (report.community, report.place, report.counts.checkpoints) == ("youyi", "610103006009", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["youyi.linli"]


def test_an_archive_whose_name_ends_in_gz_is_packed(founded: Here, tmp_path: Path) -> None:
    out = tmp_path / "youyi.linli.gz"
    assert founded("record", "export", "youyi", "-o", out).exit_code == 0
    with gzip.open(out) as stream:
        assert verify(stream).ok


def test_an_archive_may_go_to_standard_output(founded: Here) -> None:
    done = founded("record", "export", "youyi", "-o", "-")
    assert verify(done.stdout_bytes.splitlines(keepends=True)).ok


def test_a_community_that_is_not_there_is_said_so(here: Here, tmp_path: Path) -> None:
    done = here("record", "export", "nowhere", "-o", tmp_path / "x")
    assert (done.exit_code, done.stderr) == (1, "Error: there is no community “nowhere”\n")


def test_a_folder_that_is_not_there_is_said_so_and_nothing_is_left(founded: Here, tmp_path: Path) -> None:
    done = founded("record", "export", "youyi", "-o", tmp_path / "no" / "x")
    assert done.exit_code == 1
    assert "No such file or directory" in done.stderr
    assert list(tmp_path.iterdir()) == []
