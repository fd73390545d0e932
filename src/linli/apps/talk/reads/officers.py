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


def officers(community: Any, viewer: Viewer, procedure: str) -> Officers:
    """Who conducts the matters of a procedure, by the charter in force."""
    roster, force, at = (
        community_reads.roster(community),
        community_reads.force(community),
        community_actions.now(),
    )
    organs = conducting(force, procedure)
    own = [one for one in organs if viewer.person and roster.since(force, one, viewer.person, at) is not None]
    # The capacity chosen comes first, so that it is the one acted for where several would do.
    own.sort(key=lambda one: one != viewer.organ)
    return Officers(tuple((one, force.organ_title(one)) for one in organs), tuple(own))


def deciders(community: Any, viewer: Viewer, seq: int) -> tuple[str, ...]:
    """The viewer's capacities in which she may decide an appeal against the hiding of an entry."""
    roster, force, at = (
        community_reads.roster(community),
        community_reads.force(community),
        community_actions.now(),
    )
    hidden = roster.hidden.get(str(seq))
    if hidden is None or not viewer.person or viewer.person in (hidden.person, hidden.writer):
        return ()
    own = [
        one
        for one in deciding(force, roster, hidden, at)
        if roster.since(force, one, viewer.person, at) is not None
    ]
    return tuple(sorted(own, key=lambda one: one != viewer.organ))
