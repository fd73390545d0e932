"""Sealing what people type, and erasing it."""

from __future__ import annotations

import secrets
from typing import Literal

from django.core.exceptions import PermissionDenied

from linli.apps.community import clock
from linli.apps.community.actions.chain import By, as_actor
from linli.apps.community.deed import deed
from linli.apps.community.models import Community, SealedText
from linli.core.engine.acts import Seal
from linli.core.engine.community import CLERK
from linli.core.record.texts import commit

SALT_BYTES = 16


@deed
def seal_text(community: Community, text: str, *, kind: Literal["text", "file"] = "text") -> Seal:
    """Keep a text under a fresh salt and give the seal that enters the record; no text has the empty seal.

    Raises ValueError for what no database keeps as typed: the character NUL, and halves of characters.
    """
    if not text:
        return ""
    if "\x00" in text:
        raise ValueError("a text cannot hold the character NUL")
    salt = secrets.token_bytes(SALT_BYTES)
    seal = commit(salt, text.encode())
    SealedText.objects.create(
        community=community, seal=seal, salt=salt.hex(), kind=kind, text=text, at=clock.now()
    )
    return seal


@deed
def erase_text(community: Community, seal: Seal, *, actor: By) -> bool:
    """Erase a text together with its salt; the chain stays whole. False where there is nothing left to erase.

    Raises PermissionDenied for who is not the clerk.
    """
    if as_actor(actor, community).organ != CLERK:
        raise PermissionDenied
    rows = SealedText.objects.filter(community=community, seal=seal, erased_at__isnull=True)
    return rows.update(text="", salt="", erased_at=clock.now()) == 1
