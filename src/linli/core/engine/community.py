"""The community's own chain: founding, charters, calendars, people and seats."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

import msgspec

from linli.core.engine.acts import CLERK as CLERK
from linli.core.engine.acts import Actor, FactValue
from linli.core.engine.effect import Adopted, Classified, Effect, Obliged, Owed, Placed, Seated, Vacated
from linli.core.engine.force import InForce
from linli.core.engine.moderating import after_moderation, decide_moderation
from linli.core.engine.moderation import ModeratingAct
from linli.core.engine.parts import covered, decide_cover, decide_level
from linli.core.engine.place import decide_description, left_out
from linli.core.engine.publications import PublishingAct
from linli.core.engine.publishing import after_publishing, decide_publishing
from linli.core.engine.refusal import Refusal, refuse
from linli.core.engine.roster import (
    NEVER,
    Adopt,
    Bond,
    CarryOut,
    CommunityAct,
    Cover,
    Depart,
    Describe,
    Enrol,
    Found,
    Ground,
    Know,
    Known,
    LeaveSeat,
    Observe,
    Revise,
    Roster,
    Seat,
    Size,
    TakeSeat,
)
from linli.core.engine.seating import seat_forbidden

CHARTER = Actor("", "charter")
"""Who carries out what a matter enacted."""
NOBODY = Actor("", "")


def decide_community(
    force: InForce | None, roster: Roster, act: CommunityAct, *, by: Actor, at: datetime
) -> Refusal | None:
    """Whether an act in the community's chain is allowed; None means yes, and the act itself is what happened.

    ``force`` is the charter in force, None before one is adopted.
    """
    if isinstance(act, PublishingAct | ModeratingAct):
        return _decide_office(force, roster, act, by, at) if at >= roster.last else refuse("back-in-time")
    if by != CHARTER if isinstance(act, CarryOut) else by.organ != CLERK:
        return refuse("not-clerk")
    if at < roster.last:
        return refuse("back-in-time")
    if isinstance(act, Found):
        return refuse("already-founded") if roster.seq else None
    if not roster.seq:
        return refuse("not-founded")
    return _decide(force, roster, act, at)


def _decide_office(
    force: InForce | None, roster: Roster, act: PublishingAct | ModeratingAct, by: Actor, at: datetime
) -> Refusal | None:
    if isinstance(act, ModeratingAct):
        return decide_moderation(force, roster, act, by, at)
    return decide_publishing(force, roster, act, by, at)


def _decide(force: InForce | None, roster: Roster, act: CommunityAct, at: datetime) -> Refusal | None:
    match act:
        case Enrol(people):
            known = any(one.person in roster.people for one in people)
            return refuse("already-enrolled") if known or _repeats([one.person for one in people]) else None
        case Know(person) | Depart(person):
            return None if person in roster.people else refuse("no-such-person")
        case Revise():
            return _decide_revision(roster, act)
        case Describe():
            return refuse("not-founded") if force is None else decide_description(force, act)
        case Cover():
            return refuse("not-founded") if force is None else decide_cover(force, roster, act, at)
        case TakeSeat() | LeaveSeat() | Size():
            return refuse("not-founded") if force is None else decide_seat(force, roster, act, at)
        case _:
            return None


def _decide_revision(roster: Roster, act: Revise) -> Refusal | None:
    new = [one.person for one in act.enrol]
    known = [*(one.person for one in act.know), *act.depart]
    if any(one in roster.people for one in new) or _repeats([*new, *known]):
        return refuse("already-enrolled")
    return None if all(one in roster.people for one in known) else refuse("no-such-person")


def _repeats(names: list[str]) -> bool:
    return len(set(names)) < len(names)


def decide_seat(
    force: InForce, roster: Roster, act: TakeSeat | LeaveSeat | Size, at: datetime
) -> Refusal | None:
    """Why somebody cannot take or leave a seat, or an organ have so many, if not."""
    title = force.organ_title(act.organ)
    clause = f"organs.{act.organ}"
    organ = force.charter.organs.get(act.organ)
    if organ is None or not (organ.elected_by or organ.chosen_by or organ.appointed_by or organ.outside):
        return refuse("no-seats", clause, organ=title)
    match act:
        case Size(seats=seats):
            least, most = (organ.seats.least, organ.seats.most) if organ.seats else (0, None)
            if seats < least or (most is not None and seats > most):
                shown = f"{least}–{most}" if most is not None else f"≥ {least}"
                return refuse("size-out-of-range", clause, organ=title, range=shown)
            return None
        case TakeSeat():
            return _decide_taking(
                roster, act, at, most=organ.seats.most if organ.seats else None, refused=(clause, force)
            )
        case LeaveSeat(person=person):
            seated = person in roster.seats.get(act.organ, {})
            return None if seated else refuse("not-seated", clause, organ=title)
        case _:
            assert_never(act)


def _decide_taking(
    roster: Roster, act: TakeSeat, at: datetime, *, most: int | None, refused: tuple[str, InForce]
) -> Refusal | None:
    clause, force = refused
    title = force.organ_title(act.organ)
    if act.person not in roster.people:
        return refuse("no-such-person")
    holders = {who for who, seat in roster.seats.get(act.organ, {}).items() if at < seat.until}
    if act.person in holders:
        return refuse("already-seated", clause, organ=title)
    limit = roster.sizes.get(act.organ, most)
    if limit is not None and len(holders) >= limit:
        return refuse("seats-full", clause, organ=title, n=limit)
    when = force.charter.organs[act.organ].when
    barred = left_out(force, roster, when, clause, title) or seat_forbidden(force, roster, act, at)
    return barred or decide_level(force, act)


Plain = Found | Adopt | Observe | Enrol | Know | Depart | Revise | Size | TakeSeat | LeaveSeat
"""The acts of clerks."""


def evolve_community(roster: Roster, act: CommunityAct, at: datetime, by: Actor = NOBODY) -> Roster:
    """The roster after one more entry of the community's chain."""
    seq = roster.seq + 1
    if isinstance(act, PublishingAct):
        return msgspec.structs.replace(after_publishing(roster, act, by, at), seq=seq, last=at)
    if isinstance(act, ModeratingAct):
        return msgspec.structs.replace(after_moderation(roster, act, by), seq=seq, last=at)
    if isinstance(act, CarryOut):
        return msgspec.structs.replace(carried_out(roster, act, seq, at), seq=seq, last=at)
    if isinstance(act, Describe):
        return msgspec.structs.replace(roster, place=roster.place.update(act.facts), seq=seq, last=at)
    after = covered(roster, act) if isinstance(act, Cover) else _evolve(roster, act, seq)
    return msgspec.structs.replace(after, seq=seq, last=at)


