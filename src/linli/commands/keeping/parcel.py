"""The file of a backup: a ZIP with a manifest of sizes and SHA-256 sums, and the manifest's own sum as comment.

The sums tell what was damaged. Whoever changes a backup on purpose can make them anew: against that, keep the SHA-256
of the whole file somewhere else.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1024 * 1024
MOST_MANIFEST = 256 * CHUNK
NAMES = re.compile(
    r"database\.(sqlite3|dump)|files/([0-9a-f]{2})/\2[0-9a-f]{62}"
    r"|keys/(registers\.key|marks\.key|checkpoints\.pem|secret\.key|sign-in\.toml)"
)
"""What a member may be called; nothing else is ever unpacked."""
_PACKED_ALREADY = ("files/",)


class Damaged(Exception):
    """The file is not a whole backup; says what is wrong with it, in zh and en."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} {en}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. ``about`` is whatever the maker wrote; ``members`` are (size, SHA-256) by name."""

    about: dict[str, Any]
    members: dict[str, tuple[int, str]]


class Parcel:
    """A backup being written."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._zip = opened
        self._members: dict[str, tuple[int, str]] = {}

    def add(self, name: str, path: Path) -> str:
        """Take in a file under a name; gives its SHA-256."""
        if not NAMES.fullmatch(name):
            raise ValueError(f"nothing in a backup is called {name}")
        packed = zipfile.ZIP_STORED if name.startswith(_PACKED_ALREADY) else zipfile.ZIP_DEFLATED
        info = zipfile.ZipInfo(name)
        info.compress_type, info.external_attr = packed, 0o600 << 16
        digest, size = hashlib.sha256(), 0
        with path.open("rb") as source, self._zip.open(info, "w", force_zip64=True) as target:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                target.write(chunk)
        self._members[name] = (size, digest.hexdigest())
        return digest.hexdigest()

    def close(self, about: dict[str, Any]) -> None:
        """Write the manifest, and seal it."""
        text = json.dumps({"format": FORMAT, "about": about, "members": self._members}, indent=1).encode()
        self._zip.writestr(zipfile.ZipInfo(MANIFEST), text)
        self._zip.comment = hashlib.sha256(text).hexdigest().encode()


@contextmanager
def writing(path: Path) -> Iterator[Parcel]:
    """A new backup, readable by its owner alone; it has its name only when it is whole, and takes nobody else's."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    try:
        descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w+b") as stream:
            with zipfile.ZipFile(stream, "w", allowZip64=True) as opened:
                yield Parcel(opened)
            stream.flush()
            os.fsync(stream.fileno())
        os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def check(path: Path) -> Manifest:
    """Read a backup from its beginning to its end; raises :class:`Damaged` where a byte is not as it was written."""
    try:
        with zipfile.ZipFile(path) as opened:
            manifest = _manifest(opened)
            for name, (size, sum) in manifest.members.items():
                if _sum(opened, name, size) != (size, sum):
                    raise Damaged(f"备份里的 {name} 已损坏。", f"{name} in the backup is damaged.")
            return manifest
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError) as error:
        raise Damaged(
            "这个文件不是完整的备份（可能没有下载完，或被改动过）。",
            f"This file is not a whole backup; it may be cut off or altered ({error}).",
        ) from None


def _manifest(opened: zipfile.ZipFile) -> Manifest:
    names = opened.namelist()
    if MANIFEST not in names or opened.getinfo(MANIFEST).file_size > MOST_MANIFEST:
        raise Damaged("这个文件不是邻里的备份。", "This file is not a backup of Linli.")
    text = opened.read(MANIFEST)
    if opened.comment.decode("ascii", "replace") != hashlib.sha256(text).hexdigest():
        raise Damaged("备份的清单被改动过。", "The manifest of the backup was altered.")
    read = json.loads(text)
    if read["format"] != FORMAT:
        raise Damaged(
            "这个备份的格式比本程序新，请先更新邻里。",
            "This backup has a newer format than this Linli reads; update Linli first.",
        )
    members = {name: (int(size), str(sum)) for name, (size, sum) in read["members"].items()}
    if sorted(names) != sorted([*members, MANIFEST]) or not all(map(NAMES.fullmatch, members)):
        raise Damaged("备份里的内容与清单不符。", "The backup does not hold what its manifest says.")
    return Manifest(read["about"], members)


def _sum(opened: zipfile.ZipFile, name: str, size: int) -> tuple[int, str]:
    """Size and sum of a member, read no further than it should be long."""
    digest, read = hashlib.sha256(), 0
    with opened.open(name) as stream:
        while read <= size and (chunk := stream.read(CHUNK)):
            digest.update(chunk)
            read += len(chunk)
    return read, digest.hexdigest()


def unpack(path: Path, names: list[str], into: dict[str, Path]) -> None:
    """Write some members of a checked backup where they are to be, each readable by its owner alone."""
    with zipfile.ZipFile(path) as opened:
        for name in names:
            target = into[name]
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with opened.open(name) as source:
                _write_new(source, target)


def _write_new(source: Any, target: Path) -> None:
    """Written aside and moved: what stands under the name is always whole."""
    draft = target.with_name(f"{target.name}.{secrets.token_hex(6)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        while chunk := source.read(CHUNK):
            stream.write(chunk)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(target)


def sum_of(path: Path) -> str:
    """The SHA-256 of a whole file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
