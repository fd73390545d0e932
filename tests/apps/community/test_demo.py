"""The demonstration, in a process of its own: which addresses exist is settled when a process starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import tables
from linli.apps.community import actions, demo, reads
from linli.apps.community.models import Account
from linli.core.engine.refusal import Refusal
from linli.site.databases import SQLITE_FILE

PROGRAM = Path(__file__).with_name("demonstration.py")


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a visitor of the demonstration saw."""
    root = Path(__file__).resolve().parents[3]
    data = tmp_path_factory.mktemp("demo")
    tables.put(data / SQLITE_FILE)
    environment = {
        **os.environ,
        "PYTHONPATH": str(root / "src"),
        "LINLI_DATA": str(data),
        "LINLI_DEMO": "1",
        "LINLI_DATABASE": "",
        "LINLI_HOSTS": "testserver",
        "DJANGO_SETTINGS_MODULE": "linli.site.settings",
    }
    done = subprocess.run(
        [sys.executable, str(PROGRAM)], env=environment, capture_output=True, check=True, encoding="utf-8"
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_in_a_demonstration_a_visitor_can_be_anybody_in_it(visited: dict[str, Any]) -> None:
    assert visited["people"] == 200
    assert visited["named"] is True
    assert visited["became"] == [302, "secretary"]
    assert visited["acting"] == "party-branch"


def test_even_in_a_demonstration_nobody_becomes_a_person_who_is_not_of_it(visited: dict[str, Any]) -> None:
    assert visited["unknown"] == 404
    assert visited["real"] == 404


def test_an_interrupted_filling_leaves_nothing_and_is_done_again(visited: dict[str, Any]) -> None:
    assert visited["interrupted"] == [0, False]
    assert visited["filled"] == [4, True]


def test_the_demonstration_is_complete(db: None) -> None:
    demo.found_all(actions.now())
    found = demo.communities()
    assert [(one.slug, one.charter_slug) for one in found] == [
        ("cehuilu", "beilin"), ("youyi", "beilin"), ("xinghua", "zhalute"), ("xueyuan", "zhalute"),
    ]  # fmt: skip
    for one in found:
        force, roster = reads.force(one), reads.roster(one)
        assert one.demo
        assert len(roster.people) >= 200
        for key, organ in force.charter.organs.items():
            if organ.elected_by or organ.chosen_by or organ.appointed_by:
                least = organ.seats.least if organ.seats else 1
                assert len(roster.seats[key]) >= least
                assert organ.chair is None or any(seat.chair for seat in roster.seats[key].values())
        assert not isinstance(actions.checkpoint(one), Refusal)
    assert not [account.username for account in Account.objects.all() if account.has_usable_password()]
