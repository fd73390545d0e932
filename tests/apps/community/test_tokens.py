"""Tokens: made by their owner, shown once, and nobody else's business."""

from __future__ import annotations

from collections.abc import Callable

import pytest
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
