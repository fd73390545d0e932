"""One's own data through the interface for programs: the same gates and answers, the numbers masked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.test import Client

from linli.apps.care import actions
from linli.apps.care.models import ErasureRequest
from linli.apps.community import actions as community_actions
from linli.apps.community.models import Account, Community, Token

if TYPE_CHECKING:
    from tests.apps.care.conftest import Her

MINE = "/api/v1/communities/sample/my-data"
IDENTITY = "11010519491231002X"


def program(account: Account, *scopes: str) -> Client:
    _token, secret = community_actions.make_token(
        f"program {Token.objects.count()}", scopes, 1, actor=account
    )
    return Client(headers={"authorization": f"Bearer {secret}", "accept-language": "en"})


def sent(client: Client, address: str, **given: Any) -> Any:
    return client.post(address, given, content_type="application/json")


def test_a_program_reads_what_is_held_of_its_holder_with_the_numbers_masked(her: Her) -> None:
    answer = program(her.account, "read:own").get(MINE)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    found = answer.json()
    assert IDENTITY not in answer.content.decode()
    assert found["about"]["numbers_in_full"] is False
    assert {one["key"]: one["fate"] for one in found["lots"]}["discussion"] == "may"
    assert {"file", "discussion", "opinions", "account"} <= set(found["held"])


def test_it_asks_for_erasure_reads_the_answer_and_takes_a_request_back(her: Her, clerk: Account) -> None:
    client = program(her.account, "read:own", "act")
    asked = sent(client, f"{MINE}/erasures", lots=["phone"], words="不再需要")
    assert (asked.status_code, asked.json()["state"]) == (201, "open")
    again = sent(client, f"{MINE}/erasures", lots=["discussion"])
    assert (again.status_code, again.json()["code"]) == (409, "open-already")
    taken = sent(client, f"{MINE}/erasures/1/withdraw")
    assert (taken.status_code, taken.json()["state"]) == (200, "withdrawn")
    twice = sent(client, f"{MINE}/erasures/1/withdraw")
    assert (twice.status_code, twice.json()["code"]) == (409, "answered-meanwhile")
    assert sent(client, f"{MINE}/erasures/9/withdraw").status_code == 404
    assert sent(client, f"{MINE}/erasures", lots=["phone"]).status_code == 201
    actions.decide(ErasureRequest.objects.get(number=2), [], "要联系您。", actor=clerk)
    shown = client.get(f"{MINE}/erasures").json()
    assert [(one["number"], one["state"], one["reasons"]) for one in shown] == [
        (2, "declined", "要联系您。"), (1, "withdrawn", ""),
    ]  # fmt: skip


def test_who_only_reads_cannot_ask_and_who_is_nobody_here_gets_nothing(
    her: Her, elsewhere: Community
) -> None:
    assert sent(program(her.account, "read:own"), f"{MINE}/erasures", lots=["phone"]).status_code == 403
    stranger = community_actions.make_account("stranger", None, actor=community_actions.TERMINAL)
    answer = program(stranger, "read:own").get(MINE)
    assert (answer.status_code, answer.json()["code"]) == (403, "nobody-here")
    assert Client().get(MINE).status_code == 401
    there = program(her.account, "read:own").get("/api/v1/communities/elsewhere/my-data")
    assert her.person.name not in there.content.decode()
