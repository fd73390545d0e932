"""Who holds power in a procedure: who can block, who can carry, how few suffice, and the indices of power.

A decision passes along a way from the first stage to ``done`` on which every poll, call for support, screening and
acceptance goes in its favour. Everyone is taken to take part and to do their part in time, and whoever is not in
favour to be against: an abstention is worked out as a vote against. To sort a matter, or to take it on, takes one of
those who may. Those who sit in several organs are counted in each, unless one organ is the assembly of the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from linli.core.charter.load import Loaded
from linli.core.charter.rule import measured
from linli.core.charter.stages import Poll
from linli.core.charter.text import Text
from linli.core.lab.power import says
from linli.core.lab.power.game import Game, TooLarge
from linli.core.lab.power.holder import Holder
from linli.core.lab.power.needs import Asking, NotSaid, chooses
from linli.core.lab.power.paths import TooMany, ways
from linli.core.lab.power.players import RESIDENTS, Count, Player, count, residents, title
from linli.core.lab.power.sums import MOST_STEPS

__all__ = ["RESIDENTS", "Holder", "Power", "coalition", "power"]


@dataclass(frozen=True, slots=True)
class Power:
    """Who holds power in one procedure; ``unfinished`` says why something is missing, None where nothing is;
    ``worked_out`` is no where not even who can block and carry could be told. ``ways`` is the whole game: how many of
    each holder suffice together, way by way.
    """

    procedure: str
    holders: tuple[Holder, ...]
    smallest: int | None
    sentences: tuple[Text, ...]
    unfinished: Text | None = None
    worked_out: bool = True
    ways: tuple[tuple[int, ...], ...] = ()

    @property
    def resident(self) -> Holder | None:
        """The organ in which an ordinary resident has a say, or can have one."""
        return says.ordinary(self.holders)


def power(
    loaded: Loaded, procedure: str, *, people: Mapping[str, int] | None = None, most: int = MOST_STEPS
) -> Power:
    """Who holds power in a procedure; ``people`` says how many there are in an organ. Raises KeyError.

    ``most`` is how many steps each index may take.
    """
    told = dict(people or {})
    asking = Asking(loaded, loaded.charter.procedures[procedure], lambda player: count(loaded, player, told))
    try:
        found = ways(asking)
    except NotSaid as error:
        return _without(procedure, says.unsaid(asking.procedure.stages[error.stage].title, error.why))
    except TooMany:
        return _without(procedure, says.TOO_MANY_WAYS)
    players = tuple(dict.fromkeys(player for way in found for player, _ in way))
    counts = tuple(count(loaded, player, told) for player in players)
    needs = tuple(tuple(dict(way).get(player, 0) for player in players) for way in found)
    game = Game(tuple(one.people for one in counts), needs, most)
    return _told(asking, procedure, game, tuple(zip(players, counts, strict=True)))


def coalition(loaded: Loaded, procedure: str, *, people: Mapping[str, int] | None = None) -> Power:
    """The same without the indices: who can block, who can carry, and how few suffice."""
    return power(loaded, procedure, people=people, most=0)


def _without(procedure: str, why: Text) -> Power:
    return Power(procedure, (), None, (why,), why, worked_out=False)


def _told(asking: Asking, procedure: str, game: Game, players: tuple[tuple[Player, Count], ...]) -> Power:
    mixed = any(player in asking.mixed for player, _ in players)
    banzhaf = _index(lambda: game.banzhaf_shares) if game.least and not mixed else None
    shapley = _index(lambda: game.shapley) if game.least else None
    unfinished = says.too_large(banzhaf is None, shapley is None) if game.sizes and game.least else None
    if mixed and shapley is not None:
        unfinished = says.MIXED
    loaded = asking.loaded
    holders = tuple(
        Holder(
            player.slug,
            Text(zh=title(loaded, procedure, player, "zh"), en=title(loaded, procedure, player, "en")),
            number.people,
            number.basis,
            tuple(sorted({way[at] for way in game.least})),
            game.blocks(at),
            game.carries(at),
            banzhaf[at] if banzhaf else None,
            shapley[at] if shapley else None,
            residents(loaded.charter, asking.procedure, player),
            number.most,
            alike=player not in asking.mixed,
        )
        for at, (player, number) in enumerate(players)
    )
    said = says.sentences(holders, game.smallest, says.taken(*_features(asking)))
    told = (*said, *((unfinished,) if unfinished else ()))
    return Power(procedure, holders, game.smallest, told, unfinished, ways=game.least)


def _features(asking: Asking) -> tuple[bool, bool]:
    """Whether items are chosen among, and whether votes are counted by area."""
    stages = asking.procedure.stages.values()
    rules = [rule for stage in stages if isinstance(stage, Poll) and (rule := asking.rule(stage))]
    conds = [cond for rule in rules for cond in (rule.quorum, rule.pass_) if cond]
    return any(chooses(asking, stage) for stage in stages), any(map(measured, conds))


def _index(work: Callable[[], tuple[Fraction, ...]]) -> tuple[Fraction, ...] | None:
    try:
        return work()
    except TooLarge:
        return None
