"""What one charter changes in another, in sentences: for the matter that would adopt it, its history and its writer."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from linli import charters
from linli.apps.community import reads as community_reads
from linli.apps.matters.reads.lens import Lens
from linli.core.charter.diff import Change, changes
from linli.core.charter.diff.words import SECTIONS
from linli.core.charter.load import Loaded
from linli.core.charter.text import Lang
from linli.core.engine.state import MatterState

Shown = dict[str, Any]


def told(old: Loaded, new: Loaded, lang: Lang) -> list[Shown]:
    """The differences part by part, each a sentence; nothing where both mean the same."""
    found: dict[str, list[Shown]] = {}
    for one in _changes(old, new):
        found.setdefault(one.section, []).append({"says": one.says.in_(lang), "kind": one.kind})
    titles = {key: words[0 if lang == "zh" else 1] for key, words in SECTIONS.items()}
    return [{"title": titles[key], "changes": rows} for key, rows in found.items()]


def _changes(old: Loaded, new: Loaded) -> tuple[Change, ...]:
    bases = charters.laws() | {one.slug: one.charter for one in (*old.closure[1:], *new.closure[1:])}
    return changes(old, new, bases=bases)


@lru_cache(maxsize=64)
def between(old: str, new: str, lang: Lang) -> list[Shown] | None:
    """The same for two versions by their hashes; None where one of them is not here."""
    if not (community_reads.kept(old) and community_reads.kept(new)):
        return None
    return told(community_reads.loaded(old), community_reads.loaded(new), lang)


def proposed(lens: Lens, state: MatterState) -> str:
    """The charter that a matter would put in force, by its hash; empty where it proposes none."""
    facts = lens.force.procedure(state.procedure).facts
    named = (state.facts.get(name) for name, kind in facts.items() if kind.type == "charter")
    return next((one for one in named if isinstance(one, str) and one), "")
