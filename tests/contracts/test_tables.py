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

from linli.apps.community import actions, reads, sealing
from linli.apps.community.models import (
    Account,
    BroughtTable,
    Community,
    Household,
    Person,
    Resident,
    TableStage,
)
from linli.registers.shapes import SHAPES

PROGRAM = Path(__file__).with_name("killed_table.py")
PEOPLE = made.residents(7)


@pytest.fixture
def clerk(community: Community) -> Account:
    """The clerk, with seven residents checked and about to be entered."""
    account = actions.make_account("clerk", "a-long-pass-phrase", actor=actions.TERMINAL)
    actions.make_clerk(community, account, actor=actions.TERMINAL)
    about_to_enter(community, account, PEOPLE)
    return account


def about_to_enter(community: Community, clerk: Account, people: list[dict[str, str]]) -> None:
    houses = [{"楼栋": name} for name in made.buildings_of(people)]
    rows = {"buildings": houses, "dwellings": made.homes_of(people), "residents": people}
    for shape, lines in rows.items():
        table = actions.bring_table(community, SHAPES[shape], "t.csv", made.text(lines), actor=clerk)
        assert actions.work_table(table.pk) == "checked"
        actions.go_on(table, "apply", actor=clerk)
        if shape != "residents":
            assert actions.work_table(table.pk) == "applied"


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
    root: Path, store: str, community: Community
) -> None:
    """On SQLite fifty thousand people, of whom half are written; on PostgreSQL a few, and all but the commit."""
    clerk = actions.make_account("clerk", "a-long-pass-phrase", actor=actions.TERMINAL)
    actions.make_clerk(community, clerk, actor=actions.TERMINAL)
    many = store.startswith("sqlite")
    people = made.residents(50_000) if many else PEOPLE
    about_to_enter(community, clerk, people)
    table = BroughtTable.objects.get(shape="residents")
    blocks = TableStage.objects.filter(table=table).count()
    assert (blocks > 10) == many
    before = reads.roster(community).seq
    environment = {
        **os.environ,
        "PYTHONPATH": str(root / "src"),
        "DJANGO_SETTINGS_MODULE": "linli.site.settings",
        "LINLI_DATABASE": store,
    }
    given = [str(table.pk), sealing._key().hex(), str(blocks // 2)]
    with subprocess.Popen(
        [sys.executable, str(PROGRAM), *given], env=environment, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"written\n"
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert reads.roster(community).seq == before
    for model in (Person, Resident, Household):
        assert not model.objects.exists(), model
    table.refresh_from_db()
    assert table.state == "applying"
    assert actions.waiting() == []
    assert actions.work_table(table.pk) == "", "another may still be at it"
    BroughtTable.objects.update(beat=None)
    assert actions.waiting() == [table.pk]
    assert actions.work_table(table.pk) == "applied"
    assert Resident.objects.count() == len(reads.roster(community).people) == len(people)
