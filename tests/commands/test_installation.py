"""The commands that touch data, as a person at a terminal meets them; as processes where that tells more."""

from __future__ import annotations

import io
import json
import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from linli.apps.community.models import Place
from linli.cli import main
from linli.core.record.archive import lines_of
from linli.core.record.verify import verify

Here = Callable[..., Result]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
HEADER = "code,name,level,parent_code,committee_kind"
ROWS = (
    "610103006000,文艺路街道,4,610103000000,",
    "610103006007,测绘路社区居委会,5,610103006000,residents_committee",
)
FOUND = ("community", "found", "cehui", "--place", "610103006007", "--charter", "beilin")


@pytest.fixture
def linli(root: Path, tmp_path: Path) -> Run:
    """Run `linli` in an empty folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LINLI_", "DJANGO_"))}
    environment = {**kept, "PYTHONPATH": str(root / "src"), "LINLI_CHARTERS": str(root / "charters")}

    def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "linli", *map(str, words)]
        return subprocess.run(
            command,
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            timeout=300,  # only against waiting for ever
            check=False,
        )

    return run


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table of places."""
    file = tmp_path / "places.csv"
    file.write_text("\n".join([HEADER, *ROWS, ""]), encoding="utf-8")
    return file


def test_from_an_empty_folder_places_are_imported_and_a_community_is_founded_and_listed_and_its_record_verifies(
    linli: Run, table: Path, tmp_path: Path
) -> None:
    data = tmp_path / ".linli-data"
    assert linli("import", "places", table).stdout.strip().startswith("2 places: 2 new,")
    assert (data / "linli.sqlite3").exists()
    assert "*" in (data / ".gitignore").read_text(encoding="utf-8").splitlines()
    founded = linli(*FOUND, "--data", data)
    assert founded.returncode == 0, founded.stderr
    listed = json.loads(linli("community", "list", "--format", "json", "--data", data).stdout)
    (one,) = listed["communities"]
    assert (one["slug"], one["charter"]["slug"], one["place"]["code"]) == ("cehui", "beilin", "610103006007")
    exported = linli("record", "export", "cehui", "-o", "-")
    assert exported.returncode == 0, exported.stderr
    report = verify(lines_of(io.BytesIO(exported.stdout.encode())))
    assert report.ok, report
    assert (report.community, report.place, report.counts.checkpoints) == ("cehui", "610103006007", 1)


def test_a_community_is_founded_once_listed_and_given_a_clerk(here: Here, table: Path) -> None:
    here("import", "places", table)
    assert here(*FOUND).exit_code == 0
    assert "cehui" in here("community", "list").stdout
    assert here(*FOUND).exit_code == 1
    clerk = here("community", "clerk", "cehui", "li", "--password", "a-long-pass-phrase")
    assert clerk.exit_code == 0, clerk.stderr


def test_a_bad_table_is_refused_by_line_and_nothing_is_kept(here: Here, table: Path) -> None:
    table.write_text("\n".join([HEADER, *ROWS, "12,短,5,610103006000,"]), encoding="utf-8")
    done = here("import", "places", table)
    assert done.exit_code == 1
    assert "places.csv:4:" in done.stderr
    assert not Place.objects.exists()
    assert json.loads(here("community", "list", "--format", "json").stdout) == {"communities": []}


@pytest.mark.parametrize(
    "words",
    [
        ("--database", "mysql://here/it"),
        ("--database", "postgresql://127.0.0.1:1/nothing"),
    ],
)
def test_a_place_for_data_that_cannot_be_is_named_without_a_traceback(
    linli: Run, words: tuple[str, str]
) -> None:
    done = linli("community", "list", *words)
    assert done.returncode != 0
    assert "Error" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = CliRunner().invoke(main, ["community", "list", "--data", str(tmp_path / "file" / "folder")])
    assert done.exit_code == 1
    assert "cannot be used" in done.stderr


