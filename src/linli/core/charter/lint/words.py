"""Names that are words of the language where they are used: they would be read as something else, and nobody told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linli.core.charter.bases import BASES, ITEM_LISTS
from linli.core.charter.finding import Finding
from linli.core.charter.lint.say import finding, stages
from linli.core.charter.load import Loaded
from linli.core.charter.nodes import Path
from linli.core.charter.stages import Screen

NAMED = ("chosen", "proposer", "holder", "parties")
"""Whom a deed names by a word; a fact of this name could not be meant."""
MEANT = frozenset({"seats", "households"})
"""Bases that a fact of the same name fills, rather than being hidden by them."""


def findings(loaded: Loaded) -> Iterator[Finding]:
    for path, means in _taken(loaded):
        name = str(path[-1])
        says = (
            f"「{name}」在语言里另有意思（{means[0]}），写到它时读不成这里的「{name}」",
            f"“{name}” is a word of the language ({means[1]}): where it is written, this “{name}” is not meant",
        )
        yield finding(loaded, "word-taken", path, says, ("换一个名称", "give it another name"))


def _taken(loaded: Loaded) -> Iterator[tuple[Path, tuple[str, str]]]:
    for name, procedure in loaded.charter.procedures.items():
        yield from _facts(("procedures", name, "facts"), procedure.facts)
        if procedure.items:
            yield from _facts(("procedures", name, "items", "facts"), procedure.items.facts)
    for at in stages(loaded.charter):
        if isinstance(at.stage, Screen):
            yield from _bins((*at.path, "bins"), at.stage)


def _facts(path: Path, facts: Iterable[str]) -> Iterator[tuple[Path, tuple[str, str]]]:
    for fact in facts:
        if fact in NAMED:
            yield (*path, fact), ("enacts 里指人的词", "somebody whom a deed names")
        elif fact in BASES and fact not in MEANT:
            yield (*path, fact), (BASES[fact].says.zh, BASES[fact].says.en)


def _bins(path: Path, stage: Screen) -> Iterator[tuple[Path, tuple[str, str]]]:
    for bin_ in stage.bins:
        if bin_ in ("items", *ITEM_LISTS):
            yield (*path, bin_), ("表决时的选项清单", "a list of items to vote on")
        elif bin_ == stage.timer_outcome:
            yield (*path, bin_), ("到期没有办", "the time was over and nothing was done")
