"""Bytes of files that no row names: whoever wrote them died before the row, or erased the row and died before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

from django.conf import settings

from linli.apps.community import actions as community_actions
from linli.apps.matters.models import File

AGE: Final = timedelta(days=1)
"""So long they are left alone: the act that names them may still be under way."""
_FOLDER = re.compile(r"[0-9a-f]{2}")
_NAME = re.compile(r"[0-9a-f]{64}(\.[0-9a-f]{16})?")


def strays() -> list[Path]:
    """The files, half-written ones included, that have lain for a day and that no row names."""
    old = [path for path in _stored() if _old(path)]
    named = set(File.objects.exclude(sha256="").values_list("sha256", flat=True).iterator()) if old else set()
    return [path for path in old if path.name not in named]


def sweep() -> int:
    """Remove them; gives how many. What an act took up meanwhile is as new, and stays."""
    return sum(_removed(path) for path in strays())


def _stored() -> Iterator[Path]:
    root = Path(settings.MEDIA_ROOT)
    if root.is_dir():
        for folder in sorted(one for one in root.iterdir() if _FOLDER.fullmatch(one.name)):
            yield from sorted(one for one in folder.iterdir() if _NAME.fullmatch(one.name))


def _removed(path: Path) -> bool:
    if not _old(path):
        return False
    path.unlink(missing_ok=True)
    return True


def _old(path: Path) -> bool:
    try:
        return path.stat().st_mtime < (community_actions.now() - AGE).timestamp()
    except FileNotFoundError:  # it was erased meanwhile
        return False
