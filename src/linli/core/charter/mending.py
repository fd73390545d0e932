"""Procedures that mend the registers. What stands there is somebody's own, so that such a procedure is closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from linli.core.charter.model import Charter, Procedure
from linli.core.charter.nodes import Path
from linli.core.charter.stages import Propose, Screen, Stage, Work
from linli.core.charter.terms import Who
from linli.core.charter.voters import seated

CLOSED_KINDS = frozenset(["propose", "screen", "verify", "work"])
"""The kinds of stages in which nothing is put before others."""
OF_REGISTERS = ("concerned", "keeper")
"""Who has a part only where a register is mended."""
OPEN_KEYS = ("facts", "items", "parties", "discloses", "requires", "when")
"""What a procedure would tell of its matters to everybody, or by which not every community would have it."""
OPEN_STAGE_KEYS = ("requires", "when", "evidence")
"""What would rest on something else than the sealed request, which is all that such a matter carries."""


def mends(procedure: Procedure) -> str:
    """The register that a procedure mends; empty for one that mends none."""
    return next((deed.register_ for deed in procedure.deeds if deed.do == "mend"), "")


class Fault(Struct, frozen=True):
    """Why a procedure that mends a register cannot be run, and the path in it.

    ``open``: it shows others what is somebody's own; ``unasked``: who the entry is about cannot ask; ``no-hand``: the
    register would be mended without anybody who could be told that it does not take it; ``stray``: somebody is named
    who only has a part where a register is mended.
    """

    kind: Literal["open", "unasked", "no-hand", "stray"]
    path: Path


def faults(charter: Charter, procedure: Procedure) -> Iterator[Fault]:
    """What is wrong with a procedure as one that mends a register."""
    if all(deed.do != "mend" for deed in procedure.deeds):
        for name, stage in procedure.stages.items():
            if stage.by and any(who.kind in OF_REGISTERS for who in stage.by.any_of):
                yield Fault("stray", ("stages", name, "by"))
        return
    yield from (Fault("open", (key,)) for key in OPEN_KEYS if getattr(procedure, key))
    if len(procedure.decides) > 1:
        yield Fault("open", ("decides",))
    for index, (name, stage) in enumerate(procedure.stages.items()):
        path: Path = ("stages", name)
        yield from (
            _asking(charter, procedure, stage, path) if index == 0 else _answering(charter, stage, path)
        )
        yield from _by_hand(stage, path)


def _asking(charter: Charter, procedure: Procedure, stage: Stage, path: Path) -> Iterator[Fault]:
    """Who the entry is about must be able to ask; beside her only who sees the register, and can know what is wrong."""
    named = stage.by.any_of if stage.by else ()
    if not isinstance(stage, Propose) or all(who.kind != "concerned" for who in named):
        yield Fault("unasked", path)
    elif not all(who.kind == "concerned" or reports(charter, mends(procedure), who.name) for who in named):
        yield Fault("open", (*path, "by"))


def reports(charter: Charter, register: str, organ: str) -> bool:
    """Whether members of an organ see a part of a register, and so may say what is wrong there."""
    body = charter.organs.get(organ)
    return body is not None and register in body.sees


def _answering(charter: Charter, stage: Stage, path: Path) -> Iterator[Fault]:
    if (
        stage.kind not in CLOSED_KINDS
        or isinstance(stage, Propose)
        or getattr(stage, "of", "matter") != "matter"
    ):
        yield Fault("open", (*path, "kind"))
    elif stage.by and any(_is_of_all(charter, who) for who in stage.by.any_of):
        yield Fault("open", (*path, "by"))
    yield from (Fault("open", (*path, key)) for key in OPEN_STAGE_KEYS if getattr(stage, key, None))


def _is_of_all(charter: Charter, who: Who) -> bool:
    """Whether people are meant who hold no seat: everybody would read it."""
    parts = seated(charter, who.name) if who.kind == "organ" else ()
    return who.kind == "concerned" or any(charter.organs[one].everyone is not None for one in parts)


def _by_hand(stage: Stage, path: Path) -> Iterator[Fault]:
    for outcome, deeds in stage.enacts.items():
        hands = (
            tuple(stage.bins)
            if isinstance(stage, Screen)
            else ("finished",)
            if isinstance(stage, Work)
            else ()
        )
        if outcome not in hands and any(deed.do == "mend" for deed in deeds):
            yield Fault("no-hand", (*path, "enacts", outcome))
