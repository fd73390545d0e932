"""Who may come to which address: what really happens is what the table says (access.yaml)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.apps.access.conftest import Table, Walk

HOW = (
    "Look at each answer below: is it who may? If so, put the lines into tests/apps/access/access.yaml "
    "(CONTRIBUTING.md says how to read them)."
)


def test_every_address_answers_each_role_as_the_table_says(
    table: Table, walked: Walk, names: list[str]
) -> None:
    wrong, missing = [], []
    for name in names:
        row = table.rows.get(name)
        found = walked.answers[name]
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
