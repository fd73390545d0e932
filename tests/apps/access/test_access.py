"""Who may come to which address: what really happens is what the table says (access.yaml)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linli.apps.community.models import Correction
from linli.apps.matters.models import Matter

if TYPE_CHECKING:
    from tests.apps.access.conftest import Doors, Table, Walk

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


def test_a_closed_matter_answers_each_role_as_the_table_says(table: Table, doors: Doors) -> None:
    number = Matter.every.get(closed=True, status="open").number
    wrong = []
    for name, row in table.closed.items():
        address = table.address(name, row, {**doors.known, "number": number})
        for method in row.expected:
            found = {
                role: doors.answer(role, method, name, address, row.sent).status_code for role in table.roles
            }
            wrong += [
                f"{method.upper()} {name} as {role}: {answer}, the table says {row.of(method, role)}"
                for role, answer in found.items()
                if answer != row.of(method, role)
            ]
    assert not wrong, "\n".join(wrong)


LISTS = (
    "matters:square", "matters:record", "matters:map", "matters:disclosures", "matters:agreements", "matters:sittings",
    "told:feed", "told:calendar", "api-v1:matters", "api-v1:disclosures",
)  # fmt: skip


def test_a_closed_matter_is_in_no_list_feed_calendar_or_export(table: Table, doors: Doors) -> None:
    """In the record to take away it is without a name: tests/apps/care/test_corrections_as_matters.py."""
    row = Matter.every.get(closed=True, status="open")
    asked = Correction.objects.get(chain=row.chain)
    for name in LISTS:
        address = table.address(name, table.rows[name], doors.known)
        for role in table.roles:
            told = doors.answer(role, "get", name, address).content.decode()
            assert f"matters/{row.year}/{row.number}" not in told, (name, role)
    record = table.address("matters:archive", table.rows["matters:archive"], doors.known)
    for role in table.roles:
        lines = doors.answer(role, "get", "matters:archive", record).whole.decode().splitlines()
        its = [one for one in lines if row.chain in one]
        assert its, role
        assert not any(asked.person.pseudonym in one for one in its), role


def test_no_row_is_left_of_an_address_that_is_gone(table: Table, names: list[str]) -> None:
    assert sorted({*table.rows, *table.closed} - set(names)) == []


def test_no_two_addresses_bear_the_same_name(every: list[tuple[str, str]]) -> None:
    """The second would never be tried."""
    known: dict[str, str] = {}
    twice = [name for name, way in every if known.setdefault(name, way) != way]
    assert twice == []
