"""Rows as values, with everything that is wrong with them by themselves and among each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import repeat

from linli.registers.cells import Value, place_key
from linli.registers.columns import DAYS, Reader, reader
from linli.registers.problem import Problem
from linli.registers.shape import CLEARS, Column, Shape
from linli.registers.swaps import NONE, Swaps
from linli.registers.table import Chunk, open_cell

Mends = Mapping[int, Mapping[str, str]]
Key = str | tuple[str, ...]
HOMES = 65_536
_NOTHING: frozenset[str] = frozenset()


@dataclass(slots=True)
class Row:
    """One row: what is typed, what it means, what is wrong with it."""

    line: int
    typed: dict[str, str]
    values: dict[str, Value]
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class Block:
    """Some rows, a column at a time. A value is None where the cell is empty or wrong; ``homes`` is what each row's
    dwelling is told by, ``problems`` what is wrong, by the place of the row in here."""

    lines: list[int]
    typed: dict[str, Sequence[str]]
    values: dict[str, list[Value | None]]
    problems: dict[int, list[Problem]]
    homes: list[str]
    cleared: dict[int, frozenset[str]] = field(default_factory=dict)
    """Columns that are to become empty, by the place of the row in here."""

    def empties(self, at: int) -> frozenset[str]:
        """What becomes empty in a row, and does not follow from its other cells."""
        given = self.cleared.get(at)
        return frozenset(key for key in given if self.values[key][at] is None) if given else _NOTHING

    def row(self, at: int) -> Row:
        """One of them by itself."""
        values = {key: column[at] for key, column in self.values.items()}
        return Row(
            self.lines[at],
            {key: open_cell(column[at]) for key, column in self.typed.items()},
            {key: value for key, value in values.items() if value is not None},
            self.problems.get(at, []),
        )

    def has(self, key: str) -> bool:
        """Whether any row says something in a column."""
        column = self.values.get(key, ())
        return len(column) > column.count(None)

    def words(self, key: str, at: int) -> str:
        """A value as a text, empty for none."""
        found = self.values[key][at] if key in self.values else None
        return "" if found is None else str(found)

    def says(self, at: int, column: str, code: str, more: dict[str, str] | None = None) -> None:
        """Something is wrong with a row."""
        self.problems.setdefault(at, []).append(Problem(column, code, more or {}))


def rows(shape: Shape, chunks: Iterable[Chunk], today: date, mends: Mends) -> Iterator[Row]:
    """Every row, checked, one by one."""
    for block in blocks(shape, chunks, today, mends):
        yield from (block.row(at) for at in range(len(block.lines)))


def blocks(
    shape: Shape, chunks: Iterable[Chunk], today: date, mends: Mends, swaps: Swaps = NONE
) -> Iterator[Block]:
    """Every row, checked. ``mends`` are cells typed anew, by line and column; ``swaps`` are put before them."""
    readers = [reader(column, today) for column in shape.columns]
    seen: dict[Key, int] = {}
    heads: dict[Key, int] = {}
    for chunk in chunks:
        block = _block(chunk, readers, mends, swaps)
        if "identity" in block.values:
            _agree(block)
        block.homes = _homes(block)
        _once(block, _keys(shape, block), seen, "", "twice")
        if "relation" in block.values:
            _once(block, _heads(block), heads, "relation", "second-head")
        yield block


def _block(chunk: Chunk, readers: Sequence[Reader], mends: Mends, swaps: Swaps) -> Block:
    typed = swaps.put(chunk)
    mended = [(at, mends[line]) for at, line in enumerate(chunk.lines) if line in mends] if mends else []
    for at, given in mended:
        for key, words in given.items():
            column = typed.get(key, repeat("", len(chunk.lines)))
            typed[key] = [*column]
            typed[key][at] = words  # type: ignore[index]  # a list since the line before
    block = Block(chunk.lines, typed, {}, {}, [])
    fresh = {(at, key) for at, given in mended for key in given}
    for one in readers:
        key = one.column.key
        if key not in typed:
            block.values[key] = [None] * len(chunk.lines)
            continue
        block.values[key] = one.read(_without_words(block, one.column, typed[key]))
        hidden = {
            at: keys[key] for at, keys in chunk.hidden.items() if key in keys and (at, key) not in fresh
        }
        _faults(block, one, hidden)
    return block


def _without_words(block: Block, column: Column, typed: Sequence[str]) -> Sequence[str]:
    """A column without the words that empty a cell, which are noted."""
    text = "".join(typed).lower() if column.clears else ""
    if "清空" not in text and "clear" not in text:
        return typed
    found = [at for at, words in enumerate(typed) if words.strip().lower() in CLEARS]
    if not found:
        return typed
    left = [*typed]
    for at in found:
        left[at] = ""
        block.cleared[at] = block.cleared.get(at, _NOTHING) | {column.key}
    return left


def _faults(block: Block, one: Reader, hidden: dict[int, str]) -> None:
    """What is wrong in a column: said of each row."""
    column, values = one.column, block.values[one.column.key]
    for at, code in hidden.items():
        values[at] = None
        block.says(at, column.key, code)
    if not one.wrong and not (column.needed and None in values):
        return
    typed, register = block.typed[column.key], block.typed.get("register")
    # Where a row is told by its name alone, whether that is known is seen against the register.
    own = "" if "register" in block.values else "name"
    for at, value in enumerate(values):
        if value is not None or at in hidden:
            continue
        wrong = one.wrong.get(typed[at])
        if wrong is not None and not _masked(column, typed[at], register[at] if register else own):
            block.problems.setdefault(at, []).append(wrong)
        elif column.needed:
            block.says(at, column.key, "missing")


def _masked(column: Column, words: str, register: str) -> bool:
    """Whether a cell stands as it went out, masked, of somebody or something that is told without it."""
    return "*" in words and column.kind in ("identity", "phone", "date") and bool(open_cell(register))


def _agree(block: Block) -> None:
    numbers = block.values["identity"]
    born = [DAYS[str(number)[6:14]] if number else None for number in numbers]
    sex = [("male" if int(str(number)[16]) % 2 else "female") if number else None for number in numbers]
    for column, said, code in (("born", born, "born-differs"), ("sex", sex, "sex-differs")):
        if column not in block.values:
            continue
        given = block.values[column]
        if given.count(None) == len(given):
            block.values[column] = said  # type: ignore[assignment]  # texts are values
            continue
        for at, (value, own) in enumerate(zip(said, given, strict=True)):
            if value is not None and own is not None and own != value:
                block.says(at, column, code)
        block.values[column] = [value if own is None else own for value, own in zip(said, given, strict=True)]


def _once(block: Block, keys: Iterable[Key | None], seen: dict[Key, int], column: str, code: str) -> None:
    told = [*keys]
    fresh: dict[Key, int] = dict(zip(told, block.lines, strict=True))  # type: ignore[arg-type]  # None goes out
    fresh.pop(None, None)  # type: ignore[call-overload]  # as above
    if len(fresh) + told.count(None) == len(told) and seen.keys().isdisjoint(fresh):
        seen.update(fresh)
        return
    for at, (key, line) in enumerate(zip(told, block.lines, strict=True)):
        if key is not None and (first := seen.setdefault(key, line)) != line:
            block.says(at, column, code, {"line": str(first)})


def _keys(shape: Shape, block: Block) -> Iterable[Key | None]:
    """What tells one row from another; None where that is missing."""
    values = block.values
    match shape.key:
        case "buildings":
            return (place_key(str(one)) if one is not None else None for one in values["building"])
        case "households":
            told = zip(values["code"], block.homes, strict=True)
            return (("code", str(code)) if code is not None else home or None for code, home in told)
        case "dwellings":
            return (home or None for home in block.homes)
        case "stairwells":
            two = zip(values["building"], values["stairwell"], strict=True)
            return (home_key(str(one), str(own), "-") if one and own else None for one, own in two)
        case "parts":
            # One kind of part has several names: what tells rows apart is known beside the charter.
            return repeat(None, len(block.lines))
        case "units":
            return (str(one) if one is not None else None for one in values["name"])
        case "party" | "rosters":
            return _told(block)
        case _:
            return _of_residents(block)


def _of_residents(block: Block) -> Iterable[Key | None]:
    """Somebody by ID number, else by name and dwelling."""
    numbers = block.values["identity"]
    if None not in numbers:
        return numbers  # type: ignore[return-value]  # texts, all
    three = zip(numbers, block.values["name"], block.homes, strict=True)
    return (
        str(number) if number is not None else (str(name), home) if name is not None and home else None
        for number, name, home in three
    )


def _told(block: Block) -> Iterable[Key | None]:
    """Somebody by ID number, number in the register or name; in an organ, once in each."""
    organs = block.values.get("organ", [""] * len(block.lines))
    four = zip(organs, *(block.values[key] for key in ("identity", "register", "name")), strict=True)
    return (
        (str(organ), str(number or register or name)) if number or register or name else None
        for organ, number, register, name in four
    )


def _homes(block: Block) -> list[str]:
    values = block.values
    number = values.get("number") or values.get("dwelling")
    if number is None or "building" not in values:
        return []
    return [
        home_key(building, stairwell, own) if building is not None and own is not None else ""
        for building, stairwell, own in zip(values["building"], values["stairwell"], number, strict=True)
    ]


@lru_cache(HOMES)
def home_key(building: str, stairwell: str | None, number: str) -> str:
    """What a dwelling is told by: building, stairwell and number."""
    return f"{place_key(building)}\x1f{place_key(stairwell or '')}/{place_key(number)}"


def _heads(block: Block) -> Iterable[Key | None]:
    values = block.values
    three = zip(values["relation"], values["household"], block.homes, strict=True)
    return (
        None if relation != "head" else ("household", str(code)) if code else home or None
        for relation, code, home in three
    )
