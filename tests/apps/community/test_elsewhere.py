"""Signing in with an account held elsewhere: only with one that was linked, or with a code in hand."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.test import Client

from linli.apps.community import actions
from linli.apps.community.adapters import Linked
from linli.apps.community.models import Account, Person, Tie
from linli.site import elsewhere

CITY = """[[oidc]]
id = "city"
name = "市统一身份认证"
name_en = "City account"
server_url = "https://id.city.example"
client_id = "linli"
secret = "not-a-real-one"
"""
PASS = "a-long-pass-phrase"
BY = actions.TERMINAL


class Answer:
    """What the other server answers."""

    def __init__(self, body: Any) -> None:
        self.body, self.text, self.status_code = body, json.dumps(body), 200
        self.headers = {"content-type": "application/json"}

    def json(self) -> Any:
        return self.body

    def raise_for_status(self) -> None:
        """All is well."""


class Server:
    """An OpenID Connect server that says ``who`` signed in."""

    def __init__(self, who: str) -> None:
        self.who = who

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_error: object) -> None:
        """Nothing to close."""

    def get(self, url: str, **_more: Any) -> Answer:
        base = "https://id.city.example"
        if url.endswith("openid-configuration"):
            return Answer(
                {
                    "issuer": base,
                    "authorization_endpoint": f"{base}/authorize",
                    "token_endpoint": f"{base}/token",
                    "userinfo_endpoint": f"{base}/me",
                    "jwks_uri": f"{base}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        assert url == f"{base}/me"
        return Answer({"sub": self.who, "name": "王秀英"})

    def request(self, method: str, url: str, data: Any = None, **_more: Any) -> Answer:
        assert (method, url) == ("POST", "https://id.city.example/token")
        assert data["code_verifier"]
        claims = {
            "iss": "https://id.city.example",
            "aud": "linli",
            "sub": self.who,
            "exp": int(time.time()) + 60,
        }
        token = jwt.encode(claims, "x" * 32, algorithm="HS256")
        return Answer({"access_token": "t", "token_type": "Bearer", "id_token": token})

    post = request


@pytest.fixture
def city(configured: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> Server:
    """An installation that is configured for the city's accounts, and the city's server."""
    configured(CITY)
    server = Server("42")
    monkeypatch.setattr(Linked, "get_requests_session", lambda _self: server)
    return server


def goes(client: Client, way: str) -> Any:
    """The whole way to the city's server and back."""
    there = client.post(way)
    assert there.status_code == 302, there.content.decode()
    assert there.headers["Location"].startswith("https://id.city.example/authorize?")
    asked = parse_qs(urlsplit(there.headers["Location"]).query)
    return client.get("/sign-in/with/oidc/city/login/callback/", {"code": "c", "state": asked["state"][0]})


def browser(language: str = "en") -> Client:
    return Client(headers={"accept-language": language})


def test_the_page_shows_only_the_ways_that_are_configured(db: None) -> None:
    page = browser().get("/sign-in/").content.decode()
    assert "Sign in with a passkey" in page
    assert page.count("Sign in with") == 1
    assert browser().get("/account/linked/").status_code == 404


def test_an_account_elsewhere_lets_in_whose_it_was_linked_to_and_nobody_else(city: Server, db: None) -> None:
    assert "Sign in with City account" in browser().get("/sign-in/").content.decode()
    assert "用市统一身份认证登录" in browser("zh-hans").get("/sign-in/").content.decode()
    stranger = browser()
    answer = goes(stranger, "/sign-in/with/oidc/city/login/")
    page = (
        stranger.get(answer.headers["Location"]).content.decode()
        if answer.status_code == 302
        else answer.content.decode()
    )
    assert "No account here is linked" in page
    assert not Account.objects.exists()
    wang = actions.make_account("wang", PASS, actor=BY)
    mine = browser()
    mine.post("/sign-in/", {"username": "wang", "password": PASS})
    page = mine.get("/account/linked/").content.decode()
    way = re.findall(r'action="(/sign-in/with/[^"]*)"', page)[0].replace("&amp;", "&")
    assert goes(mine, way).headers["Location"] == "/account/linked/"
    assert "Linked accounts" in mine.get("/account/").content.decode()
    other = browser()
    goes(other, "/sign-in/with/oidc/city/login/")
    assert other.get("/account/").status_code == 200
    city.who = "43"
    third = browser()
    goes(third, "/sign-in/with/oidc/city/login/")
    assert third.get("/account/").status_code == 302
    assert list(Account.objects.all()) == [wang]


def test_who_holds_a_code_makes_the_account_with_the_one_elsewhere_and_still_proves_who_she_is(
    city: Server, people: list[Person]
) -> None:
    (issued,) = actions.invite(people[0].community, people[:1], actor=BY)
    client = browser()
    client.get(f"/c/sample/join/{issued.code}/")
    assert "Sign in with City account" in client.get("/c/sample/join/").content.decode()
    answer = goes(client, "/sign-in/with/oidc/city/login/")
    assert answer.headers["Location"] == "/join/back/"
    assert client.get("/join/back/").headers["Location"] == "/c/sample/join/"
    assert not Tie.objects.exists()
    assert client.post("/c/sample/join/", {"answer": "somebody"}).status_code == 422
    assert client.post("/c/sample/join/", {"answer": people[0].name}).status_code == 302
    account = Person.objects.get(pk=people[0].pk).account
    assert account is not None
    assert not account.has_usable_password()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[oidc", "Expected"),
        ("[github]\nid = 1", "neither [[oidc]] nor [weixin]"),
        (CITY.replace('secret = "not-a-real-one"', ""), "lacks “secret”"),
        (CITY + 'colour = "red"', "no key “colour”"),
        (CITY.replace("https://", "http://"), "https://"),
        (CITY.replace('"linli"', '""'), "not empty"),
        (CITY + CITY, "same id"),
        ("weixin = 3", "is a table"),
    ],
)
def test_a_file_that_cannot_be_meant_says_what_to_mend(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "sign-in.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(said)):
        elsewhere.read(file)


def test_wechat_is_asked_on_the_page_that_fits_where_people_are(tmp_path: Path) -> None:
    file = tmp_path / "sign-in.toml"
    for inside, page, scope in (
        ("false", "qrconnect", "snsapi_login"),
        ("true", "oauth2/authorize", "snsapi_userinfo"),
    ):
        file.write_text(f'[weixin]\nclient_id = "wx1"\nsecret = "s"\ninside = {inside}\n', encoding="utf-8")
        found = elsewhere.read(file)
        assert found.providers["weixin"]["AUTHORIZE_URL"].endswith(page)
        assert found.providers["weixin"]["SCOPE"] == [scope]
        assert found.origins == ("https://open.weixin.qq.com",)
    assert elsewhere.read(tmp_path / "nothing.toml") == elsewhere.Elsewhere()
