"""A program does what its owner may do, once, and is refused what she is refused, with the same clause."""

from __future__ import annotations

import base64
import io
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.test import Client
from PIL import Image

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.community.models import Account, SealedText
from linli.apps.matters import actions
from linli.apps.matters.actions import Form
from linli.apps.matters.api.acts import verbs
from linli.apps.matters.views.verbs import VERBS
from linli.core.engine.acts import Actor

if TYPE_CHECKING:
    from tests.apps.matters.conftest import Town

HERE = "/api/v1/communities/one"
EVERY = ("read:own", "act", "registers")
PUT = {"organ": "party-branch", "procedure": "four-deliberations", "kind": "community-affair", "title": "修路灯",
       "text": "院内路灯坏了。"}  # fmt: skip


@pytest.fixture(autouse=True)
def nobody_asked_yet() -> None:
    """Each test begins a new minute."""
    cache.clear()


NUMBERS = count(1)


class Program:
    """A program with a token of one person."""

    def __init__(self, town: Town, by: Actor, scopes: tuple[str, ...] = EVERY) -> None:
        person = community_reads.person_of(town.community, by.person)
        assert person is not None
        self.town = town
        self.account, made = Account.objects.get_or_create(username=f"of-{person.number}")
        if made:
            community_actions.give_account(
                town.community, person, self.account, actor=community_actions.TERMINAL
            )
        with community_actions.standing_at(town.at):
            self.token, secret = community_actions.make_token(
                f"program {next(NUMBERS)}", scopes, 30, actor=self.account
            )
        self.client = Client(headers={"authorization": f"Bearer {secret}"})

    def get(self, address: str, **headers: str) -> Any:
        with community_actions.standing_at(self.town.at):
            return self.client.get(HERE + address, headers=headers)

    def post(self, address: str, body: Any, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with community_actions.standing_at(self.town.at):
            return self.client.post(HERE + address, body, content_type="application/json", headers=named)


def way(chain: str) -> str:
    return "/" + chain.replace("matter", "matters")


def test_every_deed_of_the_pages_can_be_sent(town: Town) -> None:
    assert sorted(verbs()) == sorted(VERBS)


def test_a_matter_is_begun_once_however_often_it_is_sent(town: Town) -> None:
    program = Program(town, town.by("party-branch"))
    first = program.post("/matters", PUT, idempotency_key="a-1")
    assert first.status_code == 201, first.json()
    assert first["Location"] == f"{HERE}{way(first.json()['chain'])}"
    assert first.json()["events"][0]["seq"] == 1
    again = program.post("/matters", PUT, idempotency_key="a-1")
    assert (again.status_code, again.json()["chain"]) == (200, first.json()["chain"])
    assert again.json()["repeated"]
    assert len(program.get("/matters").json()["items"]) == 1


def test_a_key_used_for_one_thing_is_no_answer_to_another(town: Town) -> None:
    program = Program(town, town.by("party-branch"))
    chain = program.post("/matters", PUT, idempotency_key="k").json()["chain"]
    withdraw = {"do": "withdraw", "organ": "party-branch", "reasons": "重复了。"}
    for answer in [
        program.post(f"{way(chain)}/acts", withdraw, idempotency_key="k"),
        program.post(f"{way(town.submit())}/acts", withdraw, idempotency_key="k"),
    ]:
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "key-used")
    done = program.post(f"{way(chain)}/acts", withdraw, idempotency_key="w")
    assert done.json()["matter"]["status"] == "withdrawn"
    answer = program.post("/matters", PUT, idempotency_key="w")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "key-used")


