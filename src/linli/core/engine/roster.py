"""Who belongs to a community and who sits where: the fold of the community's own chain.

Membership is known by the sequence at which it began, so that a roll frozen at a sequence needs no list: whoever
has been a member without a break since then is on it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property
from typing import Annotated, Any, Literal

from immutables import Map
from msgspec import Meta, Struct

from linli.core.charter.rule import AllOf, AnyOf, Cond, Fact
from linli.core.engine.acts import FactValue
from linli.core.engine.calendar import Calendar
from linli.core.engine.effect import Adopted, Effect, Obliged, Owed
from linli.core.engine.force import InForce
from linli.core.engine.moderation import Appeal, Hidden, Hide, Settle
from linli.core.engine.publications import Dispute, Published, PutUp, Reply, TakeDown
from linli.core.engine.struct import kebab_tag

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
Pseudonym = Annotated[str, Meta(pattern="^[a-z0-9]{1,26}$")]
"""A random name for one person in one community, never derived from anything about that person."""


PartName = Annotated[str, Meta(min_length=1, max_length=60)]
"""What the register calls a part of the place, such as a grid or a building."""


class Known(Struct, frozen=True):
    """A fact about a person, and the sequence at which it was entered."""

    value: FactValue
    since: int


class Seat(Struct, frozen=True):
    """A seat taken. ``until`` is the first moment after the term, ``level`` the kind of place it is for, if any.

    ``parts`` are the parts of the place for which it is, by their names in the register.
    """

    person: str
    since: int
    chair: bool = False
    seat_class: str = ""
    until: datetime = NEVER
    level: str = ""
    parts: tuple[str, ...] = ()


class Bond(Struct, frozen=True):
    """Something that a matter bound people to, and since when."""

    matter: str
    since: datetime
    effect: Obliged | Owed


class Ground(Struct, frozen=True, forbid_unknown_fields=True):
    """A place within the community: of what kind it is, and what is known of it."""

    kind: str = ""
    facts: dict[str, FactValue] = {}


class Roster(Struct, frozen=True, dict=True):
    """The community as of ``seq`` entries of its chain."""

    seq: int = 0
    last: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    slug: str = ""
    zone: str = "Asia/Shanghai"
    charter: str = ""
    people: Map[str, dict[str, Known]] = Map()
    seats: Map[str, dict[str, Seat]] = Map()
    sizes: Map[str, int] = Map()
    calendars: Map[str, Calendar] = Map()
    bonds: tuple[Bond, ...] = ()
    place: Map[str, FactValue] = Map()
    places: Map[str, Ground] = Map()
    published: Map[str, Published] = Map()
    hidden: Map[str, Hidden] = Map()

    @cached_property
    def _sets(self) -> dict[tuple[str, str], dict[str, int]]:
        return {}

    def members(self, force: InForce, organ: str, at: datetime) -> dict[str, int]:
        """Who belongs to ``organ`` at a moment, and since which sequence of the chain."""
        key = (force.hash, organ)
        found = self._sets.get(key)
        if found is None:
            found = self._sets[key] = self._members(force, organ)
        if at < self.first_end:
            return found
        lasting = ((who, self._since(force, organ, who, at)) for who in found)
        return {who: since for who, since in lasting if since is not None}

    @cached_property
    def first_end(self) -> datetime:
        """When the first term of all ends: before that, who belongs where does not depend on the moment."""
        return min((s.until for seats in self.seats.values() for s in seats.values()), default=NEVER)

    @cached_property
    def recalled(self) -> dict[str, Any]:
        """The last answers to what many acts ask one after the other, each kept by who answers it."""
        return {}

    def _members(self, force: InForce, organ: str) -> dict[str, int]:
        body = force.charter.organs.get(organ)
        if body is None:
            return {}
        if body.everyone is not None:
            known = ((who, _since(body.everyone, facts)) for who, facts in self.people.items())
            return {who: since for who, since in known if since is not None}
        if body.assembly_of:
            return self._members(force, body.assembly_of)
        if body.union:
            united: dict[str, int] = {}
            for part in body.union:
                for who, since in self._members(force, part).items():
                    united[who] = min(since, united.get(who, since))
            return united
        return {who: seat.since for who, seat in self.seats.get(organ, {}).items()}

    def since(self, force: InForce, organ: str, person: str, at: datetime) -> int | None:
        """Since which sequence a person has belonged to ``organ``; None for who does not at that moment."""
        if at >= self.first_end:
            return self._since(force, organ, person, at)
        key = (force.hash, organ, person)
        known = self._memo.get(key, -1)
        if known == -1:
            known = self._memo[key] = self._since(force, organ, person, at)
        return known

    @cached_property
    def _memo(self) -> dict[tuple[str, str, str], int | None]:
        return {}

    def _since(self, force: InForce, organ: str, person: str, at: datetime) -> int | None:
        body = force.charter.organs.get(organ)
        if body is None or person not in self.people:
            return None
        if body.everyone is not None:
            return _since(body.everyone, self.people[person])
        if body.assembly_of:
            return self._since(force, body.assembly_of, person, at)
        if body.union:
            found = [self._since(force, part, person, at) for part in body.union]
            return min((one for one in found if one is not None), default=None)
        seat = self.seats.get(organ, {}).get(person)
        return seat.since if seat and at < seat.until else None

    def size(self, force: InForce, organ: str, at: datetime) -> int:
        """How many seats an organ has, vacant ones included; for bodies without seats, its members."""
        if organ in self.sizes:
            return self.sizes[organ]
        body = force.charter.organs.get(organ)
        if body is not None and body.union:
            return sum(self.size(force, part, at) for part in body.union)
        return len(self.members(force, organ, at))

    def mute(self, force: InForce, organ: str, person: str, at: datetime) -> tuple[str, str] | None:
        """The organ and the kind of a member's seat, where that kind has no vote; None for who may vote.

        Whoever may vote in one part of a union may vote in the union.
        """
        if not force.mutes:
            return None
        body = force.organ(organ)
        if body.assembly_of:
            return self.mute(force, body.assembly_of, person, at)
        if body.union and force.language > 1:
            own = [part for part in body.union if self._since(force, part, person, at) is not None]
            found = [self.mute(force, part, person, at) for part in own]
            return None if None in found else next(iter(found), None)
        seat = self.seats.get(organ, {}).get(person)
        kind = body.classes.get(seat.seat_class) if seat else None
        return (organ, seat.seat_class) if seat and kind and kind.votes == "no" else None

    def level(self, organ: str, person: str) -> str:
        """The kind of place that a person's seat is for; empty where it is for none in particular."""
        seat = self.seats.get(organ, {}).get(person)
        return seat.level if seat else ""

    def is_chair(self, organ: str, person: str, at: datetime) -> bool:
        """Whether a person holds the chair of an organ."""
        seat = self.seats.get(organ, {}).get(person)
        return seat is not None and seat.chair and at < seat.until


