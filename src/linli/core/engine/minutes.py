"""For whom the signed minutes of a sitting are, and from when for everybody, by the charter that it was held under."""

from __future__ import annotations

from datetime import datetime

from linli.core.charter.text import Text
from linli.core.engine.calendar import after, shown
from linli.core.engine.force import InForce
from linli.core.engine.refusal import Refusal, refuse
from linli.core.engine.roster import Roster
from linli.core.engine.sitting import SittingState


def readers(force: InForce, organ: str) -> tuple[str, ...]:
    """The organs whose members read the minutes of a body: its own, its conveners, those named; none for everybody."""
    body = force.organ(organ)
    return tuple(dict.fromkeys((organ, *body.convened_by, *body.minutes_for))) if body.minutes_for else ()


def opens(force: InForce, state: SittingState, roster: Roster) -> datetime | None:
    """From when everybody reads minutes that are first for some; None where that never comes, or it is not over."""
    length = force.organ(state.organ).minutes_open_after
    if length is None or state.ended is None:
        return None
    return after(state.ended, length, roster.zone, roster.calendars).at


def closed(
    force: InForce, state: SittingState, *, person: str, roster: Roster, at: datetime
) -> Refusal | None:
    """Why somebody does not read the signed minutes of a sitting; None for who does.

    ``person`` is empty for a stranger. Who called the sitting answers for its minutes and goes on reading them.
    """
    found = readers(force, state.organ)
    opening = opens(force, state, roster)
    if not found or (opening is not None and at >= opening) or (person and person == state.chair):
        return None
    if any(roster.since(force, one, person, at) is not None for one in found):
        return None
    said = {"organ": force.organ_title(state.organ), "who": whose(force, found)}
    clause = f"organs.{state.organ}"
    if opening is None:
        return refuse("minutes-closed", clause, **said)
    return refuse("minutes-not-yet", clause, until=shown(opening, roster.zone), **said)


def whose(force: InForce, found: tuple[str, ...]) -> Text:
    """The members of some organs, as words; who belongs to one of everybody is called by its title."""
    names = [force.organ_title(one) for one in found]
    sits = [force.organ(one).everyone is None if one in force.charter.organs else True for one in found]
    zh = "、".join(f"{name.zh}成员" if seated else name.zh for name, seated in zip(names, sits, strict=True))
    return Text(zh=zh, en=", ".join(one.en for one in names))
