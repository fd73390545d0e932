"""Who may come to a sitting and who is there, by the parts of the body; the whole of it, or those of a name."""

from __future__ import annotations

from dataclasses import dataclass

from linli.apps.community import reads as community_reads
from linli.apps.matters.reads.lens import Lens
from linli.apps.matters.reads.pages import Attendee
from linli.apps.matters.reads.rows import Lists
from linli.apps.matters.reads.sight import Sight
from linli.core.engine.sitting import SittingState

LISTED = 200
Parts = tuple[tuple[str, frozenset[str]], ...]
"""The titles of what a body unites, or of its kinds of seats, with their people."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """``roll``: who may come now, ``there``: who is signed in; each up to two hundred, those sought where some are."""

    roll: tuple[str, ...]
    there: tuple[str, ...]
    parts: Parts

    def absent(self, state: SittingState) -> list[str]:
        """Those of the roll who are not there."""
        return [one for one in self.roll if one not in state.attending]

    def shown(self, sight: Sight, state: SittingState) -> tuple[Attendee, ...]:
        """Those who are there, in the order in which they came, then the others."""
        there = [self._one(sight, one, state) for one in self.there]
        there.sort(key=lambda one: (one.since is None, one.since))
        others = [self._one(sight, one, state) for one in self.absent(state)]
        return tuple((there + others)[:LISTED])

    def _one(self, sight: Sight, person: str, state: SittingState) -> Attendee:
        part = next((title for title, people in self.parts if person in people), "")
        since = state.attending.get(person)
        return Attendee(person, sight.name(person), since is not None, since, part)


def crowd(lists: Lists, lens: Lens, state: SittingState, sought: str) -> Crowd:
    """Those of a sitting, or those of them whose names have ``sought`` in them as this reader is told them."""
    roll = sorted(lists.roster.members(lens.force, state.organ, lists.at))
    there = list(state.attending)
    if sought:
        names = community_reads.names(lists.community, {*roll, *there}, lists.viewer.account)
        hits = {who for who, name in names.items() if sought.casefold() in name.casefold()}
        roll, there = [one for one in roll if one in hits], [one for one in there if one in hits]
    return Crowd(tuple(roll[:LISTED]), tuple(there[:LISTED]), parts(lists, lens, state))


def still_there(lists: Lists, lens: Lens, state: SittingState) -> list[str]:
    """Those signed in who still belong to the organ: whoever lost the seat half-way does not count."""
    since = lists.roster.since
    return [one for one in state.attending if since(lens.force, state.organ, one, lists.at) is not None]


def parts(lists: Lists, lens: Lens, state: SittingState) -> Parts:
    """The parts of the body that meets: what it unites, then its kinds of seats."""
    body = lens.force.organ(state.organ)
    inner = lens.force.organ(body.assembly_of) if body.assembly_of else body
    seats = lists.roster.seats.get(body.assembly_of or state.organ, {})
    united = [
        (lens.organ(part), frozenset(lists.roster.members(lens.force, part, lists.at)))
        for part in inner.union
    ]
    kinds = [
        (
            lens.text(kind.title),
            frozenset(who for who, seat in seats.items() if seat.seat_class == key and lists.at < seat.until),
        )
        for key, kind in inner.classes.items()
    ]
    return (*united, *kinds)


def by_kind(found: Parts, there: list[str]) -> tuple[tuple[str, int, int], ...]:
    """How many of each part are there, and how many there are."""
    return tuple((title, sum(one in people for one in there), len(people)) for title, people in found)
