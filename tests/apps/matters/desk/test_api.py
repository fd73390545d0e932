"""A program enters for others what its owner may, with the same refusals, and a clerk's token may keep the register."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from linli.apps.community import actions as community_actions
from linli.apps.community import reads as community_reads
from linli.apps.matters.models import EnteredAct

EVERY = ("read:own", "act", "registers")
NUMBERS = count(1)
HERE = "/api/v1/communities/one/matters"
FOR_HER = {"person": 20, "capacity": "clerk", "seen": "paper", "paper": "2026-017"}


@pytest.fixture(autouse=True)
def nobody_asked_yet() -> None:
    """Each test begins a new minute."""
    cache.clear()


class Program:
    """A program with a token of the holder of an account."""

    def __init__(self, desk: Any, name: str, scopes: tuple[str, ...] = EVERY) -> None:
        self.desk = desk
        with community_actions.standing_at(desk.town.at):
            account = desk.account(name)
            _token, secret = community_actions.make_token(f"{next(NUMBERS)}", scopes, 30, actor=account)
        self.client = Client(headers={"authorization": f"Bearer {secret}"})

    def post(self, address: str = "/2026/1/acts", key: str = "", **body: Any) -> Any:
        headers = {"idempotency-key": key} if key else {}
        with community_actions.standing_at(self.desk.town.at):
            return self.client.post(HERE + address, body, content_type="application/json", headers=headers)

    def ask(self, address: str = "/entered", status: int = 200, **ask: str) -> Any:
        with community_actions.standing_at(self.desk.town.at):
            answer = self.client.get(HERE.removesuffix("/matters") + address, ask)
        assert answer.status_code == status, answer.json()
        return answer.json()

    def vote(self, key: str = "", choice: str = "yes", **entered: Any) -> Any:
        given = {**FOR_HER, **entered}
        return self.post(key=key, do="vote", organ="assembly", choice=choice, entered=given)


def test_a_vote_is_entered_once_and_the_record_says_that_a_program_brought_it(voting: Any) -> None:
    clerk = Program(voting, "clerk")
    first, second = clerk.vote("k-1"), clerk.vote("k-1")
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json()["repeated"] is True
    entry = community_reads.chain(voting.town.community, voting.chain)[-1].read()
    assert (entry.by, entry.door, entry.entered.paper) == (voting.by(), "program", "2026-017")
    with community_actions.standing_at(voting.town.at):
        matter = clerk.client.get(f"{HERE}/2026/1").json()
    assert len(matter["entered"]) == 1


@pytest.mark.parametrize(
    ("name", "entered", "status", "code"),
    [
        ("clerk", {"person": 999}, 422, "no-such-person"),
        ("clerk", {"capacity": "committee"}, 403, "entered-by-others"),
        ("clerk", {"paper": ""}, 422, "not-kept"),
        ("clerk", {"seen": "hearsay"}, 422, ""),
        ("clerk", {"on": "2020-01-01"}, 422, "day-too-early"),
        ("clerk", {"on": "2099-01-01"}, 422, "day-ahead"),
        ("clerk", {"on": "2026-13-01"}, 422, ""),
        ("clerk", {"on": "2026-03-05", "seen": "card"}, 422, "not-kept"),
        ("account-21", {}, 403, "entered-by-others"),
        ("account-21", {"capacity": "committee"}, 403, "entered-by-others"),
        ("account-20", {"capacity": "assembly"}, 403, "entered-own"),
    ],
)
def test_who_may_not_is_refused_as_on_the_page(
    voting: Any, name: str, entered: dict[str, Any], status: int, code: str
) -> None:
    for number in (20, 21):
        voting.own(community_reads.person_numbered(voting.town.community, number))
    answer = Program(voting, name).vote(**entered)
    assert answer.status_code == status, answer.json()
    assert code in answer.content.decode()
    assert not EnteredAct.objects.exists()


def test_a_clerks_token_needs_the_permission_to_keep_the_register(voting: Any) -> None:
    answer = Program(voting, "clerk", ("read:own", "act")).vote()
    assert (answer.status_code, answer.json()["needs"]) == (403, "registers")
    assert Program(voting, "clerk", ("registers",)).vote().status_code == 403


def test_an_answer_is_replaced_only_where_that_is_said(voting: Any) -> None:
    Program(voting, "second").vote()
    clerk = Program(voting, "clerk")
    assert clerk.vote(choice="no").status_code == 422
    assert clerk.vote(choice="no", again=True).status_code == 201


def test_a_matter_is_begun_for_somebody_by_the_clerk_alone(desk: Any) -> None:
    put = {"organ": "residents", "procedure": "wish", "kind": "wish", "title": "加一盏灯", "text": "太暗。"}
    answer = Program(desk, "clerk").post("", key="k", **put, entered=FOR_HER)
    assert answer.status_code == 201, answer.json()
    assert desk.town.matter(answer.json()["chain"]).proposer == desk.her.pseudonym
    assert Program(desk, "clerk").post("", key="k", **put, entered=FOR_HER).status_code == 200
    other = desk.own(community_reads.person_numbered(desk.town.community, 21)).username
    assert (
        Program(desk, other).post("", **put, entered={**FOR_HER, "capacity": "residents"}).status_code == 403
    )


def of(desk: Any, number: int) -> str:
    """The account of a number in the register."""
    account: str = desk.own(community_reads.person_numbered(desk.town.community, number)).username
    return account


def member(desk: Any, organ: str = "committee") -> str:
    """The account of somebody with a seat."""
    account: str = desk.own(
        community_reads.person_of(desk.town.community, desk.town.by(organ).person)
    ).username
    return account


def test_she_lists_what_was_entered_for_her_and_nobody_else_does(voting: Any) -> None:
    seqs = [voting.entered(of=20), voting.entered("no", who="second", again=True), voting.entered(of=21)]
    first = Program(voting, of(voting, 20)).ask(limit="1")
    assert [one["seq"] for one in first["items"]] == [seqs[1]]
    then = Program(voting, of(voting, 20)).ask(limit="1", cursor=first["next"])
    (one,) = then["items"]
    assert (one["seq"], one["do"], one["saw"], one["replaced"], then["next"]) == (
        seqs[0],
        "vote",
        "known",
        True,
        None,
    )
    assert (one["may_contest"], one["may_answer"], bool(one["hash"])) == (True, False, True)
    assert Program(voting, of(voting, 12)).ask()["items"] == []
    assert Program(voting, of(voting, 12)).ask(whose="everybody", status=403)["code"] == "not-clerk"
    assert Program(voting, "clerk").ask(status=403)["code"] == "nobody-here"
    Program(voting, of(voting, 12)).ask(f"/matters/2026/1/entered/{seqs[0]}", 404)


def test_a_clerks_token_lists_all_and_of_one_person_only_with_the_permission_for_the_register(
    voting: Any,
) -> None:
    seq = voting.entered(of=20)
    voting.entered(of=21)
    second = Program(voting, "second")
    assert len(second.ask(whose="everybody")["items"]) == 2
    (one,) = second.ask(whose="everybody", person="20")["items"]
    assert (one["seq"], one["words"], one["hash"]) == (seq, "", "")
    assert second.ask(whose="everybody", person="999")["items"] == []
    bare = Program(voting, "second", ("read:own", "act"))
    assert bare.ask(whose="everybody", status=403)["needs"] == "registers"
    assert bare.ask(f"/matters/2026/1/entered/{seq}", 403)["needs"] == "registers"
    assert bare.ask(whose="waiting")["items"] == []


def test_she_contests_by_a_program_and_another_answers_with_the_refusals_of_the_page(voting: Any) -> None:
    way = f"/2026/1/entered/{voting.entered()}"
    her, clerk, second = (Program(voting, name) for name in (of(voting, 20), "clerk", "second"))
    assert her.post(f"{way}/contest", text=" ").json()["errors"][0]["field"] == "body.text"
    assert her.post(f"{way}/answer", verdict="upheld", reasons="是").json()["code"] == "not-yours"
    assert her.post(f"{way}/contest", text="我没有投过票。").status_code == 201
    assert her.post(f"{way}/contest", text="又一次").status_code == 200
    assert [one["contest"] for one in second.ask(whose="waiting")["items"]] == ["我没有投过票。"]
    assert clerk.ask(whose="waiting")["items"] == []
    assert clerk.post(f"{way}/answer", verdict="dismissed", reasons="投过。").json()["code"] == "not-yours"
    bare = Program(voting, "second", ("read:own", "act"))
    assert bare.post(f"{way}/answer", verdict="dismissed", reasons="投过。").json()["needs"] == "registers"
    answerer = Program(voting, member(voting))
    assert (
        answerer.post(f"{way}/answer", verdict="upheld", reasons="").json()["errors"][0]["field"]
        == "body.reasons"
    )
    done = answerer.post(f"{way}/answer", verdict="upheld", reasons="签名不是她的。")
    assert (done.status_code, done.json()["ruling"], done.json()["waits"]) == (201, "upheld", "")
    late = second.post(f"{way}/answer", verdict="dismissed", reasons="投过。")
    assert (late.status_code, late.json()["code"]) == (409, "answered-meanwhile")
    assert her.ask()["items"][0]["answer"] == "签名不是她的。"


def test_a_clerk_contests_for_her_by_a_program_only_with_the_permission_for_the_register(voting: Any) -> None:
    """Also where she entered it herself, and so may see it without that."""
    way = f"/2026/1/entered/{voting.entered()}/contest"
    for name in ("clerk", "second"):
        bare = Program(voting, name, ("read:own", "act"))
        assert bare.post(way, text="她说不是。").json()["needs"] == "registers"
    assert Program(voting, of(voting, 12)).post(way, text="不是。").status_code == 404
    assert not EnteredAct.objects.exclude(contested=None).exists()
    assert Program(voting, "second").post(way, text="她说不是。").status_code == 201


def test_who_may_enter_nothing_learns_neither_who_is_in_the_register_nor_who_has_voted(voting: Any) -> None:
    voting.entered(of=20)
    stranger = Program(voting, of(voting, 12))
    told = {stranger.vote(person=number, capacity="committee").content for number in (20, 21, 999)}
    assert len(told) == 1
    assert b"entered-by-others" in told.pop()


def test_a_program_says_that_she_has_the_answer_as_the_page_does_and_nobody_says_it_for_her(
    voting: Any,
) -> None:
    way = f"/2026/1/entered/{voting.entered()}"
    her, second, seat = (Program(voting, name) for name in (of(voting, 20), "second", member(voting)))
    assert her.post(f"{way}/contest", text="我没有投过票。").status_code == 201
    assert her.post(f"{way}/told").json()["code"] == "not-yours", "there is no answer yet"
    assert second.post(f"{way}/answer", verdict="dismissed", reasons="投过。").status_code == 201
    assert seat.post(f"{way}/told").status_code in (403, 404)
    bare = Program(voting, "second", ("read:own", "act"))
    assert bare.post(f"{way}/told").json()["needs"] == "registers"
    assert her.ask()["items"][0]["may_note"]
    done = her.post(f"{way}/told")
    assert (done.status_code, done.json()["may_note"], bool(done.json()["told"])) == (201, False, True)
    again = second.post(f"{way}/told")
    assert (again.status_code, again.json()["told"]) == (200, done.json()["told"])
