"""No clerk changes her own file by a table: another one enters it, or her row is left out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.extend([str(Path(__file__).parent), str(Path(__file__).parents[2] / "registers")])
import made
from brought import HOME, bring, browser, town
from django.test import Client

import kept
from linli.apps.community import actions, reads
from linli.apps.community.actions.tables.deeds import LEAVE
from linli.apps.community.models import (
    Account,
    BroughtTable,
    ClerkRole,
    Community,
    Household,
    PartyMember,
    Person,
    Resident,
    TableRow,
)
from linli.apps.community.personal import opened
from linli.core.engine.refusal import Refusal
from linli.registers.shapes import SHAPES

SAYS = "Nobody changes her own file. Ask for the correction in “My file”; somebody else answers it."


def row(n: int, **more: str) -> dict[str, str]:
    return {
        "姓名": f"居民{n}", "身份证号": made.number(n), "楼栋": "1号楼", "房号": f"10{n}", "户号": f"H{n}",
        "与户主关系": "户主", "性别": "男" if n % 2 else "女", "联系电话": f"1380000000{n}",
    } | more  # fmt: skip


@pytest.fixture
def clerk(db: None) -> Account:
    """Two keep the register, the first two of three residents; the first is who brings tables in."""
    kept.once("own rows", _found)
    return Account.objects.get(username="first")


@pytest.fixture
def other(clerk: Account) -> Account:
    """The second clerk."""
    return Account.objects.get(username="second")


def _found() -> None:
    tables = {
        "buildings": [{"楼栋": "1号楼"}],
        "dwellings": [{"楼栋": "1号楼", "房号": f"10{n}"} for n in range(1, 5)],
        "households": [{"楼栋": "1号楼", "房号": f"10{n}", "户号": f"H{n}"} for n in range(1, 4)],
        "residents": [row(n) for n in range(1, 4)],
    }
    town("beilin", tables, clerk="keeper")
    community = Community.objects.get()
    for name, n in (("first", 1), ("second", 2)):
        account = actions.make_account(name, None, actor=actions.TERMINAL)
        actions.give_account(community, who(n), account, actor=actions.TERMINAL)
        actions.make_clerk(community, account, actor=actions.TERMINAL)
    ClerkRole.objects.filter(account__username="keeper").delete()


def who(n: int) -> Person:
    return Person.objects.select_related("community").get(name=f"居民{n}")


def codes(table: BroughtTable) -> list[str]:
    return [one[1] for found in TableRow.objects.filter(table=table) for one in found.problems]


def phone(n: int) -> str:
    return opened(Resident.objects.get(person=who(n))).phone


def test_her_own_row_of_a_table_is_told_in_the_words_of_her_page_and_nothing_is_entered(
    clerk: Account,
) -> None:
    table = bring(clerk, "residents", [row(1, 联系电话="13900000001"), row(3, 联系电话="13900000003")])
    assert codes(table) == ["own-row"]
    client = browser(clerk, "en")
    said = client.get(f"{HOME}{table.number}/").content.decode()
    assert SAYS in said
    assert SAYS in client.get(f"/c/sample/registers/residents/{who(1).number}/").content.decode()
    assert client.post(f"{HOME}{table.number}/", {"do": "apply"}).status_code == 409
    assert phone(3) == "13800000003"


def test_her_row_is_left_out_or_says_nothing_new_and_the_rest_is_entered(clerk: Account) -> None:
    bring(clerk, "residents", [row(1), row(3, 联系电话="13900000003")], apply=True)
    assert phone(3) == "13900000003"
    table = bring(clerk, "residents", [row(1, 联系电话="13900000001"), row(3, 联系电话="13700000003")])
    actions.mend_rows(table, {2: {LEAVE: "on"}}, actor=clerk)
    actions.work_table(table.pk)
    actions.go_on(table, "apply", actor=clerk)
    assert actions.work_table(table.pk) == "applied"
    assert (phone(1), phone(3)) == ("13800000001", "13700000003")


def test_another_clerk_enters_what_changes_her_file_and_takes_it_back(clerk: Account, other: Account) -> None:
    table = bring(other, "residents", [row(1, 联系电话="13900000001")])
    assert codes(table) == []
    own, second = browser(clerk, "en"), browser(other, "en")
    for what in ("apply", "undo"):
        refused = own.post(f"{HOME}{table.number}/", {"do": what})
        assert refused.status_code == 403
        assert SAYS in refused.content.decode()
        assert "another clerk enters it" in refused.content.decode()
        with pytest.raises(actions.OwnRequest):
            actions.go_on(table, what, actor=clerk)
        assert second.post(f"{HOME}{table.number}/", {"do": what}).status_code == 302
        actions.work_table(table.pk)
        assert phone(1) == {"apply": "13900000001", "undo": "13800000001"}[what]


def test_her_household_and_her_standing_in_the_party_are_her_file_too(clerk: Account, other: Account) -> None:
    moved = [{"楼栋": "1号楼", "房号": "104", "户号": f"H{n}"} for n in (1, 3)]
    assert codes(bring(clerk, "households", moved)) == ["own-row"]
    member = {"姓名": "居民1", "所在党支部": "一支部"}
    assert codes(bring(clerk, "party", [member, member | {"姓名": "居民3"}])) == ["own-row"]
    bring(other, "party", [member], apply=True)
    assert codes(bring(clerk, "party", [member])) == [], "nothing new"
    assert codes(bring(clerk, "party", [member | {"所在党支部": "二支部"}])) == ["own-row"]
    bring(other, "households", moved[:1], apply=True)
    assert Household.objects.get(code="H1").home.number == "104"  # type: ignore[union-attr]  # it has one
    assert PartyMember.objects.get().branch == "一支部"


def test_moving_or_renaming_herself_by_whatever_tells_her_row_is_refused(clerk: Account) -> None:
    number = str(who(1).number)
    for given in (
        row(1, 房号="104", 户号=""),
        row(1, 姓名="别名"),
        {"登记编号": number, "姓名": "居民1", "楼栋": "1号楼", "房号": "101", "性别": "女", "身份证号": ""},
        row(1, 联系电话="清空"),
    ):
        assert "own-row" in codes(bring(clerk, "residents", [given])), given


def test_who_keeps_the_register_alone_is_refused_while_somebody_presides_who_could_answer(
    clerk: Account, other: Account
) -> None:
    ClerkRole.objects.filter(account=other).delete()
    given = [row(1, 联系电话="13900000001")]
    community = Community.objects.get()
    seated = actions.take_seat(community, who(3), "committee", chair=True, actor=actions.TERMINAL)
    assert not isinstance(seated, Refusal)
    table = bring(clerk, "residents", given)
    assert codes(table) == ["own-row"]
    actions.leave_seat(community, who(3), "committee", actor=actions.TERMINAL)
    bring(clerk, "residents", given, apply=True)
    assert phone(1) == "13900000001"


def test_a_table_of_many_rows_asks_no_more_of_the_database_for_it(
    clerk: Account, django_assert_max_num_queries: Any
) -> None:
    rows = [
        row(1),
        *({"姓名": f"新人{n}", "楼栋": "1号楼", "房号": "104", "与户主关系": "其他"} for n in range(300)),
    ]
    data, shape = made.text(rows), SHAPES["residents"]
    table = actions.bring_table(Community.objects.get(), shape, "t", data, actor=clerk)
    with django_assert_max_num_queries(60):
        assert actions.work_table(table.pk) == "checked"


OWN_SEAT = "Nobody enters her own seat: another clerk does."
COMMITTEE = "/c/sample/organs/committee/"


def seat_of(n: int) -> dict[str, str]:
    return {"组织": "committee", "姓名": f"居民{n}"}


def test_who_keeps_the_register_beside_another_enters_her_own_seat_by_no_door(
    clerk: Account, other: Account
) -> None:
    before = reads.roster(Community.objects.get()).seq
    client = browser(clerk, "en")
    form = {"who": "居民1", "how": "elected"}
    refused = client.post(COMMITTEE, form)
    assert refused.status_code == 409
    assert OWN_SEAT in refused.content.decode()
    assert 'value="居民1"' in refused.content.decode()
    _row, secret = actions.make_token("t", ["registers"], 9, actor=clerk)
    answer = client.post(
        "/api/v1/communities/sample/organs/committee/acts", {"do": "take-seat", "who": "居民1"},
        content_type="application/json", headers={"authorization": f"Bearer {secret}"},
    )  # fmt: skip
    assert (answer.status_code, answer.json()["code"]) == (403, "own-seat")
    assert OWN_SEAT in str(answer.json())
    table = bring(clerk, "rosters", [seat_of(1), seat_of(3)])
    assert OWN_SEAT in client.get(f"{HOME}{table.number}/").content.decode()
    assert reads.roster(Community.objects.get()).seq == before
    assert browser(other).post(COMMITTEE, form).status_code == 302
    assert "entered by herself" not in client.get(COMMITTEE).content.decode()
    # Once she sits there her row says nothing new, and the rest is entered.
    bring(clerk, "rosters", [seat_of(1), seat_of(3)], apply=True)
    client.post(COMMITTEE, {"leave": who(1).pseudonym, "how": "resigned"})
    assert set(reads.roster(Community.objects.get()).seats["committee"]) == {who(3).pseudonym}


def test_a_table_that_seats_a_clerk_is_entered_by_another_one(clerk: Account, other: Account) -> None:
    table = bring(other, "rosters", [seat_of(1)])
    assert codes(table) == []
    refused = browser(clerk, "en").post(f"{HOME}{table.number}/", {"do": "apply"})
    assert refused.status_code == 403
    assert f"{OWN_SEAT} Yours is in this table" in refused.content.decode()
    assert browser(other).post(f"{HOME}{table.number}/", {"do": "apply"}).status_code == 302
    assert actions.work_table(table.pk) == "applied"


def test_the_only_clerk_seats_herself_and_everybody_reads_that_she_did(
    clerk: Account, other: Account
) -> None:
    # Checked while she is alone, entered when she no longer is: then it is another's to enter.
    ClerkRole.objects.filter(account=other).delete()
    table = bring(clerk, "rosters", [seat_of(1)])
    assert codes(table) == []
    actions.make_clerk(Community.objects.get(), other, actor=actions.TERMINAL)
    with pytest.raises(actions.OwnRequest):
        actions.go_on(table, "apply", actor=clerk)
    ClerkRole.objects.filter(account=other).delete()
    client = browser(clerk, "en")
    assert client.post(COMMITTEE, {"who": "居民1", "how": "elected"}).status_code == 302
    assert "由本人登记" in Client().get(COMMITTEE).content.decode()
