"""The standard procedure by which a register is mended, which every charter has unless it names its own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from linli.core.charter.load import Loaded, load
from linli.core.charter.mending import faults, mends
from linli.core.charter.model import Charter
from linli.core.charter.text import Lang, both

STANDARD = "standard-correction"
"""Its name, which no procedure of a charter can have."""
STANDARD_CHARTER = "standard"
SAYS = both(
    "章程没有写怎样更正台账，所以适用 Linli 自带的标准程序。它不是章程的条文；章程写上自己的程序，它就不再适用。",
    "The charter does not say how the registers are corrected, so the standard procedure that Linli brings holds. It "
    "is no article of the charter, and holds no longer once the charter has a procedure of its own.",
)
_FILE = Path(__file__).with_name("standard.yaml")


@cache
def standard() -> Loaded:
    """The standard, read; a little charter of its own."""
    return load(_FILE.read_bytes(), file=_FILE.name)


def said_of_standard(lang: Lang) -> str:
    """How the standard is marked where it is read beside a charter."""
    return SAYS.in_(lang)


def mending(charter: Charter) -> dict[str, str]:
    """By which of its own procedures a charter mends each register: the first that can be run."""
    found: dict[str, str] = {}
    for name, procedure in charter.procedures.items():
        register = mends(procedure)
        if register and next(faults(charter, procedure), None) is None:
            found.setdefault(register, name)
    return found


def completed(charter: Charter, running: Mapping[str, str]) -> Charter:
    """A charter with the standard procedure, where by none of those that run a register is mended that it mends.

    ``running`` is by which procedure that runs each register is mended. A law governs nobody itself.
    """
    procedure = standard().charter.procedures[STANDARD]
    if charter.level == "law" or mends(procedure) in running or STANDARD in charter.procedures:
        return charter
    return charter.model_copy(update={"procedures": {**charter.procedures, STANDARD: procedure}})
