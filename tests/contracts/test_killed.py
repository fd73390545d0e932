"""There is no moment between the event and the snapshot: a process killed in the middle leaves neither."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from linli.apps.community import actions, reads
from linli.apps.community.models import Community, Person, RosterSnapshot

PROGRAM = Path(__file__).with_name("killed.py")


def test_a_process_killed_in_the_middle_leaves_neither_entry_nor_snapshot(
    root: Path, store: str, community: Community
) -> None:
    before = reads.chain(community, "community")
    environment = {
        **os.environ,
        "PYTHONPATH": str(root / "src"),
        "DJANGO_SETTINGS_MODULE": "linli.site.settings",
        "LINLI_DATABASE": store,
    }
    with subprocess.Popen([sys.executable, str(PROGRAM)], env=environment, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"written\n"
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert reads.chain(community, "community") == before
    assert RosterSnapshot.objects.get(community=community).head == before[-1].hash
    assert not Person.objects.filter(community=community).exists()
    assert list(reads.sealed_texts(community)) == []
    after = actions.enrol_people(community, [actions.Newcomer("后来的人")], actor=actions.TERMINAL)
    assert isinstance(after, list)
    assert reads.roster(community).seq == len(before) + 1
