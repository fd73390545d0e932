"""Who conducts a matter, and so moderates its discussion and sums it up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters.reads import Viewer
from linli.core.charter.text import Text
from linli.core.engine.moderating import conducting, deciding


@dataclass(frozen=True, slots=True)
class Officers:
    """The organs with their titles, and those of them in which the viewer has a seat."""

    organs: tuple[tuple[str, Text], ...]
    own: tuple[str, ...]


class Bench:
    """A community's rules and seats at this moment, asked for once: whose task something is for a viewer."""

    def __init__(self, community: Any, viewer: Viewer) -> None:
        self.viewer = viewer
        self.roster, self.force = community_reads.roster(community), community_reads.force(community)
        self.at = community_actions.now()

    def officers(self, procedure: str) -> Officers:
        """Who conducts the matters of a procedure, by the charter in force."""
        organs = conducting(self.force, procedure)
        return Officers(tuple((one, self.force.organ_title(one)) for one in organs), self._own(organs))

    def deciders(self, seq: int) -> tuple[str, ...]:
        """The viewer's capacities in which she may decide an appeal against the hiding of an entry."""
        hidden = self.roster.hidden.get(str(seq))
        if hidden is None or self.viewer.person in (hidden.person, hidden.writer):
            return ()
        return self._own(deciding(self.force, self.roster, hidden, self.at))

    def _own(self, organs: tuple[str, ...]) -> tuple[str, ...]:
        """Those in which the viewer sits; the capacity chosen comes first, to be acted for where several would do."""
        person = self.viewer.person
        own = [
            one
            for one in organs
            if person and self.roster.since(self.force, one, person, self.at) is not None
        ]
        return tuple(sorted(own, key=lambda one: one != self.viewer.organ))


def officers(community: Any, viewer: Viewer, procedure: str) -> Officers:
    """Who conducts the matters of a procedure, by the charter in force."""
    return Bench(community, viewer).officers(procedure)


def deciders(community: Any, viewer: Viewer, seq: int) -> tuple[str, ...]:
    """The viewer's capacities in which she may decide an appeal against the hiding of an entry."""
    return Bench(community, viewer).deciders(seq)
