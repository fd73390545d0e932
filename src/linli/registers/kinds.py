"""Files of other kinds, known by how they begin or by what is packed in them, whatever they are called."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from linli.registers.problem import FileRefused

BEGINNING: Final = 4096
PACKED: Final = b"PK\x03\x04"
_ENTRY: Final = b"PK\x01\x02"
MOST_ENTRIES: Final = 1000
_OLD: Final = b"\xd0\xcf\x11\xe0"
_PROTECTED: Final = "EncryptedPackage".encode("utf-16-le")
_BEGINNINGS: Final = (
    (b"%PDF", "a-pdf"),
    (b"\x89PNG", "a-picture"),
    (b"\xff\xd8\xff", "a-picture"),
    (b"GIF8", "a-picture"),
    (b"II*\x00", "a-picture"),
    (b"RIFF", "a-picture"),
    (b"Rar!", "an-archive"),
    (b"7z\xbc\xaf\x27\x1c", "an-archive"),
    (b"\x1f\x8b", "an-archive"),
)
_PAGES: Final = (b"<html", b"<!doctype html", b"<table", b"<head", b"<meta", b"<body")
_PARTS: Final = (
    ("content.xml", "open-document"),
    ("Index/Document.iwa", "numbers-file"),
    ("Index.zip", "numbers-file"),
    ("xl/workbook.bin", "binary-workbook"),
    ("word/document.xml", "no-spreadsheet"),
    ("ppt/presentation.xml", "no-spreadsheet"),
)
_WITHIN: Final = (".xlsx", ".xls", ".csv", ".et", ".pdf", ".doc", ".docx")


def recognise(data: bytes) -> None:
    """Raise FileRefused, with what to do, for a file that is known to be of another kind."""
    if code := _other(data):
        raise FileRefused(code)


def _other(data: bytes) -> str:
    if data.startswith(_OLD):
        return "protected" if _PROTECTED in data else "old-workbook"
    if data.startswith(PACKED):
        return _packed(data)
    found = next((code for mark, code in _BEGINNINGS if data.startswith(mark)), "")
    return found or ("a-page" if _is_page(data[:BEGINNING]) else "")


def _is_page(beginning: bytes) -> bool:
    said = beginning.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return said.startswith(_PAGES) or (said.startswith(b"<?xml") and b"office:spreadsheet" in said)


def _packed(data: bytes) -> str:
    # The list of what is packed is read whole, whatever it says of its length.
    if data.count(_ENTRY) > MOST_ENTRIES:
        return "unpacks-too-large"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return "not-a-workbook"
    found = next((code for name, code in _PARTS if name in names), "")
    if found or "xl/workbook.xml" in names:
        return found
    return "an-archive" if any(one.lower().endswith(_WITHIN) for one in names) else ""