def carried_out(roster: Roster, act: CarryOut, seq: int, at: datetime) -> Roster:
    """The roster after what a matter enacted, as far as it is still possible."""
    for effect in act.effects:
        roster = effected(roster, effect, seq)
        if isinstance(effect, Obliged | Owed):
            bond = Bond(act.matter, at, effect)
            roster = msgspec.structs.replace(roster, bonds=(*roster.bonds, bond))
    return roster


def effected(roster: Roster, effect: Effect, seq: int) -> Roster:
    """The roster after one effect, as far as it is still possible."""
    match effect:
        case Seated(_, person, organ, seat_class, until):
            if person not in roster.people:
                return roster
            act = TakeSeat(person, organ, seat_class=seat_class, until=until or NEVER)
            return _evolve(roster, act, seq)
        case Vacated(_, person, organ):
            return _vacate(roster, person, organ) if organ in roster.seats else roster
        case Adopted(_, charter, instead_of):
            replaced = roster.charter == instead_of
            return msgspec.structs.replace(roster, charter=charter) if replaced else roster
        case Placed(_, place, kind):
            ground = msgspec.structs.replace(roster.places.get(place, Ground()), kind=kind)
            return msgspec.structs.replace(roster, places=roster.places.set(place, ground))
        case Classified():
            return _classified(roster, effect, seq)
        case _:
            return roster


