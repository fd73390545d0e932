"""Sealing what people type, and erasing it."""

from __future__ import annotations

import secrets
from typing import Literal

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from linli.apps.community import clock
from linli.apps.community.actions.chain import By, as_actor
from linli.apps.community.deed import deed
from linli.apps.community.models import Community, Correction, Entry, SealedText
from linli.apps.community.reads.closed import shut
from linli.core.engine.acts import Seal
from linli.core.engine.community import CLERK
from linli.core.engine.entry import read_entry
from linli.core.record.texts import commit, seals_of

SALT_BYTES = 16


@deed
def seal_text(
    community: Community, text: str, *, kind: Literal["text", "file"] = "text", closed: bool = False
) -> Seal:
    """Keep a text under a fresh salt and give the seal that enters the record; no text has the empty seal.

    What is ``closed`` is encrypted, and no part of the public archive. Raises ValueError for what no database keeps as
    typed: the character NUL, and halves of characters.
    """
    if not text:
        return ""
    if "\x00" in text:
        raise ValueError("a text cannot hold the character NUL")
    salt = secrets.token_bytes(SALT_BYTES)
    seal = commit(salt, text.encode())
    kept = (salt.hex(), text) if not closed else ("", shut(community, salt.hex(), text))
    SealedText.objects.create(
        community=community, seal=seal, salt=kept[0], text=kept[1], kind=kind, closed=closed, at=clock.now()
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


def erase_closed(community: Community, chain: str) -> None:
    """Erase what a closed matter asked and answered, within a deed that has found this right; its chain stays whole."""
    rows = Entry.objects.filter(community=community, chain=chain).values_list("data", flat=True)
    seals = {seal for data in rows for seal in seals_of(read_entry(data).act)}
    found = SealedText.objects.filter(
        community=community, seal__in=seals, closed=True, erased_at__isnull=True
    )
    found.update(text="", salt="", erased_at=clock.now())


def forget_corrections(rows: QuerySet[Correction]) -> int:
    """Leave nothing of some corrections but what the record proves; gives how many there were."""
    found = list(rows.select_related("community"))
    for one in found:
        if one.chain:
            erase_closed(one.community, one.chain)
    rows.delete()
    return len(found)
