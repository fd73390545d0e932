"""The differences between two charters in sentences: what a community changes when it adopts the other.

Complete: there is no change exactly where both mean the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from linli.core.charter.diff.effects import Effect, effect
from linli.core.charter.diff.says import Said
from linli.core.charter.diff.walk import Step, steps
from linli.core.charter.diff.words import SECTIONS
from linli.core.charter.explain.voice import Bases, Voice
from linli.core.charter.load import Loaded
from linli.core.charter.text import Lang, Text

__all__ = ["Change", "Effect", "Section", "changes"]

Section = Literal[
    "head", "organs", "relations", "rules", "procedures", "duties", "funds", "measures", "catalogues", "disclosures",
    "facts", "places", "sources", "extends",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was.

    ``path`` is its place in the file (of what went, in the old one), ``heading`` what it belongs to. ``effect`` says
    what the change does where that can be proved: nothing is claimed where it is empty.
    """

    section: Section
    path: str
    kind: Literal["added", "removed", "changed"]
    heading: Text
    says: Text
    effect: Effect = ""


def changes(old: Loaded, new: Loaded, *, bases: Bases | None = None) -> tuple[Change, ...]:
    """What changes from one charter to the other, and in those that both stand on; in the order of :data:`SECTIONS`.

    ``bases`` gives the titles of laws that are cited without being extended.
    """
    found = [*_own(old, new, bases or {}), *_below(old, new, bases or {})]
    order = tuple(SECTIONS)
    return tuple(sorted(found, key=lambda change: order.index(change.section)))


def _own(old: Loaded, new: Loaded, bases: Bases) -> Iterator[Change]:
    for step in steps(old.charter, new.charter):
        yield _change(step, _voices(old, bases), _voices(new, bases), _section(step))


def _below(old: Loaded, new: Loaded, bases: Bases) -> Iterator[Change]:
    """Changes of the charters that both extend: what was a rule there is one here."""
    before = {one.slug: one for one in old.closure[1:]}
    for base in new.closure[1:]:
        if base.slug in before and base.slug not in (old.slug, new.slug):
            was = before[base.slug]
            for step in steps(was.charter, base.charter):
                yield _change(step, _voices(was, bases), _voices(base, bases), "extends", base.slug)


def _voices(loaded: Loaded, bases: Bases) -> dict[Lang, Voice]:
    around = {**bases, **{one.slug: one.charter for one in loaded.closure[1:]}}
    return {"zh": Voice(loaded.charter, "zh", around), "en": Voice(loaded.charter, "en", around)}


def _section(step: Step) -> Section:
    first = step.path[0]
    return first if first in SECTIONS else "head"  # type: ignore[return-value]  # a test holds both lists to each other


def _change(
    step: Step, old: dict[Lang, Voice], new: dict[Lang, Voice], section: Section, base: str = ""
) -> Change:
    said: dict[Lang, Said] = {}
    for lang in old:
        procedure = str(step.path[1]) if step.path[0] == "procedures" else ""
        said[lang] = Said(step, old[lang].within(procedure), new[lang].within(procedure))
    path = ".".join(map(str, ("extends", base, *step.path) if base else step.path))
    return Change(
        section,
        path,
        "removed" if step.new is None else "added" if step.old is None else "changed",
        Text(zh=said["zh"].heading(), en=said["en"].heading()),
        Text(zh=said["zh"].sentence(), en=said["en"].sentence()),
        effect(step),
    )
