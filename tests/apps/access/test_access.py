"""Who may come to which address: what really happens is what the table says (access.yaml)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.apps.access.conftest import Doors, Row, Table

METHODS = ("get", "post")
FEW = ["stranger", "seat-holder"]
NO_SUCH_METHOD = 405
HOW = (
    "Look at each answer below: is it who may? If so, put the lines into tests/apps/access/access.yaml "
    "(CONTRIBUTING.md says how to read them)."
)


def test_every_address_answers_each_role_as_the_table_says(
    table: Table, doors: Doors, names: list[str]
) -> None:
    wrong, missing = [], []
    for name in names:
        row = table.rows.get(name)
        found = {method: _answers(table, doors, name, method) for method in METHODS}
        if row is None or not row.expected:
            missing.append(_suggested(name, found))
            continue
        for method, answers in found.items():
            wrong += [
                f"{method.upper()} {name} as {role}: {answer}, the table says {row.of(method, role)}"
                for role, answer in answers.items()
                if answer != row.of(method, role)
            ]
    assert not missing, f"These addresses are not in the table. {HOW}\n\n" + "\n".join(missing)
    assert not wrong, "\n".join(["The table and the site differ:", *wrong])


def _answers(table: Table, doors: Doors, name: str, method: str) -> dict[str, Any]:
    row = table.rows.get(name)
    try:
        address = table.address(name, row, doors.known)
    except KeyError as missing:
        pytest.fail(
            f"{name} needs {missing}: say under `usual` of access.yaml, or under `at` of its row, which."
        )
    sent = row.sent if row else None
    return {
        role: _said(doors.answer(role, method, name, address, sent)) for role in _roles(table, row, method)
    }


def _roles(table: Table, row: Row | None, method: str) -> list[str]:
    """Everybody; two of them where all are answered alike and nobody is anything (no community in the address),
    or nothing of the kind can be sent at all.
    """
    said = row.expected.get(method) if row else None
    if row is None or not isinstance(said, int):
        return list(table.roles)
    nowhere = not {"slug", "community"} & set(table.needs(row.name))
    return FEW if nowhere or said == NO_SUCH_METHOD else list(table.roles)


def _said(response: Any) -> Any:
    """The status; ``sign-in`` for who is sent there."""
    if response.status_code == 302 and response["Location"].startswith("/sign-in/"):
        return "sign-in"
    return response.status_code


def _suggested(name: str, found: dict[str, dict[str, Any]]) -> str:
    lines = [f"  {name}:"]
    for method, answers in found.items():
        kinds = list(answers.values())
        usual = max(kinds, key=kinds.count)
        special = {role: answer for role, answer in answers.items() if answer != usual}
        told = ", ".join([*(f"{role}: {one}" for role, one in special.items()), f"others: {usual}"])
        lines.append(f"    {method}: {{{told}}}" if special else f"    {method}: {usual}")
    return "\n".join(lines)


def test_no_row_is_left_of_an_address_that_is_gone(table: Table, names: list[str]) -> None:
    assert sorted(set(table.rows) - set(names)) == []


def test_no_two_addresses_bear_the_same_name(every: list[tuple[str, str]]) -> None:
    """The second would never be tried."""
    known: dict[str, str] = {}
    twice = [name for name, way in every if known.setdefault(name, way) != way]
    assert twice == []
