"""Nobody decides on her own correction while somebody else could: another clerk, or who presides where she is alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from linli.apps.community import actions
from linli.apps.community.actions.tables.deeds import keep
from linli.apps.community.models import (
    Account,
    Building,
    ClerkRole,
    Community,
    Correction,
    Dwelling,
    Household,
    Look,
    Person,
    Resident,
)
from linli.apps.community.reads.errands import errands
from signed import browser

if TYPE_CHECKING:
    from tests.apps.care.conftest import Her

BY = actions.TERMINAL
ADDRESS = "/c/sample/registers/corrections/1/"
API = "/api/v1/communities/sample/corrections"
DESK = {"committee": "committee"}


def program(account: Account, *scopes: str) -> Client:
    _token, secret = actions.make_token(" ".join(scopes), scopes, 1, actor=account)
    return Client(headers={"authorization": f"Bearer {secret}", "accept-language": "en"})


@pytest.fixture
def asked(her: Her) -> Correction:
    """A clerk asks for it to be put right that she lives here."""
    house = Building.objects.create(community=her.community, key="1", name="1号楼")
    home = Dwelling.objects.create(community=her.community, building=house, key="/101", number="101")
    her.person.household = Household.objects.create(community=her.community, number=1, home=home)
    her.person.save()
    actions.make_clerk(her.community, her.account, actor=BY)
    assert actions.ask_correction(her.person, "lives", "否", "搬走了", actor=her.account).problem is None
    return Correction.objects.get()


def from_before(community: Community, number: int, person: Person, asker: Account | None) -> Correction:
    """What was asked before corrections were matters."""
    sealed = keep(json.dumps(["否", "搬走了", ""]).encode(), community)
    return Correction.objects.create(
        community=community, number=number, person=person, column="lives", at=actions.now(), asker=asker, sealed=sealed,
    )  # fmt: skip


@pytest.fixture
def alone(asked: Correction, clerk: Account) -> Correction:
    """The same, where she keeps the register alone. The head of the committee is the fourth of the people."""
    ClerkRole.objects.filter(account=clerk).delete()
    return asked


def test_another_clerk_answers_a_clerk_through_page_and_program(
    her: Her, asked: Correction, clerk: Account
) -> None:
    own, other = browser(her.account), browser(clerk)
    assert "answered by another clerk" in own.get(ADDRESS).content.decode()
    assert 'value="accept"' not in own.get(ADDRESS).content.decode()
    for what in ("accept", "decline"):
        answer = own.post(ADDRESS, {"do": what, "answer": "是的"})
        assert (answer.status_code, "Nobody decides on her own" in answer.content.decode()) == (403, True)
    mine = program(her.account, "registers")
    refused = mine.post(f"{API}/1", {"accept": True}, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "own-request")
    assert [one["may_settle"] for one in mine.get(API).json()["items"]] == [False]
    assert Correction.objects.get().state == "open"
    assert errands(her.community, her.person.pseudonym, DESK, "en") == ()
    assert "answered by another clerk" in own.get("/c/sample/my-file/").content.decode()
    assert other.post(ADDRESS, {"do": "accept", "answer": ""}).status_code == 302
    assert Resident.objects.get(person=her.person).lives is False


def test_programs_of_the_clerk_list_and_answer_corrections_with_the_refusals_of_the_page(
    her: Her, asked: Correction, clerk: Account
) -> None:
    acts = program(clerk, "act").post(f"{API}/1", {"accept": True}, content_type="application/json")
    assert acts.status_code == 403, "what changes the registers asks for the permission to do so"
    client: Any = program(clerk, "registers")
    (one,) = client.get(API).json()["items"]
    assert (one["number"], one["column"], one["value"], one["may_settle"]) == (1, "lives", "否", True)
    assert (one["matter"], one["stage"], one["late"]) == (asked.chain, "compared and answered", False)
    to: dict[str, Any] = {"content_type": "application/json"}
    assert client.post(f"{API}/1", {"accept": False, "answer": " "}, **to).status_code == 422
    assert client.post(f"{API}/9", {"accept": True}, **to).status_code == 404
    assert client.post(f"{API}/{2**40}", {"accept": True}, **to).status_code == 404
    done = client.post(f"{API}/1", {"accept": False, "answer": "证件上不是"}, **to)
    assert (done.status_code, done.json()["state"], done.json()["answer"]) == (200, "declined", "证件上不是")
    late = client.post(f"{API}/1", {"accept": True}, **to)
    assert (late.status_code, late.json()["code"]) == (409, "answered-meanwhile")
    assert browser(clerk).post(ADDRESS, {"do": "accept"}).status_code == 409
    assert actions.ask_correction(her.person, "phone", "13911112222", "", actor=her.account).problem is None
    assert actions.ask_correction(her.person, "born", "1980-05-17", "", actor=her.account).problem is None
    assert [one["value"] for one in client.get(API).json()["items"]][:2] == ["1980-**-**", "139******22"]


def test_the_head_of_the_committee_answers_the_only_clerk_and_nobody_else_does(
    her: Her, alone: Correction
) -> None:
    head, member = her.account_of(3), her.account_of(4)
    with pytest.raises(actions.OwnRequest):
        actions.settle_correction(alone, True, "", actor=her.account)
    with pytest.raises(PermissionDenied):
        actions.settle_correction(alone, True, "", actor=member)
    assert browser(member).get(ADDRESS).status_code == 403
    assert browser(member).post(ADDRESS, {"do": "accept"}).status_code == 403
    for address in ("/c/sample/my-file/", ADDRESS):
        assert "residents&#x27; committee (head)" in browser(her.account).get(address).content.decode()
    seen = browser(head).get(ADDRESS).content.decode()
    assert "You answer for the clerk" in seen
    assert "/registers/residents/" not in seen, "the registers stay closed to her"
    assert [one.key for one in errands(her.community, her.people[3].pseudonym, DESK, "en")] == [
        "correction-1"
    ]
    assert errands(her.community, her.person.pseudonym, DESK, "en") == ()
    assert browser(head).post(ADDRESS, {"do": "accept", "answer": ""}).status_code == 302
    done = Correction.objects.get()
    assert (done.state, done.by) == ("accepted", head)
    assert Resident.objects.get(person=her.person).lives is False
    assert browser(head).get("/c/sample/registers/corrections/").status_code == 403


def test_of_a_number_it_is_recorded_that_who_stands_in_looked(her: Her, alone: Correction) -> None:
    assert actions.ask_correction(her.person, "phone", "13911112222", "", actor=her.account).problem is None
    head = her.account_of(3)
    assert "13911112222" in browser(head).get(ADDRESS.replace("/1/", "/2/")).content.decode()
    assert [(one.account, one.person) for one in Look.objects.all()] == [(head, her.person)]


def test_where_nobody_else_could_she_answers_it_herself_and_that_is_kept(her: Her, alone: Correction) -> None:
    for person in her.people[3:8]:
        actions.leave_seat(her.community, person, "committee", actor=BY)
    mine = browser(her.account)
    assert "you answer it yourself" in mine.get("/c/sample/my-file/").content.decode()
    assert [one.key for one in errands(her.community, her.person.pseudonym, DESK, "en")] == ["correction-1"]
    assert actions.settle_correction(alone, True, "", actor=her.account) == []
    assert Correction.objects.get().by == her.account


def test_a_clerk_does_not_change_her_own_file_or_household_by_hand_while_somebody_else_could(
    her: Her, asked: Correction
) -> None:
    mine = browser(her.account)
    for address in (f"residents/{her.person.number}/", "households/1/"):
        page = mine.get(f"/c/sample/registers/{address}").content.decode()
        assert "Nobody changes her own file" in page, address
        assert 'value="mend"' not in page, address
        sent = mine.post(f"/c/sample/registers/{address}", {"do": "mend", "name": "别的名字", "seen": ""})
        assert (sent.status_code, "Nobody changes her own file" in sent.content.decode()) == (403, True), (
            address
        )
    assert mine.get(f"/c/sample/registers/residents/{her.people[9].number}/").status_code == 200
    her.person.refresh_from_db()
    assert her.person.name != "别的名字"


def test_what_somebody_reported_before_she_kept_the_register_is_answered_by_another(
    her: Her, asked: Correction, clerk: Account
) -> None:
    other = her.people[9]
    one = from_before(her.community, 2, other, her.account)
    with pytest.raises(actions.OwnRequest):
        actions.settle_correction(one, False, "不对", actor=her.account)
    assert actions.settle_correction(one, False, "不对", actor=clerk) == []


def test_a_correction_of_a_resident_is_never_open_to_who_presides(her: Her, clerk: Account) -> None:
    assert actions.ask_correction(her.person, "lives", "否", "", actor=her.account).problem is None
    head = her.account_of(3)
    assert browser(head).get(ADDRESS).status_code == 403
    client = program(head, "registers")
    assert client.get(API).status_code == 403
    refused = client.post(f"{API}/1", {"accept": True}, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "not-clerk")
    assert errands(her.community, her.people[3].pseudonym, DESK, "en") == ()


def test_a_list_of_many_corrections_that_others_reported_asks_the_store_no_more_often(
    her: Her, asked: Correction, clerk: Account
) -> None:
    client, account = program(clerk, "registers"), her.account_of(5)

    def queries(last: int) -> int:
        for number in range(Correction.objects.count() + 1, last + 1):
            from_before(her.community, number, her.people[9], account)
        actions.carry_over_all()
        with CaptureQueriesContext(connection) as found:
            assert len(client.get(API).json()["items"]) == last
        return len(found)

    queries(3)
    assert queries(4) == queries(14)
