"""The words and files of one act: sealed before it is decided, kept only when it is accepted."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.db import transaction

from linli.apps.community import actions as community_actions
from linli.apps.matters.models import File, Matter
from linli.apps.matters.typed import BadInput
from linli.apps.matters.uploads import Upload
from linli.core.engine.acts import Actor, Seal
from linli.core.engine.refusals_of_closed import REASONS
from linli.core.record.texts import card_of


class Envelope:
    """Seals as the act is made; :meth:`keep` then stores what they commit to."""

    def __init__(self, community: Any, *, closed: bool = False) -> None:
        self._community, self._closed = community, closed
        self._mark: str | None = None
        self._files: list[tuple[Seal, Upload]] = []

    def words(self, text: str) -> Seal:
        """The seal of a text; empty for no text."""
        return self._seal(text) if text else ""

    def files(self, uploads: Sequence[Upload]) -> tuple[Seal, ...]:
        """The seals of files: each commits to the file's name, type, size and hash.

        Raises :class:`BadInput` for a closed matter, which carries none.
        """
        if uploads and self._closed:
            raise BadInput("files", REASONS["closed-files"])
        return tuple(self._file(one) for one in uploads)

    def _file(self, upload: Upload) -> Seal:
        card = card_of(upload.name, upload.media_type, upload.data)
        seal = self._seal(card, kind="file")
        self._files.append((seal, upload))
        return seal

    def _seal(self, text: str, kind: Literal["text", "file"] = "text") -> Seal:
        self._mark = self._mark or transaction.savepoint()
        return community_actions.seal_text(self._community, text, kind=kind, closed=self._closed)

    def undo(self) -> None:
        """Leave nothing of what was sealed for an act that is refused."""
        if self._mark is not None:
            transaction.savepoint_rollback(self._mark)

    def keep(self, matter: Matter | None, seq: int, by: Actor, at: datetime) -> None:
        """Store the files of an accepted act, the bytes before the row that names them.

        Without a matter it is an act in the community's own chain.
        """
        if not self._files:
            return
        uploads = [upload for _, upload in self._files]
        for upload in uploads:
            store(upload)
        File.objects.bulk_create(
            File(
                community=self._community, matter=matter, seal=seal, sha256=one.sha256, name=one.name,
                media_type=one.media_type, size=len(one.data), seq=seq, at=at, person=by.person, organ=by.organ,
            )
            for seal, one in self._files
        )  # fmt: skip
        # Where the same bytes lay there already, whoever erased them or swept them up may not have seen this row.
        transaction.on_commit(lambda: _make_sure_of(uploads))


def path_of(sha256: str) -> Path:
    """Where the bytes with a hash lie."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def store(upload: Upload) -> None:
    """Write the bytes under their hash, in one step; the same bytes are kept once, as new as whoever needs them."""
    path = path_of(upload.sha256)
    if _freshened(path):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with open(draft, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as out:
        out.write(upload.data)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)


def _make_sure_of(uploads: Sequence[Upload]) -> None:
    for one in uploads:
        if not path_of(one.sha256).exists() and File.objects.filter(sha256=one.sha256).exists():
            store(one)


def _freshened(path: Path) -> bool:
    """Whether the bytes lie there; then a sweep of what nobody names leaves them alone for a day."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    return True
