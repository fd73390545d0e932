"""The clerk's pages of the registers: from a file to what is entered, and who sees what."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

sys.path.append(str(Path(__file__).parents[2] / "registers"))
import faulty
import made

import kept
from linli.apps.community import actions
from linli.apps.community.actions.tables import work as work_of
from linli.apps.community.models import Account, BroughtTable, Building, Community, Look, Person, Resident
from linli.registers import check, table, write
from linli.registers.problem import Problem
from linli.registers.shapes import SHAPES
from signed import browser

MORE = dict.fromkeys(("most", "n", "line", "words", "needed", "heading", "sheet", "day"), "{")
HOME = "/c/sample/registers/"
PEOPLE = made.residents(6)


def send(client: Client, shape: str, data: bytes, name: str = "table.csv") -> str:
    """Bring a file in by the form, and let the background work on it; gives the address of its page."""
    answer = client.post(HOME, {"shape": shape, "file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()
    work()
    return str(answer.headers["location"])


def work() -> None:
    for pk in actions.waiting():
        actions.work_table(pk)


def do(client: Client, page: str, **given: str) -> str:
    assert client.post(page, given).status_code == 302
    work()
    return client.get(page).content.decode()


@pytest.fixture
def full(clerk: Account) -> Client:
    """The clerk's browser, six residents being entered."""
    kept.once("full", lambda: _fill(browser(clerk)))
    return browser(clerk)


def _fill(client: Client) -> None:
    for shape, rows in (
        ("buildings", [{"楼栋": "1号楼"}]),
        ("dwellings", made.homes_of(PEOPLE)),
        ("residents", PEOPLE),
    ):
        do(client, send(client, shape, made.text(rows, "gb18030")), do="apply")
    assert Resident.objects.count() == 6


def test_the_clerk_downloads_a_template_fills_it_in_mends_a_row_enters_it_and_takes_it_back(
    clerk: Account,
) -> None:
    client = browser(clerk)
    template = client.get(HOME + "buildings/template.xlsx")
    assert "attachment" in template.headers["content-disposition"]
    assert table.read(SHAPES["buildings"], template.content).heading.keys[0] == "building"
    filled = write.workbook(SHAPES["buildings"], [{"building": "1号楼", "floors": 6}, {"building": "2号楼"}])
    assert (
        "Buildings: 2 new, 0 changed, 0 unchanged"
        in client.get(send(client, "buildings", filled, "b.xlsx")).content.decode()
    )
    page = send(
        client, "buildings", made.text([{"楼栋": "1号楼", "层数": "六"}, {"楼栋": "3号楼", "层数": "7"}])
    )
    said = client.get(page).content.decode()
    assert "A whole number from 0 to 1,000,000 belongs here." in said
    assert 'name="2:floors"' in said
    assert client.post(page, {"do": "apply"}).status_code == 409
    assert "Enter all of it" in do(client, page, do="mend", **{"2:floors": "6"})
    assert "Take it back" in do(client, page, do="apply")
    assert "taken back" in do(client, page, do="undo")


def test_rows_still_wrong_come_before_those_mended_and_each_can_be_left_out(clerk: Account) -> None:
    client = browser(clerk, "zh-hans")
    rows = [{"楼栋": "1号楼", "层数": "六"}, {"楼栋": "", "层数": "7"}, {"楼栋": "1号楼", "层数": "6"}]
    page = send(client, "buildings", made.text(rows))
    said = do(client, page, do="mend", **{"2:floors": "6"})
    assert said.index("第 3 行") < said.index("第 4 行") < said.index("第 2 行")
    assert "第 3 行 · 7" in said
    said = do(client, page, do="mend", **{"3:leave": "1", "4:leave": "1"})
    assert "2 行不登记" in said
    assert "全部登记" in said
    done = do(client, page, do="apply")
    assert "接着导入下一本：单元" in done
    assert Building.objects.count() == 1


def test_what_is_exported_is_called_by_community_register_and_day(full: Client, clerk: Account) -> None:
    answer = browser(clerk, "zh-hans").post(HOME + "households/export/", {"form": "csv"})
    name = unquote(answer.headers["content-disposition"])
    assert re.search(r"-住户-\d{4}-\d\d-\d\d\.csv$", name), name


def test_chinese_pages_say_in_figures_what_would_change(full: Client, clerk: Account) -> None:
    client = browser(clerk, "zh-hans")
    changed = [dict(one) for one in PEOPLE]
    changed[0]["联系电话"] = "13900001111"
    said = client.get(send(client, "residents", made.text(changed))).content.decode()
    assert "新增 0 人，更改 1 人，不变 5 人" in said
    assert "第 2 行 · 居民00000" in said
    assert "已登记" in client.get(HOME).content.decode()


