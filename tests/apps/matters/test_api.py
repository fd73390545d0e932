"""The interface for programs gives of matters what the pages show, to whom they show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.test import Client

from linli.apps.community import actions as community_actions
from linli.apps.matters import actions

if TYPE_CHECKING:
    from tests.apps.matters.conftest import Town

HERE = "/api/v1/communities/one"


@pytest.fixture(autouse=True)
def nobody_asked_yet() -> None:
    """Each test begins a new minute."""
    cache.clear()


def ask(town: Town, address: str, **more: Any) -> Any:
    """An answer, asked for now."""
    with community_actions.standing_at(town.at):
        return Client().get(HERE + address, **more)


def test_a_matter_is_given_with_its_stages_and_a_stranger_is_told_nothing_of_membership(town: Town) -> None:
    chain = town.submit(title="更换<b>路灯</b>")
    answer = ask(town, f"/{chain.replace('matter', 'matters')}", headers={"accept-language": "en"})
    assert answer.status_code == 200
    given = answer.json()
    assert given["title"] == {"text": "更换<b>路灯</b>", "erased": False}
    assert given["stages"][0]["state"] == "done"
    assert given["deeds"] == []
    assert given["why_not"] == []
    assert answer["Content-Language"] == "en"


def test_who_has_an_answer_already_is_told_only_that_nothing_is_new(town: Town) -> None:
    address = f"/{town.submit().replace('matter', 'matters')}"
    first = ask(town, address)
    assert first["ETag"].startswith(f'"{first.json()["version"]}.')
    again = ask(town, address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    town.done(actions.withdraw, chain=first.json()["chain"], by=town.by("party-branch"))
    assert ask(town, address, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_pages_of_matters_miss_none_and_repeat_none_whatever_is_put_meanwhile(town: Town) -> None:
    first = [town.submit(title=f"第 {n} 件") for n in range(5)]
    seen, cursor = [], ""
    while True:
        found = ask(town, f"/matters?limit=2&cursor={cursor}").json()
        seen += [one["chain"] for one in found["items"]]
        town.submit(title="后来的")
        if not found["next"]:
            break
        cursor = found["next"]
    assert seen == first[::-1]


def test_what_is_not_there_and_what_is_not_asked_rightly_is_a_problem_in_both_languages(town: Town) -> None:
    none = ask(town, "/matters/2026/99", headers={"accept-language": "en"})
    assert (none.status_code, none["Content-Type"]) == (404, "application/problem+json")
    assert none.json()["says"] == {"zh": "没有这个内容", "en": "There is nothing here"}
    assert ask(town, "/matters?colour=red").json()["errors"][0]["code"] == "unknown-parameter"
    assert ask(town, "/matters?limit=0").json()["errors"][0]["field"] == "query.limit"
    assert ask(town, "/matters?cursor=WzFd").json()["errors"][0]["code"] == "cursor"
    assert ask(town, "/nothing/here").json()["code"] == "not-found"


def test_scripts_of_other_sites_read_what_is_public_and_never_send_a_token(town: Town) -> None:
    answer = Client().options(f"{HERE}/matters", headers={"origin": "https://other.example"})
    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "authorization" not in answer["Access-Control-Allow-Headers"].lower()
    found = ask(town, "/matters", headers={"origin": "https://other.example"})
    assert found["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in found


def test_whoever_asks_too_often_is_told_how_long_to_wait(town: Town, settings: Any) -> None:
    settings.API_LIMITS = {**settings.API_LIMITS, "stranger": 2}
    answers = [ask(town, "/matters") for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert 0 < int(answers[2]["Retry-After"]) <= 60
    town.go(minutes=1)
    assert ask(town, "/matters").status_code == 200


def test_a_head_has_no_body_and_what_is_not_taken_is_a_problem(town: Town) -> None:
    with community_actions.standing_at(town.at):
        head, got = Client().head(f"{HERE}/matters"), Client().get(f"{HERE}/matters")
        assert (head.content, head["ETag"]) == (b"", got["ETag"])
        gone = Client().delete(f"{HERE}/matters")
        assert (gone.status_code, gone.json()["code"]) == (405, "method")
        assert "GET" in gone["Allow"]
        huge = Client().post(f"{HERE}/matters", b"x" * 7 * 2**20, content_type="application/json")
        assert (huge.status_code, huge.json()["code"]) == (413, "too-large")
        other = Client().get(f"{HERE}/matters", headers={"accept-language": "en"})
        assert other["Content-Language"] == "en"
        bad = Client().get(f"{HERE}/matters", headers={"authorization": "Basic eA=="})
        assert bad.json()["code"] == "unauthenticated"
