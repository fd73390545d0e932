"""Checkpoints: one hash over all that was recorded so far, signed, to be printed and hung on the wall."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from linli.core.engine.entry import GENESIS
from linli.core.engine.struct import write
from linli.core.record.keys import key_id, public_of, sign, verify_signature

CHECKPOINT_TAG = b"linli checkpoint 1\n"
KEY_CHANGE_TAG = b"linli key change 1\n"

Hash = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
KeyId = Annotated[str, Meta(pattern="^([0-9a-f]{16})?$")]
Moment = Annotated[datetime, Meta(tz=True)]
Signature = Annotated[str, Meta(pattern="^[0-9a-f]{128}$")]


class Checkpoint(Struct, frozen=True, forbid_unknown_fields=True):
    """The root over the first ``size`` entries of a community, in recorded order.

    ``number`` counts from 1; ``previous`` is the hash of the checkpoint before, of the first one 64 zeros; ``key``
    names the key that signed.
    """

    community: str
    number: int
    size: int
    root: Hash
    at: Moment
    key: KeyId
    previous: Hash

    @property
    def hash(self) -> str:
        """What the next checkpoint names as ``previous``."""
        return hashlib.sha256(CHECKPOINT_TAG + write(self)).hexdigest()


class CheckpointLine(Struct, frozen=True, forbid_unknown_fields=True):
    """A checkpoint with its signature."""

    checkpoint: Checkpoint
    signature: Signature

    def is_signed_by(self, public: str) -> bool:
        """Whether the holder of a public key signed it."""
        return verify_signature(public, CHECKPOINT_TAG + write(self.checkpoint), self.signature)


class Key(Struct, frozen=True, forbid_unknown_fields=True):
    """A public key taken into use; ``previous`` names the key before, of the first one it is empty."""

    community: str
    number: int
    public: Hash
    at: Moment
    previous: KeyId

    @property
    def id(self) -> str:
        return key_id(self.public)


class KeyLine(Struct, frozen=True, forbid_unknown_fields=True):
    """A key, signed by the key before it; the first one is signed by itself."""

    key: Key
    signature: Signature

    def is_signed_by(self, public: str) -> bool:
        """Whether the holder of a public key signed it."""
        return verify_signature(public, KEY_CHANGE_TAG + write(self.key), self.signature)


def first_key(private: bytes, *, community: str, at: datetime) -> KeyLine:
    """Take the first key of a community into use."""
    key = Key(community, 1, public_of(private), at, "")
    return KeyLine(key, sign(private, KEY_CHANGE_TAG + write(key)))


def change_key(old: bytes, new: bytes, *, before: Key, at: datetime) -> KeyLine:
    """Take a new key into use; the old one signs that it is the successor."""
    key = Key(before.community, before.number + 1, public_of(new), at, before.id)
    return KeyLine(key, sign(old, KEY_CHANGE_TAG + write(key)))


def checkpoint(
    private: bytes, *, before: Checkpoint | None, community: str, size: int, root: bytes, at: datetime
) -> CheckpointLine:
    """Sign the root over the first ``size`` entries; ``before`` is the last checkpoint, None where there is none."""
    number, previous = (before.number + 1, before.hash) if before else (1, GENESIS)
    made = Checkpoint(community, number, size, root.hex(), at, key_id(public_of(private)), previous)
    return CheckpointLine(made, sign(private, CHECKPOINT_TAG + write(made)))


def short(root: str) -> str:
    """A root short enough to be told over the telephone; not enough to prove anything."""
    return f"{root[:4]}…{root[-4:]}"


def grouped(root: str) -> str:
    """A root or key as it is printed: sixteen groups of four."""
    return " ".join(root[start : start + 4] for start in range(0, len(root), 4))


def read_printed(text: str) -> str | None:
    """A root or key as typed from a notice, blanks and capitals allowed; None where it is not 64 digits."""
    plain = re.sub(r"\s", "", text).lower()
    return plain if re.fullmatch("[0-9a-f]{64}", plain) else None
