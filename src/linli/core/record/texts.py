"""Texts and files stand in the record as commitments, so that they can be erased without breaking it.

A commitment says nothing about the text to who lacks the salt. Text and salt are kept, published and erased
together.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal

from msgspec import Meta, Struct

from linli.core.engine.acts import AddItem, NewItem, Seal
from linli.core.engine.struct import write

TAG = b"linli text 1\n"
SALT_BYTES = 16
Kind = Literal["text", "file"]
SEALED = ("title", "text", "table", "reasons")
"""The fields of acts that hold one seal each; ``files`` several. ``words``, said in a discussion, stay outside."""


def commit(salt: bytes, data: bytes) -> Seal:
    """Commit to some bytes. The salt is 16 random bytes made for this text alone; any other length is a ValueError."""
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes")
    return hashlib.sha256(TAG + salt + data).hexdigest()


class Card(Struct, frozen=True, forbid_unknown_fields=True):
    """What is said of a file: its name as given, its media type, its size in bytes and its SHA-256.

    The commitment to a file is the commitment to its card, so that who has the file can check it and the archive
    need not carry it.
    """

    name: str
    type: str
    size: int
    sha256: str


def card_of(name: str, media_type: str, data: bytes) -> str:
    """The card of a file in its written form."""
    return write(Card(name, media_type, len(data), hashlib.sha256(data).hexdigest())).decode()


class Opened(Struct, frozen=True, forbid_unknown_fields=True):
    """A text with the salt that shows it to be the one committed to; of a file, ``data`` is the card."""

    seal: Seal
    salt: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
    data: str
    kind: Kind = "text"

    @property
    def fits(self) -> bool:
        """Whether the text is the one committed to."""
        return commit(bytes.fromhex(self.salt), self.data.encode()) == self.seal


def open_text(salt: bytes, data: str, kind: Kind = "text") -> Opened:
    """A text as the archive carries it."""
    return Opened(commit(salt, data.encode()), salt.hex(), data, kind)


def seals_of(act: object) -> dict[Seal, Kind]:
    """Every text and file that an act commits to, in a strand or not, in order, and which of the two it is."""
    while (inner := getattr(act, "act", None)) is not None:
        act = inner
    found: dict[Seal, Kind] = dict.fromkeys(getattr(act, "files", ()), "file")
    texts: list[Seal] = [getattr(act, name, "") for name in SEALED]
    sealed: dict[Seal, Kind] = dict.fromkeys((seal for seal in texts if seal), "text")
    items: tuple[NewItem, ...] = getattr(act, "items", ())
    of_items = [seals_of(item) for item in (*items, *((act.item,) if isinstance(act, AddItem) else ()))]
    return {seal: kind for one in (sealed, found, *of_items) for seal, kind in one.items()}
