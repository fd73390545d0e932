"""The models of the gallery as somebody sees them who is about to found a community by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from linli import charters
from linli.apps.community.reads.asked import asked_of_people
from linli.core.charter import explain
from linli.core.charter.finding import CharterError
from linli.core.charter.load import Loaded
from linli.core.charter.model import Charter, Organ
from linli.core.charter.text import Lang, Text

LEVELS: Mapping[str, int] = {"province": 1, "city": 2, "district": 3, "street": 4, "community": 5, "grid": 5}
FEWEST_LINES = 3
MOST_LINES = 15


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A model on the list. ``level`` is that of the official table for which it is written, 0 where none is."""

    slug: str
    title: Text
    says: Text | None
    level: int


@dataclass(frozen=True, slots=True)
class Bench:
    """An organ whose seats can be filled at the founding, and with what a seat of it comes."""

    key: str
    organ: Organ
    seats: Text | None
    kinds: tuple[tuple[str, Text], ...]
    lines: int


def models() -> list[ModelRow]:
    """The models that can be put in force, in the order of their names; laws are not among them."""
    return [row for slug in charters.slugs() if (row := _row(slug, *_stamp(slug))) is not None]


def model(slug: str) -> Loaded | None:
    """One of those models, read anew; None for another name and for what can no longer be read."""
    if slug not in charters.slugs():
        return None
    try:
        loaded = charters.read(slug)
    except CharterError:
        return None
    return None if loaded.charter.level == "law" else loaded


def benches(charter: Charter, lang: Lang) -> list[Bench]:
    """The organs with seats that somebody is elected, chosen or appointed to, in the charter's order."""
    return [
        Bench(
            key, organ, _range(organ), tuple((name, kind.title) for name, kind in organ.classes.items()),
            _lines(organ),
        )
        for key, organ in charter.organs.items()
        if organ.elected_by or organ.chosen_by or organ.appointed_by
    ]  # fmt: skip


def facts_asked(loaded: Loaded) -> dict[str, Text | None]:
    """What the charter asks about people, with its words where it or what it stands on has some."""
    known: dict[str, Text | None] = {}
    for one in reversed(loaded.closure):
        known |= {key: fact.title for key, fact in one.charter.facts.items()}
    return {name: known.get(name) for name in sorted(asked_of_people(loaded.charter))}


def _range(organ: Organ) -> Text | None:
    if organ.seats is None:
        return None
    return Text(zh=explain.range_(organ.seats, "zh", "席"), en=explain.range_(organ.seats, "en", "seats"))


def _lines(organ: Organ) -> int:
    most = organ.seats.most if organ.seats else None
    least = organ.seats.least if organ.seats else 1
    return min(most or max(FEWEST_LINES, least + 2), MOST_LINES)


def _stamp(slug: str) -> tuple[int, int]:
    path = charters.at(slug)
    found = path.stat() if path else None
    return (found.st_mtime_ns, found.st_size) if found else (0, 0)


@lru_cache(maxsize=200)
def _row(slug: str, _changed: int, _size: int) -> ModelRow | None:
    loaded = model(slug)
    if loaded is None:
        return None
    one = loaded.charter
    return ModelRow(slug, one.title, one.says, LEVELS.get(one.level, 0))
