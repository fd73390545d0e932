"""For which parts of the place a seat is, and into which registers of those parts it looks.

The charter says which organs stand for parts of the place (``at``), such as grids or buildings, and which registers
their members see (``sees``); the chain says for which of them each seat is. Both together are a right, which ends with
the seat.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import msgspec
from msgspec import Struct

from linli.core.charter.explain.words import REGISTERS
from linli.core.charter.model import Organ
from linli.core.charter.places import EACH
from linli.core.charter.text import Text
from linli.core.engine.force import InForce
from linli.core.engine.refusal import Refusal, refuse
from linli.core.engine.roster import Cover, Roster, Seat, TakeSeat


def part_kind(force: InForce, organ: Organ, seat: Seat) -> str:
    """The kind of place that a seat can be for: the organ's, or, where that stands at every level, the seat's own.

    Empty where that is no part of the place.
    """
    kind = seat.level if _at_every_level(force, organ) else organ.at
    return kind if kind in force.parts else ""


def decide_cover(force: InForce, roster: Roster, act: Cover, at: datetime) -> Refusal | None:
    """Why a seat cannot be for these parts, if not."""
    title, clause = force.organ_title(act.organ), f"organs.{act.organ}"
    organ = force.charter.organs.get(act.organ)
    if organ is None or not (_at_every_level(force, organ) or organ.at in force.parts):
        return refuse("no-parts", clause, organ=title)
    seat = roster.seats.get(act.organ, {}).get(act.person)
    if seat is None or at >= seat.until:
        return refuse("not-seated", clause, organ=title)
    return None if part_kind(force, organ, seat) else refuse("level-without-parts", clause, organ=title)


def decide_level(force: InForce, act: TakeSeat) -> Refusal | None:
    """Why a seat cannot be taken at a kind of place, if not."""
    # Before language 7 nobody asked what a seat was taken at.
    if not act.level or force.language < 7:
        return None
    clause, title, at = f"organs.{act.organ}", force.organ_title(act.organ), force.organ(act.organ).at
    if at not in ("", EACH, act.level):
        return refuse("other-level", clause, organ=title, kind=force.level_title(at))
    return None if act.level in force.kinds else refuse("no-such-level", clause, organ=title)


def _at_every_level(force: InForce, organ: Organ) -> bool:
    return organ.at == EACH and force.language > 6


def covered(roster: Roster, act: Cover) -> Roster:
    """The roster after somebody's seat was said to be for some parts."""
    seats = roster.seats[act.organ]
    seat = msgspec.structs.replace(seats[act.person], parts=act.parts)
    return msgspec.structs.replace(roster, seats=roster.seats.set(act.organ, {**seats, act.person: seat}))


class Sight(Struct, frozen=True):
    """What one seat sees: which registers, and of which parts of the place. ``kind`` is the kind of those parts."""

    organ: str
    registers: tuple[str, ...]
    kind: str
    parts: tuple[str, ...]


def sights(force: InForce, roster: Roster, person: str, at: datetime) -> tuple[Sight, ...]:
    """By which seats a person looks into registers at a moment, those included that are for no part yet."""
    found = (
        (key, organ, roster.seats.get(key, {}).get(person))
        for key, organ in force.charter.organs.items()
        if organ.sees
    )
    return tuple(
        Sight(key, organ.sees, kind, seat.parts)
        for key, organ, seat in found
        if seat and at < seat.until and (kind := part_kind(force, organ, seat))
    )


def seen_by(
    force: InForce, held: tuple[Sight, ...], registers: Collection[str]
) -> tuple[Sight, ...] | Refusal:
    """The seats by which all of some registers are seen, each of its parts; or why there is none."""
    if not held:
        return refuse("no-sight")
    placed = tuple(one for one in held if one.parts)
    if not placed:
        return refuse("no-part-yet", f"organs.{held[0].organ}", organ=force.organ_title(held[0].organ))
    found = tuple(one for one in placed if set(registers) <= set(one.registers))
    if found:
        return found
    organ = placed[0].organ
    missing = [one for one in registers if one not in placed[0].registers]
    return refuse(
        "register-not-seen", f"organs.{organ}", organ=force.organ_title(organ), register=_titles(missing)
    )


def outside(force: InForce, by: tuple[Sight, ...]) -> Refusal:
    """What is told of something that none of some seats sees."""
    organ = by[0].organ
    named = sorted({part for one in by for part in one.parts})
    return refuse(
        "outside-part", f"organs.{organ}", organ=force.organ_title(organ),
        parts=Text(zh="、".join(named), en=", ".join(named)),
    )  # fmt: skip


def _titles(registers: Collection[str]) -> Text:
    words = [REGISTERS.get(one, (one, one)) for one in registers]
    return Text(zh="、".join(zh for zh, _en in words), en=", ".join(en for _zh, en in words))
