"""A copy of everything that is held of somebody, as one ZIP: a page to read, the same for programs, her files."""

from __future__ import annotations

import json
import tempfile
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.template.loader import render_to_string

from linli.apps.community.reads import Held, Whose, holdings
from linli.apps.community.reads.holdings import OfAccount
from linli.registers.table import close_cell

PAGE, DATA, STYLE, FILES = "index.html", "data.json", "style.css", "files"
SHEET: Final = Path(__file__).with_name("copy.css")
IN_MEMORY = 4 * 1024 * 1024
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Copy:
    """What a copy has in it, as of a moment."""

    whose: Whose | OfAccount
    at: datetime
    parts: tuple[Held, ...]


def copy_of(whose: Whose | OfAccount, at: datetime) -> Copy:
    """Everything that is held of a person, or of an account, now."""
    found = holdings.held(whose) if isinstance(whose, Whose) else holdings.held_of(whose)
    return Copy(whose, at, tuple(found))


def for_programs(copy: Copy) -> dict[str, Any]:
    """The copy by stable names; cells as they were typed."""
    return {
        "about": {**_about(copy.whose), "made": copy.at.isoformat(timespec="seconds")},
        "held": {part.key: [_named(part, row) for row in part.rows] for part in copy.parts},
    }


def _about(whose: Whose | OfAccount) -> dict[str, Any]:
    if isinstance(whose, OfAccount):
        return {"account": whose.account.username}
    return {
        "community": whose.community.slug,
        "number": whose.person.number,
        "for_her_alone": whose.alone,
        "numbers_in_full": whose.whole,
    }


def _named(part: Held, row: tuple[str, ...]) -> dict[str, str]:
    return {key: value for (key, _heading), value in zip(part.fields, row, strict=True)}


def packed(copy: Copy) -> IO[bytes]:
    """The ZIP, to be read from its beginning; on the disk where it is large, and gone when it is closed."""
    out: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - whoever sends it closes it
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        names = _files(archive, copy)
        archive.writestr(PAGE, _page(copy, names))
        archive.writestr(STYLE, SHEET.read_text(encoding="utf-8"))
        archive.writestr(DATA, json.dumps(for_programs(copy), ensure_ascii=False, indent=1))
    out.seek(0)
    return out


def _files(archive: ZipFile, copy: Copy) -> list[str]:
    """The bytes of what she attached, under names that no system takes for anything else."""
    names = []
    for number, (name, path) in enumerate((one for part in copy.parts for one in part.files), start=1):
        inside = f"{FILES}/{number:03d}-{_plain(name)}"
        if _put(archive, path, inside):
            names.append(inside)
    return names


def _put(archive: ZipFile, path: Path, inside: str) -> bool:
    try:
        archive.write(path, inside, ZIP_STORED)
    except OSError:  # it was erased between the look at the list and now
        return False
    return True


def _plain(name: str) -> str:
    """A name without what leads elsewhere or is not seen: letters, digits, dot, dash."""
    said = "".join(
        one if one.isalnum() or one in ".-_" else "_" for one in unicodedata.normalize("NFC", name)
    )
    return said.lstrip(".")[-LONGEST_NAME:] or "file"


def _page(copy: Copy, names: list[str]) -> str:
    # A spreadsheet opens HTML as well: no cell of ours may be taken for a formula.
    parts = [
        {
            "title": part.title,
            "says": part.says,
            "headings": [heading for _key, heading in part.fields],
            "rows": [[close_cell(cell) for cell in row] for row in part.rows],
        }
        for part in copy.parts
    ]
    whose = copy.whose
    of = (
        {"account": whose.account, "alone": True}
        if isinstance(whose, OfAccount)
        else {"community": whose.community, "person": whose.person, "alone": whose.alone}
    )
    context = {**of, "at": whose.when(copy.at), "parts": parts, "names": names, "data": DATA, "style": STYLE}
    return render_to_string("care/copy_file.html", context)
