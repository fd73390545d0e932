"""Erasing what somebody typed or attached: the record keeps the seal, which tells nothing."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from linli.apps.community import actions as community_actions
from linli.apps.matters.envelope import path_of
from linli.apps.matters.models import File, Matter
from linli.core.engine.acts import Seal


@community_actions.deed
def erase(*, community: Any, seal: Seal, actor: Any) -> bool:
    """Erase a text or a file with everything that was copied from it; False where nothing was left to erase.

    ``actor`` is the clerk's account. Raises PermissionDenied for anybody else.
    """
    if not community_actions.erase_text(community, seal, actor=actor):
        return False
    for matter in Matter.objects.filter(community=community, snapshot__contains=f'"title":"{seal}"'):
        matter.title = ""
        matter.save(update_fields=["title"])
    for file in File.objects.filter(community=community, seal=seal):
        _forget(file)
    return True


def _forget(file: File) -> None:
    """Take away the name, and the bytes unless the same file is attached somewhere else."""
    sha256 = file.sha256
    file.name, file.sha256 = "", ""
    file.save(update_fields=["name", "sha256"])
    # Only once it is certain: a file that is gone does not come back with a transaction that is undone.
    transaction.on_commit(lambda: _unlink(sha256))


def _unlink(sha256: str) -> None:
    if sha256 and not File.objects.filter(sha256=sha256).exists():
        path_of(sha256).unlink(missing_ok=True)
