"""The key that signs checkpoints. It is made at first use and readable by its owner alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from linli.keyfiles import make_once

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
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    make_once(file, pem)
