"""A charter beside a law that it extends or cites: which of its parts stand for which of the law's."""

from __future__ import annotations

import re
from dataclasses import dataclass

from linli.core.charter.load import Loaded
from linli.core.charter.powers import powers
from linli.core.charter.source import Source
from linli.core.charter.text import Text


@dataclass(frozen=True, slots=True)
class Beside:
    """A charter and one law that it extends."""

    loaded: Loaded
    law: Loaded
    extended: bool = True

    @property
    def title(self) -> Text:
        return self.law.charter.title

    @property
    def everybody(self) -> frozenset[str]:
        """The organs of charter and law that are all of whom a condition holds."""
        both = (self.loaded.charter, self.law.charter)
        return frozenset(
            name for one in both for name, organ in one.organs.items() if organ.everyone is not None
        )

    def is_of(self, source: Source | None, other: Source | None) -> bool:
        """Whether something here cites the article of the law in which something there stands."""
        here = articles(source) if source and source.law == self.law.slug else set[str]()
        return not here.isdisjoint(articles(other) if other else ())

    def organ(self, name: str) -> str:
        """The charter's organ that is this organ of the law: of that name, else the one that cites its article."""
        organs = self.loaded.charter.organs
        if name in organs:
            return name
        there = self.law.charter.organs[name]
        return next((own for own, organ in organs.items() if self.is_of(organ.source, there.source)), "")


def articles(source: Source) -> set[str]:
    return {part for part in re.split(r"[、,，\s]+", source.article) if part}


def laws(loaded: Loaded) -> tuple[Loaded, ...]:
    """The laws that a charter extends."""
    return tuple(one for one in loaded.closure[1:] if one.charter.level == "law")


def recalls(loaded: Loaded) -> frozenset[str]:
    """The organs that a law extended lets somebody recall, and the charter nobody."""
    return frozenset(name for law in laws(loaded) for name in unrecalled(Beside(loaded, law)))


def unrecalled(beside: Beside) -> list[str]:
    """The charter's organs that the law lets somebody recall, and the charter nobody."""
    here = powers(beside.loaded.charter).recalled_by
    there = powers(beside.law.charter).recalled_by
    own = (beside.organ(name) for name in there if name in beside.law.charter.organs)
    return [name for name in dict.fromkeys(own) if name and name not in here]
