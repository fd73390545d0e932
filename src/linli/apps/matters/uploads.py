"""Attached files: told by their contents, freed of hidden data, named safely."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO, Literal

from PIL import Image, ImageOps, UnidentifiedImageError

from linli.apps.matters.typed import BadInput
from linli.core.charter.text import Text

MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE
MAX_UNPACKED = 200 * MEGABYTE
"""A document that says it unpacks to more would stop the computer of whoever opens it."""
MAX_FILES = 5
MAX_PIXELS = 50_000_000
MAX_NAME = 120
FIELD = "files"

_IMAGES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_HEIF = frozenset([b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"])
# What precedes the drawing is never given back: else a file of nothing but comments could be read for days.
_SVG = re.compile(
    rb"(?:\xef\xbb\xbf)?+\s*+(?:(?><\?xml[^>]*>|<!--.*?-->|<!DOCTYPE svg[^>]*>)\s*+)*+<svg", re.DOTALL
)
_OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ENDINGS = {
    "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "application/pdf": ".pdf", "text/plain": ".txt",
    _OFFICE["word/"]: ".docx", _OFFICE["xl/"]: ".xlsx",
}  # fmt: skip
ACCEPT = ",".join([*ENDINGS, *ENDINGS.values(), ".jpeg"])
"""For the form's ``accept`` attribute."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file fit to be kept: ``data`` is what is hashed and stored."""

    name: str
    media_type: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The hash of the contents, in hexadecimal."""
        return sha256(self.data).hexdigest()

    @property
    def kind(self) -> Literal["photo", "file"]:
        """Whether it can be looked at in the page."""
        return "photo" if self.media_type in _IMAGES else "file"


def read_all(files: Iterable[tuple[str, BinaryIO]]) -> tuple[Upload, ...]:
    """All attached files, ready to be kept; raises :class:`BadInput` for the first that cannot be."""
    found: list[Upload] = []
    for name, stream in files:
        if len(found) == MAX_FILES:
            raise BadInput(
                FIELD, Text(zh=f"一次最多附 {MAX_FILES} 个文件。", en=f"At most {MAX_FILES} files at a time.")
            )
        found.append(read(name, stream))
    return tuple(found)


def read(name: str, stream: BinaryIO) -> Upload:
    """One attached file, ready to be kept."""
    data = stream.read(MAX_BYTES + 1)
    shown = safe_name(name)
    if len(data) > MAX_BYTES:
        raise BadInput(FIELD, Text(
            zh=f"「{shown}」太大了：每个文件最多 20 MB。照片可以先用手机压缩再上传。",
            en=f"“{shown}” is too large: 20 MB at most for each file. Photos can be made smaller on the phone first.",
        ))  # fmt: skip
    if not data:
        raise BadInput(FIELD, Text(zh=f"「{shown}」是空文件。", en=f"“{shown}” is an empty file."))
    media_type = sniff(data)
    if media_type is None:
        raise BadInput(FIELD, _not_taken(data, shown))
    if media_type in _IMAGES:
        data = _stripped(data, media_type, shown)
    return Upload(safe_name(name, ENDINGS[media_type]), media_type, data)


def _not_taken(data: bytes, shown: str) -> Text:
    """Why a file cannot be attached, and what to attach instead."""
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF:
        return Text(
            zh=f"「{shown}」是 HEIC 照片，很多电脑和手机打不开。请在手机相机设置的「格式」里选「兼容性最佳」重新拍，"
               "或者先转成 JPEG 再上传。",
            en=f"“{shown}” is a HEIC photo, which many computers and phones cannot open. In the camera's "
               "settings, choose “most compatible” under formats, or turn it into a JPEG first.",
        )  # fmt: skip
    if _SVG.match(data):
        return Text(
            zh=f"「{shown}」是 SVG 图，里面可以藏程序，所以不收。请另存为 PNG 再上传。",
            en=f"“{shown}” is an SVG drawing, in which programs can hide, and is not taken. Save it as a PNG first.",
        )
    return Text(
        zh=f"「{shown}」不是可以附上的文件。可以附照片（JPEG、PNG、WebP）、PDF、Word（docx）、Excel（xlsx）和纯文本。",
        en=f"“{shown}” is not a file that can be attached. Photos (JPEG, PNG, WebP), PDF, Word (docx), "
           "Excel (xlsx) and plain text can be.",
    )  # fmt: skip


def sniff(data: bytes) -> str | None:
    """The media type by the contents alone; None for what is not taken."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data.startswith(b"%PDF-"):
        return "application/pdf"
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    return "text/plain" if _is_text(data) else None


