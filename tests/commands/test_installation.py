"""The commands that touch data, as a person at a terminal meets them: each run in a process of its own."""

from __future__ import annotations

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

Run = Callable[..., "subprocess.CompletedProcess[str]"]
HEADER = "code,name,level,parent_code,committee_kind"
ROWS = (
    "610103006000,文艺路街道,4,610103000000,",
    "610103006007,测绘路社区居委会,5,610103006000,residents_committee",
)


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
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture
def table(tmp_path: Path, installed: Callable[[Path], None]) -> Path:
    """A table of places, in the folder of an empty installation."""
    installed(tmp_path / ".linli-data")
    file = tmp_path / "places.csv"
    file.write_text("\n".join([HEADER, *ROWS, ""]), encoding="utf-8")
    return file


def test_places_are_imported_a_community_is_founded_and_listed(
    linli: Run, table: Path, tmp_path: Path
) -> None:
    data = tmp_path / ".linli-data"
    assert linli("import", "places", table, "--data", data).stdout.strip().startswith("2 places: 2 new,")
    founded = linli(
        "community", "found", "cehui", "--place", "610103006007", "--charter", "beilin", "--data", data
    )
    assert founded.returncode == 0, founded.stderr
    listed = json.loads(linli("community", "list", "--format", "json", "--data", data).stdout)
    (one,) = listed["communities"]
    assert (one["slug"], one["charter"]["slug"], one["place"]["code"]) == ("cehui", "beilin", "610103006007")
    assert "cehui" in linli("community", "list", "--data", data).stdout
    again = linli(
        "community", "found", "cehui", "--place", "610103006007", "--charter", "beilin", "--data", data
    )
    assert again.returncode == 1
    clerk = linli("community", "clerk", "cehui", "li", "--password", "a-long-pass-phrase", "--data", data)
    assert clerk.returncode == 0, clerk.stderr


def test_a_bad_table_is_refused_by_line_and_nothing_is_kept(linli: Run, table: Path, tmp_path: Path) -> None:
    table.write_text("\n".join([HEADER, *ROWS, "12,短,5,610103006000,"]), encoding="utf-8")
    done = linli("import", "places", table)
    assert done.returncode == 1
    assert "places.csv:4:" in done.stderr
    assert "Traceback" not in done.stderr
    listed = json.loads(linli("community", "list", "--format", "json").stdout)
    assert listed == {"communities": []}


def test_data_lies_in_a_folder_of_its_own_that_version_control_leaves_alone(
    linli: Run, tmp_path: Path
) -> None:
    assert linli("community", "list").returncode == 0
    assert (tmp_path / ".linli-data" / "linli.sqlite3").exists()
    assert "*" in (tmp_path / ".linli-data" / ".gitignore").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    "words",
    [
        ("--database", "mysql://here/it"),
        ("--database", "postgresql://127.0.0.1:1/nothing"),
        ("--data", "/dev/null/folder"),
    ],
)
def test_a_place_for_data_that_cannot_be_is_named_without_a_traceback(
    linli: Run, words: tuple[str, str]
) -> None:
    done = linli("community", "list", *words)
    assert done.returncode != 0
    assert "Error" in done.stderr
    assert "Traceback" not in done.stderr


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


def test_beginning_afresh_never_removes_a_real_installation(linli: Run, table: Path, tmp_path: Path) -> None:
    data = tmp_path / ".linli-data"
    assert linli("import", "places", table, "--data", data).returncode == 0
    done = linli("demo", "--fresh", "--port", "18998", "--data", data)
    assert done.returncode == 1
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


def test_an_empty_name_is_no_folder_for_data(linli: Run, tmp_path: Path) -> None:
    done = linli("community", "list", "--data", "")
    assert done.returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_a_community_has_a_name_that_can_be_kept_and_read(linli: Run, table: Path) -> None:
    linli("import", "places", table)
    found = ("community", "found", "cehui", "--place", "610103006007", "--charter", "beilin")
    for name in ("x" * 101, "a\u202eb", "a\nb"):
        done = linli(*found, "--name", name)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr


def test_a_table_is_an_ordinary_file_with_lines_of_a_bearable_length(linli: Run, tmp_path: Path) -> None:
    assert linli("import", "places", "/dev/zero").returncode == 1
    (tmp_path / "long.csv").write_bytes(b"x" * 20_000)
    done = linli("import", "places", "long.csv")
    assert done.returncode == 1
    assert "long.csv:1:" in done.stderr


def test_an_export_into_a_pipe_or_a_device_leaves_it_what_it_is(
    linli: Run, table: Path, tmp_path: Path
) -> None:
    linli("import", "places", table)
    linli("community", "found", "cehui", "--place", "610103006007", "--charter", "beilin")
    door = tmp_path / "door"
    os.mkfifo(door)
    read = ThreadPoolExecutor(1).submit(door.read_bytes)
    done = linli("record", "export", "cehui", "-o", door)
    assert done.returncode == 0, done.stderr
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
