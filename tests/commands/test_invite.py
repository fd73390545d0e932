"""`linli invite`: codes at the terminal, for the first founder and whoever comes after."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.test import Client, RequestFactory

from linli import charters
from linli.apps.community import actions, reads
from linli.apps.community.models import Account, Community, Place
from linli.cli import main
from linli.commands import installation
from linli.site.config import from_environ

PASS = "a-long-pass-phrase"
BY = actions.TERMINAL
Run = Callable[..., Result]


@pytest.fixture
def linli(db: None, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on the test's database."""
    monkeypatch.setattr(installation, "open_installation", lambda *_given, **_named: None)
    return lambda *words: CliRunner().invoke(main, list(words))


@pytest.fixture
def sample(db: None) -> Community:
    place = Place.objects.create(code="990101001001", name="样例社区居委会", level=5)
    found = actions.found_community(
        slug="sample", place=place.code, name="样例社区", charter=charters.read("beilin"), actor=BY
    )
    assert isinstance(found, Community)
    actions.enrol_people(found, [actions.Newcomer("王秀英", {}), actions.Newcomer("李建国", {})], actor=BY)
    return found


def way(done: Result) -> str:
    assert done.exit_code == 0, done.output
    found = re.search(r"https://l\.example(/\S+)", done.output)
    assert found is not None
    return found[1]


def test_the_first_founder_comes_in_by_a_link_and_chooses_the_password(linli: Run) -> None:
    client = Client()
    client.get(way(linli("invite", "founder", "--site", "https://l.example/")))
    assert client.post("/join/", {"username": "first", "password": PASS}).status_code == 302
    assert reads.may_found(Account.objects.get(username="first"))


def test_residents_and_clerks_are_invited_by_the_terminal_and_faults_are_said(
    linli: Run, sample: Community
) -> None:
    done = linli("invite", "resident", "sample", "1", "2", "--site", "https://l.example")
    assert done.output.count("/c/sample/join/") == 2
    assert "王秀英" in done.output
    client = Client()
    client.get(way(linli("invite", "clerk", "sample", "--site", "https://l.example")))
    client.post("/c/sample/join/", {"username": "clerk", "password": PASS})
    clerk = Account.objects.get(username="clerk")
    assert reads.is_clerk(clerk, sample)
    person = reads.person_numbered(sample, 1)
    assert person is not None
    actions.give_account(sample, person, clerk, actor=BY)
    for words, said in (
        (("resident", "sample", "9"), "no resident no. 9"),
        (("resident", "sample", "1"), "has an account already"),
        (("clerk", "nowhere"), "no community"),
        (("password", "nobody"), "no account"),
    ):
        failed = linli("invite", *words)
        assert failed.exit_code == 1
        assert said in failed.output
    client = Client()
    client.get(way(linli("invite", "password", "clerk", "--site", "https://l.example")))
    client.post("/join/", {"password": "another-long-phrase"})
    clerk.refresh_from_db()
    assert clerk.check_password("another-long-phrase")


@pytest.mark.parametrize(
    ("proxies", "passed", "seen"),
    [
        ("", "6.6.6.6", "10.0.0.1"),
        ("1", "6.6.6.6, 203.0.113.7", "203.0.113.7"),
        ("2", "6.6.6.6, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        ("2", "203.0.113.7", "10.0.0.1"),
        ("1", "<script>", ""),
        ("1", "", "10.0.0.1"),
    ],
)
def test_where_a_request_comes_from_is_what_servers_of_ones_own_saw(
    settings: Any, proxies: str, passed: str, seen: str
) -> None:
    settings.CONFIG = from_environ({"LINLI_PROXIES": proxies})
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=passed)
    assert actions.address_of(request) == seen


def test_a_number_of_servers_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="LINLI_PROXIES"):
        from_environ({"LINLI_PROXIES": "-1"})
