"""Who has no phone asks the clerk, who enters it for her: kept, recorded, contested, and answered by somebody else."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from linli.apps.community import actions
from linli.apps.community.models import Account, ClerkRole, Correction, Entry, Person
from linli.apps.matters import actions as matters
from linli.apps.matters.models import EnteredAct, Matter
from linli.core.record.verify import verify
from signed import browser

if TYPE_CHECKING:
    from tests.apps.care.conftest import Her

pytestmark = pytest.mark.usefixtures("home")
API = "/api/v1/communities/sample"
WRONG = "这不是我说的。"


@pytest.fixture
def other(her: Her) -> Person:
    """Her neighbour, who has no account."""
    return her.people[9]


@pytest.fixture
def second(her: Her) -> Account:
    """Another clerk, who is nobody in the register."""
    account = actions.make_account("second", None, actor=actions.TERMINAL)
    actions.make_clerk(her.community, account, actor=actions.TERMINAL)
    return account


def program(account: Account, *scopes: str) -> Client:
    _token, secret = actions.make_token(" ".join(scopes), scopes, 1, actor=account)
    return Client(headers={"authorization": f"Bearer {secret}", "accept-language": "en"})


def form(**more: Any) -> dict[str, Any]:
    return {
        "seen": "paper",
        "number": "A-1",
        "column": "sex",
        "words": "男",
        "reason": "",
        "key": "k1",
    } | more


def to(person: Person) -> str:
    return f"/c/sample/registers/residents/{person.number}/correct/"


def entered(person: Person, clerk: Account) -> EnteredAct:
    """A correction entered for somebody by a clerk."""
    desk = matters.AtDesk(clerk, "clerk", "known")
    came = matters.ask_for(
        community=person.community, number=person.number, column="sex", value="男", reason="", actor=clerk, desk=desk
    )  # fmt: skip
    assert came.problem is None
    return EnteredAct.objects.get(chain=came.chain)


def test_a_clerk_enters_it_from_the_file_and_the_record_says_only_that_it_was_entered(
    her: Her, other: Person, clerk: Account
) -> None:
    client = browser(clerk, "en")
    assert to(other) in client.get(f"/c/sample/registers/residents/{other.number}/").content.decode()
    assert "How do you know" in client.get(to(other)).content.decode()
    sent = [client.post(to(other), form()) for _ in range(2)]
    assert [one.status_code for one in sent] == [302, 302]
    one = Correction.objects.get()
    assert (one.person, one.asker, one.state) == (other, None, "open")
    entry = Entry.objects.get(chain=one.chain)
    assert '"how":"paper"' in entry.data
    assert other.pseudonym not in entry.data
    kept = EnteredAct.objects.get(chain=one.chain)
    assert (kept.person, kept.seen, kept.number, kept.account) == (other.pseudonym, "paper", "A-1", clerk)
    assert verify(BytesIO(b"".join(matters.record_export(her.community)))).ok
    receipt = client.get(sent[0]["location"]).content.decode()
    for shown in (other.name, "男", "A-1", entry.hash):
        assert shown in receipt, shown
    assert client.get(sent[0]["location"] + "contest/").status_code == 200
    assert actions.settle_correction(one, True, "", actor=clerk) == []


def test_what_is_missing_or_not_taken_is_told_and_nothing_typed_is_lost(
    her: Her, other: Person, clerk: Account
) -> None:
    client = browser(clerk, "en")
    for wrong in ({"seen": ""}, {"number": "A 1"}, {"column": ""}, {"words": " "}, {"on": "2999-01-01"},
                  {"seen": "known", "on": "2026-01-01"}, {"column": "born", "words": "昨天"}):  # fmt: skip
        answer = client.post(to(other), form(reason="证件上不是", **wrong))
        assert answer.status_code in (409, 422), wrong
        assert "证件上不是" in answer.content.decode(), wrong
    assert not Correction.objects.exists()
    assert client.post(to(other), form()).status_code == 302
    again = client.post(to(other), form(words="女"))
    assert again.status_code == 409, "the same form with other content"
    elsewhere = client.post(to(her.person), form())
    assert elsewhere.status_code == 409, "the same form for somebody else"
    assert Correction.objects.count() == 1
    assert client.get("/c/sample/registers/residents/999/correct/").status_code == 404


def test_nobody_enters_her_own_by_page_program_or_action(her: Her, clerk: Account) -> None:
    actions.make_clerk(her.community, her.account, actor=actions.TERMINAL)
    page = her.browser()
    assert (
        to(her.person) not in page.get(f"/c/sample/registers/residents/{her.person.number}/").content.decode()
    )
    answer = page.post(to(her.person), form())
    assert (answer.status_code, "enters an act for themselves" in answer.content.decode()) == (403, True)
    mine = program(her.account, "act", "registers")
    sent = {"column": "sex", "value": "男", "entered": {"seen": "known"}}
    where = f"{API}/residents/{her.person.number}/corrections"
    refused = mine.post(where, sent, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "entered-own")
    desk = matters.AtDesk(her.account, "clerk", "known", whose=her.person.pseudonym)
    with pytest.raises(actions.Refused) as error:
        actions.ask_correction(her.person, "sex", "男", "", actor=her.account, desk=desk)
    assert error.value.refusal.code == "entered-own"
    assert not Correction.objects.exists()


def test_a_program_of_the_clerk_enters_it_once_with_the_refusals_of_the_page(
    her: Her, other: Person, clerk: Account
) -> None:
    where = f"{API}/residents/{other.number}/corrections"
    sent = {"column": "sex", "value": "男", "entered": {"seen": "paper", "paper": "A-1"}}
    more: dict[str, Any] = {"content_type": "application/json", "headers": {"idempotency-key": "k1"}}
    assert program(clerk, "act").post(where, sent, **more).json()["needs"] == "registers"
    client = program(clerk, "act", "registers")
    for wrong, at in (
        ({"entered": {"seen": "paper"}}, "body.entered.paper"), ({"entered": None}, "body.entered"),
        ({"column": "born", "value": "昨天"}, "body.value"),
    ):  # fmt: skip
        answer = client.post(where, sent | wrong, **more)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, at), answer.content
    done = [client.post(where, sent, **more) for _ in range(2)]
    assert [(one.status_code, one.json()["repeated"]) for one in done] == [(201, False), (200, True)]
    assert client.post(where, sent | {"value": "女"}, **more).json()["errors"][0]["code"] == "key-used"
    assert client.post(f"{API}/residents/999/corrections", sent, **more).status_code == 404
    stranger = program(her.account, "act", "registers")
    for one in (sent, {"column": "sex", "value": "男"}):
        assert stranger.post(where, one, content_type="application/json").status_code == 403
    assert Correction.objects.get().person == other


def test_what_is_contested_of_it_is_answered_by_another_clerk_or_who_presides_and_by_no_other_seat(
    her: Her, other: Person, clerk: Account, second: Account
) -> None:
    one = entered(other, clerk)
    row = Matter.every.get(chain=one.chain)
    page = f"/c/sample/matters/{row.year}/{row.number}/entered/{one.seq}/contest/"
    head, member, branch = (her.account_of(n) for n in (3, 4, 0))
    given = {"community": her.community, "chain": one.chain, "seq": one.seq}
    matters.contest(**given, text=WRONG, actor=second)
    seats = (head, member, branch)
    assert [browser(who).get(page).status_code for who in seats] == [404, 404, 404], "another clerk is there"
    ClerkRole.objects.filter(account=second).delete()
    assert [browser(who, "en").get(page).status_code for who in seats] == [200, 404, 404]
    shown = browser(head, "en").get(page).content.decode()
    assert "who presides over" in shown
    assert "男" in shown
    assert WRONG in browser(clerk, "en").get(page).content.decode()
    answer = {"do": "uphold", "text": "问过了。"}
    assert browser(member).post(page, answer).status_code == 404
    assert browser(clerk).post(page, answer).status_code == 403, "who entered it"
    assert browser(head).post(page, answer).status_code == 302
    one.refresh_from_db()
    assert (one.verdict, one.answered_by) == ("upheld", head)
