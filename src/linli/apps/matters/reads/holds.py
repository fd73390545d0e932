"""In which capacities somebody holds a matter at its present stage; nothing is read for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from linli.apps.community import reads as community_reads
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.viewer import Viewer
from linli.core.engine.acts import Actor
from linli.core.engine.refusal import Refusal
from linli.core.engine.roster import Roster
from linli.core.engine.state import MatterState
from linli.core.engine.turn import Turn, is_convener, is_one_of, titles, turn_of


@dataclass(frozen=True, slots=True)
class Holds:
    """A matter as it stands, and who asks whether she holds it."""

    lens: Lens
    state: MatterState
    viewer: Viewer
    roster: Roster
    at: datetime

    def organs(self) -> tuple[tuple[tuple[str, str], ...], Refusal | None]:
        """The capacities in which the viewer holds it, with their titles; or why there are none.

        A body to which everybody of a kind belongs holds nothing together: for its stages, those do who convene it.
        Of a matter that is over nobody holds anything, and nothing is refused.
        """
        if self.state.end is not None:
            return (), None
        found = [organ for organ in self._asked() if _holds(self._turn(organ))]
        if found:
            return tuple((organ, self.lens.organ(organ)) for organ in found), None
        return (), self._refusal()

    def _asked(self) -> list[str]:
        """The bodies to which the viewer belongs; the one chosen first, to be acted for where several would do."""
        force, person = self.lens.force, self.viewer.person
        own = community_reads.own_organs(force, self.roster, person, self.at) if person else ()
        bodies = dict.fromkeys(body for organ in own for body in community_reads.bodies_of(force, organ))
        return sorted(bodies, key=lambda organ: organ != self.viewer.organ)

    def _refusal(self) -> Refusal | None:
        stage, turn = self.lens.stage(self.state.procedure, self.state.stage), self._turn("")
        if any(_is_everybody(turn, organ) for organ in (stage.by.organs if stage.by else ())):
            return is_convener(turn)
        return turn.refuse("not-entitled", organ=titles(self.lens.force, stage.by))

    def _turn(self, organ: str) -> Turn:
        by = Actor(self.viewer.person, organ)
        return turn_of(self.lens.force, self.state, by, self.roster, self.at)


def _holds(turn: Turn) -> bool:
    if is_convener(turn) is None:
        return True
    return not _is_everybody(turn, turn.by.organ) and is_one_of(turn, turn.stage.by) is None


def _is_everybody(turn: Turn, organ: str) -> bool:
    body = turn.force.charter.organs.get(organ)
    return body is not None and (body.everyone is not None or bool(body.assembly_of))
