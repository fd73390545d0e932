"""Two hundred faulty files: nothing breaks, and of each it is said what is wrong and where, in both languages."""

from __future__ import annotations

from datetime import date

import faulty
import pytest

from linli.registers import check, table
from linli.registers.problem import FileRefused, Problem
from linli.registers.shapes import SHAPES

TODAY = date(2026, 11, 26)
RESIDENTS = SHAPES["residents"]
ALL = [*faulty.files(), *faulty.sheets(), *faulty.cells(4)]


def found(one: faulty.Faulty) -> dict[tuple[int, str], Problem]:
    """Everything that is said of a file: by line and column, 0 for the file as a whole."""
    try:
        rows = list(check.rows(RESIDENTS, table.read(RESIDENTS, one.data).chunks(), TODAY, {}))
    except FileRefused as refused:
        return {(0, ""): refused.problem}
    if not rows:
        return {(0, ""): Problem("", "no-rows")}
    return {(row.line, problem.column): problem for row in rows for problem in row.problems}


def test_there_are_two_hundred_of_them() -> None:
    assert len(ALL) >= 200


@pytest.mark.parametrize("part", range(8))
def test_of_every_faulty_file_it_is_said_what_is_wrong_and_where(part: int) -> None:
    silent = []
    for one in ALL[part::8]:
        said = found(one)
        key = (one.line, RESIDENTS.called(one.column) if one.column else "")
        problem = said.get(key)
        if (
            problem is None
            or problem.code not in one.code.split()
            or not all((problem.says.zh, problem.says.en))
        ):
            silent.append((one.name, one.code, {key: each.code for key, each in said.items()}))
    assert silent == []
