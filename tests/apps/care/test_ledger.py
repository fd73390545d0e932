"""What was erased is written down beside the database, so that it is erased again after an old backup came back."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from linli.apps.care import actions, ledger, tasks
from linli.apps.care.models import ErasureRequest
from linli.apps.community import personal
from linli.apps.community.models import Account, Resident
from linli.apps.talk.models import Comment

if TYPE_CHECKING:
    from tests.apps.care.conftest import Her

SAID = "=HYPERLINK(路灯)"


@pytest.fixture
def folder(her: Her, settings: Any, tmp_path: Path) -> Path:
    """The data folder."""
    settings.CONFIG = SimpleNamespace(proxies=0, data_dir=tmp_path)
    sealed = personal.close([("11010519491231002X", "13800138000", "1949-12-31")], her.community.pk)[0]
    Resident.objects.filter(person=her.person).update(sealed=sealed)
    return tmp_path


def granted(her: Her, clerk: Account, *lots: str) -> ErasureRequest:
    return actions.decide(actions.ask(person=her.person, lots=lots, actor=her.account), lots, "", actor=clerk)


def brought_back(her: Her) -> None:
    """As if the database were that of a day before."""
    ErasureRequest.objects.all().delete()
    Comment.objects.filter(person=her.person.pseudonym).update(text=SAID, gone="", gone_at=None)


def test_after_an_old_backup_it_is_erased_again_and_only_once(
    her: Her, clerk: Account, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        granted(her, clerk, "discussion")
    (line,) = ledger.lines(folder)
    assert (line.community, line.person, line.lots) == ("sample", her.person.pseudonym, ("discussion",))
    assert SAID not in (folder / ledger.NAME).read_text()
    assert (folder / ledger.NAME).stat().st_mode & 0o077 == 0
    assert actions.unknown() == []
    brought_back(her)
    assert actions.unknown() == [line]
    assert actions.again(line)
    assert not Comment.objects.filter(text=SAID).exists()
    assert not actions.again(line)
    assert actions.unknown() == []


def test_what_she_says_after_the_erasure_is_never_erased_by_doing_it_again(
    her: Her, clerk: Account, folder: Path
) -> None:
    granted(her, clerk, "discussion")
    actions.write_down()
    Comment.objects.filter(person=her.person.pseudonym).update(text="新说的话", gone="")
    assert [actions.again(one) for one in ledger.lines(folder)] == [False]
    assert Comment.objects.filter(text="新说的话").exists()


def test_killed_before_it_was_written_down_the_next_round_does_it_and_no_line_is_there_twice(
    her: Her, clerk: Account, folder: Path
) -> None:
    granted(her, clerk, "phone")
    (folder / ledger.NAME).write_text('{"community": "sam')
    assert [tasks.note_erasures.func(), tasks.note_erasures.func()] == [1, 0]
    assert len(ledger.lines(folder)) == 1


def test_the_command_shows_and_erases_only_when_told_and_a_restore_tells_how_many(
    her: Her, clerk: Account, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    from linli.commands import erasures, installation, restore

    monkeypatch.setattr(installation, "open_installation", lambda *_given, **_more: None)
    one = granted(her, clerk, "discussion")
    actions.write_down()
    brought_back(her)
    assert CliRunner().invoke(erasures.erasures, ["--data", str(folder)]).exit_code == 0
    assert Comment.objects.filter(text=SAID).exists()
    for made, said in ((one.at.isoformat(), True), ("2999-01-01T00:00:00+00:00", False)):
        given: Any = SimpleNamespace(manifest=SimpleNamespace(about={"made": made}))
        restore._say_erasures(given, folder)
        told = capsys.readouterr()
        assert ("linli erasures --again" in told.out + told.err) is said
    done = CliRunner().invoke(erasures.erasures, ["--data", str(folder), "--again"])
    assert done.exit_code == 0, done.output
    assert not Comment.objects.filter(text=SAID).exists()


def test_without_a_data_folder_nothing_is_written_down(her: Her, clerk: Account) -> None:
    granted(her, clerk, "phone")
    assert actions.write_down() == 0
    assert actions.unknown() == []
