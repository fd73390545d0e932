"""What events make of a matter's items, and of what has been chosen among them."""

from __future__ import annotations

from typing import assert_never, get_args

from msgspec.structs import replace

from linli.core.engine import events as e
from linli.core.engine.state import Election, Item, MatterState, Polling, Tally

Items = tuple[Item, ...]

CHOICES = ("elected", "short", "tied")
"""The outcomes of a poll in which items were chosen, or could have been."""


OfItems = e.ItemAdded | e.ItemRetracted | e.ItemSorted | e.BallotSet | e.ItemsCounted
OF_ITEMS = frozenset(get_args(OfItems))


def evolve_items(state: MatterState, event: OfItems) -> MatterState:
    """The state after something happened to an item, or to a ballot of items."""
    match event:
        case e.ItemAdded(at, by, number, title, text, facts):
            item = Item(number, by, title, text, facts, at)
            return replace(state, items=(*state.items, item))
        case e.ItemRetracted(at, number=number):
            return _change(state, number, retracted=at)
        case e.ItemSorted(_, _, number, bin, reasons):
            bins = {**state.items[number - 1].bins, state.stage: bin}
            return _change(state, number, bins=bins, reasons=reasons)
        case e.BallotSet() | e.ItemsCounted():
            return _evolve_ballot(state, event)
        case _:
            assert_never(event)


def _change(state: MatterState, number: int, **changes: object) -> MatterState:
    changed = (replace(one, **changes) if one.number == number else one for one in state.items)
    return replace(state, items=tuple(changed))


def unsorted(items: Items, stage: str) -> Items:
    """A screen that is entered again sorts all items anew, those included that stayed behind there."""
    return tuple(
        replace(
            item,
            bins={name: bin for name, bin in item.bins.items() if name != stage},
            behind="" if item.behind == stage else item.behind,
        )
        if stage in item.bins
        else item
        for item in items
    )


def left_behind(items: Items, stage: str, outcome: str) -> Items:
    """The matter goes on with the items of one bin; those of the others stay behind."""
    return tuple(
        replace(item, behind=stage) if item.bins.get(stage, outcome) != outcome else item for item in items
    )


def _evolve_ballot(state: MatterState, event: e.BallotSet | e.ItemsCounted) -> MatterState:
    now, before = state.now, state.election
    assert isinstance(now, Polling)
    match event:
        case e.BallotSet(_, items, seats, goes_on):
            election = before if goes_on else Election(seats)
            return replace(state, now=replace(now, ballot=items, seats=seats), election=election)
        case e.ItemsCounted(_, outcome, tallies, ranked, chosen, tied):
            tally = Tally(now.seats, tallies, chosen, tied)
            if outcome not in CHOICES:
                return replace(state, tally=tally)
            election = Election(
                before.seats, (*before.chosen, *chosen), tied, _remaining(before, now.ballot, ranked, chosen)
            )
            return replace(state, tally=tally, election=election)
        case _:
            assert_never(event)


def _remaining(
    before: Election, ballot: tuple[int, ...], ranked: tuple[tuple[int, ...], ...], chosen: tuple[int, ...]
) -> tuple[tuple[int, ...], ...]:
    """What is not chosen: of this ballot first, then what remained before and was not on it."""
    asked = (tuple(one for one in same if one not in chosen) for same in ranked)
    others = (tuple(one for one in same if one not in ballot) for same in before.remaining)
    return tuple(same for same in (*asked, *others) if same)
