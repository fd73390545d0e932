"""ID numbers, phones and tables brought in are stored sealed; the key is a file outside the database.

Each value is bound to its community and its use: moved elsewhere, it no longer opens.
"""

from __future__ import annotations

import os
import secrets
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from hashlib import blake2b
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from linli.apps.community import keyring

NONCE_BYTES = 12
MARK_BYTES = 12


def seal(data: bytes, use: str) -> bytes:
    """The data encrypted and protected against change."""
    return seal_by(_key(), data, use)


def seal_by(key: bytes, data: bytes, use: str) -> bytes:
    """The data sealed with a key."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + cipher(key).encrypt(nonce, data, use.encode())


def unseal(data: bytes, use: str) -> bytes:
    """What :func:`seal` was given. Raises cryptography's InvalidTag where key or use are others."""
    return unseal_by(_key(), data, use)


def unseal_by(key: bytes, data: bytes, use: str) -> bytes:
    """What :func:`seal_by` was given."""
    return cipher(key).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], use.encode())


def pack(data: bytes, use: str) -> bytes:
    """Many bytes as they are stored: packed and sealed."""
    return seal(zlib.compress(data, 1), use)


def use_of_tables(community: int) -> str:
    """What tables of a community, and what was once asked of its registers, are bound to."""
    return f"table {community}"


def use_of_units(community: int) -> str:
    """What phones of units of a community are bound to."""
    return f"unit {community}"


def use_of_codes(community: int) -> str:
    """What codes of a community made just now are bound to."""
    return f"codes {community}"


def unpack(data: bytes | memoryview, use: str) -> bytes:
    """What :func:`pack` was given; nothing stays nothing."""
    return zlib.decompress(unseal(bytes(data), use)) if data else b""


def opener(use: str) -> Callable[[bytes], bytes]:
    """What opens many values of one use, with the key made ready once."""
    decrypt, bound = cipher(_key()).decrypt, use.encode()
    return lambda data: decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], bound)


def seal_words(words: str, use: str) -> str:
    """A short text, sealed; nothing stays nothing."""
    return b64encode(seal(words.encode(), use)).decode() if words else ""


def unseal_words(sealed: str, use: str) -> str:
    """What :func:`seal_words` was given."""
    return unseal(b64decode(sealed), use).decode() if sealed else ""


def seal_all(texts: Sequence[bytes], use: str) -> list[bytes]:
    """Many short texts, each sealed by itself, with one key made ready once; nothing stays nothing."""
    encrypt, bound = cipher(_key()).encrypt, use.encode()
    random = os.urandom(NONCE_BYTES * len(texts))
    nonces = (random[at : at + NONCE_BYTES] for at in range(0, len(random), NONCE_BYTES))
    return [
        nonce + encrypt(nonce, text, bound) if text else b""
        for nonce, text in zip(nonces, texts, strict=True)
    ]


def mark(words: str, use: str) -> str:
    """By which a sealed text is found again: the same for the same text, and telling nothing without the key."""
    return marks([words], use)[0]


def marks(words: Iterable[str | None], use: str) -> list[str]:
    """The marks of many texts; nothing has none."""
    return marks_by(keyring.for_marks(_keys().sealing), words, use)


def lasting_mark(words: str, use: str) -> str:
    """A mark that cannot be made anew, since the words are kept nowhere: it stays the same when the key is changed."""
    return lasting_marks([words], use)[0]


def lasting_marks(words: Iterable[str | None], use: str) -> list[str]:
    """The lasting marks of many texts; nothing has none."""
    return marks_by(_keys().lasting, words, use)


def marks_by(key: bytes, words: Iterable[str | None], use: str) -> list[str]:
    """The marks that a key for marks makes."""
    begun = _marking(key, use)
    return [_mark(begun.copy(), one) if one else "" for one in words]


def _mark(keyed: Any, words: str) -> str:
    keyed.update(words.encode())
    return str(keyed.hexdigest())


@cache
def _marking(key: bytes, use: str) -> Any:
    return blake2b(f"{use}\n".encode(), key=key, digest_size=MARK_BYTES)


@cache
def cipher(key: bytes) -> AESGCM:
    """What seals and opens with a key, made ready once."""
    return AESGCM(key)


def _key() -> bytes:
    return _keys().sealing


def _keys() -> keyring.Keys:
    folder = settings.CONFIG.data_dir
    return _of_process() if folder is None else keyring.keys_in(folder)


@cache
def _of_process() -> keyring.Keys:
    key = secrets.token_bytes(keyring.BYTES)
    return keyring.Keys(key, keyring.for_marks(key))
