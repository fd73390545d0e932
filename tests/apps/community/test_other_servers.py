"""The whole way to another server and back, over HTTP, beside servers of our own that answer as the real ones do."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from linli.apps.community import actions
from linli.apps.community.models import Account
from linli.apps.community.wechat.views import Adapter

PASS = "a-long-pass-phrase"
SECRET = "a secret of these tests"
OIDC, WECHAT = "/sign-in/with/oidc/city/login/", "/sign-in/with/weixin/login/"
NICKNAME = "王秀英é🏮"
KEY = rsa.generate_private_key(65537, 2048)


@dataclass
class Elsewhere:
    """Both servers in one: whose account it is, what was asked, and what goes wrong."""

    who: str = "42"
    fault: str = ""
    address: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)

    def authorize(self, given: dict[str, str]) -> tuple[int, str, str]:
        """Somebody agrees; she is sent back with a code that is good once."""
        assert given["response_type"] == "code"
        code = f"code-{len(self.codes)}"
        self.codes[code] = given
        back = {"code": code, "state": given["state"]}
        if self.fault == "refused":
            back = {"error": "access_denied", "state": given["state"]}
        return 302, "", f"{given['redirect_uri']}?{urlencode(back)}"

    def token(self, given: dict[str, str]) -> tuple[int, str, str]:
        """The token for a code, if whoever brings it is whom it was given to."""
        asked = self.codes.pop(given["code"], None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(given["code_verifier"].encode()).digest())
        if (
            asked is None
            or given["client_secret"] != SECRET
            or given["redirect_uri"] != asked["redirect_uri"]
        ):
            return 400, "application/json", '{"error": "invalid_grant"}'
        assert asked["code_challenge_method"] == "S256"
        assert challenge.decode().rstrip("=") == asked["code_challenge"]
        claims = {
            "iss": self.address,
            "aud": "linli",
            "sub": self.who,
            "exp": int(time.time()) + 60,
            **self.claims,
        }
        signed = jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": "1"})
        return (
            200,
            "application/json",
            json.dumps({"access_token": "t", "token_type": "Bearer", "id_token": signed}),
        )

    def configuration(self) -> tuple[int, str, str]:
        """Where an OpenID Connect server says that its parts are."""
        parts = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "me"}
        found = {name: f"{self.address}/{part}" for name, part in parts.items()}
        more = {"issuer": self.address, "jwks_uri": f"{self.address}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"]}  # fmt: skip
        return 200, "application/json", json.dumps({**found, **more})

    def me(self) -> tuple[int, str, str]:
        """More than anybody here should keep."""
        who = "another" if self.fault == "two people" else self.who
        told = {"sub": who, "name": "王秀英", "phone_number": "13900000000", "address": {"locality": "西安"}}
        return 200, "application/json", json.dumps(told)

    def wechat_token(self, given: dict[str, str]) -> tuple[int, str, str]:
        """WeChat says 200 whatever happens, and calls its JSON plain text."""
        asked = self.codes.pop(given["code"], None)
        if asked is None or given["appid"] != "wx1" or given["secret"] != SECRET:
            return 200, "text/plain", '{"errcode": 40029, "errmsg": "invalid code"}'
        told = {
            "access_token": "t",
            "expires_in": 7200,
            "refresh_token": "r",
            "openid": self.who,
            "scope": "x",
        }
        return 200, "text/plain", json.dumps(told)

    def wechat_me(self, given: dict[str, str]) -> tuple[int, str, str]:
        """Who it is, in UTF-8, which the head does not say."""
        if self.fault == "errcode":
            return 200, "text/plain", '{"errcode": 48001, "errmsg": "api unauthorized"}'
        told = {
            "openid": given["openid"],
            "nickname": NICKNAME,
            "sex": 2,
            "city": "西安",
            "headimgurl": "https://x/",
        }
        kind = "application/json" if self.fault == "json" else "text/plain"
        return 200, kind, json.dumps(told, ensure_ascii=False)

    def answer(self, path: str, given: dict[str, str]) -> tuple[int, str, str]:
        """What a page of the server says."""
        broken = {"down": (500, "text/html", "<h1>No</h1>"), "nonsense": (200, "text/html", "<h1>Hello</h1>"),
                  "list": (200, "application/json", "[]"), "empty": (200, "application/json", "{}")}  # fmt: skip
        if (what := self.fault.partition(" "))[2] == path:
            return broken[what[0]]
        ways: dict[str, Callable[[], tuple[int, str, str]]] = {
            "/authorize": lambda: self.authorize(given), "/token": lambda: self.token(given), "/me": self.me,
            "/.well-known/openid-configuration": self.configuration,
            "/connect/qrconnect": lambda: self.authorize(given),
            "/sns/oauth2/access_token": lambda: self.wechat_token(given),
            "/sns/userinfo": lambda: self.wechat_me(given),
        }  # fmt: skip
        return ways[path]()


@pytest.fixture
def there(configured: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> Iterator[Elsewhere]:
    """The other servers on this machine, and an installation that knows them."""
    one = Elsewhere()

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say()

        def do_POST(self) -> None:
            self._say()

        def _say(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            parts = urlsplit(self.path)
            status, kind, text = one.answer(parts.path, dict(parse_qsl(parts.query)) | dict(parse_qsl(sent)))
            self.send_response(status)
            self.send_header("Location" if status == 302 else "Content-Type", text if status == 302 else kind)
            self.end_headers()
            self.wfile.write(b"" if status == 302 else text.encode())

        def log_message(self, *_words: Any) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        one.address = f"http://127.0.0.1:{server.server_port}"
        configured(
            f'[[oidc]]\nid = "city"\nname = "市统一身份认证"\nname_en = "City account"\nserver_url = "{one.address}"\n'
            f'client_id = "linli"\nsecret = "{SECRET}"\n[weixin]\nclient_id = "wx1"\nsecret = "{SECRET}"\n'
        )
        from django.conf import settings

        settings.SOCIALACCOUNT_PROVIDERS["weixin"]["AUTHORIZE_URL"] = f"{one.address}/connect/qrconnect"
        monkeypatch.setattr(Adapter, "access_token_url", f"{one.address}/sns/oauth2/access_token")
        monkeypatch.setattr(Adapter, "profile_url", f"{one.address}/sns/userinfo")
        yield one
        server.shutdown()


def browser() -> Client:
    return Client(headers={"accept-language": "en"}, SERVER_NAME="127.0.0.1")


def goes(client: Client, way: str) -> str:
    """To the other server, where she agrees; where that sends her back to."""
    answer = client.post(way)
    assert answer.status_code == 302, answer.content.decode()
    back = requests.get(answer.headers["Location"].partition("#")[0], allow_redirects=False, timeout=10)
    assert back.status_code == 302
    parts = urlsplit(back.headers["Location"])
    return f"{parts.path}?{parts.query}"


def linked(way: str) -> Account:
    """An account with which one from there is linked, through the pages."""
    account = actions.make_account("wang", PASS, actor=actions.TERMINAL)
    mine = browser()
    mine.post("/sign-in/", {"username": "wang", "password": PASS})
    ways = re.findall(r'action="(/sign-in/with/[^"]*)"', mine.get("/account/linked/").content.decode())
    (mine_way,) = [one.replace("&amp;", "&") for one in ways if one.startswith(way)]
    answer = mine.get(goes(mine, mine_way))
    assert answer.headers["Location"] == "/account/linked/"
    return account


@pytest.mark.parametrize("way", [OIDC, WECHAT])
def test_who_linked_an_account_signs_in_with_it_on_any_device(there: Elsewhere, db: None, way: str) -> None:
    account = linked(way)
    other = browser()
    assert other.get(goes(other, way)).headers["Location"] == "/"
    assert other.get("/account/").context["user"] == account
    there.who = "43"
    third = browser()
    third.get(goes(third, way))
    assert third.get("/account/").status_code == 302
    assert list(Account.objects.all()) == [account]


@pytest.mark.parametrize("way", [OIDC, WECHAT])
def test_nothing_of_what_is_told_there_is_kept_but_whose_it_is_and_the_name(
    there: Elsewhere, db: None, way: str
) -> None:
    linked(way)
    kept = SocialAccount.objects.get()
    assert kept.uid == "42"
    expected = {OIDC: {"sub": "42", "name": "王秀英"}, WECHAT: {"nickname": NICKNAME}}
    found = kept.extra_data.get("userinfo", kept.extra_data)
    assert found == expected[way]
    assert not {"13900000000", "西安"} & set(
        re.findall(r"\w+", json.dumps(kept.extra_data, ensure_ascii=False))
    )


def test_wechat_is_asked_as_it_wants_to_be_and_its_names_are_read_whatever_their_kind(
    there: Elsewhere, db: None
) -> None:
    asked = browser().post(WECHAT).headers["Location"]
    assert asked.endswith("#wechat_redirect")
    given = parse_qs(urlsplit(asked).query)
    assert (given["appid"], given["scope"], len(given["state"])) == (["wx1"], ["snsapi_login"], 1)
    there.fault = "json"
    linked(WECHAT)
    assert SocialAccount.objects.get().extra_data == {"nickname": NICKNAME}


FAULTS = {
    OIDC: ["down /token", "nonsense /token", "empty /token", "list /token", "down /me", "nonsense /me", "two people"],
    WECHAT: ["down /sns/oauth2/access_token", "nonsense /sns/oauth2/access_token", "list /sns/oauth2/access_token",
             "down /sns/userinfo", "nonsense /sns/userinfo", "list /sns/userinfo", "errcode"],
}  # fmt: skip


@pytest.mark.parametrize("way", [OIDC, WECHAT])
def test_a_fault_of_the_other_server_is_said_and_signs_nobody_in(
    there: Elsewhere, db: None, way: str
) -> None:
    linked(way)
    for fault in FAULTS[way]:
        there.fault, client = fault, browser()
        answer = client.get(goes(client, way))
        assert answer.status_code in (401, 502), fault
        assert "Signing in there did not work" in answer.content.decode()
        assert client.get("/account/").status_code == 302


def test_a_server_that_cannot_be_reached_is_said_before_anybody_is_sent_there(
    there: Elsewhere, db: None
) -> None:
    for fault in ("down", "nonsense", "list", "empty"):
        there.fault = f"{fault} /.well-known/openid-configuration"
        answer = browser().post(OIDC)
        assert answer.status_code in (401, 502), fault
        assert "Signing in there did not work" in answer.content.decode()


def test_a_token_that_is_not_for_us_opens_nothing(there: Elsewhere, db: None) -> None:
    linked(OIDC)
    for claims in ({"aud": "another"}, {"iss": "https://evil.example"}, {"exp": 1}):
        there.claims, client = claims, browser()
        assert client.get(goes(client, OIDC)).status_code == 401
        assert client.get("/account/").status_code == 302


@pytest.mark.parametrize("way", [OIDC, WECHAT])
def test_who_declines_there_is_told_and_may_choose_another_way(there: Elsewhere, db: None, way: str) -> None:
    there.fault = "refused"
    client = browser()
    answer = client.get(goes(client, way), follow=True)
    assert answer.status_code == 200
    assert "/sign-in/" in answer.content.decode()


@pytest.mark.parametrize("way", [OIDC, WECHAT])
def test_a_way_back_is_good_once_and_in_the_browser_that_set_out(
    there: Elsewhere, db: None, way: str
) -> None:
    """Else somebody could be signed in to an account that she does not know, or her code be used by another."""
    linked(way)
    mine, other = browser(), browser()
    back = goes(mine, way)
    assert other.get(back).status_code in (401, 403)
    assert other.get("/account/").status_code == 302
    assert mine.get(back).status_code == 302
    mine.post("/sign-out/")
    assert mine.get(back).status_code in (401, 403)
    assert mine.get("/account/").status_code == 302


@pytest.mark.parametrize("way", [OIDC, WECHAT])
def test_the_way_back_leads_to_no_other_site(there: Elsewhere, db: None, way: str) -> None:
    linked(way)
    for target in ("https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example/"):
        client = browser()
        answer = client.get(goes(client, f"{way}?{urlencode({'next': target})}"))
        assert answer.headers["Location"] == "/"


def test_each_service_is_called_in_the_readers_language(there: Elsewhere, db: None) -> None:
    linked(OIDC)
    client = browser()
    client.post("/sign-in/", {"username": "wang", "password": PASS})
    page = client.get("/account/linked/").content.decode()
    assert "City account" in page
    assert "Link WeChat" in page
    assert "市统一身份认证" not in page