def _since(cond: Cond, facts: dict[str, Known]) -> int | None:
    """The sequence from which a person has met a condition on facts, or None."""
    match cond:
        case Fact(base):
            known = facts.get(base.name)
            return known.since if known is not None and known.value not in (False, "no", 0, "") else None
        case AllOf(tests):
            each = [_since(test, facts) for test in tests]
            return None if None in each else max(one for one in each if one is not None)
        case AnyOf(tests):
            return min((one for test in tests if (one := _since(test, facts)) is not None), default=None)
        case _:
            return None


class _Act(Struct, frozen=True, forbid_unknown_fields=True, tag_field="do", tag=kebab_tag):
    pass


class Found(_Act, frozen=True):
    """Begin a community on a place of the official table; ``place`` is its code, ``zone`` its time zone."""

    slug: str
    place: str
    zone: str = "Asia/Shanghai"


class Adopt(_Act, frozen=True):
    """Put a charter version in force, by the hash of its closure."""

    charter: str


class Observe(_Act, frozen=True):
    """Adopt the official calendar of a year."""

    year: str
    calendar: Calendar


class Newcomer(Struct, frozen=True, forbid_unknown_fields=True):
    person: Pseudonym
    facts: dict[str, FactValue]


class Enrol(_Act, frozen=True):
    """Enter people into the register, with the facts that the charter asks for."""

    people: tuple[Newcomer, ...]


class Know(_Act, frozen=True):
    """Set a person's facts; those not named stay."""

    person: Pseudonym
    facts: dict[str, FactValue]


class Depart(_Act, frozen=True):
    """Strike a person off the register; all seats are vacated."""

    person: Pseudonym


class Revise(_Act, frozen=True):
    """Enter, change and strike off many people in one entry, as one table that the clerk brings in says."""

    enrol: tuple[Newcomer, ...] = ()
    know: tuple[Newcomer, ...] = ()
    depart: tuple[Pseudonym, ...] = ()


class Size(_Act, frozen=True):
    """Fix how many seats an organ has."""

    organ: str
    seats: int


class TakeSeat(_Act, frozen=True):
    """Seat a person in an organ; in one that stands at every level, ``level`` says at which kind of place."""

    person: Pseudonym
    organ: str
    chair: bool = False
    seat_class: str = ""
    until: datetime = NEVER
    how: Literal["elected", "chosen", "appointed", "co-opted"] = "elected"
    level: str = ""


class LeaveSeat(_Act, frozen=True):
    """Vacate a seat."""

    person: Pseudonym
    organ: str
    how: Literal["resigned", "recalled", "ended", "moved", "died"] = "resigned"


class Cover(_Act, frozen=True):
    """Say for which parts of the place somebody's seat is, in place of what was said before; for none with no names."""

    person: Pseudonym
    organ: str
    parts: Annotated[tuple[PartName, ...], Meta(max_length=60)]


class Describe(_Act, frozen=True):
    """Set what is known of the place; facts not named stay."""

    facts: dict[str, FactValue]


class CarryOut(_Act, frozen=True):
    """What entry ``seq`` of a matter enacted takes effect. The charter does this, nobody else."""

    matter: str
    seq: int
    effects: tuple[Effect, ...]


CommunityAct = (
    Found
    | Adopt
    | Observe
    | Enrol
    | Know
    | Depart
    | Revise
    | Size
    | TakeSeat
    | LeaveSeat
    | Cover
    | CarryOut
    | Describe
    | PutUp
    | TakeDown
    | Dispute
    | Reply
    | Hide
    | Appeal
    | Settle
)


def charters_of(act: CommunityAct) -> tuple[str, ...]:
    """The charters that an act would put in force, by their hashes."""
    if isinstance(act, Adopt):
        return (act.charter,)
    effects = act.effects if isinstance(act, CarryOut) else ()
    return tuple(one.charter for one in effects if isinstance(one, Adopted))
