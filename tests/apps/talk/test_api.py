"""Editing and moderating by programs: the same deeds and the same refusals as on the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from linli.apps.community import actions as community_actions
from linli.apps.talk import actions

if TYPE_CHECKING:
    from tests.apps.talk.conftest import Talk

INSULT = "你这个人太不要脸了"
HIDE = {"do": "hide", "ground": "insult", "reasons": "骂人的话不合适。", "organ": "committee"}
SETTLE = {"do": "settle", "verdict": "restored", "reasons": "话重了些。", "organ": "committee"}
EVERY = ("read:own", "act")


def program(talk: Talk, who: int) -> Client:
    account = community_actions.make_account(
        f"p{who}", "a-long-pass-phrase", actor=community_actions.TERMINAL
    )
    community_actions.give_account(
        talk.community, talk.people[who], account, actor=community_actions.TERMINAL
    )
    with community_actions.standing_at(talk.at):
        _token, secret = community_actions.make_token("a program", EVERY, 30, actor=account)
    return Client(headers={"authorization": f"Bearer {secret}", "accept-language": "en"})


@pytest.fixture
def sent(talk: Talk) -> Any:
    """Sends a deed on a comment for somebody; gives the answer."""
    programs: dict[int, Client] = {}

    def send(who: int, comment: int, **body: Any) -> Any:
        if who not in programs:
            programs[who] = program(talk, who)
        matter = f"/api/v1/communities/{talk.community.slug}/matters/{talk.year}/{talk.number}"
        address = f"{matter}/comments/{comment}/deeds"
        with community_actions.standing_at(talk.at):
            return programs[who].post(address, body, content_type="application/json")

    return send


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_a_program_edits_and_deletes_its_holders_own_words_alone(talk: Talk, sent: Any) -> None:
    comment = talk.say(9, "换十一盏。")
    assert code(sent(8, comment, do="edit", text="换一盏。")) == (403, "not-own")
    answer = sent(9, comment, do="edit", text="换十二盏。")
    assert (answer.status_code, answer.json()["comment"]["text"]) == (200, "换十二盏。")
    assert sent(9, comment, do="edit", text=" ").status_code == 422
    talk.later(minutes=16)
    refused = sent(9, comment, do="edit", text="换一百盏。")
    assert code(refused) == (409, "too-late")
    assert refused.json()["instead"]
    assert sent(9, comment, do="delete").json()["comment"]["gone"] == "deleted"


def test_hiding_appealing_and_deciding_have_the_refusals_of_the_pages(talk: Talk, sent: Any) -> None:
    comment = talk.say(9, INSULT)
    assert sent(8, comment, do="report", ground="insult").status_code == 200
    assert code(sent(9, comment, do="report", ground="insult")) == (409, "own-report")
    assert code(sent(8, comment, **HIDE | {"organ": "residents"})) == (403, "not-moderator")
    assert code(sent(8, comment, **HIDE)) == (403, "not-in-organ")
    assert sent(3, comment, **HIDE).json()["comment"]["hidden"]
    assert sent(3, comment, **HIDE).json()["repeated"]
    assert code(sent(4, comment, **SETTLE)) == (409, "not-appealed")
    assert code(sent(8, comment, do="appeal", text="替他申诉")) == (403, "not-writer")
    assert sent(9, comment, do="appeal", text="我说的是事。").status_code == 200
    assert code(sent(3, comment, **SETTLE)) == (409, "hid-it-herself")
    answer = sent(4, comment, **SETTLE)
    assert (answer.status_code, answer.json()["comment"]["text"]) == (200, INSULT)


def test_a_moderator_lets_stand_what_was_reported(talk: Talk, sent: Any) -> None:
    comment = talk.say(9)
    assert code(sent(3, comment, do="let-stand", organ="committee")) == (409, "nothing-reported")
    talk.done(actions.report, 8, comment=comment, ground="advert")
    assert code(sent(8, comment, do="let-stand", organ="residents")) == (403, "not-officer")
    assert sent(3, comment, do="let-stand", organ="committee").status_code == 200


@pytest.mark.parametrize(
    "body", [{"do": "pin"}, {"do": "hide", "ground": "rude", "reasons": "x", "organ": ""}, {}]
)
def test_what_is_no_deed_is_said_and_changes_nothing(talk: Talk, sent: Any, body: dict[str, Any]) -> None:
    comment = talk.say(9)
    assert sent(3, comment, **body).status_code == 422
    assert talk.one(comment).text


def test_the_log_is_public_and_what_waits_is_for_the_moderators(talk: Talk) -> None:
    comment = talk.hidden()
    talk.done(actions.appeal, 9, comment=comment, text="我说的是事。")
    here = f"/api/v1/communities/{talk.community.slug}/moderation"
    stranger = Client()
    with community_actions.standing_at(talk.at):
        log = stranger.get(here).json()
        assert stranger.get(f"{here}/waiting").status_code == 401
        own = {who: program(talk, who).get(f"{here}/waiting").json() for who in (4, 8)}
    (one,) = log["items"]
    assert (one["comment"], one["ground"], one["reasons"], one["late"]) == (
        comment, "insult", "骂人的话不合适。", False,
    )  # fmt: skip
    assert INSULT not in str(log)
    assert [(each["comment"]["number"], each["comment"]["text"]) for each in own[4]] == [(comment, INSULT)]
    assert own[8] == []
