"""What a charter gives at a glance, as rows to show; worked out once for a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from linli.apps.charters.reads.reading import Shown
from linli.core.charter.load import Loaded
from linli.core.charter.text import Lang
from linli.core.lab.compare import Fact, facts


def fact_rows(loaded: Loaded, lang: Lang) -> list[Shown]:
    """The facts by which charters are compared, each with what this one says."""
    return [
        {"key": one.key, "title": one.title.in_(lang), "says": one.says.in_(lang)}
        for one in _facts(_Key(loaded.hash, loaded))
    ]


@dataclass(frozen=True)
class _Key:
    """What the facts hang on: the charter with all that it extends."""

    hash: str
    loaded: Loaded = field(compare=False)


@lru_cache(maxsize=128)
def _facts(key: _Key) -> tuple[Fact, ...]:
    return facts(key.loaded)
