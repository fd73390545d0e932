"""Whether something may be published, corrected, taken down, objected to and answered in the community's chain."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

import msgspec

from linli.core.charter.model import Organ
from linli.core.charter.terms import By
from linli.core.charter.text import Text
from linli.core.engine.acts import Actor
from linli.core.engine.calendar import after, day_of, shown
from linli.core.engine.force import InForce
from linli.core.engine.periods import Section, period_at, sections
from linli.core.engine.publications import (
    Dispute,
    Objected,
    Published,
    PublishingAct,
    PutUp,
    Reply,
    TakeDown,
)
from linli.core.engine.refusal import Refusal, refuse
from linli.core.engine.roster import Roster
from linli.core.engine.turn import titles

NOTICE = Section("", Text(zh="公告", en="notices"), None, None, None, None, None, "")
"""What an organ puts up in its own name, in no section."""


def timed(force: InForce, roster: Roster, act: PublishingAct, at: datetime) -> PublishingAct:
    """The act with the times that the charter gives it."""
    match act:
        case PutUp(section=name):
            length = _section(force, name).for_
            until = after(at, length, roster.zone, roster.calendars).at if length else None
            return msgspec.structs.replace(act, until=until)
        case Dispute(publication=seq):
            found = roster.published.get(str(seq))
            objections = _section(force, found.section).objections if found else None
            due = after(at, objections.within, roster.zone, roster.calendars).at if objections else at
            return msgspec.structs.replace(act, due=due)
        case _:
            return act


def _section(force: InForce, name: str) -> Section:
    return sections(force.charter).get(name, NOTICE)


def decide_publishing(
    force: InForce | None, roster: Roster, act: PublishingAct, by: Actor, at: datetime
) -> Refusal | None:
    """Why something cannot be published, taken down, objected to or answered, if not."""
    if force is None:
        return refuse("not-founded")
    if isinstance(act, PutUp):
        return _put_up(force, roster, act, by, at)
    found = roster.published.get(str(act.publication))
    if found is None:
        return refuse("no-such-publication")
    section = _section(force, found.section)
    match act:
        case TakeDown():
            return _take_down(force, roster, section, (found, act), by, at)
        case Dispute():
            return _dispute(force, roster, section, (found, act), by, at)
        case Reply():
            return _reply(force, roster, section, (found, act), by, at)
        case _:
            assert_never(act)


def _put_up(force: InForce, roster: Roster, act: PutUp, by: Actor, at: datetime) -> Refusal | None:
    section = _section(force, act.section)
    if section.name != act.section:
        return refuse("section-unknown", section=act.section[:60])
    if refusal := _may_publish(force, roster, section, by, at):
        return refusal
    if not (act.text or ((act.files or act.table) and not act.none)):
        return refuse("words-missing")
    if act != timed(force, roster, act, at):
        return refuse("times-differ", section.path)
    return _period_wrong(roster, section, act, at) or _correction_wrong(roster, section, act, by)


def _may_publish(force: InForce, roster: Roster, section: Section, by: Actor, at: datetime) -> Refusal | None:
    if section.name:
        return not_among(force, roster, section.by, by, at, f"{section.path}.by", section.title)
    organ = force.charter.organs.get(by.organ)
    if organ is None or not _has_seats(organ):
        return refuse("not-an-organ")
    if roster.since(force, by.organ, by.person, at) is None:
        return refuse("not-in-organ", f"organs.{by.organ}", organ=organ.title)
    return None


def _has_seats(organ: Organ) -> bool:
    return bool(organ.elected_by or organ.chosen_by or organ.appointed_by or organ.outside)


def _period_wrong(roster: Roster, section: Section, act: PutUp, at: datetime) -> Refusal | None:
    if section.every is None:
        return refuse("no-periods", section.path, section=section.title) if act.period else None
    if act.period is None:
        return refuse("period-missing", f"{section.path}.every", section=section.title)
    if act.period > day_of(at, roster.zone):
        return refuse("period-ahead", f"{section.path}.every", section=section.title)
    period = period_at(section, act.period, roster.zone, roster.calendars)
    if period is None or period.begins != act.period:
        return refuse("no-such-period", f"{section.path}.every", section=section.title)
    return None


def _correction_wrong(roster: Roster, section: Section, act: PutUp, by: Actor) -> Refusal | None:
    if not act.instead_of:
        there = (one for one in roster.published.values() if one.section == section.name and not one.down)
        twice = act.period is not None and any(one.period == act.period for one in there)
        return refuse("period-published", f"{section.path}.every", section=section.title) if twice else None
    found = roster.published.get(str(act.instead_of))
    if found is None or (found.section, found.period) != (act.section, act.period):
        return refuse("no-such-publication")
    return _not_standing(found) or _other_organ(section, found, by)


def _not_standing(found: Published) -> Refusal | None:
    return refuse(f"already-{found.down}") if found.down else None


def _other_organ(section: Section, found: Published, by: Actor) -> Refusal | None:
    """A notice in no section is the organ's that put it up."""
    return refuse("not-own-notice") if not section.name and found.organ != by.organ else None


