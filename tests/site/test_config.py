"""An installation: where its data lies, its key, its database."""

import stat
from pathlib import Path

import pytest

from linli.site.config import configure, from_environ, secret_key, variables
from linli.site.databases import database


def test_what_is_configured_is_read_back(tmp_path: Path) -> None:
    environ: dict[str, str] = {}
    configure(tmp_path, "postgresql://h/linli", demo=True, hosts=("a.example",), https=True, environ=environ)
    config = from_environ(environ)
    assert (config.data_dir, config.database_url) == (tmp_path.resolve(), "postgresql://h/linli")
    assert (config.demo, config.hosts, config.https) == (True, ("a.example",), True)
    assert environ["DJANGO_SETTINGS_MODULE"] == "linli.site.settings"


def test_without_a_word_nobody_but_this_machine_is_served_and_it_is_no_demonstration() -> None:
    config = from_environ({})
    assert config.hosts == ("localhost", "127.0.0.1", "[::1]")
    assert not config.demo
    assert not config.debug
    assert config.data_dir is None


def test_what_is_over_goes_by_itself_unless_the_environment_leaves_it_to_a_person() -> None:
    assert not from_environ({}).by_hand
    assert from_environ({"LINLI_RETENTION_BY_HAND": "1"}).by_hand


def test_only_an_installation_with_data_that_is_no_demonstration_is_production(tmp_path: Path) -> None:
    assert from_environ(variables(tmp_path)).production
    assert not from_environ(variables(tmp_path, demo=True)).production
    assert not from_environ({}).production


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "new" / "secret.key"
    first = secret_key(file)
    assert len(first) >= 64
    assert secret_key(file) == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["secret.key"]


def test_two_installations_never_share_a_key(tmp_path: Path) -> None:
    assert secret_key(tmp_path / "a.key") != secret_key(tmp_path / "b.key")
    assert secret_key(None) != secret_key(None)


def test_an_empty_key_file_is_refused_in_words_that_help(tmp_path: Path) -> None:
    file = tmp_path / "secret.key"
    file.touch()
    with pytest.raises(ValueError, match="is empty: delete it"):
        secret_key(file)


def test_sqlite_lies_beside_the_data_and_writers_wait_their_turn(tmp_path: Path) -> None:
    found = database(None, tmp_path)
    assert found["NAME"] == str(tmp_path / "linli.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert found["OPTIONS"]["timeout"] == 20
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]


def test_a_postgresql_url_is_taken_apart() -> None:
    found = database("postgresql://li:p%40ss@db.example:5433/street?sslmode=require", None)
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("street", "li", "p@ss")
    assert (found["HOST"], found["PORT"]) == ("db.example", "5433")
    assert found["OPTIONS"]["sslmode"] == "require"


def test_a_postgresql_socket_is_a_host_too() -> None:
    found = database("postgresql://postgres:@/postgres?host=/run/postgres", None)
    assert (found["HOST"], found["PORT"], "host" in found["OPTIONS"]) == ("/run/postgres", "", False)


def test_behind_a_pooler_nothing_is_prepared() -> None:
    url = "postgresql://h/linli"
    assert database(url, None, pooled=True)["OPTIONS"]["prepare_threshold"] is None
    assert database(url, None)["OPTIONS"]["prepare_threshold"] is not None


def test_a_sqlite_url_names_its_file() -> None:
    assert database("sqlite:////var/lib/linli.sqlite3", None)["NAME"] == "/var/lib/linli.sqlite3"
    assert database("sqlite://", None)["NAME"] == ":memory:"


def test_another_kind_of_database_is_refused_with_the_kinds_there_are() -> None:
    with pytest.raises(ValueError, match="begins with postgresql:// or sqlite:///, not mysql"):
        database("mysql://db/linli", None)
