"""The key that signs checkpoints. It is made at first use and readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

FILE = "checkpoints.pem"


def signing_key() -> bytes:
    """The private key of this installation (32 bytes), from DATA/keys; without a data folder, of this process."""
    folder = settings.CONFIG.data_dir
    return _of_process() if folder is None else _kept(Path(folder) / "keys" / FILE)


@cache
def _of_process() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes_raw()


@cache
def _kept(file: Path) -> bytes:
    if not file.exists():
        _make(file)
    key = serialization.load_pem_private_key(file.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError(f"{file} does not hold an Ed25519 key")
    return key.private_bytes_raw()


def _make(file: Path) -> None:
    # Written aside and linked into place, so that two processes starting at once agree on one key.
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(pem)
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
