"""Writes the golden archives. Run by hand, once for each number of the engine's meaning; no test ever runs it.

    PYTHONPATH=src python tests/core/record/make_golden.py

What it writes is verified by every later version. If verifying it fails, the engine has changed its meaning: give the
change a new number (``entry.LANGUAGE``) and keep the old one working; do not write the archives anew.
"""

from pathlib import Path

import village

OUT = Path(__file__).parent / "golden"
STORIES = ("lamps", "done-again", "never-held")


def main() -> None:
    """Write the archives, unless they are there."""
    OUT.mkdir(exist_ok=True)
    _write("beilin", village.lived().lines())
    _write("beilin-broken-quorum", village.broken().lines())
    _write("fengqiao-parts", village.parted().lines())
    for name in STORIES:
        _write(f"zhalute-{name}", village.played("zhalute", name))


def _write(name: str, lines: list[bytes]) -> None:
    file = OUT / f"{name}.linli"
    if not file.exists():
        file.write_bytes(b"".join(lines))


if __name__ == "__main__":
    main()
