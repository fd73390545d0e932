"""How far somebody sees into the registers: the clerk everywhere, some seats in their own part of the place.

Asked anew for every page, so that a right ends with the seat that gave it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TypeVar, get_args

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from linli.apps.community import clock
from linli.apps.community.models import Community
from linli.apps.community.reads.charters import force
from linli.apps.community.reads.extents import Extent, extent
from linli.apps.community.reads.people import Viewer, is_clerk, person_for
from linli.apps.community.reads.rosters import roster
from linli.core.charter.model import Register
from linli.core.engine.force import InForce
from linli.core.engine.parts import Sight, outside, seen_by, sights
from linli.core.engine.refusal import Refusal, refuse

REGISTERS: tuple[str, ...] = get_args(Register)
Thing = TypeVar("Thing")


class OutOfReach(PermissionDenied):
    """Somebody does not see this; ``refusal`` says why, and what to do instead."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.says("en"))
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Reach:
    """How far into some registers: into what is ``within`` parts; with ``beyond`` None into the whole place."""

    within: tuple[Extent, ...] = ()
    beyond: Refusal | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing is out of reach."""
        return self.beyond is None

    def rows(self, register: str) -> Q:
        """As a condition on the rows of a register."""
        ways: dict[str, Callable[[], Q]] = {
            "buildings": lambda: self.buildings(),
            "stairwells": lambda: self._any(one.of_stairwells("building__", "key") for one in self.within),
            "dwellings": lambda: self.homes(),
            "units": lambda: self._any(one.of_whole("building__") for one in self.within),
            "households": lambda: self.homes("home__"),
            "residents": lambda: self.homes("person__household__home__"),
            "party": lambda: self.homes("person__household__home__"),
        }
        return Q() if self.whole else ways[register]()

    def buildings(self, building: str = "") -> Q:
        """As a condition on rows that reach a building under a name: that anything of it is seen."""
        return self._any(one.of_buildings(building) for one in self.within)

    def homes(self, home: str = "") -> Q:
        """As a condition on rows that reach a dwelling under a name."""
        return self._any(one.of_homes(home) for one in self.within)

    def holds(self, building: int, well: str = "") -> bool:
        """Whether a stairwell is seen, by what it is told by; the whole building where none is named."""
        return self.whole or any(one.holds(building, well) for one in self.within)

    def spans(self, building: int, but: Collection[str] = ()) -> bool:
        """Whether anything of a building is seen that is in none of some stairwells."""
        return self.whole or any(one.spans(building, but) for one in self.within)

    def _any(self, some: Iterable[Q]) -> Q:
        return Q() if self.whole else reduce(or_, some, Q(pk__in=()))

    def must(self, found: Thing | None) -> Thing | None:
        """What was found within reach. Raises :class:`OutOfReach` where nothing was, for who does not see the whole."""
        if found is None and self.beyond is not None:
            raise OutOfReach(self.beyond)
        return found


WHOLE = Reach()


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks into the registers of a community: the clerk, or whoever has ``held`` seats that see a part."""

    community: Community
    rules: InForce
    clerk: bool
    held: tuple[Sight, ...] = ()

    @property
    def registers(self) -> tuple[str, ...]:
        """The registers of which she sees something, in the order in which they stand."""
        placed = {one for sight in self.held if sight.parts for one in sight.registers}
        return tuple(one for one in REGISTERS if self.clerk or one in placed)

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """The kinds and names of the parts that she sees; none for the clerk, who sees all."""
        return tuple(sorted({(one.kind, part) for one in self.held for part in one.parts}))

    def reach(self, *registers: str) -> Reach:
        """How far she sees into some registers together. Raises :class:`OutOfReach` for who does not at all."""
        if self.clerk:
            return WHOLE
        found = seen_by(self.rules, self.held, registers)
        if isinstance(found, Refusal):
            raise OutOfReach(found)
        seen = tuple(extent(self.community, one.kind, one.parts) for one in found)
        return Reach(seen, outside(self.rules, found))

    def sees(self, *registers: str) -> bool:
        """Whether she sees some registers together, be it in a part."""
        return self.clerk or not isinstance(seen_by(self.rules, self.held, registers), Refusal)


def reader(community: Community, viewer: Viewer) -> Reader:
    """How somebody looks into the registers now."""
    rules = force(community)
    if is_clerk(viewer, community):
        return Reader(community, rules, clerk=True)
    person = person_for(viewer, community)
    now = roster(community)
    held = sights(rules, now, person.pseudonym, clock.now()) if person else ()
    return Reader(community, rules, False, held)


def reach(community: Community, viewer: Viewer, *registers: str) -> Reach:
    """How far somebody sees into some registers together. Raises :class:`OutOfReach` for who does not at all."""
    # The clerk first: of her nothing else need be asked.
    return WHOLE if is_clerk(viewer, community) else reader(community, viewer).reach(*registers)


def in_full(community: Community, viewer: Viewer) -> None:
    """Only the clerk takes out tables with numbers in full. Raises :class:`OutOfReach`."""
    if not is_clerk(viewer, community):
        raise OutOfReach(refuse("numbers-stay"))