def test_a_key_sent_again_with_another_content_is_refused_and_what_came_first_stands(town: Town) -> None:
    program, other = Program(town, town.by("party-branch")), Program(town, town.by("party-branch", 1))
    chain = program.post("/matters", PUT, idempotency_key="k").json()["chain"]
    for changed in ({"text": "另一段话。"}, {"title": "修水管"}, {"facts": {"x": 1}}, {"organ": "committee"}):
        answer = program.post("/matters", {**PUT, **changed}, idempotency_key="k")
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "key-used"), changed
        assert "new key" in answer.json()["says"]["en"]
    assert program.post("/matters", PUT, idempotency_key="k").json()["chain"] == chain
    assert other.post("/matters", {**PUT, "text": "另一段话。"}, idempotency_key="k").status_code == 201
    found = program.get("/matters").json()["items"]
    assert len(found) == 2


def test_words_erased_since_are_taken_for_those_sent_again(town: Town) -> None:
    program = Program(town, town.by("party-branch"))
    chain = program.post("/matters", PUT, idempotency_key="k").json()["chain"]
    SealedText.objects.update(text="", salt="", erased_at=town.at)
    again = program.post("/matters", {**PUT, "text": "谁也不知道原来写的什么。"}, idempotency_key="k")
    assert (again.status_code, again.json()["chain"]) == (200, chain)


def test_a_refusal_names_the_clause_its_source_and_what_instead_in_both_languages(town: Town) -> None:
    chain = town.submit()
    program = Program(town, Actor(town.people[20], ""))
    body = {"do": "open", "organ": "committee"}
    answer = program.post(f"{way(chain)}/acts", body, accept_language="en")
    given = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
    page = town.do(actions.open_poll, chain=chain, by=Actor(town.people[20], "committee")).refusal
    assert page is not None
    assert given["code"] == page.code
    assert given["says"] == {"zh": page.says("zh"), "en": page.says("en")}
    assert given["detail"] == page.says("en")
    assert given["clause"]["path"] == page.clause
    assert given["clause"]["source"]["zh"]
    assert given["instead"] == [{"zh": one.zh, "en": one.en} for one in page.instead]


def test_whoever_saw_an_older_version_is_told_and_nothing_is_done(town: Town) -> None:
    chain = town.submit()
    program = Program(town, town.by("party-branch"))
    seen = program.get(way(chain))["ETag"]
    withdraw = {"do": "withdraw", "organ": "party-branch"}
    town.done(actions.withdraw, chain=chain, by=town.by("party-branch"))
    answer = program.post(f"{way(chain)}/acts", withdraw, if_match=seen)
    assert (answer.status_code, answer.json()["version"]) == (412, town.matter(chain).head_seq)
    fresh = program.get(way(chain))["ETag"]
    assert program.post(f"{way(chain)}/acts", withdraw, if_match=fresh).json()["code"] == "ended"
    assert program.post(f"{way(chain)}/acts", withdraw, if_match='W/"1"').status_code == 422


def test_a_version_counts_what_the_clock_owes(working: str, town: Town) -> None:
    town.go(days=400)
    program = Program(town, town.by("committee"))
    seen = program.get(way(working))
    assert seen.json()["version"] > town.matter(working).head_seq
    report = {"do": "report", "organ": "committee", "text": "在做。"}
    answer = program.post(f"{way(working)}/acts", report, if_match=seen["ETag"])
    assert answer.status_code != 412


