"""The shell around the language: finds charters on disk.

The gallery is the folder ``charters`` beside ``src`` in a checkout; the environment variable ``LINLI_CHARTERS`` names
another. A charter there is ``SLUG/charter.yaml``, a law that others stand on ``law/SLUG/charter.yaml``.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable
from functools import cache
from pathlib import Path

from linli.core.charter.finding import CharterError, Finding, Mark
from linli.core.charter.load import Loaded, load
from linli.core.charter.model import Charter
from linli.core.charter.nodes import MAX_BYTES
from linli.core.charter.terms import NAME
from linli.core.charter.text import Text

FILE = "charter.yaml"
LAW = "law"

_REASONS: dict[int | None, tuple[str, str]] = {
    errno.ENOENT: ("没有这个文件", "there is no such file"),
    errno.EACCES: ("没有读这个文件的权限", "this file may not be read"),
    errno.ELOOP: ("链接绕成了圈", "the links run in a ring"),
}


def gallery() -> Path:
    """The folder that holds the charters."""
    named = os.environ.get("LINLI_CHARTERS")
    return Path(named) if named else Path(__file__).resolve().parents[2] / "charters"


def slugs() -> tuple[str, ...]:
    """The charters of the gallery, in alphabetical order, and after them the laws."""
    found = (
        sorted(path.parent.name for path in gallery().glob(f"{under}*/{FILE}")) for under in ("", f"{LAW}/")
    )
    return tuple(dict.fromkeys(slug for one in found for slug in one if _is_name(slug)))


def find(slug: str) -> bytes | None:
    """The text of a charter of the gallery; None where there is none of that name."""
    return _in(gallery())(slug)


def at(slug: str, folder: Path | None = None) -> Path | None:
    """Where the charter of a name lies in a folder of charters, the gallery for one; None where there is none."""
    if not _is_name(slug):
        return None
    top = folder or gallery()
    return next((path for path in (top / slug / FILE, top / LAW / slug / FILE) if path.is_file()), None)


def read(path_or_slug: str | Path) -> Loaded:
    """Read the charter of a file, or of that name in the gallery, with all that it extends.

    What a file extends is looked for in the folders beside its own, their laws, then in the gallery. Raises
    :class:`CharterError` with every mistake found.
    """
    path = Path(path_or_slug)
    shown = os.fsencode(path_or_slug).decode(errors="replace")
    if _is_name(shown) and not path.exists() and (named := at(shown)):
        path = named
        shown = f"{path.parent.name}/{FILE}"
    return load(_text(path, shown), file=shown, find=_search(path))


def versions(path: Path) -> dict[str, Loaded]:
    """The charters that may take the place of the one in a folder, by the names of their files in ``versions``."""
    return {one.stem: read(one) for one in sorted((path / "versions").glob("*.yaml"))}


def around(loaded: Loaded) -> dict[str, Charter]:
    """The charters whose titles are named when one is read aloud: those extended, and the laws of the gallery."""
    extended = {one.slug: one.charter for one in loaded.closure[1:]}
    return {**laws(), **extended}


def laws() -> dict[str, Charter]:
    """The laws of the gallery that can be read, by slug."""
    return {slug: law.charter for slug, law in _laws().items()}


@cache
def _laws() -> dict[str, Loaded]:
    found: dict[str, Loaded] = {}
    for slug in slugs():
        try:
            law = read(slug)
        except CharterError:
            continue
        if law.charter.level == "law":
            found[slug] = law
    return found


def cited(loaded: Loaded) -> tuple[Loaded, ...]:
    """The laws of the gallery that a charter's sources name, and that it does not extend."""
    extended = {one.slug for one in loaded.closure}
    named = loaded.laws_named - extended
    return tuple(_laws()[slug] for slug in sorted(named & set(_laws())))


def _search(path: Path) -> Callable[[str], bytes | None]:
    places = [_in(path.parent.parent), find]
    return lambda slug: next((text for place in places if (text := place(slug)) is not None), None)


def _in(folder: Path) -> Callable[[str], bytes | None]:
    def found(slug: str) -> bytes | None:
        path = at(slug, folder)
        return _text(path, f"{slug}/{FILE}") if path else None

    return found


def _is_name(slug: str) -> bool:
    return len(slug) <= 100 and re.fullmatch(NAME, slug) is not None


def _text(path: Path, shown: str) -> bytes:
    """The bytes of a file, of a big one only so many that the reader can tell that it is too big."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise _error("not-a-file", shown, "这不是文件", "this is not a file")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
        zh, en = _REASONS.get(getattr(error, "errno", None), ("文件打不开", "the file cannot be opened"))
        raise _error("no-file", shown, zh, en) from None


def _error(code: str, shown: str, zh: str, en: str) -> CharterError:
    return CharterError((Finding(code, "error", "", Text(zh=zh, en=en), mark=Mark(shown, 1, 1)),))
