"""How the families say what they find, and how they walk through a charter."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator

from msgspec import Struct

from linli.core.charter.codes import CODES
from linli.core.charter.finding import Finding
from linli.core.charter.load import Loaded
from linli.core.charter.model import Charter, Procedure
from linli.core.charter.nodes import Path
from linli.core.charter.stages import Poll, Rule, Stage
from linli.core.charter.text import Text

Mend = tuple[str, str]

MOST_KNOWN = 400


def finding(
    loaded: Loaded, code: str, path: Path, says: tuple[str, str], mend: Mend | None = None
) -> Finding:
    """``says`` and ``mend`` are zh and en; the level is that of the code."""
    return Finding(
        code,
        CODES[code],
        ".".join(map(str, path)),
        Text(zh=says[0], en=says[1]),
        Text(zh=mend[0], en=mend[1]) if mend else None,
        loaded.mark(path),
    )


def unfinished(loaded: Loaded, path: Path, zh: str, en: str) -> Finding:
    """That a question was left open, because answering it would have taken too many steps."""
    mend = ("把它拆成几部分，或者写得简单些", "split it, or write it more simply")
    return finding(loaded, "not-finished", path, (zh, en), mend)


def nearest(name: str, known: Collection[str]) -> Mend | None:
    """What may have been meant, or what there is; nothing where the list is too long to be of help."""
    if len(known) > MOST_KNOWN:
        return None
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    if near:
        return f"是不是想写「{near[0]}」？", f"did you mean “{near[0]}”?"
    listed = sorted(known)[:12]
    return (f"可以写的有：{'、'.join(listed)}", f"there are: {', '.join(listed)}") if listed else None


class At(Struct, frozen=True):
    """A stage with its place in the charter."""

    path: Path
    procedure: Procedure
    name: str
    stage: Stage


def stages(charter: Charter) -> Iterator[At]:
    """Every stage of every procedure, as written."""
    for name, procedure in charter.procedures.items():
        for stage_name, stage in procedure.stages.items():
            yield At(("procedures", name, "stages", stage_name), procedure, stage_name, stage)


def rule_of(loaded: Loaded, poll: Poll) -> Rule | None:
    """The rule that decides a poll; None where it names none, or one that is not there."""
    return loaded.rule(poll.rule) if isinstance(poll.rule, str) else poll.rule
