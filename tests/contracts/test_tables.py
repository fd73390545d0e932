"""Tables brought in, on every store: entered and taken back whole, nothing half done where a process is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "registers"))
import made

from linli.apps.community import actions, reads
from linli.apps.community.actions.tables import deeds
from linli.apps.community.models import Account, BroughtTable, Community, Household, Person, Resident
from linli.registers.shapes import SHAPES

PROGRAM = Path(__file__).with_name("killed_table.py")
PEOPLE = made.residents(7)


@pytest.fixture
def clerk(community: Community) -> Account:
    """The clerk, with seven residents checked and about to be entered."""
    account = actions.make_account("clerk", "a-long-pass-phrase", actor=actions.TERMINAL)
    actions.make_clerk(community, account, actor=actions.TERMINAL)
    rows = {"buildings": [{"楼栋": "1号楼"}], "dwellings": made.homes_of(PEOPLE), "residents": PEOPLE}
    for shape, lines in rows.items():
        table = actions.bring_table(community, SHAPES[shape], "t.csv", made.text(lines), actor=account)
        assert actions.work_table(table.pk) == "checked"
        actions.go_on(table, "apply", actor=account)
        if shape != "residents":
            assert actions.work_table(table.pk) == "applied"
    return account


def test_a_table_is_entered_whole_and_taken_back_whole(community: Community, clerk: Account) -> None:
    table = BroughtTable.objects.get(shape="residents")
    assert actions.work_table(table.pk) == "applied"
    assert (Resident.objects.count(), Household.objects.count()) == (7, 3)
    assert len(reads.roster(community).people) == 7
    actions.go_on(table, "undo", actor=clerk)
    assert actions.work_table(table.pk) == "undone"
    assert not Resident.objects.exists()
    assert not Household.objects.exists()
    assert not reads.roster(community).people


def test_killed_in_the_middle_nothing_is_entered_and_it_is_taken_up_again(
    root: Path, store: str, community: Community, clerk: Account
) -> None:
    table = BroughtTable.objects.get(shape="residents")
    before = reads.roster(community).seq
    environment = {
        **os.environ,
        "PYTHONPATH": str(root / "src"),
        "DJANGO_SETTINGS_MODULE": "linli.site.settings",
        "LINLI_DATABASE": store,
    }
    # The key of this process is not that of the other: the file is sealed for it anew.
    command = [sys.executable, str(PROGRAM), str(table.pk), str(Path(made.__file__).parent)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"written\n"
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert reads.roster(community).seq == before
    assert not Person.objects.exists()
    assert not Resident.objects.exists()
    table.refresh_from_db()
    assert table.state == "applying"
    assert actions.waiting() == []
    BroughtTable.objects.update(beat=None)
    assert actions.waiting() == [table.pk]
    # What the other process staged is sealed with its key: it is checked anew with this one.
    table.file, table.state = deeds.keep(made.text(PEOPLE), community), table.State.CHECKING
    table.save(update_fields=["file", "state"])
    assert actions.work_table(table.pk) == "checked"
    actions.go_on(table, "apply", actor=clerk)
    assert actions.work_table(table.pk) == "applied"
    assert Resident.objects.count() == 7
