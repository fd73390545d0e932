"""Ed25519 over canonical JSON, each kind of statement under its own tag."""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

KEY_TAG = b"linli key 1\n"


def public_of(private: bytes) -> str:
    """The public key of a private key of 32 bytes, in hexadecimal."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw().hex()


def key_id(public: str) -> str:
    """The short name of a public key: 16 hexadecimal digits."""
    return hashlib.sha256(KEY_TAG + bytes.fromhex(public)).hexdigest()[:16]


def sign(private: bytes, data: bytes) -> str:
    """A signature in hexadecimal."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(data).hex()


def verify_signature(public: str, data: bytes, signature: str) -> bool:
    """Whether ``signature`` is that of ``public`` under ``data``; False for anything that is no key or signature."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), data)
    except (InvalidSignature, ValueError):
        return False
    return True