def _office(data: bytes) -> str | None:
    try:
        inside = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    if sum(one.file_size for one in inside) > MAX_UNPACKED:
        return None
    names: Sequence[str] = [one.filename for one in inside]
    if "[Content_Types].xml" not in names or any(name.lower().endswith("vbaproject.bin") for name in names):
        return None
    return next((kind for folder, kind in _OFFICE.items() if any(n.startswith(folder) for n in names)), None)


_MARKUP = re.compile(r"\s*(<!doctype|<html|<svg|<script|<\?xml|<\?php|#!)", re.IGNORECASE)


def _is_text(data: bytes) -> bool:
    """Plain words in UTF-8 or GB 18030; pages and programs that a browser or shell would run are not."""
    if b"\x00" in data:
        return False
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            words = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        odd = sum(unicodedata.category(char) == "Cc" and char not in "\t\n\r\f" for char in words[:4000])
        return odd == 0 and not _MARKUP.match(words.lstrip("\ufeff"))
    return False


def _stripped(data: bytes, media_type: str, shown: str) -> bytes:
    """The picture drawn afresh: turned upright, without place, camera, comments or a hidden small copy."""
    try:
        with Image.open(io.BytesIO(data), formats=[_IMAGES[media_type]]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise BadInput(FIELD, Text(
                    zh=f"「{shown}」的尺寸太大（{picture.width}×{picture.height}），请缩小后再上传。",
                    en=f"“{shown}” has too many pixels ({picture.width}×{picture.height}); make it smaller first.",
                ))  # fmt: skip
            upright = ImageOps.exif_transpose(picture)
            return _drawn(upright, media_type)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as why:
        if isinstance(why, BadInput):
            raise
        raise BadInput(FIELD, Text(
            zh=f"「{shown}」打不开，可能没有传完整。请重新选择这张照片。",
            en=f"“{shown}” cannot be opened; perhaps it is not complete. Choose the photo again.",
        )) from None  # fmt: skip


def _drawn(picture: Image.Image, media_type: str) -> bytes:
    clean = picture.copy()
    clean.info = {}
    if media_type == "image/jpeg" and clean.mode not in ("RGB", "L"):
        clean = clean.convert("RGB")
    out = io.BytesIO()
    if media_type == "image/png":
        clean.save(out, "PNG", optimize=False)
    else:
        clean.save(out, _IMAGES[media_type], quality=90)
    return out.getvalue()


_RESERVED = re.compile(r'[\\/:*?"<>|\s]+')


def safe_name(name: str, ending: str = "") -> str:
    """A file name without folders, control characters and marks that turn text around; with the right ending."""
    last = re.split(r"[\\/]", name)[-1]
    kept = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C")
    kept = _RESERVED.sub(" ", kept).strip(" .")
    stem, dot, old = kept.rpartition(".")
    if ending:
        kept = stem if dot and f".{old.lower()}" in (*ENDINGS.values(), ".jpeg") else kept
    return (kept[: MAX_NAME - len(ending)].strip(" .") or "file") + ending


def size_text(size: int) -> str:
    """A size as people write it, in whole units."""
    if size >= MEGABYTE:
        tenths = size * 10 // MEGABYTE
        return f"{tenths // 10}.{tenths % 10} MB"
    return f"{max(1, size // 1024)} KB"
