"""Stages that are only for some matters or some places: where ``when`` does not hold, a stage is passed over."""

from __future__ import annotations

from linli.core.charter.model import Procedure
from linli.core.charter.rule import Cond
from linli.core.charter.stages import Stage
from linli.core.charter.tellable import numbered, tellable
from linli.core.engine.acts import FactValue
from linli.core.engine.counting import holds
from linli.core.engine.force import InForce
from linli.core.engine.roster import Roster
from linli.core.engine.state import MatterState


def applies(force: InForce, state: MatterState, stage: Stage, roster: Roster) -> bool:
    """Whether a stage is for this matter: by its own facts and by what is known of the place."""
    return stage.when is None or _holds(force, force.procedure(state.procedure), state, stage.when, roster)


def _holds(force: InForce, procedure: Procedure, state: MatterState, when: Cond, roster: Roster) -> bool:
    """What nobody has told is not so; a fact of the matter goes before one of the place."""
    facts = tellable(procedure, force.facts)
    told = {**roster.place, **state.facts, **_of_places(procedure, state, roster)}
    known = dict.fromkeys(facts, 0) | numbered(facts, told)
    return holds(when, known | {name: int(value) for name, value in told.items() if isinstance(value, int)})


def _of_places(procedure: Procedure, state: MatterState, roster: Roster) -> dict[str, FactValue]:
    """What is known of the places within the community that the matter names; nothing of one that was not set up."""
    named = {name: state.facts.get(name) for name, fact in procedure.facts.items() if fact.type == "place"}
    grounds = {name: roster.places.get(place) for name, place in named.items() if isinstance(place, str)}
    return {
        f"{fact}/{name}": value
        for name, ground in grounds.items()
        if ground
        for fact, value in ground.facts.items()
    }


def passed_to(stage: Stage) -> str:
    """The outcome with which a stage that is passed over is left: the first one written."""
    return next(iter(stage.then))
