"""Whether a comment may be hidden, an appeal made and decided: one rule for every charter, which names no organ."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

import msgspec

from linli.core.charter.model import Organ
from linli.core.charter.stages import Assign, Stage
from linli.core.charter.terms import By, Who
from linli.core.engine.acts import Actor
from linli.core.engine.force import InForce
from linli.core.engine.moderation import Appeal, Hidden, Hide, ModeratingAct, Settle
from linli.core.engine.refusal import Refusal, refuse
from linli.core.engine.roster import Roster
from linli.core.engine.turn import conveners, titles

VOTING = frozenset(["gather", "poll", "appraise"])
"""The kinds of stages in which many answer, and nobody conducts anything by answering."""


def conducting(force: InForce, procedure: str) -> tuple[str, ...]:
    """The organs with seats that conduct a procedure, those of the charter where it has none.

    An organ conducts it that acts in any of its stages otherwise than by voting, or that convenes those who vote or
    deliberate; a union stands for its parts. The market has no part in it.
    """
    found = force.charter.procedures.get(procedure)
    stages = tuple(found.stages.values()) if found else ()
    named = dict.fromkeys(name for stage in stages for name in _conductors(force, stage))
    own = tuple(name for name in named if _is_office(force.charter.organs.get(name)))
    return own or tuple(name for name, organ in force.charter.organs.items() if _is_office(organ))


def _conductors(force: InForce, stage: Stage) -> tuple[str, ...]:
    convened = conveners(force, stage.by)
    acting = stage.by.organs if stage.by and stage.kind not in VOTING else ()
    calling = tuple(name for name in convened if stage.by and name not in stage.by.organs)
    offered = stage.to.organs if isinstance(stage, Assign) else ()
    return tuple(part for name in (*acting, *calling, *offered) for part in _parts(force, name))


def _parts(force: InForce, name: str) -> tuple[str, ...]:
    organ = force.charter.organs.get(name)
    union = organ.union if organ else ()
    return tuple(inner for part in union for inner in _parts(force, part)) if union else (name,)


def _is_office(organ: Organ | None) -> bool:
    if organ is None or organ.nature == "market" or organ.members != "persons":
        return False
    return bool(organ.elected_by or organ.chosen_by or organ.appointed_by)


def deciding(force: InForce, roster: Roster, hidden: Hidden, at: datetime) -> tuple[str, ...]:
    """The organs whose members decide an appeal: who conducts the procedure; any, where nobody else sits there."""
    own = conducting(force, hidden.procedure)
    away = {hidden.person, hidden.writer}
    if any(set(roster.members(force, organ, at)) - away for organ in own):
        return own
    return tuple(name for name, organ in force.charter.organs.items() if _is_office(organ))


def decide_moderation(
    force: InForce | None, roster: Roster, act: ModeratingAct, by: Actor, at: datetime
) -> Refusal | None:
    """Why a comment cannot be hidden, or an appeal not be made or decided, if not."""
    if force is None:
        return refuse("not-founded")
    if isinstance(act, Hide):
        return _hide(force, roster, act, by, at)
    found = roster.hidden.get(str(act.hiding))
    if found is None:
        return refuse("no-such-hiding")
    match act:
        case Appeal():
            return _appeal(found, act, by)
        case Settle():
            return _settle(force, roster, (found, act), by, at)
        case _:
            assert_never(act)


def _hide(force: InForce, roster: Roster, act: Hide, by: Actor, at: datetime) -> Refusal | None:
    organs = conducting(force, act.procedure)
    if refusal := _not_of(force, roster, organs, by, at, "not-moderator"):
        return refusal
    if by.person == act.writer:
        return refuse("own-comment")
    before = [one for one in roster.hidden.values() if (one.matter, one.comment) == (act.matter, act.comment)]
    if any(one.stands for one in before):
        return refuse("already-hidden")
    if any(one.words == act.words for one in before):
        return refuse("restored-before")
    return None if act.reasons else refuse("words-missing")


def _appeal(found: Hidden, act: Appeal, by: Actor) -> Refusal | None:
    if by.person != found.writer:
        return refuse("not-writer")
    if found.appealed:
        return refuse("appealed-before")
    return None if act.words else refuse("words-missing")


def _settle(
    force: InForce, roster: Roster, what: tuple[Hidden, Settle], by: Actor, at: datetime
) -> Refusal | None:
    found, act = what
    if not found.appealed:
        return refuse("not-appealed")
    if found.verdict:
        return refuse("appeal-settled")
    if by.person == found.writer:
        return refuse("own-appeal")
    if by.person == found.person:
        return refuse("hid-it-herself")
    organs = deciding(force, roster, found, at)
    if refusal := _not_of(force, roster, organs, by, at, "not-moderator"):
        return refusal
    return None if act.reasons else refuse("words-missing")


def _not_of(
    force: InForce, roster: Roster, organs: tuple[str, ...], by: Actor, at: datetime, code: str
) -> Refusal | None:
    if by.organ not in organs:
        named = By(tuple(Who("organ", name) for name in organs))
        return refuse(code, organ=titles(force, named))
    if roster.since(force, by.organ, by.person, at) is None:
        return refuse("not-in-organ", f"organs.{by.organ}", organ=force.organ_title(by.organ))
    return None


def after_moderation(roster: Roster, act: ModeratingAct, by: Actor) -> Roster:
    """The roster with what was hidden, appealed against or decided."""
    replace, hidden = msgspec.structs.replace, roster.hidden
    match act:
        case Hide():
            key = str(roster.seq + 1)
            new = Hidden(act.matter, act.procedure, act.comment, act.writer, act.words, by.person, by.organ)
        case Appeal():
            key = str(act.hiding)
            new = replace(hidden[key], appealed=True)
        case Settle():
            key = str(act.hiding)
            new = replace(hidden[key], verdict=act.verdict)
        case _:
            assert_never(act)
    return replace(roster, hidden=hidden.set(key, new))
