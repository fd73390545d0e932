"""Rows as values, with everything that is wrong with them by themselves and among each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from linli.registers import cells, identity
from linli.registers.cells import Value, place_key
from linli.registers.problem import Problem
from linli.registers.shape import Column, Shape
from linli.registers.table import Line

Mends = Mapping[int, Mapping[str, str]]


@dataclass(slots=True)
class Row:
    """One row: what is typed, what it means, what is wrong with it."""

    line: int
    typed: dict[str, str]
    values: dict[str, Value]
    problems: list[Problem] = field(default_factory=list)


def rows(shape: Shape, lines: Iterable[Line], today: date, mends: Mends) -> Iterator[Row]:
    """Every row, checked. ``mends`` are cells that were typed anew, by line and column."""
    seen: dict[tuple[str, ...], int] = {}
    heads: dict[tuple[str, ...], int] = {}
    for line in lines:
        mended = mends.get(line.number, {})
        row = _row(shape, line, today, mended)
        if key := _key(shape, row.values):
            _once(row, key, seen, Problem("", "twice"))
        if row.values.get("relation") == "head" and (home := _home(row.values)):
            _once(row, home, heads, Problem("relation", "second-head"))
        yield row


def _once(row: Row, key: tuple[str, ...], seen: dict[tuple[str, ...], int], problem: Problem) -> None:
    first = seen.setdefault(key, row.line)
    if first != row.line:
        row.problems.append(Problem(problem.column, problem.code, {"line": str(first)}))


def _row(shape: Shape, line: Line, today: date, mended: Mapping[str, str]) -> Row:
    typed = {**line.cells, **mended}
    row = Row(line.number, typed, {})
    for column in shape.columns:
        words = typed.get(column.key, "")
        if column.key in line.merged and column.key not in mended:
            row.problems.append(Problem(column.key, "merged"))
        elif not words or _masked(column, words, typed):
            row.problems += [Problem(column.key, "missing")] if column.needed else []
        else:
            found = cells.parse(column, words, today)
            if isinstance(found, Problem):
                row.problems.append(found)
            else:
                row.values[column.key] = found
    if "identity" in row.values:
        _agree(row)
    return row


def _masked(column: Column, words: str, typed: Mapping[str, str]) -> bool:
    """Whether a cell stands as it went out, masked, of somebody whom the number in the register tells."""
    return "*" in words and column.kind in ("identity", "phone", "date") and bool(typed.get("register"))


def _agree(row: Row) -> None:
    said = identity.read(str(row.values["identity"]))
    assert isinstance(said, identity.Identity)
    for column, value, code in (
        ("born", said.born.isoformat(), "born-differs"),
        ("sex", said.sex, "sex-differs"),
    ):
        if row.values.setdefault(column, value) != value:
            row.problems.append(Problem(column, code))


def _key(shape: Shape, values: Mapping[str, Value]) -> tuple[str, ...] | None:
    """What tells one row from another; None where that is missing."""
    given = {key: str(value) for key, value in values.items()}
    match shape.key:
        case "buildings":
            return (place_key(given["building"]),) if "building" in given else None
        case "households":
            return (given["code"],) if "code" in given else None
        case "dwellings":
            return home_key(given) if "number" in given and "building" in given else None
        case _:
            if "identity" in given:
                return ("identity", given["identity"])
            return (
                ("name", given["name"], *home_key(given)) if "name" in given and "building" in given else None
            )


def home_key(given: Mapping[str, Value]) -> tuple[str, str, str]:
    """What a dwelling is told by: building, stairwell and number."""
    number = given.get("number", given.get("dwelling", ""))
    return (
        place_key(str(given.get("building", ""))),
        place_key(str(given.get("stairwell", ""))),
        place_key(str(number)),
    )


def _home(values: Mapping[str, Value]) -> tuple[str, ...] | None:
    if values.get("household"):
        return ("household", str(values["household"]))
    return home_key(values) if "dwelling" in values and "building" in values else None