def _take_down(
    force: InForce,
    roster: Roster,
    section: Section,
    what: tuple[Published, TakeDown],
    by: Actor,
    at: datetime,
) -> Refusal | None:
    found, act = what
    refusal = _may_publish(force, roster, section, by, at) or _other_organ(section, found, by)
    if refusal := refusal or _not_standing(found):
        return refusal
    return None if act.reasons else refuse("words-missing")


def _dispute(
    force: InForce, roster: Roster, section: Section, what: tuple[Published, Dispute], by: Actor, at: datetime
) -> Refusal | None:
    found, act = what
    if section.objections is None:
        return refuse("no-objections", section.path, stage=section.title)
    path = f"{section.path}.objections"
    refusal = not_among(force, roster, section.objections.from_, by, at, f"{path}.from", section.title)
    if refusal := refusal or _not_standing(found):
        return refusal
    if found.until is not None and at >= found.until:
        return refuse("objections-over", f"{section.path}.for", until=shown(found.until, roster.zone))
    if any(one.person == by.person and not one.settled(at) for one in found.objections):
        return refuse("already-objected", path)
    if not act.text:
        return refuse("words-missing")
    return None if act == timed(force, roster, act, at) else refuse("times-differ", path)


def _reply(
    force: InForce, roster: Roster, section: Section, what: tuple[Published, Reply], by: Actor, at: datetime
) -> Refusal | None:
    found, act = what
    if section.objections is None:
        return refuse("no-objections", section.path, stage=section.title)
    path = f"{section.path}.objections"
    if refusal := not_among(
        force, roster, section.objections.answered_by, by, at, f"{path}.answered-by", section.title
    ):
        return refusal
    if not 0 < act.objection <= len(found.objections):
        return refuse("no-such-objection", path, n=act.objection)
    one = found.objections[act.objection - 1]
    if one.verdict:
        return refuse("already-answered", path, n=act.objection)
    if at >= one.due:
        return refuse("answer-late", f"{path}.within", n=act.objection, due=shown(one.due, roster.zone))
    if one.person == by.person:
        return refuse("own-objection", path)
    return None if act.reasons else refuse("words-missing")


def not_among(
    force: InForce, roster: Roster, by: By | None, actor: Actor, at: datetime, clause: str, what: Text
) -> Refusal | None:
    """Why somebody is not among those named, in the capacity stated; outside of a matter only organs can be."""
    for who in by.any_of if by else ():
        if who.name != actor.organ or who.kind not in ("organ", "chair"):
            continue
        if roster.since(force, actor.organ, actor.person, at) is None:
            return refuse("not-in-organ", f"organs.{actor.organ}", organ=force.organ_title(actor.organ))
        if who.kind == "chair" and not roster.is_chair(actor.organ, actor.person, at):
            continue
        if not who.within or _is(force, roster, actor, who.within, at):
            return None
    return refuse("not-entitled", clause, organ=titles(force, by), stage=what)


def _is(force: InForce, roster: Roster, actor: Actor, name: str, at: datetime) -> bool:
    """Whether somebody's seat is of a kind, or the person belongs to an organ, or a fact holds of them."""
    seat = roster.seats.get(actor.organ, {}).get(actor.person)
    if seat is not None and seat.seat_class == name:
        return True
    if name in force.charter.organs:
        return roster.since(force, name, actor.person, at) is not None
    known = roster.people[actor.person].get(name)
    return known is not None and known.value is True


def after_publishing(roster: Roster, act: PublishingAct, by: Actor, at: datetime) -> Roster:
    """The roster with what was published, taken down, objected to or answered."""
    replace = msgspec.structs.replace
    everything = roster.published
    match act:
        case PutUp():
            new = Published(act.section, by.organ, at, act.period, act.none, act.until)
            if act.instead_of:
                was = replace(everything[str(act.instead_of)], down="corrected")
                everything = everything.set(str(act.instead_of), was)
            return replace(roster, published=everything.set(str(roster.seq + 1), new))
        case TakeDown():
            found = replace(everything[str(act.publication)], down="withdrawn")
        case Dispute():
            was = everything[str(act.publication)]
            found = replace(was, objections=(*was.objections, Objected(by.person, act.text, at, act.due)))
        case Reply():
            was = everything[str(act.publication)]
            place, objections = act.objection - 1, list(was.objections)
            objections[place] = replace(
                objections[place], verdict=act.verdict, reasons=act.reasons, answered=at
            )
            found = replace(was, objections=tuple(objections))
        case _:
            assert_never(act)
    return replace(roster, published=everything.set(str(act.publication), found))
