"""Keeping a register at the terminal: the commands of docs/howto/found-a-community.md, done for real."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from linli.apps.community import reads
from linli.apps.community.models import Place
from linli.cli import main
from linli.commands import installation
from linli.core.engine.roster import Enrol

Run = Callable[..., Result]
PLACE = "510104017002"
PASS = "a-long-pass-phrase"


@pytest.fixture
def linli(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on the test's database, in an empty folder."""
    monkeypatch.setattr(installation, "open_installation", lambda *_given, **_named: None)
    monkeypatch.chdir(tmp_path)
    Place.objects.create(code="510104017000", name="锦官驿街道", level=4, parent_code="510104000000")
    Place.objects.create(code=PLACE, name="崇德里社区居委会", level=5, parent_code="510104017000")

    def run(*words: str, answers: str = "") -> Result:
        done = CliRunner().invoke(main, list(words), input=answers)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    return run


@pytest.fixture
def founded(linli: Run) -> Run:
    assert linli("community", "found", "jinjiang", "--place", PLACE, "--charter", "beilin").exit_code == 0
    return linli


def test_what_is_done_at_the_terminal_says_so_in_the_record(founded: Run) -> None:
    community = reads.community("jinjiang")
    assert community is not None
    assert {one.read().door for one in reads.chain(community, "community")} == {"terminal"}


def _table(*lines: str) -> None:
    Path("residents.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")


def test_the_page_on_founding_can_be_followed_to_the_first_matter(
    linli: Run, root: Path, client: Any
) -> None:
    page = (root / "docs/howto/found-a-community.md").read_text(encoding="utf-8")
    commands = [shlex.split(line)[1:] for line in re.findall(r"^\./linli .*$", page, re.MULTILINE)]
    _table("name,adult,registered,party-member", "王秀英,yes,yes,yes", "李建国,是,是,是", "张伟,1,1,1")
    done = [words for words in commands if words[0] == "community"]
    assert len(done) >= 7
    for words in done:
        found = linli(*words, answers=f"{PASS}\n{PASS}\n")
        assert found.exit_code == 0, (words, found.output)
    client.post("/sign-in/", {"username": "wang", "password": PASS})
    form = client.get("/c/jinjiang/matters/new/four-deliberations/")
    assert form.status_code == 200
    sent = {"title": "修路灯", "text": "晚上太暗。", "organ": "party-branch", "key": "k1"}
    answer = client.post("/c/jinjiang/matters/new/four-deliberations/", sent)
    assert answer.status_code == 302
    assert client.get(answer["Location"]).status_code == 200


def test_a_fact_that_the_charter_does_not_ask_for_never_enters_the_record(founded: Run) -> None:
    _table("name,adult,phone", "王秀英,yes,13900000000")
    done = founded("community", "enrol", "jinjiang", "residents.csv")
    assert done.exit_code == 1
    assert "residents.csv:1" in done.output
    assert "phone" in done.output
    one = reads.community("jinjiang")
    assert one is not None
    assert not [row for row in reads.entries(one) if isinstance(row.read().act, Enrol)]


@pytest.mark.parametrize(
    ("table", "where"),
    [
        (b"", "residents.csv:1"),
        (b"adult\nyes\n", "residents.csv:1"),
        (b"name,name\nx,y\n", "residents.csv:1"),
        (b"name,adult\n", "residents.csv: "),
        (b"name,adult\nx,perhaps\n", "residents.csv:2"),
        (b"name,adult\nx\n", "residents.csv:2"),
        (b"name,adult\n\x00,yes\n", "residents.csv:2"),
        (b"name,adult\n,yes\n", "residents.csv:2"),
        (b"name,adult\n" + b"x" * 61 + b",yes\n", "residents.csv:2"),
        (b'name,adult\n"x,yes\n', "residents.csv:2"),
        (b"\xff\xfe\x00", "residents.csv: "),
    ],
)
def test_a_table_that_cannot_be_taken_is_answered_with_its_line_and_nobody_is_entered(
    founded: Run, table: bytes, where: str
) -> None:
    Path("residents.csv").write_bytes(table)
    done = founded("community", "enrol", "jinjiang", "residents.csv")
    assert done.exit_code == 1
    assert where in done.output
    one = reads.community("jinjiang")
    assert one is not None
    assert one.people == 0


@pytest.mark.parametrize(
    "words",
    [
        ("enrol", "nowhere", "residents.csv"),
        ("size", "jinjiang", "party-branch", "99"),
        ("size", "jinjiang", "residents", "9"),
        ("seat", "jinjiang", "7", "committee"),
        ("seat", "jinjiang", "1", "residents"),
        ("unseat", "jinjiang", "1", "committee"),
        ("account", "jinjiang", "1", "li", "--password", "123"),
        ("depart", "jinjiang", "99"),
    ],
)
def test_what_cannot_be_done_to_the_register_is_said_in_one_line(
    founded: Run, words: tuple[str, ...]
) -> None:
    _table("name,adult,registered", "王秀英,yes,yes")
    assert founded("community", "enrol", "jinjiang", "residents.csv").exit_code == 0
    done = founded("community", *words)
    assert done.exit_code == 1
    assert done.output.startswith("Error: ")


def test_a_seat_is_vacated_and_a_person_struck_off_by_number(founded: Run) -> None:
    _table("name,adult,registered", "王秀英,yes,yes", "李建国,yes,yes")
    founded("community", "enrol", "jinjiang", "residents.csv")
    founded("community", "seat", "jinjiang", "1", "committee")
    assert founded("community", "unseat", "jinjiang", "1", "committee", "--how", "moved").exit_code == 0
    assert founded("community", "depart", "jinjiang", "1").exit_code == 0
    one = reads.community("jinjiang")
    assert one is not None
    roster = reads.roster(one)
    assert len(roster.people) == 1
    assert not roster.seats.get("committee")


def test_an_account_is_one_person_in_a_community(founded: Run) -> None:
    _table("name,adult,registered", "王秀英,yes,yes", "李建国,yes,yes")
    founded("community", "enrol", "jinjiang", "residents.csv")
    assert founded("community", "account", "jinjiang", "1", "wang", "--password", PASS).exit_code == 0
    assert founded("community", "account", "jinjiang", "1", "wang").exit_code == 0
    other = founded("community", "account", "jinjiang", "2", "wang")
    assert other.exit_code == 1
    assert "no. 1" in other.output