def test_a_photo_is_sent_with_a_report_and_fetched_where_it_says(working: str, town: Town) -> None:
    out = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(out, "JPEG")
    file = {"name": "灯.jpg", "content": base64.b64encode(out.getvalue()).decode()}
    program = Program(town, town.by("committee"))
    body = {"do": "report", "organ": "committee", "text": "换好了。", "files": [file]}
    answer = program.post(f"{way(working)}/acts", body)
    assert answer.status_code == 201, answer.json()
    url = answer.json()["events"][0]["files"][0]["url"]
    assert Client().get(url)["Content-Type"] == "image/jpeg"
    body["files"] = [{"name": "x", "content": "???"}]
    assert program.post(f"{way(working)}/acts", body).json()["errors"][0]["field"] == "body.files.0.content"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({**PUT, "colour": "red"}, "body.colour"),
        ({**PUT, "title": 3}, "body.title"),
        ({key: value for key, value in PUT.items() if key != "organ"}, "body.organ"),
        ({**PUT, "title": "两\n行"}, "body.title"),
        ({**PUT, "text": "a\x00b"}, "body.text"),
        ({**PUT, "organ": "a\x00b"}, "body.organ"),
        ({**PUT, "facts": {"x": 1.5}}, "body.facts"),
    ],
)
def test_what_is_wrong_in_a_body_is_named(town: Town, body: Any, field: str) -> None:
    answer = Program(town, town.by("party-branch")).post("/matters", body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"].startswith(field)
    assert answer.json()["errors"][0]["says"]["zh"]


@pytest.mark.parametrize(
    "body", ["{", "[]", '"x"', "nul", '{"do":"vote","do":"vote"}', "[" * 5000, "NaN", "1" * 5000]
)
def test_a_body_that_is_no_deed_is_a_problem_and_no_error_of_ours(town: Town, body: str) -> None:
    answer = Program(town, town.by("party-branch")).post("/matters", body)
    assert answer.status_code in (400, 422)
    assert answer["Content-Type"] == "application/problem+json"


def test_a_token_opens_only_what_it_carries_and_only_until_it_ends(town: Town) -> None:
    by = town.by("party-branch")
    reader = Program(town, by, ("read:own",))
    answer = reader.post("/matters", PUT)
    assert (answer.status_code, answer.json()["needs"]) == (403, "act")
    actor = Program(town, by, ("act",))
    chain = actor.post("/matters", PUT).json()["chain"]
    assert actor.get(way(chain)).json()["deeds"] == []
    assert [one["do"] for one in reader.get(way(chain)).json()["deeds"]]
    town.go(days=31)
    assert reader.get("/matters").status_code == 401
    assert Client().post(f"{HERE}/matters", PUT, content_type="application/json").status_code == 401


def test_a_revoked_token_opens_nothing_from_then_on(town: Town) -> None:
    program = Program(town, town.by("party-branch"))
    other = Program(town, town.by("committee"))
    assert not community_actions.revoke_token(program.token.pk, actor=other.account)
    assert program.get("/matters").status_code == 200
    assert community_actions.revoke_token(program.token.pk, actor=program.account)
    answer = program.get("/matters")
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="Linli"')


def test_a_cookie_opens_nothing(town: Town) -> None:
    program = Program(town, town.by("party-branch"))
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(program.account)
    assert browser.post(f"{HERE}/matters", PUT, content_type="application/json").status_code == 401
    chain = town.submit()
    answer = browser.get(HERE + way(chain))
    assert answer.json()["deeds"] == []
    assert "Cookie" not in answer["Vary"]
    assert answer["Cache-Control"] == "public, no-cache"
    assert program.get(way(chain))["Cache-Control"] == "private, no-cache"


def test_a_deed_needs_the_right_capacity_even_of_who_has_another(town: Town) -> None:
    both = town.by("committee")
    program = Program(town, both)
    answer = program.post("/matters", {**PUT, "organ": "committee"})
    page = town.do(
        actions.submit, by=both, procedure="four-deliberations", kind="community-affair", title="x", text="y"
    )
    assert (page.refusal is None) == (answer.status_code == 201)


def test_a_deed_at_a_stage_that_was_not_seen_is_not_done(town: Town) -> None:
    chain = town.submit()
    by = town.by("party-branch")
    program = Program(town, by)
    body = {"do": "withdraw", "organ": "party-branch", "expects": "resolve#1"}
    answer = program.post(f"{way(chain)}/acts", body)
    page = town.do(actions.withdraw, chain=chain, by=by, form=Form(expects="resolve#1")).refusal
    assert page is not None
    assert (answer.status_code, answer.json()["code"]) == (409, page.code)
