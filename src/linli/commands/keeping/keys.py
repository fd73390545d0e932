"""The keys beside a database: what they are called, and telling them apart without showing them."""

from __future__ import annotations

from pathlib import Path

from linli.apps.community.keyring import fingerprint

KEYS = {
    "keys/registers.key": "keys/registers.key",
    "keys/marks.key": "keys/marks.key",
    "keys/checkpoints.pem": "keys/checkpoints.pem",
    "keys/secret.key": "secret.key",
    "keys/sign-in.toml": "sign-in.toml",
}
"""By the name in a backup, where each lies in the data folder."""
VITAL = ("keys/registers.key", "keys/checkpoints.pem")
"""Without these a database cannot be read, or its record not be continued; the others can be made anew."""


def fingerprints(folder: Path) -> dict[str, str]:
    """Of the vital keys in a data folder, those that are there."""
    found = {name: folder / KEYS[name] for name in VITAL}
    return {name: fingerprint(path.read_bytes()) for name, path in found.items() if path.is_file()}


def present(folder: Path) -> dict[str, Path]:
    """Every key in a data folder."""
    return {name: folder / place for name, place in KEYS.items() if (folder / place).is_file()}