def test_nobody_but_the_clerk_sees_anything_of_the_registers(
    full: Client, people: list[Person], signed_in: Any
) -> None:
    resident = signed_in(people[0])
    addresses = ["", "residents/", "tables/3/", "residents/template.xlsx"]
    for client in (resident, Client()):
        for address in addresses:
            answer = client.get(HOME + address)
            assert answer.status_code == 403
            assert "居民00000" not in answer.content.decode()
        assert client.post(HOME + "residents/export/", {"form": "csv", "whole": "on"}).status_code == 403
        assert client.post(HOME + "tables/3/", {"do": "undo"}).status_code == 403
    assert Resident.objects.count() == 6


def test_who_was_enrolled_by_name_only_is_found_among_the_residents_and_led_to_the_file_by_the_clerk(
    full: Client, people: list[Person]
) -> None:
    listed = full.get(HOME + "residents/").content.decode()
    only = listed.partition("Enrolled by name only")[2]
    assert f'href="{HOME}residents/{people[0].number}/">{people[0].name}</a>' in only
    assert "居民00000" not in only
    found = full.get(HOME + "residents/", {"q": people[1].name}).content.decode()
    assert people[1].name in found.partition("Enrolled by name only")[2]
    assert people[0].name not in found
    assert "Enrolled by name only" not in full.get(HOME + "residents/", {"q": "居民00000"}).content.decode()


def test_numbers_are_masked_until_opened_and_who_opened_them_is_recorded(
    full: Client, clerk: Account
) -> None:
    number, phone = PEOPLE[0]["身份证号"], PEOPLE[0]["联系电话"]
    said = full.get(HOME + "residents/", {"q": "居民00000"}).content.decode()
    assert number not in said
    assert f"{number[:3]}*" in said
    person = Person.objects.get(name="居民00000")
    Look.objects.all().delete()
    opened = full.post(HOME + "residents/?q=居民0", {"open": str(person.number)}).content.decode()
    assert number in opened
    assert phone in opened
    assert PEOPLE[1]["身份证号"] not in opened
    assert [(look.account, look.person) for look in Look.objects.all()] == [(clerk, person)]
    assert f"resident no. {person.number}" in full.get(HOME).content.decode()


def test_what_is_exported_comes_back_unchanged_masked_or_whole(full: Client) -> None:
    for form in ("csv", "xlsx"):
        for given in ({}, {"whole": "on"}):
            answer = full.post(HOME + "residents/export/", {"form": form, **given})
            assert answer.status_code == 200
            whole = PEOPLE[0]["身份证号"].encode() in answer.content
            assert form == "xlsx" or whole == bool(given)
            page = send(full, "residents", answer.content, f"r.{form}")
            assert "People: 0 new, 0 changed, 6 unchanged" in full.get(page).content.decode()
    assert Look.objects.filter(what="export").count() == 2
    for shape in ("buildings", "dwellings", "households"):
        answer = full.post(HOME + f"{shape}/export/", {"form": "xlsx"})
        assert table.read(SHAPES[shape], answer.content).heading.line == 1


def test_a_name_that_a_spreadsheet_would_run_goes_out_harmless_and_comes_back(full: Client) -> None:
    rows = [PEOPLE[0] | {"姓名": "=HYPERLINK(1)"}]
    page = send(full, "residents", made.text(rows))
    assert "1 changed" in full.get(page).content.decode()
    do(full, page, do="apply")
    answer = full.post(HOME + "residents/export/", {"form": "csv", "whole": "on"})
    assert "\n'=HYPERLINK(1)," in answer.content.decode().replace("\r", "")
    read = table.read(SHAPES["residents"], answer.content)
    first = next(check.rows(read.shape, read.chunks(), actions.now().date(), {}))
    assert first.values["name"] == "=HYPERLINK(1)"
    assert "0 changed, 6 unchanged" in full.get(send(full, "residents", answer.content)).content.decode()


def test_a_page_of_work_under_way_or_interrupted_says_so(full: Client, clerk: Account) -> None:
    answer = full.post(HOME, {"shape": "residents", "file": SimpleUploadedFile("r.csv", made.text(PEOPLE))})
    page = str(answer.headers["location"])
    assert "It is waiting for its turn." in full.get(page).content.decode()
    BroughtTable.objects.filter(number=4).update(done=3, total=6, beat=actions.now())
    assert 'value="50"' in full.get(page).content.decode()
    BroughtTable.objects.filter(number=4).update(beat="2020-01-01T00:00:00Z")
    assert "The work was interrupted. Nothing is half done" in full.get(page).content.decode()
    assert full.post(page, {"do": "apply"}).status_code == 409
    assert full.post(page, {"do": "dance"}).status_code == 409
    work()
    assert "thrown away" in do(full, page, do="drop")


