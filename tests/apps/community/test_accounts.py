"""Signing in: password, one-time codes, recovery codes, sessions, a new password upon a code; and what is refused."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from linli.apps.community import actions, reads
from linli.apps.community.adapters import SecondFactor
from linli.apps.community.models import Account, Invitation, Person, SignInFailure

BY = actions.TERMINAL
PASS = "a-long-pass-phrase"
NEW = "another-long-phrase"
ENTER = "/sign-in/"
SECOND = "/sign-in/second/"
MINE = "/account/"


@pytest.fixture(autouse=True)
def fresh() -> None:
    """The limits of allauth are counted in the cache."""
    cache.clear()


@pytest.fixture
def wang(db: None) -> Account:
    """An account that belongs to nobody yet."""
    return actions.make_account("wang", PASS, actor=BY)


def enters(password: str = PASS, *, language: str = "en", to: str = "", name: str = "wang") -> Client:
    client = Client(headers={"accept-language": language})
    client.entered = client.post(ENTER, {"username": name, "password": password, "next": to})  # type: ignore[attr-defined]  # kept for the test
    return client


def where(client: Any) -> str:
    return str(client.entered.headers.get("Location", ""))


def inside(client: Client) -> bool:
    return client.get(MINE).status_code == 200


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def with_codes(account: Account) -> tuple[Client, str, list[str]]:
    """A browser in which one-time codes were switched on, the secret, and the recovery codes."""
    client = enters()
    first = client.get("/account/codes/")
    assert first.headers["Location"].startswith("/account/confirm/")
    assert client.post(first.headers["Location"], {"password": PASS}).headers["Location"] == "/account/codes/"
    page = client.get("/account/codes/").content.decode()
    found = re.search(r'class="code">([A-Z2-7]+)<', page)
    assert found is not None
    assert re.search(r"<svg[^>]*viewBox", page.partition('class="qr"')[2][:400]), (
        "drawn to the width there is"
    )
    assert client.post("/account/codes/", {"code": "000000"}).status_code == 200
    client.get("/account/codes/")
    page = client.get("/account/codes/").content.decode()
    secret = re.findall(r'class="code">([A-Z2-7]+)<', page)[0]
    answer = client.post("/account/codes/", {"code": code_now(secret)})
    assert answer.headers["Location"] == "/account/recovery/"
    shown = client.get("/account/recovery/").content.decode()
    return client, secret, re.findall(r'class="code">(\d{8})<', shown)


def test_after_name_and_password_the_page_one_came_from_is_open(wang: Account) -> None:
    client = enters(to="/account/")
    assert where(client) == "/account/"
    assert inside(client)


@pytest.mark.parametrize(
    "to", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_led_elsewhere_by_a_link_that_begins_here(wang: Account, to: str) -> None:
    assert where(enters(to=to)) == "/"
    with_codes(wang)
    client = enters(to=to)
    assert where(client) == SECOND
    secret = Authenticator.objects.get(type="totp").wrap()
    answer = client.post(SECOND, {"code": code_now(secret_of(secret)), "next": to})
    assert answer.headers["Location"] == "/"


def secret_of(wrapped: Any) -> str:
    return SecondFactor().decrypt(wrapped.instance.data["secret"])


def test_a_wrong_name_a_wrong_password_and_a_name_of_nobody_are_answered_alike(wang: Account) -> None:
    hide = re.compile(r'value="[^"]*"')
    answers = {
        hide.sub("", enters("wrong", name=name).entered.content.decode()) for name in ("wang", "nobody")
    }  # type: ignore[attr-defined]  # kept by enters
    assert len(answers) == 1
    assert "Name and password do not match." in answers.pop()


def test_five_wrong_passwords_close_a_name_and_fifty_an_address_for_a_while(wang: Account) -> None:
    for _ in range(5):
        enters("wrong")
    assert not inside(enters())
    SignInFailure.objects.all().delete()
    for number in range(50):
        enters("wrong", name=f"name{number}")
    assert not inside(enters())


def test_a_second_factor_is_asked_for_and_its_secret_is_stored_sealed(wang: Account) -> None:
    client, secret, recovery = with_codes(wang)
    assert len(recovery) == 10
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert not any(one in stored for one in recovery)
    again = enters(to="/account/")
    assert where(again) == SECOND
    assert not inside(again)
    second = again.get(SECOND).content.decode()
    assert "one more" in second.lower()
    assert "data-passkey" not in second, "she has none"
    assert "Incorrect code" in again.post(SECOND, {"code": "000000"}).content.decode()
    assert not inside(again)
    assert again.post(SECOND, {"code": recovery[0]}).headers["Location"] == "/account/"
    assert inside(again)
    third = enters()
    third.post(SECOND, {"code": recovery[0]})
    assert not inside(third)
    assert "9 left" in client.get(MINE).content.decode()


def test_guessing_one_time_codes_is_stopped(wang: Account) -> None:
    _client, secret, _recovery = with_codes(wang)
    guesser = enters()
    for number in range(6):
        guesser.post(SECOND, {"code": f"{number:06d}"})
    guesser.post(SECOND, {"code": code_now(secret)})
    assert not inside(guesser)


def test_no_second_factor_is_changed_by_who_finds_a_browser_open(wang: Account) -> None:
    with_codes(wang)
    found = Client()
    found.force_login(wang)
    for page in (
        "/account/codes/off/",
        "/account/recovery/",
        "/account/recovery/new/",
        "/account/passkeys/add/",
    ):
        assert found.get(page).headers["Location"].startswith("/account/confirm/")
        assert Authenticator.objects.filter(user=wang).count() == 2


def test_where_one_is_signed_in_is_listed_and_can_be_ended(wang: Account) -> None:
    here, there = enters(), enters()
    page = here.get(MINE).content.decode()
    assert page.count("an unknown browser") == 2
    assert "this browser" in page
    number = UserSession.objects.order_by("pk").last()
    assert number is not None
    here.post("/account/sessions/end/", {"session": str(number.pk)})
    assert not inside(there)
    assert inside(here)
    third = enters()
    assert here.post("/account/sessions/end/", {"session": "all"}).headers["Location"] == ENTER
    assert not inside(here)
    assert not inside(third)


def test_nobody_ends_the_session_or_removes_the_passkey_of_another(wang: Account) -> None:
    mine = enters()
    actions.make_account("other", PASS, actor=BY)
    key = Authenticator.objects.create(user=wang, type="webauthn", data={"name": "key", "credential": {}})
    other = enters(name="other")
    session = UserSession.objects.get(user=wang)
    for session_given in (str(session.pk), "-1", "x", "9" * 30, "１"):
        other.post("/account/sessions/end/", {"session": session_given})
    other.post("/account/confirm/", {"password": PASS})
    assert other.post(f"/account/passkeys/{key.pk}/remove/").status_code == 404
    key.delete()
    assert inside(mine)


def test_a_new_password_signs_out_everywhere_else(wang: Account) -> None:
    here, there = enters(), enters()
    given = {"oldpassword": PASS, "password1": NEW, "password2": NEW}
    assert "new password" in here.get("/account/password/").content.decode().lower()
    assert here.post("/account/password/", {**given, "oldpassword": "wrong"}).status_code == 200
    assert here.post("/account/password/", given).headers["Location"] == MINE
    assert inside(here)
    assert not inside(there)
    assert inside(enters(NEW))


def test_the_clerk_gives_a_code_for_a_new_password_and_the_holder_sees_it(
    people: list[Person], clerk: Account, wang: Account
) -> None:
    community = people[0].community
    actions.give_account(community, people[0], wang, actor=BY)
    before = enters()
    office = Client(headers={"accept-language": "en"})
    office.force_login(clerk)
    assert office.post("/c/sample/invitations/account/", {"who": "1"}).headers["Location"].endswith("/codes/")
    code = re.findall(r"\w{4}-\w{4}-\w{4}", office.get("/c/sample/invitations/codes/").content.decode())[0]
    client = Client(headers={"accept-language": "en"})
    client.get(f"/c/sample/join/{code}/")
    page = client.get("/c/sample/join/").content.decode()
    assert "With this code you set a new password" in page
    assert "wang" not in page
    assert client.post("/c/sample/join/", {"answer": "somebody", "password": NEW}).status_code == 422
    done = client.post("/c/sample/join/", {"answer": people[0].name, "password": NEW})
    assert done.headers["Location"] == ENTER
    assert "wang" in client.get(ENTER).content.decode()
    assert not inside(before)
    assert not inside(enters())
    again = enters(NEW)
    assert "clerk made a code for a new password" in again.get(MINE).content.decode()


def test_a_clerk_gives_no_new_password_to_an_account_that_is_more_than_one_resident(
    people: list[Person], clerk: Account, wang: Account
) -> None:
    community = people[0].community
    actions.give_account(community, people[0], wang, actor=BY)
    actions.make_clerk(community, wang, actor=BY)
    person = Person.objects.get(pk=people[0].pk)
    with pytest.raises(ValidationError):
        actions.invite_back(community, person, actor=clerk)
    with pytest.raises(PermissionDenied):
        actions.invite_back(community, person, actor=actions.make_account("x", PASS, actor=BY))
    with pytest.raises(ValidationError):
        actions.invite_back(community, people[1], actor=clerk)
    issued = actions.invite_password(wang, actor=BY)
    client = Client()
    client.get(f"/join/{issued.code}/")
    assert client.post("/join/", {"password": NEW}).status_code == 302
    assert inside(enters(NEW))


def test_a_code_for_a_new_password_ends_when_the_account_is_taken_back(
    people: list[Person], clerk: Account, wang: Account
) -> None:
    community = people[0].community
    actions.give_account(community, people[0], wang, actor=BY)
    issued = actions.invite_back(community, Person.objects.get(pk=people[0].pk), actor=clerk)
    office = Client()
    office.force_login(clerk)
    office.post("/c/sample/invitations/account/", {"who": "1", "take": "yes"})
    with pytest.raises(ValidationError):
        actions.invitation_by(issued.code, address="", door=community)
    assert Invitation.objects.get().used is None


def test_no_account_is_made_without_a_code(client: Client, wang: Account) -> None:
    assert client.get("/sign-up/").headers["Location"] == "/join/"
    for page in ("/accounts/signup/", "/account/signup/", "/signup/", "/account/linked/", "/password/reset/"):
        assert client.get(page).status_code == 404
    assert Account.objects.count() == 1


def test_an_account_says_who_one_is_where_and_upon_what_proof(
    people: list[Person], clerk: Account, wang: Account
) -> None:
    actions.give_account(people[0].community, people[0], wang, actor=clerk)
    page = enters().get(MINE).content.decode()
    for said in ("样例社区", people[0].name, "entered by clerk"):
        assert said in page
    assert list(reads.ties_of(wang)) == [reads.tie_of(Person.objects.get(pk=people[0].pk), wang)]


def test_pages_of_the_account_have_no_english_left_in_chinese(wang: Account) -> None:
    with_codes(wang)
    client = enters(language="zh-hans")
    pages = [client.get(SECOND)]
    client.post(SECOND, {"code": code_now(secret_of(Authenticator.objects.get(type="totp").wrap()))})
    pages += [
        client.get(page)
        for page in (MINE, "/account/confirm/", "/account/confirm/code/", "/account/password/")
    ]
    client.post("/account/confirm/", {"password": PASS})
    pages += [
        client.get(page)
        for page in (
            "/account/codes/off/",
            "/account/recovery/",
            "/account/recovery/new/",
            "/account/passkeys/add/",
        )
    ]
    for page in pages:
        assert page.status_code == 200, page.headers
        _head, _sign, main = page.content.decode().partition("<main")
        words = re.sub(
            r"<(script|svg).*?</\1>|<[^>]*>",
            " ",
            main.partition(">")[2].partition("</main>")[0],
            flags=re.DOTALL,
        )
        left = set(re.findall(r"[A-Za-z]{3,}", words)) - {"wang"}
        assert not left, (page.request["PATH_INFO"], left)


def test_the_account_is_nobodys_page_but_ones_own_and_every_form_is_sealed(wang: Account) -> None:
    stranger = Client()
    for page in (
        MINE,
        "/account/codes/",
        "/account/passkeys/add/",
        "/account/recovery/",
        "/account/password/",
    ):
        assert stranger.get(page).headers["Location"].startswith(ENTER)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(wang)
    for page in (
        "/account/sessions/end/",
        "/account/password/",
        "/account/confirm/",
        "/sign-in/passkey/",
        "/sign-out/",
    ):
        assert strict.post(page, {"session": "all"}).status_code == 403


def test_an_account_without_a_password_is_told_to_set_one_first_and_comes_back_to_where_it_was(
    db: None,
) -> None:
    linked = actions.make_account("linked", None, actor=BY)
    client = Client(headers={"accept-language": "en"})
    client.force_login(linked)
    for address in ("/account/email/", "/account/codes/", "/account/passkeys/add/", "/account/confirm/"):
        for answer in (client.get(address), client.post(address, {"email": "a@example.org"})):
            said = answer.content.decode()
            assert answer.status_code == 403, address
            assert "neither a password nor a passkey" in said, address
            assert "seat" not in said.partition("<main")[2].partition("</main>")[0], address
    (first,) = re.findall(
        r'href="(/account/password/first/[^"]*)"', client.get("/account/codes/").content.decode()
    )
    given = {"password1": NEW, "password2": NEW, "next": "/account/codes/"}
    assert client.get(first).status_code == 200
    chosen = client.post(first, given)
    assert chosen.headers["Location"] == "/account/codes/"
    again = client.get("/account/codes/")
    assert again.headers["Location"].startswith("/account/confirm/")
    assert client.post(again.headers["Location"], {"password": NEW}).headers["Location"] == "/account/codes/"
    assert client.get("/account/codes/").status_code == 200
    assert client.get("/account/email/").status_code == 200
