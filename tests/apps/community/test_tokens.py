"""Tokens: made by their owner, shown once, and nobody else's business."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client

from linli.apps.community import actions
from linli.apps.community.models import Account, Person, Token

FORM = {"name": "记账程序", "scopes": ["read:own", "act"], "days": "30"}


@pytest.fixture
def hers(people: list[Person], signed_in: Callable[[Person], Client]) -> Client:
    return signed_in(people[0])


def test_a_token_is_shown_once_and_kept_only_as_its_seal(hers: Client) -> None:
    page = hers.post("/account/tokens/", FORM).content.decode()
    secret = page.partition("<code>")[2].partition("</code>")[0]
    assert secret.startswith("linli_")
    token = Token.objects.get()
    assert secret not in str(vars(token))
    assert secret not in hers.get("/account/tokens/").content.decode()
    caller = actions.use_token(secret)
    assert caller is not None
    assert caller.scopes == {"read:own", "act"}
    assert "上次使用" in hers.get("/account/tokens/").content.decode()


def test_the_form_sent_twice_makes_one_token(hers: Client) -> None:
    hers.post("/account/tokens/", FORM)
    answer = hers.post("/account/tokens/", FORM)
    assert answer.status_code == 422
    assert "记账程序" in answer.content.decode()
    assert Token.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"name": " "}, {"scopes": []}, {"scopes": ["all"]}, {"days": "0"}, {"days": "400"}]
)
def test_a_token_without_a_name_a_permission_or_an_end_is_not_made(
    hers: Client, wrong: dict[str, object]
) -> None:
    assert hers.post("/account/tokens/", FORM | wrong).status_code == 422
    assert Token.objects.count() == 0


def test_nobody_revokes_the_token_of_somebody_else(
    hers: Client, people: list[Person], signed_in: Callable[[Person], Client]
) -> None:
    hers.post("/account/tokens/", FORM)
    token = Token.objects.get()
    signed_in(people[1]).post(f"/account/tokens/{token.pk}/revoke/")
    assert Token.objects.get().revoked is None
    assert Client().post(f"/account/tokens/{token.pk}/revoke/")["Location"].startswith("/sign-in/")
    hers.post(f"/account/tokens/{token.pk}/revoke/")
    assert Token.objects.get().revoked is not None
    assert "已停用" in hers.get("/account/tokens/").content.decode()


def test_the_tokens_of_an_account_that_is_closed_open_nothing(db: None) -> None:
    account = actions.make_account("reader", None, actor=actions.TERMINAL)
    _token, secret = actions.make_token("x", ["read:own"], 1, actor=account)
    assert actions.use_token(secret) is not None
    Account.objects.update(is_active=False)
    assert actions.use_token(secret) is None
    assert actions.use_token("linli_wrong") is None
    assert actions.use_token("\ud800") is None


def test_nobody_has_more_than_twenty_tokens_at_a_time(db: None) -> None:
    account = actions.make_account("reader", None, actor=actions.TERMINAL)
    for number in range(20):
        actions.make_token(str(number), ["act"], 1, actor=account)
    with pytest.raises(ValidationError):
        actions.make_token("one more", ["act"], 1, actor=account)


def ask(secret: str, **more: str) -> tuple[int, str]:
    headers = {"authorization": f"Bearer {secret}"}
    answer = Client(headers=headers, **more).get("/api/v1/communities")  # type: ignore[arg-type]  # as WSGI has them
    return answer.status_code, answer.get("Retry-After", "")


def test_a_token_that_opens_nothing_is_turned_away_when_tried_too_often_and_nothing_else_is(db: None) -> None:
    account = actions.make_account("reader", None, actor=actions.TERMINAL)
    _token, good = actions.make_token("x", ["read:own"], 1, actor=account)
    start = actions.now()
    with actions.standing_at(start):
        assert [ask(f"linli_aaaaaaaa{n}")[0] for n in range(21)] == [401] * 20 + [429]
        assert ask("linli_bbbbbbbb")[0] == 401
        assert ask(good) == (200, "")
        assert Client().get("/api/v1/communities").status_code == 200
        assert ask("linli_aaaaaaaa", REMOTE_ADDR="203.0.113.9")[0] == 401
    with actions.standing_at(start + timedelta(minutes=10)):
        assert ask("linli_aaaaaaaa") == (429, "300")
    with actions.standing_at(start + timedelta(minutes=15)):
        assert ask("linli_aaaaaaaa")[0] == 401


def test_tokens_of_many_kinds_from_one_address_are_turned_away_together(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linli.apps.community.actions.tokens.MOST_TRIED_FROM_ADDRESS", 5)
    account = actions.make_account("reader", None, actor=actions.TERMINAL)
    _token, good = actions.make_token("x", ["read:own"], 1, actor=account)
    found = [ask(f"linli_{n:08}")[0] for n in range(6)]
    assert found == [401] * 5 + [429]
    assert ask(good)[0] == 200
    answer = Client(headers={"authorization": "Bearer x", "accept-language": "en"}).get("/api/v1/communities")
    assert "A valid token is taken at once." in answer.json()["detail"]


def test_behind_a_server_of_ones_own_each_reader_has_a_limit_of_her_own(db: None, settings: Any) -> None:
    settings.CONFIG = replace(settings.CONFIG, proxies=1)
    settings.API_LIMITS = {**settings.API_LIMITS, "stranger": 1}
    cache.clear()
    found = [
        Client(headers={"x-forwarded-for": where}).get("/api/v1/communities").status_code
        for where in ("203.0.113.1", "203.0.113.2", "203.0.113.1")
    ]
    assert found == [200, 200, 429]
