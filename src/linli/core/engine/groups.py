"""The kinds of voters that a rule counts apart (``yes in woman``), and who is of them.

Whoever has been of a kind without a break since the roll was frozen is of it; what a voter was is written down with the
vote, so that no count changes afterwards.
"""

from __future__ import annotations

from datetime import datetime

from linli.core.charter.rule import Cond, bases
from linli.core.charter.stages import Rule
from linli.core.charter.text import Text
from linli.core.charter.voters import seated, title_of
from linli.core.engine.force import InForce
from linli.core.engine.roster import Roster


def named(rule: Rule) -> tuple[str, ...]:
    """What stands after ``in`` in the conditions of a rule that are worked out for a poll as a whole, each once."""
    return tuple(dict.fromkeys(base.within for cond in _conds(rule) for base in bases(cond) if base.within))


def _conds(rule: Rule) -> tuple[Cond, ...]:
    return tuple(cond for cond in (rule.void, rule.quorum, rule.pass_) if cond is not None)


def title(force: InForce, organ: str, name: str) -> Text:
    """What a kind of voter is called."""
    return title_of(force.charter, force.facts, organ, name) or force.organ_title(name)


def since(force: InForce, roster: Roster, organ: str, name: str, person: str, at: datetime) -> int | None:
    """Since which sequence of the community's chain a member of an organ has been of a kind; None for who is not."""
    match force.kind_of(organ, name):
        case "class":
            held = (roster.seats.get(one, {}).get(person) for one in seated(force.charter, organ))
            found = [seat.since for seat in held if seat and seat.seat_class == name and at < seat.until]
            return min(found, default=None)
        case "organ":
            own = roster.since(force, name, person, at)
            return own if own is not None and roster.mute(force, name, person, at) is None else None
        case _:
            known = roster.people[person].get(name) if person in roster.people else None
            return known.since if known is not None and known.value is True else None


def of_organ(force: InForce, roster: Roster, organ: str, at: datetime, *, within: str = "") -> frozenset[str]:
    """Who may vote in an organ, or only those of a kind: members with a seat without a vote are left out."""
    members = roster.members(force, organ, at)
    if not within and not force.mutes:
        return frozenset(members)
    return frozenset(
        one
        for one in members
        if roster.mute(force, organ, one, at) is None
        and (not within or since(force, roster, organ, within, one, at) is not None)
    )
