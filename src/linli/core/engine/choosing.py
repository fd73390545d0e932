"""Choosing among items: who has enough, who comes first, and where there is a tie. Exact, and never by chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from linli.core.charter.rule import Choice, Order
from linli.core.charter.stages import Rule
from linli.core.engine.counting import Exact, Figures, amount, holds

Ranked = tuple[tuple[int, ...], ...]
"""Items in order, those that are equal together."""
Key = Callable[[int], Exact]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a poll over items comes to.

    ``tied`` are those with equally many votes for too few places: none of them is chosen.
    """

    outcome: str
    ranked: Ranked
    chosen: tuple[int, ...] = ()
    tied: tuple[int, ...] = ()


def choose(rule: Rule, figures: Figures, items: Mapping[int, Figures]) -> Chosen:
    """What a rule makes of the votes: void, no-quorum, then elected, short or tied; or passed or failed.

    ``items`` has each item's own figures. Nothing is chosen that nobody voted for, however many places there are.
    """
    key = key_of(rule.choose.order if rule.choose else Order("most-score"), items)
    ranked = rank(items, key)
    if rule.void is not None and holds(rule.void, figures):
        return Chosen("void", ranked)
    nobody = figures["cast"] == 0
    if rule.quorum is not None and (nobody or not holds(rule.quorum, figures)):
        return Chosen("no-quorum", ranked)
    if rule.choose is None:
        passed = not nobody and (rule.pass_ is None or holds(rule.pass_, figures)) and not rule.rule
        return Chosen("passed" if passed else "failed", ranked)
    return _choose(rule.choose, figures, items, key, ranked)


def _choose(
    choice: Choice, figures: Figures, items: Mapping[int, Figures], key: Key, ranked: Ranked
) -> Chosen:
    enough = [
        one for same in ranked for one in same if key(one) > 0 and qualifies(choice, figures, items[one])
    ]
    most = places(choice, figures)
    chosen, tied = take(enough, len(enough) if most is None else most, [key, *breaks(choice, items)])
    if tied:
        return Chosen("tied", ranked, chosen, tied)
    full = bool(chosen) if most is None else len(chosen) == most > 0
    return Chosen("elected" if full else "short", ranked, chosen)


def places(choice: Choice, figures: Figures) -> int | None:
    """How many can be chosen at most; None where all that have enough are."""
    return None if choice.at_most is None else max(0, int(amount(choice.at_most, figures)))


def qualifies(choice: Choice, figures: Figures, item: Figures) -> bool:
    """Whether an item meets what the rule asks of each."""
    return choice.each is None or holds(choice.each, {**item, **_common(figures, item)})


def _common(figures: Figures, item: Figures) -> Figures:
    """The poll's figures, but for those that are the item's own."""
    return {name: n for name, n in figures.items() if name not in item}


def key_of(order: Order, items: Mapping[int, Figures]) -> Key:
    """By what an order puts items: the most of a figure, or the highest mean score."""
    name = order.method.removeprefix("most-")
    if name == "score":
        return lambda one: mean(items[one])
    return lambda one: items[one][name]


def mean(tally: Figures) -> Fraction:
    """The mean score of an item; 0 where nobody scored it."""
    return Fraction(tally.get("score-total", 0), tally.get("scored", 0) or 1)


def breaks(choice: Choice, items: Mapping[int, Figures]) -> list[Key]:
    """How a tie is broken, up to where the votes must be cast again."""
    ways: dict[str, Key] = {
        "votes": lambda one: items[one].get("yes", items[one].get("scored", 0)),
        "cheapest": lambda one: -items[one].get("cost", 0),
    }
    found: list[Key] = []
    for tie in choice.ties:
        if tie not in ways:
            break
        found.append(ways[tie])
    return found


def rank(items: Mapping[int, Figures], key: Key) -> Ranked:
    """All items from most to fewest."""
    return tuple(tuple(same) for _, same in groupby(sorted(items, key=lambda one: (-key(one), one)), key))


def take(items: list[int], most: int, keys: list[Key]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The first so many by the first key, equal ones by the next; and those that no key tells apart."""
    if len(items) <= most:
        return tuple(items), ()
    if not keys:
        return (), tuple(items)
    key, *others = keys
    taken: tuple[int, ...] = ()
    for _, same in groupby(sorted(items, key=lambda one: (-key(one), one)), key):
        more, tied = take(list(same), most - len(taken), others) if len(taken) < most else ((), ())
        taken += more
        if tied:
            return taken, tied
    return taken, ()


def top(ranked: Ranked, most: int) -> tuple[int, ...]:
    """The first so many of a ranking; those that are equal at its border are all in."""
    found: tuple[int, ...] = ()
    for same in ranked:
        if len(found) < most:
            found += same
    return found
