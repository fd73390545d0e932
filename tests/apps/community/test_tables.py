"""Registers brought in as tables: checked, mended, entered all or nothing, taken back."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

sys.path.append(str(Path(__file__).parents[2] / "registers"))
import made

import kept
from linli.apps.community import actions, reads
from linli.apps.community.models import (
    Account,
    BroughtTable,
    Building,
    Community,
    Dwelling,
    Household,
    Person,
    Resident,
    TableRow,
)
from linli.apps.community.personal import opened
from linli.registers import write
from linli.registers.problem import FileRefused
from linli.registers.shapes import SHAPES

PEOPLE = made.residents(9)
HOMES = made.homes_of(PEOPLE)
BUILDINGS = [{"楼栋": "1号楼", "层数": "6"}]


def bring(clerk: Account, shape: str, rows: Any, *, apply: bool = True) -> BroughtTable:
    """Bring a table in and have it entered."""
    data = rows if isinstance(rows, bytes) else made.text(rows)
    table = actions.bring_table(Community.objects.get(), SHAPES[shape], f"{shape}.csv", data, actor=clerk)
    actions.work_table(table.pk)
    return go(clerk, table, "apply") if apply else fresh(table)


def go(clerk: Account, table: BroughtTable, what: str) -> BroughtTable:
    actions.go_on(table, what, actor=clerk)
    actions.work_table(table.pk)
    return fresh(table)


def fresh(table: BroughtTable) -> BroughtTable:
    return BroughtTable.objects.select_related("community").get(pk=table.pk)


@pytest.fixture
def housed(clerk: Account) -> Account:
    """The buildings and dwellings are in the register."""
    kept.once("housed", lambda: _house(clerk))
    return clerk


def _house(clerk: Account) -> None:
    assert bring(clerk, "buildings", BUILDINGS).state == "applied"
    assert bring(clerk, "dwellings", HOMES).state == "applied"


def test_residents_are_entered_with_their_households_and_what_the_charter_asks(housed: Account) -> None:
    table = bring(housed, "residents", PEOPLE)
    assert (table.state, table.counts["new"], table.counts["households"]) == ("applied", 9, 3)
    assert (Person.objects.count(), Household.objects.count(), Dwelling.objects.count()) == (9, 3, 3)
    first = Resident.objects.get(person__name="居民00000")
    assert (first.sex, opened(first).born, first.relation, first.party) == (
        "male",
        "1950-01-01",
        "head",
        True,
    )
    facts = reads.roster(table.community).people[first.person.pseudonym]
    assert {name for name, known in facts.items() if known.value} == {"adult", "registered", "party-member"}
    assert str(first.person.household.home) == "1单元 101"


def test_the_record_and_the_database_hold_no_number_that_can_be_read(housed: Account) -> None:
    table = bring(housed, "residents", PEOPLE)
    chain = b"".join(one.data for one in reads.chain(table.community, "community"))
    secrets = [PEOPLE[0]["身份证号"], PEOPLE[0]["联系电话"]]
    kept = "".join(str(row) for row in [*Resident.objects.values(), *BroughtTable.objects.values()])
    for secret in [*secrets, "1950"]:
        assert secret.encode() not in chain
    assert not any(secret in kept for secret in secrets)
    assert bytes(table.file) == b""


def test_one_entry_of_the_record_enters_a_table_and_one_takes_it_back(housed: Account) -> None:
    community = Community.objects.get()
    before = reads.roster(community).seq
    table = bring(housed, "residents", PEOPLE)
    assert reads.roster(community).seq == before + 1
    assert go(housed, table, "undo").state == "undone"
    assert reads.roster(community).seq == before + 2
    assert not reads.roster(community).people
    assert not Resident.objects.exists()
    assert not Household.objects.exists()
    assert not Person.objects.filter(departed=False).exists()
    again = bring(housed, "residents", PEOPLE)
    assert (again.state, again.counts["new"]) == ("applied", 9)


def test_what_stays_the_same_is_not_written_and_what_differs_is_named(housed: Account) -> None:
    bring(housed, "residents", PEOPLE)
    changed = [dict(one) for one in PEOPLE]
    changed[1] |= {"联系电话": "13900000000", "党员": "是"}
    changed[2] |= {"房号": "102"}
    table = bring(housed, "residents", changed, apply=False)
    counts = table.counts
    assert (counts["new"], counts["changed"], counts["same"]) == (0, 2, 7)
    shown = reads.preview_rows(table, housed, "changed").page(1)
    assert [(one.line, [each.column for each in one.differences]) for one in shown] == [
        (3, ["party", "phone"]),
        (4, ["household"]),
    ]
    table = go(housed, table, "apply")
    one = Resident.objects.get(person__name="居民00001")
    assert reads.roster(table.community).people[one.person.pseudonym]["party-member"].value is True
    assert go(housed, table, "undo").state == "undone"
    one.refresh_from_db()
    assert (one.party, one.touched) == (False, 3)
    assert reads.roster(table.community).people[one.person.pseudonym]["party-member"].value is False
    assert bring(housed, "residents", PEOPLE, apply=False).counts["same"] == 9


def test_a_table_with_a_fault_is_not_entered_until_it_is_mended(housed: Account) -> None:
    rows = [dict(one) for one in PEOPLE]
    rows[0]["身份证号"] = rows[0]["身份证号"][:-1] + ("1" if rows[0]["身份证号"][-1] != "1" else "2")
    rows[1]["楼栋"] = "9号楼"
    table = bring(housed, "residents", rows, apply=False)
    assert table.counts["problems"] == 2
    told = {
        row.line: [(column, code) for column, code, _more in row.problems] for row in TableRow.objects.all()
    }
    assert told == {2: [("identity", "id-check")], 3: [("building", "unknown-building")]}
    with pytest.raises(actions.NotNow):
        actions.go_on(table, "apply", actor=housed)
    mends = {2: {"identity": PEOPLE[0]["身份证号"]}, 3: {"building": "1栋"}}
    actions.mend_rows(table, mends, actor=housed)
    actions.work_table(table.pk)
    assert fresh(table).counts["problems"] == 0
    assert go(housed, table, "apply").state == "applied"
    assert not TableRow.objects.exists()
    assert Resident.objects.count() == 9


def test_a_row_can_be_left_out_and_taken_in_again_before_the_table_is_entered(housed: Account) -> None:
    rows = [*PEOPLE, PEOPLE[0], dict.fromkeys(PEOPLE[0], "") | {"楼栋": "1号楼"}]
    table = bring(housed, "residents", rows, apply=False)
    assert [row.line for row in TableRow.objects.all()] == [11, 12]
    for leave, wrong in (("1", 0), ("", 2), ("1", 0)):
        actions.mend_rows(table, {11: {"leave": leave}, 12: {"leave": leave}}, actor=housed)
        actions.work_table(table.pk)
        counts = fresh(table).counts
        assert (counts["problems"], counts["left"]) == (wrong, 2 if leave else 0)
        assert [row.line for row in TableRow.objects.all()] == [11, 12]
    assert go(housed, table, "apply").state == "applied"
    assert Resident.objects.count() == 9


def test_an_id_number_of_somebody_not_yet_born_or_impossibly_old_is_refused(housed: Account) -> None:
    rows = [dict(one) for one in PEOPLE[:3]]
    rows[0]["身份证号"] = made.number(1, date(2090, 3, 1))
    rows[1]["身份证号"] = made.number(2, date(1810, 3, 1))
    bring(housed, "residents", rows, apply=False)
    told = {
        row.line: [(column, code) for column, code, _more in row.problems] for row in TableRow.objects.all()
    }
    assert told == {2: [("identity", "id-born")], 3: [("identity", "id-born")]}


def test_households_without_numbers_go_out_and_come_in_unchanged_and_take_what_is_new(
    housed: Account,
) -> None:
    bring(housed, "residents", PEOPLE)
    community = Community.objects.get()
    out = write.text(
        SHAPES["households"], reads.exported(community, SHAPES["households"], housed, whole=False)
    )
    again = bring(housed, "households", out, apply=False)
    assert (again.counts["same"], again.counts["problems"]) == (3, 0)
    kinds = [
        {"户号": "", "楼栋": "1号楼", "单元": "1单元", "房号": str(n), "户类型": "家庭户"} for n in (101, 102)
    ]
    changed = bring(housed, "households", kinds)
    assert (changed.counts["changed"], changed.counts["new"]) == (2, 0)
    assert Household.objects.filter(kind="family").count() == 2
    twice = bring(housed, "households", [kinds[0], kinds[0]], apply=False)
    assert twice.counts["problems"] == 1


def test_of_a_dwelling_whose_households_have_numbers_a_row_must_say_which(housed: Account) -> None:
    home = {"楼栋": "1号楼", "单元": "1单元", "房号": "101"}
    bring(housed, "households", [{"户号": "H1"} | home])
    table = bring(housed, "households", [{"户号": ""} | home], apply=False)
    assert [row.problems[0][:2] for row in TableRow.objects.filter(table=table)] == [
        ["code", "household-which"]
    ]


def test_of_two_tables_previewed_together_the_second_is_checked_again(housed: Account) -> None:
    first = bring(housed, "residents", PEOPLE, apply=False)
    second = bring(housed, "residents", PEOPLE[:4], apply=False)
    assert (first.counts["new"], second.counts["new"]) == (9, 4)
    assert go(housed, first, "apply").state == "applied"
    assert go(housed, second, "apply").state == "checking"
    actions.work_table(second.pk)
    second = fresh(second)
    assert (second.state, second.note, second.counts["same"]) == ("checked", ["moved"], 4)


def test_what_something_later_stands_on_is_not_taken_back(housed: Account) -> None:
    table = bring(housed, "residents", PEOPLE)
    dwellings = BroughtTable.objects.get(shape="dwellings")
    assert (go(housed, dwellings, "undo").state, fresh(dwellings).note) == ("applied", ["touched"])
    person = Person.objects.get(number=1)
    actions.take_seat(table.community, person, "committee", actor=actions.TERMINAL)
    assert (go(housed, table, "undo").state, fresh(table).note) == ("applied", ["touched"])
    assert Resident.objects.count() == 9


def test_somebody_of_whom_only_the_name_is_held_is_told_by_the_number(housed: Account) -> None:
    community = Community.objects.get()
    enrolled = actions.enrol_people(community, [actions.Newcomer("居民00003")], actor=actions.TERMINAL)
    assert isinstance(enrolled, list)
    table = bring(housed, "residents", PEOPLE, apply=False)
    assert [row.problems for row in TableRow.objects.all()] == [[["register", "namesake", {"numbers": "1"}]]]
    actions.mend_rows(table, {5: {"register": "1"}}, actor=housed)
    actions.work_table(table.pk)
    table = go(housed, table, "apply")
    assert (table.state, Person.objects.count()) == ("applied", 9)
    assert reads.roster(community).people[enrolled[0].pseudonym]["registered"].value is True
    assert go(housed, table, "undo").state == "undone"
    assert list(Person.objects.filter(departed=False)) == enrolled
    assert reads.roster(community).people[enrolled[0].pseudonym]["registered"].value is False


def test_households_have_numbers_of_their_own_and_move(housed: Account) -> None:
    rows = [
        {"户号": "H1", "楼栋": "1", "单元": "1", "房号": "101"},
        {"户号": "H2", "楼栋": "1", "单元": "1", "房号": "102"},
    ]
    assert bring(housed, "households", rows).counts["new"] == 2
    rows[1]["房号"] = "103"
    moved = bring(housed, "households", rows)
    assert (moved.counts["changed"], moved.counts["same"]) == (1, 1)
    assert Household.objects.get(code="H2").home.number == "103"
    assert go(housed, moved, "undo").state == "undone"
    assert Household.objects.get(code="H2").home.number == "102"
    people = [PEOPLE[0] | {"户号": "H2"}, PEOPLE[1] | {"户号": "H1"}]
    table = bring(housed, "residents", people, apply=False)
    assert [row.problems[0][1] for row in TableRow.objects.filter(table=table)] == ["household-elsewhere"]


def test_only_the_clerk_of_this_community_brings_in_and_goes_on(
    housed: Account, people: list[Person]
) -> None:
    stranger = actions.make_account("stranger", "a-long-pass-phrase", actor=actions.TERMINAL)
    table = bring(housed, "buildings", BUILDINGS, apply=False)
    deeds: list[Any] = [
        lambda: bring(stranger, "buildings", BUILDINGS),
        lambda: actions.go_on(table, "apply", actor=stranger),
        lambda: actions.mend_rows(table, {}, actor=stranger),
        lambda: actions.drop_table(table, actor=stranger),
        lambda: actions.note_look(table.community, "phone", actor=stranger),
    ]
    for deed in deeds:
        with pytest.raises(PermissionDenied):
            deed()
    assert fresh(table).state == "checked"


def test_interrupted_work_is_taken_up_and_given_up_after_the_third_time(
    housed: Account, monkeypatch: Any
) -> None:
    from linli.apps.community.actions.tables import work

    table = bring(housed, "residents", PEOPLE, apply=False)
    actions.go_on(table, "apply", actor=housed)

    class Killed:
        def __init__(self, *_: Any) -> None:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(work, "Entering", Killed)
        for _ in range(3):
            with pytest.raises(KeyboardInterrupt):
                actions.work_table(table.pk)
            assert actions.waiting() == []
            assert actions.work_table(table.pk) == ""
            BroughtTable.objects.update(beat=None)
            assert actions.waiting() == [table.pk]
    assert not Person.objects.exists()
    assert actions.work_table(table.pk) == "refused"
    assert go(housed, table, "again").state == "checked"
    assert go(housed, table, "apply").state == "applied"


def test_a_file_that_cannot_be_read_is_refused_with_its_reason_and_can_be_dropped(clerk: Account) -> None:
    table = bring(clerk, "residents", b"PK\x03\x04nonsense", apply=False)
    assert (table.state, table.note) == ("refused", ["not-a-workbook", {}])
    actions.drop_table(table, actor=clerk)
    assert (fresh(table).state, bytes(fresh(table).file)) == ("dropped", b"")
    with pytest.raises(actions.NotNow):
        actions.drop_table(table, actor=clerk)
    assert bring(clerk, "buildings", "楼栋\n\n".encode(), apply=False).note == ["no-rows", {}]
    with pytest.raises(FileRefused):
        bring(clerk, "buildings", b"x" * (20 * 1024 * 1024 + 1))
    assert not Building.objects.exists()


def test_an_empty_cell_leaves_what_is_known_and_a_word_takes_it_away_until_that_is_taken_back(
    housed: Account,
) -> None:
    table = bring(housed, "residents", PEOPLE)
    first = Person.objects.get(name="居民00000")
    keys = ("联系电话", "党员", "业主", "与户主关系")
    empty = bring(housed, "residents", [PEOPLE[0] | dict.fromkeys(keys, "")])
    assert (empty.counts["changed"], empty.counts["same"]) == (0, 1)
    words = dict(zip(keys, ("清空", " （清空）", "(clear)", "(Clear)"), strict=True))
    cleared = bring(housed, "residents", [PEOPLE[0] | words | {"性别": "清空"}])
    now = Resident.objects.get(person=first)
    assert cleared.counts["changed"] == 1
    assert (now.party, now.owner, now.relation, now.sex, opened(now).phone) == (None, None, "", "male", "")
    assert opened(now).identity == PEOPLE[0]["身份证号"]
    assert not reads.roster(table.community).people[first.pseudonym]["party-member"].value
    assert go(housed, cleared, "undo").state == "undone"
    again = Resident.objects.get(person=first)
    assert (again.party, again.relation, opened(again).phone) == (True, "head", PEOPLE[0]["联系电话"])
    assert reads.roster(table.community).people[first.pseudonym]["party-member"].value


def test_the_word_empties_what_things_are_known_by_beside_their_name_and_nothing_that_tells_them(
    housed: Account,
) -> None:
    assert bring(housed, "buildings", [{"楼栋": "1号楼", "层数": "清空"}]).counts["changed"] == 1
    assert Building.objects.get().floors is None
    wrong = bring(housed, "residents", [PEOPLE[0] | {"身份证号": "清空"}], apply=False)
    assert wrong.counts["problems"] == 1
    assert bring(housed, "residents", [PEOPLE[1] | {"联系电话": "清空"}]).counts["new"] == 1
    assert opened(Resident.objects.get()).phone == ""
