"""An erasure cut off by `kill -9`, on every store: nothing has happened, or all of it, and leftovers are caught up."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from linli import charters
from linli.apps.care import actions, ledger
from linli.apps.care.models import ErasureRequest
from linli.apps.community import actions as community_actions
from linli.apps.community import personal, reads
from linli.apps.community.models import Account, Community, Person, Resident
from linli.apps.matters import actions as matters
from linli.apps.matters import uploads
from linli.apps.matters.envelope import path_of
from linli.apps.matters.models import File
from linli.core.engine.acts import Actor
from linli.core.record.verify import verify

PROGRAM = Path(__file__).with_name("killed_erasing.py")
LOTS, TEXT = ("phone", "words", "register"), "张三家漏水。"
BY = community_actions.TERMINAL


@dataclass
class Erasing:
    """A request for the phone, the words and the file of a matter that is over, and the whole entry; and the clerk."""

    community: Community
    request: ErasureRequest
    clerk: Account
    sha256: str
    folder: Path
    environment: dict[str, str]

    def killed(self, point: str) -> None:
        """Another process answers it, and is killed there."""
        command = [sys.executable, str(PROGRAM), str(self.request.pk), str(self.clerk.pk), point]
        with subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"there\n"
            child.send_signal(signal.SIGKILL)
            assert child.wait() == -signal.SIGKILL

    def decide(self) -> ErasureRequest:
        return actions.decide(self.request, LOTS, "", actor=self.clerk)

    def state(self) -> dict[str, Any]:
        """What there is of her."""
        person = Person.objects.get(community=self.community)
        resident = Resident.objects.filter(person=person).first()
        return {
            "request": ErasureRequest.objects.get().state,
            "phone": personal.opened(resident).phone if resident else "",
            "name": person.name,
            "words": TEXT in {one.text for one in reads.sealed_texts(self.community)},
            "file": File.objects.get().name,
            "entries": len(reads.chain(self.community, "community")),
        }

    def verifies(self) -> bool:
        community_actions.checkpoint(self.community)
        return verify(io.BytesIO(b"".join(matters.record_export(self.community)))).ok


@pytest.fixture
def erasing(root: Path, store: str, community: Community, settings: Any, tmp_path: Path) -> Erasing:
    """Somebody who wrote, attached and took back, and now asks for it to be erased."""
    proxies = settings.CONFIG.proxies
    settings.CONFIG = SimpleNamespace(proxies=proxies, data_dir=tmp_path)
    settings.MEDIA_ROOT = tmp_path / "files"
    place = community.place.code[:-1] + "2"
    here = community_actions.found_community(
        slug="steps", place=place, charter=charters.read("zhalute"), actor=BY
    )
    assert isinstance(here, Community)
    newcomer = community_actions.Newcomer("走的人", {"adult": True, "registered": True})
    enrolled = community_actions.enrol_people(here, [newcomer], actor=BY)
    assert isinstance(enrolled, list)
    (person,) = enrolled
    accounts = [community_actions.make_account(name, None, actor=BY) for name in ("clerk", "her")]
    community_actions.make_clerk(here, accounts[0], actor=BY)
    community_actions.give_account(here, person, accounts[1], actor=BY)
    (sealed,) = personal.close([("11010519491231002X", "13800138000", "1949-12-31")], here.pk)
    Resident.objects.create(person=person, community=here, sealed=sealed, sex="female", lives=True)
    pdf = uploads.read("漏水.pdf", io.BytesIO(b"%PDF-1.7 water"))
    by = Actor(person.pseudonym, "residents")
    done = matters.submit(
        community=here, by=by, procedure="five-steps", kind="residents-affair", title="改水管", text=TEXT, files=[pdf]
    )  # fmt: skip
    assert done.matter is not None, done.refusal
    assert matters.withdraw(community=here, chain=done.matter.chain, by=by).refusal is None
    person.refresh_from_db()
    asked = actions.ask(person=person, lots=LOTS, actor=accounts[1])
    assert set(asked.asked.split()) == set(LOTS)
    environment = {
        **os.environ, "PYTHONPATH": str(root / "src"), "DJANGO_SETTINGS_MODULE": "linli.site.settings",
        "LINLI_DATABASE": store, "LINLI_DATA": str(tmp_path),
    }  # fmt: skip
    return Erasing(here, asked, accounts[0], pdf.sha256, tmp_path, environment)


def test_killed_before_the_commit_nothing_is_erased_and_it_can_be_done_again(erasing: Erasing) -> None:
    before = erasing.state()
    assert before["phone"]
    assert before["words"]
    erasing.killed("written")
    assert erasing.state() == before
    assert path_of(erasing.sha256).exists()
    assert ledger.lines(erasing.folder) == []
    assert erasing.verifies()
    assert erasing.decide().state == "granted"
    after = erasing.state()
    assert (after["request"], after["phone"], after["name"], after["words"], after["file"]) == (
        "granted", "", "", False, "",
    )  # fmt: skip
    assert not path_of(erasing.sha256).exists()
    assert [one.lots for one in ledger.lines(erasing.folder)] == [tuple(erasing.request.asked.split())]
    assert erasing.verifies()


def test_killed_after_the_commit_all_is_erased_and_the_bytes_and_the_list_are_caught_up(
    erasing: Erasing,
) -> None:
    erasing.killed("committed")
    after = erasing.state()
    assert (after["request"], after["phone"], after["name"], after["words"], after["file"]) == (
        "granted", "", "", False, "",
    )  # fmt: skip
    assert erasing.verifies()
    with pytest.raises(actions.NotNow):
        erasing.decide()
    assert path_of(erasing.sha256).exists()
    with community_actions.standing_at(community_actions.now() + timedelta(days=2)):
        assert matters.sweep() == 1
    assert not path_of(erasing.sha256).exists()
    assert (actions.write_down(), actions.write_down()) == (1, 0)
    assert actions.unknown() == []
    assert erasing.state() == after