@pytest.mark.parametrize("given", [{}, {"shape": "residents"}, {"shape": "kings", "file": "x"}])
def test_a_form_without_register_or_file_says_what_is_missing(clerk: Account, given: dict[str, Any]) -> None:
    if "file" in given:
        given = {**given, "file": io.BytesIO(b"x")}
    answer = browser(clerk).post(HOME, given)
    assert answer.status_code == 422
    assert "Choose a register and a file." in answer.content.decode()
    assert not Community.objects.get().tables.exists()


@pytest.mark.parametrize("address", ["kings/template.xlsx", "residents/template.exe", "tables/99/"])
def test_an_address_of_nothing_is_not_found(clerk: Account, address: str) -> None:
    assert browser(clerk).get(HOME + address).status_code == 404


def test_faulty_files_sent_by_the_form_are_told_on_the_page_and_break_nothing(clerk: Account) -> None:
    client = browser(clerk)
    for one in [*faulty.files(), *faulty.sheets()][::3]:
        page = send(client, "residents", one.data, "台账.xlsx")
        answer = client.get(page)
        assert answer.status_code == 200, one.name
        said = answer.content.decode()
        words = [Problem("", code, MORE).says.en.split("{")[0][:12] for code in one.code.split()]
        assert any(word in said for word in words), one.name
    assert not Resident.objects.exists()


def test_fifty_thousand_rows_are_read_with_progress_that_needs_no_script_and_go_on_without_the_page(
    clerk: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, people = browser(clerk), made.residents(50_000)
    do(
        client,
        send(client, "buildings", made.text([{"楼栋": name} for name in made.buildings_of(people)])),
        do="apply",
    )
    do(client, send(client, "dwellings", made.text(made.homes_of(people))), do="apply")
    file = SimpleUploadedFile("t.csv", made.text(people))
    page = client.post(HOME, {"shape": "residents", "file": file}).headers["location"]
    seen: list[str] = []
    real = work_of.check.blocks

    def watched(*given: Any) -> Any:
        for block in real(*given):
            yield block
            seen.append(client.get(page).content.decode().replace(",", ""))

    with monkeypatch.context() as patch:
        patch.setattr(work_of.check, "blocks", watched)
        work()
    told = [re.search(r"(\d+) of about 50001 rows read", one) for one in seen]
    assert [one and int(one[1]) for one in told] == list(range(2000, 50_001, 2000))
    assert '<noscript><meta http-equiv="refresh"' in seen[0]
    assert 'value="stop"' in seen[0]
    other = send(client, "buildings", made.text([{"楼栋": "99号楼"}]))
    assert "1 new" in do(client, other, do="apply")
    assert "Take it back" not in do(client, page, do="apply")
    work()
    assert "People: 50,000 new" in client.get(page).content.decode()
    assert "Take it back" in do(client, page, do="apply")
    assert Resident.objects.count() == 50_000


@pytest.mark.parametrize("state", ["checking", "applying", "undoing"])
def test_work_can_be_stopped_before_it_is_done_and_then_changes_nothing(
    full: Client, clerk: Account, state: str
) -> None:
    table = actions.bring_table(
        Community.objects.get(), SHAPES["buildings"], "t", made.text([{"楼栋": "9号楼"}]), actor=clerk
    )
    page = f"{HOME}tables/{table.number}/"
    if state != "checking":
        work()
        actions.go_on(table, "apply", actor=clerk)
    if state == "undoing":
        work()
        actions.go_on(table, "undo", actor=clerk)
    before = Building.objects.count()
    assert full.post(page, {"do": "stop"}).status_code == 302
    assert work_table(table) == ""
    after = BroughtTable.objects.get(pk=table.pk).state
    assert after == {"checking": "dropped", "applying": "checked", "undoing": "applied"}[state]
    assert Building.objects.count() == before
    assert "You stopped it." in full.get(page).content.decode()
    assert full.post(page, {"do": "stop"}).status_code == 409


def test_a_check_that_is_stopped_while_it_runs_ends_at_once_and_leaves_nothing(
    full: Client, clerk: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = actions.bring_table(
        Community.objects.get(), SHAPES["residents"], "t", made.text(PEOPLE), actor=clerk
    )
    real = work_of.check.blocks

    def stopped(*given: Any) -> Any:
        actions.stop_table(table, actor=clerk)
        yield from real(*given)

    monkeypatch.setattr(work_of.check, "blocks", stopped)
    assert work_table(table) == ""
    now = BroughtTable.objects.get(pk=table.pk)
    assert (now.state, bytes(now.file), now.stages.count()) == ("dropped", b"", 0)


def work_table(table: BroughtTable) -> str:
    return actions.work_table(table.pk)