def test_a_port_in_use_is_told_before_anything_is_done(linli: Run, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = linli("demo", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "--port" in done.stderr
    assert not (tmp_path / ".linli-data").exists()


def test_beginning_afresh_never_empties_a_database_server(linli: Run) -> None:
    done = linli("demo", "--fresh", "--port", "18999", "--database", "postgresql://127.0.0.1:1/real")
    assert done.returncode == 1
    assert "--fresh" in done.stderr


def test_beginning_afresh_removes_what_is_ours_and_nothing_else(tmp_path: Path) -> None:
    from linli.commands.demo import forget

    for name in ("linli.sqlite3", "linli.sqlite3-wal", "secret.key", "letter.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "keys").mkdir()
    forget(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_beginning_afresh_never_removes_a_real_installation(
    here: Here, installed: Callable[[Path], None], tmp_path: Path
) -> None:
    data = tmp_path / ".linli-data"
    installed(data)
    with sqlite3.connect(data / "linli.sqlite3") as made:
        columns = made.execute("PRAGMA table_info(community_place)").fetchall()
        made.execute(f"INSERT INTO community_place VALUES ({','.join(['1'] * len(columns))})")  # noqa: S608  # ones only
    made.close()
    done = here("demo", "--fresh", "--port", "18998", "--data", data)
    assert done.exit_code == 1
    assert "--fresh removes nothing" in done.stderr
    assert (data / "linli.sqlite3").stat().st_size > 0


def test_what_lies_in_a_folder_that_is_no_installation_is_left_alone(tmp_path: Path) -> None:
    from linli.commands.demo import _afresh

    (tmp_path / "static").mkdir()
    _afresh(tmp_path, None)
    assert (tmp_path / "static").is_dir()


@pytest.mark.parametrize(
    ("filled", "community", "gone"),
    [(True, None, True), (True, "1", True), (True, "0", False), (False, None, True), (False, "0", False)],
)
def test_only_a_demonstration_is_thrown_away(
    tmp_path: Path, filled: bool, community: str | None, gone: bool
) -> None:
    from linli.commands.demo import DATABASE, is_demonstration

    with sqlite3.connect(tmp_path / DATABASE) as made:
        made.execute("CREATE TABLE community_demofilling (version)")
        made.execute("CREATE TABLE community_community (demo)")
        if filled:
            made.execute("INSERT INTO community_demofilling VALUES (1)")
        if community is not None:
            made.execute("INSERT INTO community_community VALUES (?)", [int(community)])
    made.close()
    assert is_demonstration(tmp_path / DATABASE) is gone


def test_a_database_that_cannot_be_read_is_not_thrown_away(tmp_path: Path) -> None:
    from linli.commands.demo import DATABASE, is_demonstration

    (tmp_path / DATABASE).write_bytes(b"not a database at all" * 100)
    assert not is_demonstration(tmp_path / DATABASE)


def test_an_empty_name_is_no_folder_for_data(here: Here, tmp_path: Path) -> None:
    done = here("community", "list", "--data", "")
    assert done.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_community_has_a_name_that_can_be_kept_and_read(here: Here, table: Path) -> None:
    here("import", "places", table)
    for name in ("x" * 101, "a\u202eb", "a\nb"):
        done = here(*FOUND, "--name", name)
        assert done.exit_code == 1
        assert "Error" in done.stderr


def test_a_table_is_an_ordinary_file_with_lines_of_a_bearable_length(here: Here, tmp_path: Path) -> None:
    assert here("import", "places", "/dev/zero").exit_code == 1
    (tmp_path / "long.csv").write_bytes(b"x" * 20_000)
    done = here("import", "places", "long.csv")
    assert done.exit_code == 1
    assert "long.csv:1:" in done.stderr


def test_an_export_into_a_pipe_or_a_device_leaves_it_what_it_is(
    here: Here, table: Path, tmp_path: Path
) -> None:
    here("import", "places", table)
    here(*FOUND)
    door = tmp_path / "door"
    os.mkfifo(door)
    read = ThreadPoolExecutor(1).submit(door.read_bytes)
    done = here("record", "export", "cehui", "-o", door)
    assert done.exit_code == 0, done.stderr
    assert read.result(timeout=20).startswith(b"{")
    assert door.is_fifo()


@pytest.mark.django_db
def test_a_demonstration_of_an_earlier_linli_is_neither_opened_nor_served_but_named() -> None:
    from django.utils import timezone

    from linli.apps.community.demo import VERSION, filled, outdated
    from linli.apps.community.models import DemoFilling
    from linli.commands.demo import prepare_demo

    DemoFilling.objects.create(version=VERSION - 1, at=timezone.now())
    assert outdated()
    assert not filled()
    with pytest.raises(click.ClickException, match="--fresh"):
        prepare_demo()
