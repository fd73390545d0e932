"""Tables of things: buildings, stairwells, dwellings, parts, units, households. A row is a thing, told by its key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField

from linli.apps.community.actions.tables.known import Registers
from linli.apps.community.actions.tables.stage import MODELS, Laid
from linli.apps.community.previews import Difference
from linli.apps.community.sealing import seal, unseal, use_of_units
from linli.core.charter.places import OF_HOUSES
from linli.registers.cells import place_key
from linli.registers.check import Block, home_key

Key = str | tuple[int, str]
Identified = tuple[Key, dict[str, Any]] | None


@dataclass(frozen=True, slots=True)
class Kind:
    """How one shape is kept. ``identify`` gives the key of a row and what places it; ``keys`` are the fields by which
    a stored row has that key, ``places`` those of what places it that may change, by the column that says so."""

    model: str
    plain: tuple[str, ...]
    keys: tuple[str, ...]
    identify: Callable[[Registers, Block, int], Identified]
    places: tuple[tuple[str, str], ...] = ()
    secret: str = ""


@dataclass(slots=True)
class Things:
    """The stored rows of one shape, by their keys."""

    kind: Kind
    rows: dict[Key, dict[str, Any]]


def things(shape: str, registers: Registers) -> Things:
    """What is stored."""
    kind = KINDS[shape]
    fields = ["pk", "touched", *kind.keys, *kind.plain, *(name for name, _ in kind.places)]
    fields += ["sealed"] if kind.secret else []
    stored = MODELS[kind.model].objects.filter(community=registers.community)
    rows: dict[Key, dict[str, Any]] = {}
    for one in stored.values(*dict.fromkeys(fields)):
        key = tuple(one[name] for name in kind.keys)
        rows[_unnumbered(one["home_id"]) if key == ("",) else key if len(key) > 1 else key[0]] = one
    return Things(kind, rows)


def lay(registers: Registers, stored: Things, block: Block) -> Laid:
    """Lay rows beside what is stored."""
    laid = Laid()
    for at, line in enumerate(block.lines):
        found = stored.kind.identify(registers, block, at)
        if found is None:
            continue
        key, places = found
        old = stored.rows.get(key)
        secret = stored.kind.secret
        if old is None and secret and "*" in str(block.typed[secret][at] if secret in block.typed else ""):
            block.says(at, secret, "id-masked")
        if at in block.problems:
            continue
        given = {name: block.values[name][at] for name in stored.kind.plain}
        if old is None:
            _new(registers, stored.kind, laid, places, given, block.words(stored.kind.secret, at))
            continue
        row = (line, old, places, given, block.words(stored.kind.secret, at))
        if not _barred(registers, stored.kind, block, at, row):
            _old(registers, stored.kind, laid, row, block.empties(at))
    return laid


Given = tuple[int, dict[str, Any], dict[str, Any], dict[str, Any], str]
"""A row of what is stored: its line, as it is, what places it, what it says, and of what is secret."""


def _barred(registers: Registers, kind: Kind, block: Block, at: int, row: Given) -> bool:
    """Whether a row would change the household of who brings the table in; said of the row."""
    hers = registers.owned.households.get(row[1]["pk"]) if kind.model == "household" else None
    if hers is None:
        return False
    alone = Laid()
    _old(registers, kind, alone, row, block.empties(at))
    return bool(alone.changes) and registers.owned.bars(block, at, hers)


def _new(
    registers: Registers, kind: Kind, laid: Laid, places: dict[str, Any], given: dict[str, Any], secret: str
) -> None:
    plain = {name: _empty(kind, name) if value is None else value for name, value in given.items()}
    record = {**places, **plain}
    if kind.secret:
        record["sealed"] = seal(secret.encode(), _use(registers)) if secret else b""
    laid.add(kind.model, record)
    laid.new += 1


def _old(
    registers: Registers,
    kind: Kind,
    laid: Laid,
    row: Given,
    empties: frozenset[str],
) -> None:
    line, old, places, given, secret = row
    wanted = {name: value for name, value in given.items() if value is not None}
    wanted |= {name: _empty(kind, name) for name in empties if name in given}
    fields = {name: value for name, value in wanted.items() if old[name] != value}
    differences = [Difference(name, old[name], value) for name, value in fields.items()]
    for name, column in kind.places:
        if places.get(name) is not None and old[name] != places[name]:
            fields[name] = places[name]
            differences.append(Difference(column, old[name], places[name]))
    known = unseal_one(old["sealed"], registers.community.pk) if secret or kind.secret in empties else ""
    if known != secret:
        fields["sealed"] = seal(secret.encode(), _use(registers)) if secret else b""
        differences.append(Difference(kind.secret, known, secret))
    laid.change(kind.model, old["pk"], fields, {name: _plain(old[name]) for name in (*fields, "touched")})
    laid.tell(line, differences, old["pk"])


def _empty(kind: Kind, name: str) -> str | None:
    """What a field holds of which nothing is known."""
    return "" if isinstance(MODELS[kind.model]._meta.get_field(name), CharField) else None


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def unseal_one(sealed: bytes | memoryview, community: int) -> str:
    """The phone of a unit, opened."""
    return unseal(bytes(sealed), use_of_units(community)).decode() if sealed else ""


def _use(registers: Registers) -> str:
    return use_of_units(registers.community.pk)


def building_of(registers: Registers, block: Block, at: int) -> int | None:
    """The building that a row names, if any; an unknown one is a problem."""
    said = block.words("building", at)
    found = registers.buildings.get(place_key(said)) if said else None
    if found is None and said:
        block.says(at, "building", "unknown-building")
    return found


def home_of(registers: Registers, block: Block, at: int) -> int | None:
    """The dwelling that a row names. An unknown one is a problem, and what is unknown of half an address."""
    home, number = block.homes[at], block.words("dwelling", at)
    found = registers.dwellings.get(home)
    if found is None:
        built = building_of(registers, block, at) is not None
        room = home_key("", block.words("stairwell", at), number).partition("\x1f")[2]
        if number and (built or not registers.anywhere(room)):
            block.says(at, "dwelling", "unknown-dwelling")
    return found


def _building(registers: Registers, block: Block, at: int) -> Identified:
    name = block.words("building", at)
    return place_key(name), {"key": place_key(name), "name": name}


def _stairwell(registers: Registers, block: Block, at: int) -> Identified:
    building = building_of(registers, block, at)
    if building is None:
        return None
    name = block.words("stairwell", at)
    key = place_key(name)
    return (building, key), {"building_id": building, "key": key, "name": name}


def _dwelling(registers: Registers, block: Block, at: int) -> Identified:
    building = building_of(registers, block, at)
    if building is None:
        return None
    key = block.homes[at].partition("\x1f")[2]
    named = {"stairwell": block.words("stairwell", at), "number": block.words("number", at)}
    return (building, key), {"building_id": building, "key": key, **named}


def _piece(registers: Registers, block: Block, at: int) -> Identified:
    """To which part a building or a stairwell of it belongs: one of each kind of part."""
    building, said = building_of(registers, block, at), block.words("level", at)
    level, stairwell = registers.kinds.get(said, ""), block.words("stairwell", at)
    well = place_key(stairwell)
    for column, code in _faults_of_piece(registers, block, at, (building, level, well)):
        words, words_en = registers.kinds_named
        block.says(at, column, code, {"words": words, "words_en": words_en})
    if building is None or not level:
        return None
    key = f"{level}/{well}"
    if (first := registers.met.setdefault((building, key), block.lines[at])) != block.lines[at]:
        block.says(at, "", "twice", {"line": str(first)})
    return (building, key), {"building_id": building, "key": key, "level": level, "stairwell": stairwell}


def _faults_of_piece(
    registers: Registers, block: Block, at: int, row: tuple[int | None, str, str]
) -> Iterator[tuple[str, str]]:
    building, level, well = row
    if block.words("level", at) and not level:
        yield "level", "no-such-kind"
    elif level in OF_HOUSES:
        yield "level", "kind-of-houses"
    elif level == "grid" and not well:
        yield "level", "grid-of-building"
    if building is not None and well and (building, well) not in registers.stairwells:
        yield "stairwell", "unknown-stairwell"
    if not block.words("part", at) and "part" not in block.empties(at):
        yield "part", "missing"


def _unit(registers: Registers, block: Block, at: int) -> Identified:
    building, name = building_of(registers, block, at), block.words("name", at)
    return (name, {"building_id": building, "key": name, "name": name}) if name else None


def _household(registers: Registers, block: Block, at: int) -> Identified:
    home = home_of(registers, block, at)
    code = block.words("code", at)
    if home is None:
        return None
    if not code and registers.homes.get(home):
        block.says(at, "code", "household-which")
        return None
    return code or _unnumbered(home), {"code": code, "home_id": home}


def _unnumbered(home: int | None) -> Key:
    """What tells the household of a dwelling that has no number of its own."""
    return (home or 0, "")


KINDS = {
    "buildings": Kind("building", ("address", "floors", "stairwells", "grid"), ("key",), _building),
    "stairwells": Kind("stairwell", ("floors", "dwellings", "lift"), ("building_id", "key"), _stairwell),
    "dwellings": Kind("dwelling", ("area", "use"), ("building_id", "key"), _dwelling),
    "parts": Kind("piece", ("part",), ("building_id", "key"), _piece),
    "units": Kind(
        "unit", ("kind", "address", "contact"), ("key",), _unit, (("building_id", "building"),), "phone"
    ),
    "households": Kind("household", ("kind",), ("code",), _household, (("home_id", "dwelling"),)),
}
