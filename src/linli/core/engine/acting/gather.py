"""征: what is gathered are supports, or items."""

from __future__ import annotations

from linli.core.charter.stages import Gather
from linli.core.engine.acting.items import decide_items, items_time_out
from linli.core.engine.acting.talk import decide_supports, supports_time_out
from linli.core.engine.acts import AddItem, Close, Retract, RetractItem, Support
from linli.core.engine.events import Event
from linli.core.engine.state import Gathering
from linli.core.engine.turn import Outcome, Turn


def decide_gather(
    turn: Turn, now: Gathering, act: Support | Retract | AddItem | RetractItem | Close
) -> Outcome:
    """Decide one act while something is gathered."""
    of_items = _of_items(turn)
    if isinstance(act, Support | Retract):
        return turn.refuse("not-here") if of_items else decide_supports(turn, now, act)
    return decide_items(turn, now, act) if of_items else turn.refuse("not-here")


def gather_times_out(turn: Turn) -> tuple[Event, ...]:
    """The time to gather is over."""
    return items_time_out(turn) if _of_items(turn) else supports_time_out(turn)


def _of_items(turn: Turn) -> bool:
    stage = turn.stage
    assert isinstance(stage, Gather)
    return stage.of == "items"
