"""What was erased, in a file beside the database: a backup that is brought back knows nothing of what was erased since.

A line for each request that was granted: the community, the made-up name, the lots, when. Nothing of what was erased.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

NAME = "erasures.jsonl"


@dataclass(frozen=True, slots=True)
class Erased:
    """One request that was granted, in whole or in part; moments as ISO 8601 in UTC.

    Without a community ``person`` is the mark of an account whose holder erased some of it herself.
    """

    community: str
    person: str
    lots: tuple[str, ...]
    asked: str
    settled: str


def lines(folder: Path) -> list[Erased]:
    """Every line of the file; one that was cut off by a crash is left out, it is written again."""
    file = folder / NAME
    if not file.is_file():
        return []
    found = [_line(text) for text in file.read_text(encoding="utf-8", errors="replace").splitlines()]
    return list(dict.fromkeys(one for one in found if one is not None))


def _line(text: str) -> Erased | None:
    try:
        said = json.loads(text)
        return Erased(**{**said, "lots": tuple(said["lots"])})
    except (ValueError, TypeError, KeyError):
        return None


def add(folder: Path, erased: Iterable[Erased]) -> int:
    """Write those down that are not there yet, on the disk before this returns; gives how many."""
    known = set(lines(folder))
    new = [one for one in erased if one not in known]
    if not new:
        return 0
    text = "".join(f"{json.dumps(asdict(one), ensure_ascii=False)}\n" for one in new)
    descriptor = os.open(folder / NAME, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as stream:
        # After a line that was cut off the next one begins anew.
        stream.write(f"\n{text}")
        stream.flush()
        os.fsync(stream.fileno())
    return len(new)


def since(folder: Path, moment: str) -> list[Erased]:
    """Those that a backup of a moment does not know of."""
    return [one for one in lines(folder) if one.settled >= moment]
