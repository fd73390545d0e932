"""Who holds power in a procedure: who can block, who can carry, how few suffice, and the indices of power.

A decision passes along a way from the first stage to ``done`` on which every poll, call for support and screening
goes in its favour. Everyone is taken to take part, and whoever is not in favour to be against: an abstention is
worked out as a vote against. To sort a matter takes one member of the organ that sorts. Those who sit in several
organs are counted in each, unless one organ is the assembly of the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from linli.core.charter.explain.voice import Voice
from linli.core.charter.load import Loaded
from linli.core.charter.text import Lang, Text
from linli.core.lab.power import says
from linli.core.lab.power.game import Game, TooLarge
from linli.core.lab.power.holder import Holder
from linli.core.lab.power.paths import NotSaid, TooMany, ways

__all__ = ["RESIDENTS", "Holder", "Power", "power"]

RESIDENTS = 300
"""How many people an organ is taken to have whose number the charter does not say."""
MOST_PEOPLE = 100_000


@dataclass(frozen=True, slots=True)
class Power:
    """Who holds power in one procedure; ``unfinished`` says why something is missing, None where nothing is."""

    procedure: str
    holders: tuple[Holder, ...]
    smallest: int | None
    sentences: tuple[Text, ...]
    unfinished: Text | None = None


def power(loaded: Loaded, procedure: str, *, people: Mapping[str, int] | None = None) -> Power:
    """Who holds power in a procedure; ``people`` says how many there are in an organ. Raises KeyError."""
    sizes = dict(people or {})
    try:
        found = ways(loaded, loaded.charter.procedures[procedure], lambda organ: _size(loaded, organ, sizes))
    except NotSaid as error:
        return _without(
            procedure, says.unsaid(loaded.charter.procedures[procedure].stages[error.stage].title)
        )
    except TooMany:
        return _without(procedure, says.TOO_MANY_WAYS)
    organs = tuple(dict.fromkeys(organ for way in found for organ in way))
    game = Game(
        tuple(_size(loaded, organ, sizes) for organ in organs),
        tuple(tuple(way.get(organ, 0) for organ in organs) for way in found),
    )
    return _told(loaded, procedure, organs, game, sizes)


def _without(procedure: str, why: Text) -> Power:
    return Power(procedure, (), None, (why,), why)


def _size(loaded: Loaded, organ: str, people: Mapping[str, int]) -> int:
    """How many there are in an organ: as told, as its seats say, or as assumed."""
    if organ in people:
        return min(people[organ], MOST_PEOPLE)
    if organ.startswith("chair of "):
        return 1
    found = loaded.charter.organs.get(organ)
    if found and found.seats:
        return max(found.seats.most or found.seats.least, 1)
    if found and found.union:
        return min(sum(_size(loaded, one, people) for one in found.union if one != organ), MOST_PEOPLE)
    return RESIDENTS


def _assumed(loaded: Loaded, organ: str, people: Mapping[str, int]) -> bool:
    found = loaded.charter.organs.get(organ)
    return organ not in people and not organ.startswith("chair of ") and not (found and found.seats)


def _told(
    loaded: Loaded, procedure: str, organs: tuple[str, ...], game: Game, people: Mapping[str, int]
) -> Power:
    banzhaf, shapley, unfinished = _indices(game)
    holders = tuple(
        Holder(
            organ,
            Text(zh=_title(loaded, organ, "zh"), en=_title(loaded, organ, "en")),
            game.sizes[at],
            _assumed(loaded, organ, people),
            tuple(sorted({way[at] for way in game.least})),
            game.blocks(at),
            game.carries(at),
            banzhaf[at] if banzhaf else None,
            shapley[at] if shapley else None,
        )
        for at, organ in enumerate(organs)
    )
    said = (*says.sentences(holders, game.smallest), *((unfinished,) if unfinished else ()))
    return Power(procedure, holders, game.smallest, said, unfinished)


def _indices(game: Game) -> tuple[tuple[Fraction, ...] | None, tuple[Fraction, ...] | None, Text | None]:
    if not game.sizes or not game.least:
        return None, None, None
    try:
        swings = game.banzhaf
        total = sum((one * many for one, many in zip(swings, game.sizes, strict=True)), Fraction(0))
        banzhaf = tuple(one / total for one in swings) if total else swings
        return banzhaf, game.shapley, None
    except TooLarge:
        return None, None, says.TOO_LARGE


def _title(loaded: Loaded, organ: str, lang: Lang) -> str:
    voice = Voice(loaded.charter, lang, {one.slug: one.charter for one in loaded.closure[1:]})
    if organ.startswith("chair of "):
        name = voice.organ(organ.removeprefix("chair of "))
        return voice.say(f"{name}的负责人", f"head of {voice.the(name)}")
    return voice.organ(organ)
