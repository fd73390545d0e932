"""The table of who sits where: every row a seat to be taken, judged as if those above it were taken already."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from linli.apps.community import clock
from linli.apps.community.actions.seats import MOST_PARTS, term_end
from linli.apps.community.actions.tables.known import Registers
from linli.apps.community.actions.tables.named import Directory
from linli.apps.community.actions.tables.stage import Covering, Laid, Seating
from linli.apps.community.models import Community
from linli.apps.community.previews import Difference
from linli.apps.community.reads.charters import force
from linli.apps.community.reads.extents import BETWEEN as WITHIN
from linli.apps.community.reads.kinds import part_names
from linli.apps.community.reads.rosters import roster
from linli.apps.community.reads.seats import levels as organ_levels
from linli.core.charter.model import Organ
from linli.core.charter.places import EACH
from linli.core.engine.acts import Actor
from linli.core.engine.community import CLERK, decide_community, evolve_community
from linli.core.engine.force import InForce
from linli.core.engine.parts import part_kind
from linli.core.engine.roster import Cover, Roster, Seat, TakeSeat
from linli.registers.cells import place_key
from linli.registers.check import Block

_BETWEEN = re.compile(r"[、,，;；]")
BETWEEN = "、"
MOST_NAMED = 12
"""So many names are told where one is not known."""


@dataclass(slots=True)
class Seats:
    """The seats as they would be after the rows judged so far."""

    registers: Registers
    force: InForce = field(init=False)
    roster: Roster = field(init=False)
    at: datetime = field(init=False)
    _known: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.force, self.roster = force(self.registers.community), roster(self.registers.community)
        self.at = max(clock.now(), self.roster.last)

    def known(self, kind: str) -> dict[str, str]:
        """The parts of a kind that the registers know, by what their names are told by."""
        if kind not in self._known:
            names = part_names(self.registers.community, kind)
            self._known[kind] = {_told(name): name for name in names}
        return self._known[kind]


def lay(seats: Seats, block: Block) -> Laid:
    """Judge rows, one after the other."""
    laid, directory = Laid(), Directory(seats.registers.community, block)
    for at in range(len(block.lines)):
        organ, who = _organ(seats, block, at), directory.who(block, at)
        until = _until(seats, block, at)
        if organ is None:
            continue
        kind, level = _kind(seats, block, at, organ), _level(seats, block, at, organ)
        held = seats.roster.seats.get(organ, {}).get(who.who) if who else None
        parts = _parts(seats, block, at, _part_kind(seats, organ, level or (held.level if held else "")))
        if who is not None and kind is not None:
            how = block.words("how", at) or _usual(seats.force.charter.organs[organ])
            seating = Seating(who.who, organ, bool(block.values["chair"][at]), kind, until, how, level)
            _judge(seats, laid, block, at, (seating, parts))
    return laid


def _judge(
    seats: Seats, laid: Laid, block: Block, at: int, row: tuple[Seating, tuple[str, ...] | None]
) -> None:
    """Whether a seat can be taken, is taken already or is refused; said also where something else is wrong."""
    seating, parts = row
    held = seats.roster.seats.get(seating.organ, {}).get(seating.who)
    if any(one.column == "chair" for one in block.problems.get(at, ())):
        return
    if held is not None and seats.at < held.until:
        level = seating.level or held.level
        if (held.chair, held.seat_class, held.level) != (seating.chair, seating.seat_class, level):
            block.says(at, "organ", "seated-otherwise")
        elif at not in block.problems:
            now = held.parts if parts is None else parts
            _stays(seats, laid, block, at, Covering(seating.who, seating.organ, now, held.parts))
    elif _takes(seats, block, at, seating) and at not in block.problems:
        laid.stage.seats.append(seating)
        laid.new += 1
        _covers(seats, laid, block, at, Covering(seating.who, seating.organ, parts or ()))


def _stays(seats: Seats, laid: Laid, block: Block, at: int, one: Covering) -> None:
    """Somebody who sits there already: only for which part the seat is may become other."""
    other = set(one.parts) != set(one.before)
    if _covers(seats, laid, block, at, one):
        shown = Difference("parts", BETWEEN.join(one.before), BETWEEN.join(one.parts))
        laid.tell(block.lines[at], [shown] if other else [])


def _level(seats: Seats, block: Block, at: int, key: str) -> str:
    """The kind of place that a row says the seat is at; empty where it says none."""
    said = block.words("level", at)
    known = organ_levels(seats.force) if seats.force.charter.organs[key].at == EACH else ()
    titles = {kind: seats.force.level_title(kind) for kind in known}
    found = next((kind for kind, title in titles.items() if said in (kind, title.zh, title.en)), "")
    if said and not found:
        words = "、".join(one.zh for one in titles.values()) or "–"
        words_en = ", ".join(one.en for one in titles.values()) or "–"
        block.says(at, "level", "no-such-level", {"words": words, "words_en": words_en})
    return found


def _part_kind(seats: Seats, key: str, level: str) -> str:
    """The kind of part for which a seat of an organ, at a level, can be; empty for none."""
    return part_kind(seats.force, seats.force.organ(key), Seat("", 0, level=level))


def _parts(seats: Seats, block: Block, at: int, kind: str) -> tuple[str, ...] | None:
    """The parts that a row names, as the registers call them; None where it says nothing of them."""
    said = block.words("parts", at)
    if not said:
        return () if "parts" in block.empties(at) else None
    if not kind:
        block.says(at, "parts", "no-parts")
        return None
    known = seats.known(kind)
    named = [one.strip() for one in _BETWEEN.split(said) if one.strip()]
    found = [known.get(_told(one)) for one in named]
    if None in found or len(found) > MOST_PARTS:
        words = "、".join(list(known.values())[:MOST_NAMED]) or "–"
        block.says(at, "parts", "no-such-part", {"words": words})
        return None
    return tuple(dict.fromkeys(one for one in found if one))


def _told(name: str) -> str:
    """What a part is told by, a stairwell by its building too."""
    return WITHIN.join(place_key(one) for one in name.split(WITHIN))


def _covers(seats: Seats, laid: Laid, block: Block, at: int, one: Covering) -> bool:
    """Judge for which part a seat would be; nothing to judge where it is none and was none."""
    if set(one.parts) == set(one.before):
        return True
    act = Cover(one.who, one.organ, one.parts)
    if not _allowed(seats, block, at, act):
        return False
    laid.stage.covers.append(one)
    return True


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
    return _allowed(seats, block, at, act_of(seats.registers.community, seating))


def _allowed(seats: Seats, block: Block, at: int, act: TakeSeat | Cover) -> bool:
    refusal = decide_community(seats.force, seats.roster, act, by=Actor("", CLERK), at=seats.at)
    if refusal is None and seats.registers.owned.bars_seat(act.person):
        block.says(at, "", "own-seat")
        return False
    if refusal:
        block.says(at, "", "refused", {"zh": refusal.says("zh"), "en": refusal.says("en")})
        return False
    seats.roster = evolve_community(seats.roster, act, seats.at)
    return True


def act_of(community: Community, one: Seating) -> TakeSeat:
    """The act by which a row is entered. A term given by a day is over when that day is."""
    until = last_moment(community, one.until) if one.until else term_end(community, one.organ)
    how: Any = cast(Any, one.how)
    return TakeSeat(
        one.who, one.organ, chair=one.chair, seat_class=one.seat_class, until=until, how=how, level=one.level
    )


def last_moment(community: Community, day: str) -> datetime:
    """The first moment after a day where the community is."""
    after = date.fromisoformat(day) + timedelta(days=1)
    return datetime.combine(after, time(), ZoneInfo(community.zone)).astimezone(ZoneInfo("UTC"))
