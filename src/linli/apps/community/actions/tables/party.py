"""The table of party members laid beside the register."""

from __future__ import annotations

from typing import Any

from linli.apps.community.actions.tables.known import Registers
from linli.apps.community.actions.tables.named import Directory, Named
from linli.apps.community.actions.tables.stage import Laid, Told, told_of
from linli.apps.community.models import PartyMember
from linli.apps.community.previews import Difference
from linli.registers.check import Block

PLAIN = ("branch", "joined", "stage")


def members(registers: Registers) -> dict[int, dict[str, Any]]:
    """Who is in the register of party members."""
    stored = PartyMember.objects.filter(community=registers.community)
    return {one["person_id"]: one for one in stored.values("person_id", "touched", *PLAIN)}


def lay(registers: Registers, stored: dict[int, dict[str, Any]], block: Block) -> Laid:
    """Lay rows beside the register."""
    laid, directory = Laid(), Directory(registers.community, block)
    for at in range(len(block.lines)):
        who = directory.who(block, at)
        if who is None or at in block.problems or _barred(registers, stored, block, at, who):
            continue
        _lay_one(registers, laid, stored, block, at, who)
    return laid


def _barred(
    registers: Registers, stored: dict[int, dict[str, Any]], block: Block, at: int, who: Named
) -> bool:
    """Whether a row would change the file of who brings the table in; said of the row."""
    if who.key not in registers.owned.people:
        return False
    alone = Laid()
    _lay_one(registers, alone, stored, block, at, who)
    return bool(alone.new or alone.changes) and registers.owned.bars(block, at, who.key)


def _lay_one(
    registers: Registers, laid: Laid, stored: dict[int, dict[str, Any]], block: Block, at: int, who: Named
) -> None:
    given = {key: block.words(key, at) for key in PLAIN}
    differences = _member(laid, stored.get(who.key), who, given, block.empties(at))
    facts = registers.news(who.who, {"party": True})
    told = Told(who.who, facts, registers.before(who.who, facts))
    if facts:
        laid.stage.told.append(told)
    if who.touched is not None and not who.party:
        laid.change("resident", who.key, {"party": True}, {"party": who.party, "touched": who.touched})
        differences = (
            [*differences, Difference("party", who.party, True)] if differences is not None else None
        )
    if differences is not None:
        laid.tell(block.lines[at], differences or told_of(told), who.key)


def _member(
    laid: Laid, old: dict[str, Any] | None, who: Named, given: dict[str, str], empties: frozenset[str]
) -> list[Difference] | None:
    """In what somebody differs; None for who is new."""
    if old is None:
        laid.add("party", {"person_id": who.key, **given})
        laid.new += 1
        return None
    fields = {key: value for key, value in given.items() if (value or key in empties) and value != old[key]}
    laid.change("party", who.key, fields, {key: old[key] for key in (*fields, "touched")})
    return [Difference(key, old[key], value) for key, value in fields.items()]