def _classified(roster: Roster, effect: Classified, seq: int) -> Roster:
    told = {effect.fact: effect.value}
    if effect.person:
        known = effect.person in roster.people
        return _register(roster, Know(effect.person, told), seq) if known else roster
    if not effect.place:
        return msgspec.structs.replace(roster, place=roster.place.update(told))
    ground = roster.places.get(effect.place, Ground())
    ground = msgspec.structs.replace(ground, facts=ground.facts | told)
    return msgspec.structs.replace(roster, places=roster.places.set(effect.place, ground))


def _evolve(roster: Roster, act: Plain, seq: int) -> Roster:
    replace = msgspec.structs.replace
    match act:
        case Enrol() | Know() | Depart() | Revise():
            return _register(roster, act, seq)
        case TakeSeat():
            seat = Seat(act.person, seq, act.chair, act.seat_class, act.until, act.level)
            seats = {**roster.seats.get(act.organ, {}), act.person: seat}
            return replace(roster, seats=roster.seats.set(act.organ, seats))
        case LeaveSeat(person, organ):
            return _vacate(roster, person, organ)
        case Size(organ, size):
            return replace(roster, sizes=roster.sizes.set(organ, size))
        case Found(slug, _, zone):
            return replace(roster, slug=slug, zone=zone)
        case Adopt(charter):
            return replace(roster, charter=charter)
        case Observe(year, calendar):
            return replace(roster, calendars=roster.calendars.set(year, calendar))
        case _:
            assert_never(act)


def _register(roster: Roster, act: Enrol | Know | Depart | Revise, seq: int) -> Roster:
    replace = msgspec.structs.replace
    match act:
        case Enrol(people):
            newcomers = {one.person: _known({}, one.facts, seq) for one in people}
            return replace(roster, people=roster.people.update(newcomers))
        case Know(person, facts):
            known = _known(roster.people[person], facts, seq)
            return replace(roster, people=roster.people.set(person, known))
        case Depart(person):
            return _without(replace(roster, people=roster.people.delete(person)), person)
        case Revise():
            return _revised(roster, act, seq)
        case _:
            assert_never(act)


def _revised(roster: Roster, act: Revise, seq: int) -> Roster:
    # Of many who come at once most are told the same things: one set of them is kept for all.
    known: dict[int, dict[str, Known]] = {}
    alike: dict[tuple[tuple[str, FactValue], ...], dict[str, Known]] = {}
    for facts in {id(one.facts): one.facts for one in act.enrol}.values():
        same = tuple(facts.items())
        if same not in alike:
            alike[same] = _known({}, facts, seq)
        known[id(facts)] = alike[same]
    told = {one.person: known[id(one.facts)] for one in act.enrol}
    told |= {one.person: _known(roster.people[one.person], one.facts, seq) for one in act.know}
    people = roster.people.update(told)
    for person in act.depart:
        people = people.delete(person)
        roster = _without(roster, person)
    return msgspec.structs.replace(roster, people=people)


def _known(before: dict[str, Known], facts: dict[str, FactValue], seq: int) -> dict[str, Known]:
    """The facts with the new ones in; a value that stays the same keeps its sequence."""
    known = dict(before)
    for name, value in facts.items():
        if name not in known or known[name].value != value:
            known[name] = Known(value, seq)
    return known


def _without(roster: Roster, person: str) -> Roster:
    for organ, seats in roster.seats.items():
        if person in seats:
            roster = _vacate(roster, person, organ)
    return roster


def _vacate(roster: Roster, person: str, organ: str) -> Roster:
    seats = {who: seat for who, seat in roster.seats[organ].items() if who != person}
    return msgspec.structs.replace(roster, seats=roster.seats.set(organ, seats))
