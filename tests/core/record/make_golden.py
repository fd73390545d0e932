"""Writes the golden archive. Run by hand, once for each number of the engine's meaning; no test ever runs it.

    PYTHONPATH=src python tests/core/record/make_golden.py

What it writes is verified by every later version. If verifying it fails, the engine has changed its meaning: give the
change a new number (``entry.LANGUAGE``) and keep the old one working; do not write the archive anew.
"""

from pathlib import Path

import village

OUT = Path(__file__).parent / "golden" / "beilin.linli"


def main() -> None:
    """Write the archive, unless it is there."""
    OUT.parent.mkdir(exist_ok=True)
    with OUT.open("xb") as stream:
        stream.writelines(village.lived().lines())


if __name__ == "__main__":
    main()
