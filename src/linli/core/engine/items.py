"""The items of a matter: which there are, which stand on a ballot, and for how many places."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from linli.core.charter.model import ItemKind, Procedure
from linli.core.charter.rule import Items
from linli.core.charter.stages import Deed, Poll, Stage
from linli.core.engine.acts import FactValue
from linli.core.engine.choosing import Ranked, top
from linli.core.engine.counting import amount
from linli.core.engine.force import InForce
from linli.core.engine.roster import Roster
from linli.core.engine.running import over_items
from linli.core.engine.state import Item, MatterState

ALL = Items("items")
NAMING = ("person", "household")
"""The kinds of fact that name somebody: no two items name the same."""


def live(state: MatterState) -> tuple[Item, ...]:
    """The items that have neither been taken back nor stayed behind at a screen."""
    return tuple(one for one in state.items if one.retracted is None and not one.behind)


def going_on(state: MatterState) -> tuple[Item, ...]:
    """The items with which the matter goes on: those chosen, where a poll has chosen any; else all that are live."""
    chosen = state.election.chosen
    return tuple(state.items[number - 1] for number in chosen) or live(state)


def unsorted(state: MatterState) -> tuple[Item, ...]:
    """The items that the current screen has still to sort."""
    return tuple(one for one in live(state) if state.stage not in one.bins)


def naming_fact(kind: ItemKind) -> str:
    """The fact by which an item names a person or a household; empty where it names none."""
    return next((name for name, fact in kind.facts.items() if fact.type in NAMING), "")


def named(procedure: Procedure, item: Item) -> str:
    """Whom an item names: the nominee; empty where it names nobody."""
    fact = naming_fact(procedure.items) if procedure.items else ""
    return str(item.facts.get(fact, ""))


def nominees(procedure: Procedure, state: MatterState) -> tuple[str, ...]:
    """Whom the items chosen name, in the order in which they were chosen, run-offs included."""
    chosen = (named(procedure, state.items[number - 1]) for number in state.election.chosen)
    return tuple(one for one in chosen if one)


def listed(state: MatterState, items: Items, figures: Mapping[str, int]) -> tuple[int, ...]:
    """The items of a named list, in the order of their numbers."""
    groups = _groups(state, items.name)
    if items.top is not None:
        return tuple(sorted(top(groups, int(amount(items.top, figures)))))
    return tuple(sorted(number for same in groups for number in same))


def _groups(state: MatterState, name: str) -> Ranked:
    match name:
        case "remaining":
            return state.election.remaining
        case "tied":
            return (state.election.tied,)
        case "chosen":
            return (state.election.chosen,)
        case "items":
            return (tuple(one.number for one in live(state)),)
        case _:
            return (tuple(one.number for one in live(state) if name in one.bins.values()),)


def goes_on(stage: Poll, name: str, state: MatterState) -> bool:
    """Whether a poll goes on with an earlier one: about what remained, or again about those that it left tied."""
    return (stage.items or ALL).name in ("remaining", "tied") or again(name, state)


def again(name: str, state: MatterState) -> bool:
    """Whether a stage that has just ended in a tie is entered once more."""
    last = state.passages[-1] if state.passages else None
    return last is not None and (last.stage, last.outcome) == (name, "tied")


def ballot(stage: Poll, name: str, state: MatterState, figures: Mapping[str, int]) -> tuple[int, ...]:
    """The items that a poll is about when it opens."""
    return listed(state, Items("tied") if again(name, state) else stage.items or ALL, figures)


def seats(force: InForce, state: MatterState, name: str, roster: Roster, at: datetime) -> int:
    """How many places there are to be filled at a stage.

    What an earlier poll left; else the number that the matter itself carries as ``seats``; else, where the items
    chosen are seated, the vacant seats; else those of the organ that votes.
    """
    procedure = force.procedure(state.procedure)
    stage = procedure.stages[name]
    if isinstance(stage, Poll) and over_items(stage) and goes_on(stage, name, state):
        return max(0, state.election.seats - len(state.election.chosen))
    own = state.facts.get("seats")
    if isinstance(own, int) and not isinstance(own, bool):
        return own
    deed = seating(procedure, stage)
    if deed is not None:
        return vacant(force, roster, deed.organ, seat_class(force, deed, state.facts), at)
    return roster.size(force, stage.by.organs[0], at) if stage.by and stage.by.organs else 0


def seating(procedure: Procedure, stage: Stage) -> Deed | None:
    """The deed that seats those chosen: of this stage, else the first of the procedure."""
    deeds = (*stage.deeds, *procedure.deeds)
    return next((deed for deed in deeds if deed.do == "seat" and deed.organ), None)


def seat_class(force: InForce, deed: Deed, facts: Mapping[str, FactValue]) -> str:
    """Which kind of seat a deed fills: the one that it names, or that the matter's fact names."""
    organ = force.charter.organs.get(deed.organ)
    named_by_fact = str(facts.get(deed.fact, ""))
    return deed.seat_class or (named_by_fact if organ and named_by_fact in organ.classes else "")


def vacant(force: InForce, roster: Roster, organ: str, of_class: str, at: datetime) -> int:
    """How many seats of an organ, or of one kind of its seats, are vacant."""
    body = force.charter.organs[organ]
    held = sum(
        at < seat.until and of_class in ("", seat.seat_class) for seat in roster.seats.get(organ, {}).values()
    )
    size = body.classes[of_class].seats if of_class else body.seats
    most = (size.most or size.least) if size else held
    return max(0, (most if of_class else roster.sizes.get(organ, most)) - held)
