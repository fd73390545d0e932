"""The table of who sits where: every row a seat to be taken, judged as if those above it were taken already."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from linli.apps.community import clock
from linli.apps.community.actions.seats import term_end
from linli.apps.community.actions.tables.known import Registers
from linli.apps.community.actions.tables.named import Directory
from linli.apps.community.actions.tables.stage import Laid, Seating
from linli.apps.community.models import Community
from linli.apps.community.reads.charters import force
from linli.apps.community.reads.rosters import roster
from linli.core.charter.model import Organ
from linli.core.engine.acts import Actor
from linli.core.engine.community import CLERK, decide_community, evolve_community
from linli.core.engine.force import InForce
from linli.core.engine.roster import Roster, TakeSeat
from linli.registers.check import Block


@dataclass(slots=True)
class Seats:
    """The seats as they would be after the rows judged so far."""

    registers: Registers
    force: InForce = field(init=False)
    roster: Roster = field(init=False)
    at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.force, self.roster = force(self.registers.community), roster(self.registers.community)
        self.at = max(clock.now(), self.roster.last)


def lay(seats: Seats, block: Block) -> Laid:
    """Judge rows, one after the other."""
    laid, directory = Laid(), Directory(seats.registers.community, block)
    for at in range(len(block.lines)):
        organ, who = _organ(seats, block, at), directory.who(block, at)
        until = _until(seats, block, at)
        if organ is None:
            continue
        kind = _kind(seats, block, at, organ)
        if who is not None and kind is not None:
            how = block.words("how", at) or _usual(seats.force.charter.organs[organ])
            _judge(
                seats,
                laid,
                block,
                at,
                Seating(who.who, organ, bool(block.values["chair"][at]), kind, until, how),
            )
    return laid


def _judge(seats: Seats, laid: Laid, block: Block, at: int, seating: Seating) -> None:
    """Whether a seat can be taken, is taken already or is refused; said also where something else is wrong."""
    held = seats.roster.seats.get(seating.organ, {}).get(seating.who)
    if any(one.column == "chair" for one in block.problems.get(at, ())):
        return
    if held is not None and seats.at < held.until:
        if (held.chair, held.seat_class) != (seating.chair, seating.seat_class):
            block.says(at, "organ", "seated-otherwise")
        elif at not in block.problems:
            laid.tell(block.lines[at], [])
    elif _takes(seats, block, at, seating) and at not in block.problems:
        laid.stage.seats.append(seating)
        laid.new += 1


def _organ(seats: Seats, block: Block, at: int) -> str | None:
    said = block.words("organ", at)
    if not said:
        return None
    organs = {
        key: one
        for key, one in seats.force.charter.organs.items()
        if one.elected_by or one.chosen_by or one.appointed_by or one.outside
    }
    found = next((key for key, one in organs.items() if said in _names(key, one)), None)
    if found is None:
        block.says(
            at, "organ", "no-such-organ", {"words": "、".join(one.title.zh for one in organs.values())}
        )
    return found


def _names(key: str, one: Any) -> tuple[str, ...]:
    return (key, one.title.zh, one.title.en)


def _kind(seats: Seats, block: Block, at: int, key: str) -> str | None:
    """The kind of seat that a row names, empty for none; None for one that the organ has not."""
    classes, said = seats.force.charter.organs[key].classes, block.words("class", at)
    found = next((name for name, one in classes.items() if said in _names(name, one)), None)
    if said and found is None:
        shown = "、".join(one.title.zh for one in classes.values()) or "–"
        block.says(at, "class", "no-such-class", {"words": shown})
    return found or (None if said else "")


def _until(seats: Seats, block: Block, at: int) -> str:
    """The last day that a row names, if it is not over."""
    until = block.words("until", at)
    if until and until < seats.registers.today.isoformat():
        block.says(at, "until", "term-over")
        return ""
    return until


def _usual(organ: Organ) -> str:
    return "elected" if organ.elected_by else "chosen" if organ.chosen_by else "appointed"


def _takes(seats: Seats, block: Block, at: int, seating: Seating) -> bool:
    act = act_of(seats.registers.community, seating)
    if refusal := decide_community(seats.force, seats.roster, act, by=Actor("", CLERK), at=seats.at):
        block.says(at, "", "refused", {"zh": refusal.says("zh"), "en": refusal.says("en")})
        return False
    seats.roster = evolve_community(seats.roster, act, seats.at)
    return True


def act_of(community: Community, one: Seating) -> TakeSeat:
    """The act by which a row is entered. A term given by a day is over when that day is."""
    until = last_moment(community, one.until) if one.until else term_end(community, one.organ)
    how: Any = cast(Any, one.how)
    return TakeSeat(one.who, one.organ, chair=one.chair, seat_class=one.seat_class, until=until, how=how)


def last_moment(community: Community, day: str) -> datetime:
    """The first moment after a day where the community is."""
    after = date.fromisoformat(day) + timedelta(days=1)
    return datetime.combine(after, time(), ZoneInfo(community.zone)).astimezone(ZoneInfo("UTC"))
