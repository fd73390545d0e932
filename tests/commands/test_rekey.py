"""`linli keys`: what is told where the key is changed, is in use, or is not the right one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click import ClickException
from click.testing import Result

from linli.apps.community import keyring
from linli.apps.community.actions import resealing
from linli.apps.community.models import SealingKey
from linli.commands import installation

Run = Callable[..., Result]


def test_it_says_where_the_old_key_is_and_that_the_new_one_has_no_backup(
    here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(folder: Path, told: Any) -> resealing.Resealed:
        told("community_resident", 1_000, 2_000)
        told("community_resident", 2_000, 2_000)
        return resealing.Resealed(2_000, 3, folder / "keys" / "registers.key.old-1")

    monkeypatch.setattr(resealing, "change_key", change)
    monkeypatch.setattr(resealing, "sweep", lambda: False)
    done = here("keys", "change", "--data", tmp_path)
    assert done.exit_code == 0
    assert done.output.count("community_resident") == 1
    for words in (
        "2,000 项重新密封",
        "3 values could not be opened",
        "registers.key.old-1",
        "--keys KEYS",
        "is the disk full",
    ):
        assert words in done.output
    assert "marks.key" not in done.output


@pytest.mark.parametrize(
    ("wrong", "words"), [(keyring.InUse, "Stop Linli"), (resealing.OpensNothing, "opens nothing")]
)
def test_where_it_cannot_be_changed_it_says_why_and_that_nothing_was(
    here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: type[Exception], words: str
) -> None:
    def change(_folder: Path, _told: Any) -> None:
        raise wrong

    monkeypatch.setattr(resealing, "change_key", change)
    done = here("keys", "change", "--data", tmp_path)
    assert done.exit_code == 1
    assert words in done.output
    assert "什么都没有改动" in done.output


def test_others_at_the_server_are_told_of_and_a_pooler_is_waved_through(
    here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resealing, "others_connected", lambda: 2)
    monkeypatch.setattr(resealing, "change_key", lambda *_given: resealing.Resealed(0, 0, tmp_path))
    monkeypatch.setattr(resealing, "sweep", lambda: True)
    refused = here("keys", "change", "--data", tmp_path)
    assert refused.exit_code == 1
    assert "2 others" in refused.output
    assert "marks.key" in here("keys", "change", "--stopped", "--data", tmp_path, "--database", "x").output


def test_the_wrong_key_opens_no_installation_until_it_is_given_up(here: Run, tmp_path: Path) -> None:
    keyring.keys_in(tmp_path)
    SealingKey.objects.create(fingerprint="0" * 16, since="2026-11-27T00:00:00Z")
    with pytest.raises(ClickException, match="0000000000000000"):
        installation._agree(tmp_path)
    assert "什么都没有改动" in here("keys", "lost", "--data", tmp_path).output
    assert SealingKey.objects.exists()
    assert "given up" in here("keys", "lost", "--really", "--data", tmp_path).output
    installation._agree(tmp_path)
    shown = here("keys", "show", "--data", tmp_path).output
    assert keyring.fingerprint_in(tmp_path) in shown
    assert "never changed" in shown
    shutil.rmtree(tmp_path / "keys")
