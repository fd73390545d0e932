"""What a stage requires of the matter: nobody acts there unless it holds, and who is refused hears the remedy."""

from __future__ import annotations

from collections.abc import Mapping

from linli.core.charter.rule import bases
from linli.core.engine import items
from linli.core.engine.acts import FactValue
from linli.core.engine.counting import holds
from linli.core.engine.events import Event
from linli.core.engine.evolve import fold
from linli.core.engine.refusal import Refusal, refuse
from linli.core.engine.state import MatterState
from linli.core.engine.turn import Turn


def required(turn: Turn, happened: tuple[Event, ...]) -> Refusal | None:
    """Why an act cannot stand, if its stage requires what does not hold after it."""
    after = fold(turn.state, happened, turn.state.id)
    figures = _figures(turn, after)
    for index, one in enumerate(turn.stage.requires):
        if not holds(one.that, figures):
            return refuse("requirement", f"{turn.clause}.requires.{index}", condition=one.remedy)
    return None


def _figures(turn: Turn, after: MatterState) -> dict[str, int]:
    """The matter's facts, its items and the places for them, and the members of the organs that are named."""
    left = items.seats(turn.force, turn.state, turn.state.stage, turn.roster, turn.at)
    counted = {"items": len(items.live(after)), "seats": left, "seats-left": left}
    named = [base.name for one in turn.stage.requires for base in bases(one.that)]
    organs = {
        name: len(turn.roster.members(turn.force, name, turn.at))
        for name in named
        if name in turn.force.charter.organs
    }
    return organs | {name: _weight(after.facts, name) for name in turn.procedure.facts} | counted


def _weight(facts: Mapping[str, FactValue], name: str) -> int:
    """A number as it is; of anything else whether it was given. What is missing counts as nothing."""
    value = facts.get(name, 0)
    return int(value) if isinstance(value, int) else int(bool(value))
