"""How few carry a poll whose rule counts some kinds of voters apart, when those in favour are chosen well."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import product
from math import prod

from linli.core.charter.model import Charter
from linli.core.charter.rule import Cond, bases
from linli.core.charter.voters import seated
from linli.core.engine.counting import Figures
from linli.core.lab.power.fewest import fewest
from linli.core.lab.power.players import Count, Player

MOST_MIXTURES = 2_000
"""In so many ways, at most, is it tried how many of each kind are in favour."""


class NotKnown(ValueError):
    """How many there are of a kind is not known, or who is of two kinds, or there are too many to try."""


def kinds_named(conds: Iterable[Cond]) -> tuple[str, ...]:
    """The kinds of voters that conditions count apart."""
    return tuple(dict.fromkeys(base.within for cond in conds for base in bases(cond) if base.within))


def known(
    charter: Charter, player: Player, kinds: Iterable[str], count: Callable[[Player], Count]
) -> dict[str, int]:
    """How many there are of each kind; raises :class:`NotKnown`.

    Known is the number of seats of a kind, for nobody has two, or of one kind what the reader told.
    """
    found = {kind: _number(charter, player, kind, count) for kind in kinds}
    seats = all(_is_seat(charter, player, kind) for kind in found)
    if player.kind != "organ" or sum(found.values()) > count(player).people or not (seats or len(found) == 1):
        raise NotKnown
    if prod(many + 1 for many in found.values()) > MOST_MIXTURES:
        raise NotKnown
    return found


def _number(charter: Charter, player: Player, kind: str, count: Callable[[Player], Count]) -> int:
    found = count(Player("organ", player.name, within=kind))
    if found.basis == "told" or (_is_seat(charter, player, kind) and found.basis != "assumed"):
        return found.people
    raise NotKnown


def _is_seat(charter: Charter, player: Player, kind: str) -> bool:
    """Whether a kind is one of seats that vote."""
    found = (charter.organs[one].classes.get(kind) for one in seated(charter, player.name))
    return any(one is not None and one.votes != "no" for one in found)


def fewest_of_kinds(
    conds: list[Cond],
    numbers: Mapping[str, int],
    people: int,
    figures: Callable[[int, int], Mapping[str, int]],
    does: Callable[[Figures], bool],
) -> int | None:
    """The least number in favour that does, over all mixtures of kinds; None where none does.

    ``figures`` are those of so many in favour among so many people.
    """
    rest = people - sum(numbers.values())
    found: list[int] = []
    for mixture in product(*(range(many + 1) for many in numbers.values())):
        apart = {
            f"{name}/{kind}": figure
            for (kind, many), yes in zip(numbers.items(), mixture, strict=True)
            for name, figure in figures(yes, many).items()
        }
        least = _others(conds, sum(mixture), rest, people, apart, figures, does)
        found += [least] if least is not None else []
    return min(found, default=None)


def _others(
    conds: list[Cond],
    chosen: int,
    rest: int,
    people: int,
    apart: Mapping[str, int],
    figures: Callable[[int, int], Mapping[str, int]],
    does: Callable[[Figures], bool],
) -> int | None:
    """How few in all, when so many of the kinds are chosen and of the rest as few as do."""

    def all_of(others: int) -> dict[str, int]:
        return {**figures(chosen + others, people), **apart}

    least = fewest(conds, all_of, lambda others: does(all_of(others)), least=0 if chosen else 1, most=rest)
    return None if least is None else chosen + least
