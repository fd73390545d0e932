"""Compiles translations (.po → .mo) with Babel, so that no gettext system package is needed."""

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogue(po: Path) -> Path:
    """Write the .mo beside its .po, in one step so that a reader never sees half a file. Returns the .mo."""
    with po.open("rb") as source:
        catalogue = read_po(source, abort_invalid=True)
    mo = po.with_suffix(".mo")
    handle, name = tempfile.mkstemp(dir=po.parent, suffix=".mo.part")
    with os.fdopen(handle, "wb") as target:
        write_mo(target, catalogue)
    Path(name).chmod(0o644)
    Path(name).replace(mo)
    return mo


def stale_catalogues(source: Path) -> Iterable[Path]:
    """Every .po under a folder whose .mo is missing or older."""
    for po in sorted(source.glob("**/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            yield po


def main(names: list[str]) -> None:
    for name in names:
        compile_catalogue(Path(name))


if __name__ == "__main__":
    main(sys.argv[1:])
