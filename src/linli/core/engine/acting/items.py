"""征 and 筛 of items: adding and taking back, closing what is gathered, sorting one by one."""

from __future__ import annotations

from typing import assert_never

from linli.core.charter.stages import Gather, Screen, Stage
from linli.core.engine import counting, items
from linli.core.engine.acting.points import points_wrong
from linli.core.engine.acting.talk import gathered
from linli.core.engine.acts import AddItem, Close, NewItem, RetractItem, SortItem
from linli.core.engine.events import Event, ItemAdded, ItemRetracted, ItemSorted
from linli.core.engine.evolve import evolve
from linli.core.engine.facts import item_wrong
from linli.core.engine.flow import leave
from linli.core.engine.refusal import Refusal
from linli.core.engine.state import Gathering, Item, MatterState, Sorting
from linli.core.engine.turn import Outcome, Turn, is_apart, is_convener, is_one_of

MOST = 300
"""How many items one matter can carry."""


def decide_items(turn: Turn, now: Gathering, act: AddItem | RetractItem | Close) -> Outcome:
    """Decide one act while items are gathered."""
    if isinstance(act, Close):
        return is_convener(turn) or _close(turn)
    if refusal := is_one_of(turn, turn.stage.by) or is_apart(turn):
        return refusal
    match act:
        case AddItem(item):
            return _add(turn, item)
        case RetractItem():
            return _retract(turn, act)
        case _:
            assert_never(act)


def _add(turn: Turn, item: NewItem) -> Outcome:
    if refusal := item_refused(turn, turn.state, item):
        return refusal
    return (added(turn, turn.state, item),)


def first_items(turn: Turn, listed: tuple[NewItem, ...]) -> tuple[ItemAdded, ...] | Refusal:
    """The items that a matter brings with it; where the procedure gathers none it must bring some."""
    procedure = turn.procedure
    if procedure.items is None:
        return turn.refuse("no-items", procedure=procedure.title) if listed else ()
    if not listed and not any(_gathers(stage) for stage in procedure.stages.values()):
        return turn.refuse("items-missing", items=procedure.items.title)
    state, found = turn.state, list[ItemAdded]()
    for item in listed:
        if refusal := item_refused(turn, state, item):
            return refusal
        found.append(added(turn, state, item))
        state = evolve(state, found[-1], state.id)
    return tuple(found)


def _gathers(stage: Stage) -> bool:
    return isinstance(stage, Gather) and stage.of == "items"


def item_refused(turn: Turn, state: MatterState, item: NewItem) -> Refusal | None:
    """Why an item cannot be added to a matter, if it cannot."""
    procedure = turn.procedure
    assert procedure.items is not None
    if len(state.items) >= MOST:
        return turn.refuse("too-many-items", n=MOST)
    if not item.title:
        return turn.refuse("words-missing")
    if refusal := item_wrong(procedure, item.facts, f"procedures.{state.procedure}", turn.roster):
        return refusal
    fact = items.naming_fact(procedure.items)
    others = {one.facts.get(fact) for one in state.items if one.retracted is None}
    if fact and item.facts.get(fact) in others - {None}:
        return turn.refuse("item-there", items=procedure.items.title)
    return None


def added(turn: Turn, state: MatterState, item: NewItem) -> ItemAdded:
    """The event of adding an item, with the next number."""
    number = len(state.items) + 1
    return ItemAdded(turn.at, turn.by, number, item.title, item.text, item.facts, item.files)


def _retract(turn: Turn, act: RetractItem) -> Outcome:
    item = _item(turn, act.number)
    if isinstance(item, Refusal):
        return item
    if item.by.person != turn.by.person:
        return turn.refuse("not-own-item", n=act.number)
    return (ItemRetracted(turn.at, turn.by, act.number, act.reasons),)


def _item(turn: Turn, number: int) -> Item | Refusal:
    found = next((one for one in items.live(turn.state) if one.number == number), None)
    return found or turn.refuse("no-such-item", n=number)


def _close(turn: Turn) -> Outcome:
    """Where the charter sets a time, people may count on it; where it sets none, the gathering ends by hand."""
    if turn.state.due is not None:
        return turn.refuse("open-until-due")
    return leave(turn.force, turn.state, outcome(turn), roster=turn.roster, at=turn.at)


def outcome(turn: Turn) -> str:
    """Whether enough items were gathered: as many as the stage says, else at least one."""
    stage = turn.stage
    assert isinstance(stage, Gather)
    count = len(items.live(turn.state))
    if stage.enough is None:
        return "enough" if count else "too-few"
    figures = gathered(turn, stage.enough, ()) | figures_of(turn)
    return "enough" if counting.holds(stage.enough, figures) else "too-few"


def figures_of(turn: Turn) -> dict[str, int]:
    """What a condition can count of a matter's items: how many there are, and the places for them."""
    left = items.seats(turn.force, turn.state, turn.state.stage, turn.roster, turn.at)
    return {"items": len(items.live(turn.state)), "seats": left, "seats-left": left}


def items_time_out(turn: Turn) -> tuple[Event, ...]:
    """The time to gather items is over."""
    return leave(turn.force, turn.state, outcome(turn), roster=turn.roster, at=turn.at, by_clock=True)


def decide_sort(turn: Turn, now: Sorting, act: SortItem) -> Outcome:
    """Sort one item; with the last the matter goes where the first bin leads that holds any."""
    stage, state = turn.stage, turn.state
    assert isinstance(stage, Screen)
    item = _item(turn, act.number)
    if isinstance(item, Refusal):
        return item
    if act.bin not in stage.bins:
        return turn.refuse("no-such-bin", bin=act.bin[:40])
    if not act.reasons:
        return turn.refuse("words-missing")
    if refusal := points_wrong(turn, stage, act):
        return refusal
    done = ItemSorted(turn.at, turn.by, act.number, act.bin, act.reasons, act.points)
    after = evolve(state, done, state.id)
    if items.unsorted(after):
        return (done,)
    return done, *leave(turn.force, after, _first_bin(stage, after), roster=turn.roster, at=turn.at)


def _first_bin(stage: Screen, state: MatterState) -> str:
    held = {one.bins[state.stage] for one in items.live(state)}
    return next(bin for bin in stage.bins if bin in held)
