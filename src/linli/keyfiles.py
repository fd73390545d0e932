"""Files that hold keys: written whole or not at all, made once whoever comes first, readable by their owner alone."""

from __future__ import annotations

import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path


def make_once(file: Path, data: bytes) -> None:
    """Write a file that is not there yet; of two processes that start at once, both find that of the first."""
    draft = _aside(file, data)
    try:
        # Linking fails where the file has come meanwhile, renaming would take its place.
        with suppress(FileExistsError):
            os.link(draft, file)
    finally:
        draft.unlink()
    settle(file.parent)


def write(file: Path, data: bytes) -> None:
    """Write a file in place of what was there; it is on the disk when this returns."""
    os.replace(_aside(file, data), file)
    settle(file.parent)


def _aside(file: Path, data: bytes) -> Path:
    draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}.draft")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    return draft


def settle(folder: Path) -> None:
    """What was linked or renamed in a folder stays so after a power cut."""
    if sys.platform != "win32":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
