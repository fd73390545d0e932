"""A matter as one viewer finds it at this moment."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters.closed import Closed
from linli.apps.matters.models import Matter, Sitting
from linli.apps.matters.reads import deeds
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.viewer import Viewer
from linli.core.engine import clock
from linli.core.engine.evolve import fold
from linli.core.engine.refusal import refuse
from linli.core.engine.roster import Roster
from linli.core.engine.sitting import SittingState
from linli.core.engine.state import MatterState, Polling, Talking

SITTINGS = 5


class ClosedMatter(PermissionDenied):
    """Somebody does not read this matter; ``refusal`` says why."""

    def __init__(self) -> None:
        self.refusal = refuse("closed-matter")
        super().__init__(self.refusal.says("en"))


class Scene:
    """A matter as it stands at this moment, even where the clock has not been delivered yet: nothing is written.

    Raises :class:`ClosedMatter` for one that is none of the viewer's. ``gate`` is hers at a closed one.
    """

    def __init__(self, matter: Matter, viewer: Viewer) -> None:
        self.matter = matter
        self.viewer = viewer
        self.community = matter.community
        self.roster: Roster = community_reads.roster(self.community)
        self.lens = Lens(community_reads.in_force(matter.charter_hash), viewer.lang, self.roster.zone)
        self.at: datetime = max(community_actions.now(), matter.last, self.roster.last)
        self.version: int = matter.head_seq
        self.state = self._as_of_now(matter.state)
        self.gate = self._gate() if matter.closed else None
        rows = matter.sittings.order_by("-starts")[:SITTINGS]
        self.sittings: list[Sitting] = list(rows)
        self.open_sittings: list[SittingState] = [
            one.state for one in self.sittings if one.status == Sitting.Status.CALLED
        ]

    def _gate(self) -> Closed:
        one = self.viewer
        gate = Closed(
            self.matter, one.person, one.account, roster=self.roster, state=self.state, keeps=one.keeps
        )
        if not gate.may_read:
            raise ClosedMatter
        return gate

    def _as_of_now(self, state: MatterState) -> MatterState:
        while (due := clock.next_due(state)) is not None and due <= self.at:
            happened = clock.advance(self.lens.force, state, self._roster_at, self.at)
            state = fold(state, happened, state.id)
            self.version += 1
        return state

    def _roster_at(self, at: datetime) -> Roster:
        return community_reads.roster_at(self.community, at)

    @property
    def sitting(self) -> SittingState | None:
        """The sitting in which the stage is open, else the one that has begun."""
        now = self.state.now
        opened = now.sitting if isinstance(now, Polling | Talking) else ""
        if opened:
            return next((row.state for row in self.sittings if row.chain == opened), None)
        stage = self.lens.stage(self.matter.procedure, self.state.stage)
        begun = [one for one in deeds.serving(stage, self.open_sittings) if one.starts <= self.at]
        return begun[0] if begun else None
