"""Matters and sittings in lists: from their columns alone, never from a snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters.models import Matter, Sitting
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.pages import MatterRow, SittingRow
from linli.apps.matters.reads.viewer import Viewer
from linli.core.engine.calendar import day_of
from linli.core.engine.flow import KINDS
from linli.core.engine.force import InForce
from linli.core.engine.roster import Roster

DECIDING = frozenset(["gather", "deliberate", "screen", "poll"])
OPEN = (*sorted(DECIDING), "propose", "wait", "assign", "split")
"""The kinds of stages in which a matter is neither carried out nor published only."""


class Lists:
    """What every list of a community needs: the roster, the moment, and the charters of its matters."""

    def __init__(self, community: Any, viewer: Viewer) -> None:
        self.community = community
        self.viewer = viewer
        self.roster: Roster = community_reads.roster(community)
        self.at: datetime = max(community_actions.now(), self.roster.last)
        self.zone: str = self.roster.zone
        self.lens = self.of(self.roster.charter)

    def of(self, charter: str) -> Lens:
        """The words of one charter version."""
        return Lens(community_reads.in_force(charter), self.viewer.lang, self.zone)

    def among(self, force: InForce, organs: Sequence[str]) -> str:
        """Of some organs for which the viewer may act the one chosen, else one in which she is; else the first.

        Who called a sitting presides in whatever capacity, also when she has left the body for which she called it.
        """
        person, chosen = self.viewer.person, self.viewer.organ
        hers = [one for one in organs if self.roster.since(force, one, person, self.at) is not None]
        return chosen if chosen in hers else next(iter([*hers, *organs]), "")

    def days_left(self, due: datetime | None) -> int | None:
        """How many days of the calendar there are still; the last day ends at 24:00 and counts as none left."""
        if due is None:
            return None
        # The due moment is the midnight after the last day.
        last = day_of(due, self.zone)
        return (last - day_of(self.at, self.zone)).days - 1

    def row(self, matter: Matter) -> MatterRow:
        """One matter."""
        lens = self.of(matter.charter_hash)
        stage = lens.stage(matter.procedure, matter.stage)
        open_ = matter.status == Matter.Status.OPEN
        due = matter.next_due if open_ else None
        return MatterRow(
            chain=matter.chain, year=matter.year, number=matter.number,
            title=lens.procedure_title(matter.procedure) if matter.closed else matter.title,
            procedure=lens.procedure_title(matter.procedure), kind=lens.kind_title(matter.procedure, matter.kind),
            stage=matter.stage, stage_title=lens.text(stage.title), status=matter.status,
            status_text=lens.status(matter.status), due=lens.before(due), due_at=due, days_left=self.days_left(due),
            late=due is not None and due <= self.at, say=open_ and self._has_say(lens, matter),
            who=lens.by(stage.by, matter.procedure) if open_ else "", at=matter.last,
        )  # fmt: skip

    def rows(self, matters: Iterable[Matter]) -> tuple[MatterRow, ...]:
        """Several matters."""
        return tuple(self.row(one) for one in matters)

    def _has_say(self, lens: Lens, matter: Matter) -> bool:
        stage = lens.stage(matter.procedure, matter.stage)
        if KINDS[stage.kind] not in DECIDING or not self.viewer.person or stage.by is None:
            return False
        return any(
            self.roster.since(lens.force, organ, self.viewer.person, self.at) is not None
            for organ in stage.by.organs
        )

    def sitting(self, sitting: Sitting, *, here: bool = False) -> SittingRow:
        """One sitting."""
        return sitting_row(sitting, self.of(sitting.charter_hash), here=here)


def sitting_row(one: Sitting, lens: Lens, *, here: bool) -> SittingRow:
    """A sitting in a list; ``here``: the reader has signed in."""
    return SittingRow(
        chain=one.chain, year=one.year, number=one.number, organ=one.organ, organ_title=lens.organ(one.organ),
        starts=one.starts, ended=one.status == Sitting.Status.ENDED, present=one.present, members=one.members,
        here=here, cancelled=one.cancelled,
    )  # fmt: skip
