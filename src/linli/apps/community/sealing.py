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
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

FILE = "registers.key"
NONCE_BYTES = 12
MARK_BYTES = 12


def seal(data: bytes, use: str) -> bytes:
    """The data encrypted and protected against change."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _cipher(_key()).encrypt(nonce, data, use.encode())


def unseal(data: bytes, use: str) -> bytes:
    """What :func:`seal` was given. Raises cryptography's InvalidTag where key or use are others."""
    return _cipher(_key()).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], use.encode())


def pack(data: bytes, use: str) -> bytes:
    """Many bytes as they are stored: packed and sealed."""
    return seal(zlib.compress(data, 1), use)


def use_of_tables(community: int) -> str:
    """What tables of a community, and what was once asked of its registers, are bound to."""
    return f"table {community}"


def unpack(data: bytes | memoryview, use: str) -> bytes:
    """What :func:`pack` was given; nothing stays nothing."""
    return zlib.decompress(unseal(bytes(data), use)) if data else b""


def opener(use: str) -> Callable[[bytes], bytes]:
    """What opens many values of one use, with the key made ready once."""
    decrypt, bound = _cipher(_key()).decrypt, use.encode()
    return lambda data: decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], bound)


def seal_words(words: str, use: str) -> str:
    """A short text, sealed; nothing stays nothing."""
    return b64encode(seal(words.encode(), use)).decode() if words else ""


def unseal_words(sealed: str, use: str) -> str:
    """What :func:`seal_words` was given."""
    return unseal(b64decode(sealed), use).decode() if sealed else ""


def seal_all(texts: Sequence[bytes], use: str) -> list[bytes]:
    """Many short texts, each sealed by itself, with one key made ready once; nothing stays nothing."""
    encrypt, bound = _cipher(_key()).encrypt, use.encode()
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
    begun = _marking(_key(), use)
    return [_mark(begun.copy(), one) if one else "" for one in words]


def _mark(keyed: Any, words: str) -> str:
    keyed.update(words.encode())
    return str(keyed.hexdigest())


@cache
def _marking(key: bytes, use: str) -> Any:
    return blake2b(f"{use}\n".encode(), key=sha256(b"marks" + key).digest(), digest_size=MARK_BYTES)


@cache
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)


def _key() -> bytes:
    folder = settings.CONFIG.data_dir
    return _of_process() if folder is None else _in(folder)


@cache
def _in(folder: Path) -> bytes:
    return _kept(folder / "keys" / FILE)


@cache
def _of_process() -> bytes:
    return secrets.token_bytes(32)


def _kept(file: Path) -> bytes:
    if not file.exists():
        _make(file)
    key = file.read_bytes()
    if len(key) != 32:
        raise ValueError(f"{file} does not hold a key of 32 bytes")
    return key


def _make(file: Path) -> None:
    # Written aside and linked into place, so that two processes starting at once agree on one key.
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(secrets.token_bytes(32))
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
