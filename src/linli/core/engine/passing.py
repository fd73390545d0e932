"""Stages that are only for some matters or some places: where ``when`` does not hold, a stage is passed over."""

from __future__ import annotations

from linli.core.charter.model import Procedure
from linli.core.charter.rule import Cond
from linli.core.charter.stages import Stage
from linli.core.engine.counting import holds
from linli.core.engine.force import InForce
from linli.core.engine.roster import Roster
from linli.core.engine.state import MatterState


def applies(force: InForce, state: MatterState, stage: Stage, roster: Roster) -> bool:
    """Whether a stage is for this matter: by its own facts and by what is known of the place."""
    return stage.when is None or _holds(force, force.procedure(state.procedure), state, stage.when, roster)


def _holds(force: InForce, procedure: Procedure, state: MatterState, when: Cond, roster: Roster) -> bool:
    """What nobody has told is not so; a fact of the matter goes before one of the place."""
    of_place = [name for name, fact in force.facts.items() if fact.of == "place"]
    told = {**roster.place, **state.facts}
    known = dict.fromkeys((*of_place, *procedure.facts), 0)
    return holds(when, known | {name: int(value) for name, value in told.items() if isinstance(value, int)})


def passed_to(stage: Stage) -> str:
    """The outcome with which a stage that is passed over is left: the first one written."""
    return next(iter(stage.then))
