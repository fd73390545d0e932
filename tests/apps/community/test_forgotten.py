"""A forgotten password: one letter with a link and a code, the same answer to strangers, what is told afterwards."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django_tasks_db.models import DBTaskResult

from linli.apps.community import actions, letters
from linli.apps.community.models import Account, Person

BY = actions.TERMINAL
PASS = "a-long-pass-phrase"
NEW = "another-long-phrase"
ASK, CODE, CHOOSE, EMAIL = (
    "/sign-in/forgotten/",
    "/sign-in/forgotten/code/",
    "/sign-in/forgotten/new/",
    "/account/email/",
)
HERS = "wang@example.org"
CHOSEN = {"password1": NEW, "password2": NEW}


@pytest.fixture(autouse=True)
def by_mail(settings: Any) -> None:
    """E-mail goes into a box of the test."""
    cache.clear()
    settings.MAIL_READY, settings.SITE_URL = True, "https://linli.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def wang(db: None) -> Account:
    """An account with a confirmed address."""
    account = actions.make_account("wang", PASS, actor=BY)
    EmailAddress.objects.create(user=account, email=HERS, verified=True, primary=True)
    return account


def browser() -> Client:
    return Client(headers={"accept-language": "en"})


def entered(password: str = PASS) -> Client:
    client = browser()
    client.post("/sign-in/", {"username": "wang", "password": password})
    return client


def recognised(name: str = "wang") -> Client:
    """A browser in which the password was given twice, as for every change of how one signs in."""
    client = browser()
    client.post("/sign-in/", {"username": name, "password": PASS})
    client.post("/account/confirm/", {"password": PASS})
    return client


def inside(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def delivered() -> list[Any]:
    """The letters that the background writes now."""
    mail.outbox.clear()
    for waiting in DBTaskResult.objects.filter(task_path="linli.apps.community.letters.post", status="READY"):
        letters.post.func(*waiting.args_kwargs["args"])
        waiting.delete()
    return list(mail.outbox)


def asked(client: Client, address: str = HERS) -> tuple[str, str]:
    """The path of the link, and the code, of a letter that was asked for."""
    assert client.post(ASK, {"email": address})["Location"] == CODE
    (letter,) = delivered()
    link = re.search(r"https://linli\.example(\S+)", letter.body)
    code = re.search(r"[A-Z]{4}-[A-Z]{4}", letter.body)
    assert link is not None
    assert code is not None
    return link[1], code[0]


def by_link(client: Client, path: str) -> Any:
    """The answer to choosing a new password behind a link."""
    page = client.get(path)
    return client.post(page["Location"], CHOSEN) if page.status_code == 302 else page


def test_the_link_of_the_letter_sets_a_new_password_signs_out_everywhere_and_is_told(wang: Account) -> None:
    before, client = entered(), browser()
    path, _code = asked(client)
    done = by_link(client, path)
    assert (done.status_code, client.get(done["Location"])["Location"]) == (302, "/sign-in/")
    assert not inside(before)
    assert not inside(entered())
    assert inside(entered(NEW))
    (told,) = delivered()
    assert told.to == [HERS]
    assert "wang" in told.body
    assert "A new password was set with a letter" in told.body


def test_who_tried_the_old_password_too_often_comes_in_with_the_new_one_at_once(wang: Account) -> None:
    for _ in range(5):
        entered("wrong")
    assert not inside(entered()), "closed for a while"
    client = browser()
    by_link(client, asked(client)[0])
    assert inside(entered(NEW))
    for _ in range(5):
        entered("wrong")
    actions.set_password(wang, PASS, actor=BY)
    assert inside(entered())


def test_the_code_of_the_letter_does_the_same_where_it_was_asked_for(wang: Account) -> None:
    client, elsewhere = browser(), browser()
    _path, code = asked(client)
    assert elsewhere.post(CODE, {"code": code})["Location"] == "/sign-in/"
    assert client.post(CODE, {"code": code.lower().replace("-", " ")})["Location"] == CHOOSE
    assert client.post(CHOOSE, {**CHOSEN, "password2": "x"}).status_code == 200
    assert client.post(CHOOSE, {"password1": "12345678", "password2": "12345678"}).status_code == 200
    assert client.post(CHOOSE, CHOSEN)["Location"] == "/sign-in/afresh/"
    assert client.post(CHOOSE, CHOSEN)["Location"] == ASK
    assert inside(entered(NEW))


def test_a_letter_is_good_for_one_password(wang: Account) -> None:
    first, second = browser(), browser()
    path, code = asked(first)
    by_link(second, path)
    assert b"no longer good" in by_link(browser(), path).content
    assert first.post(CODE, {"code": code})["Location"] == "/sign-in/"
    delivered()
    path, code = asked(first)
    first.post(CODE, {"code": code})
    by_link(second, path)
    assert (
        first.post(CHOOSE, {"password1": "a-third-long-phrase", "password2": "a-third-long-phrase"})[
            "Location"
        ]
        == ASK
    )
    assert inside(entered(NEW))


def test_the_link_ends_after_an_hour_and_the_code_after_a_quarter(wang: Account) -> None:
    start = datetime(2026, 11, 27, 8, tzinfo=UTC)
    client = browser()
    with time_machine.travel(start, tick=False) as clock:
        path, code = asked(client)
        clock.shift(timedelta(minutes=15, seconds=1))
        assert client.post(CODE, {"code": code})["Location"] == "/sign-in/"
        clock.shift(timedelta(minutes=44))
        assert by_link(browser(), path).status_code == 302
    Account.objects.filter(pk=wang.pk).update(password=wang.password)
    with time_machine.travel(start + timedelta(minutes=61), tick=False):
        assert b"no longer good" in by_link(browser(), path).content


@pytest.mark.parametrize("path", ["zzzzzzzzzzzzz/x-y/", "1/set-password/", "!/1-2/", f"{'z' * 90}/k/"])
def test_a_link_that_was_never_written_says_only_that_it_is_no_longer_good(db: None, path: str) -> None:
    answer = browser().get(ASK + path)
    assert (answer.status_code, b"no longer good" in answer.content) == (200, True)


def test_strangers_and_holders_are_answered_alike_and_at_the_same_cost(
    wang: Account, django_assert_max_num_queries: Any
) -> None:
    hide = re.compile(r"(csrfmiddlewaretoken\S* value=\"[^\"]*\")|(wang|nobody)@example.org")
    shown, queries, waiting = set(), [], []
    for address in (HERS, "nobody@example.org"):
        client = browser()
        client.get(ASK)
        with django_assert_max_num_queries(40) as counted:
            assert client.post(ASK, {"email": address})["Location"] == CODE
        queries.append([re.sub(r"\d+|'[^']*'", "", one["sql"])[:60] for one in counted])
        answer = [
            client.get(CODE),
            *(client.post(CODE, {"code": "BBBB-BBBB"}) for _ in range(5)),
            client.get("/sign-in/"),
        ]
        shown.add(tuple((one.status_code, hide.sub("", one.content.decode())) for one in answer))
        waiting.append(DBTaskResult.objects.count())
    assert len(shown) == 1
    assert waiting == [1, 2]
    assert queries[0] == queries[1]
    assert [one.to for one in delivered()] == [[HERS]]


def test_the_queue_tells_neither_address_nor_code(wang: Account) -> None:
    browser().post(ASK, {"email": HERS})
    (stored,) = DBTaskResult.objects.values_list("args_kwargs", flat=True)
    assert "wang" not in str(stored)
    assert "forgotten" not in str(stored)


def test_asking_is_limited_by_the_address_asked_about_and_by_where_it_comes_from(wang: Account) -> None:
    assert [browser().post(ASK, {"email": HERS.upper()}).status_code for _ in range(6)] == [302] * 5 + [422]
    others = [browser().post(ASK, {"email": f"n{number}@example.org"}).status_code for number in range(16)]
    assert others == [302] * 15 + [422]
    assert len(delivered()) == 5


def test_an_address_that_was_never_confirmed_is_no_door(wang: Account) -> None:
    EmailAddress.objects.create(user=wang, email="slip@example.org")
    browser().post(ASK, {"email": "slip@example.org"})
    wang.is_active = False
    wang.save()
    browser().post(ASK, {"email": HERS})
    assert delivered() == []


def test_an_address_is_given_confirmed_and_changed_by_who_gives_the_password_once_more(wang: Account) -> None:
    EmailAddress.objects.all().delete()
    open_browser = browser()
    open_browser.force_login(wang)
    assert open_browser.get(EMAIL)["Location"].startswith("/account/confirm/")
    assert open_browser.post(EMAIL, {"email": HERS, "action_add": "1"})["Location"].startswith(
        "/account/confirm/"
    )
    client = recognised()
    assert client.post(EMAIL, {"email": "no address", "action_add": "1"}).status_code == 200
    assert client.post(EMAIL, {"email": HERS, "action_add": "1"})["Location"] == EMAIL
    (letter,) = delivered()
    link = re.search(r"https://linli\.example(\S+)", letter.body)
    assert link is not None
    browser().get(link[1])
    assert letters.address_of(wang) == ""
    assert browser().post(link[1])["Location"] == "/sign-in/"
    assert letters.address_of(wang) == HERS
    assert HERS in client.get("/account/").content.decode()
    client.post(EMAIL, {"email": "new@example.org", "action_add": "1"})
    (letter,) = delivered()
    assert (letter.to, letters.address_of(wang)) == (["new@example.org"], HERS)
    link = re.search(r"https://linli\.example(\S+)", letter.body)
    assert link is not None
    assert client.post(link[1])["Location"] == "/account/"
    assert [one.to for one in delivered()] == [[HERS]]
    assert b"no longer good" in client.get(link[1]).content
    client.post(EMAIL, {"email": "new@example.org", "action_remove": "1"})
    assert [one.to for one in delivered()] == [["new@example.org"]]
    assert letters.address_of(wang) == ""


def test_an_address_of_another_account_is_not_told_from_a_free_one_and_not_taken(wang: Account) -> None:
    actions.make_account("li", PASS, actor=BY)
    client = recognised("li")
    assert client.post(EMAIL, {"email": HERS, "action_add": "1"})["Location"] == EMAIL
    (letter,) = delivered()
    link = re.search(r"https://linli\.example(\S+)", letter.body)
    assert link is not None
    assert "another account" in client.get(link[1]).content.decode()
    client.post(link[1])
    assert list(EmailAddress.objects.filter(verified=True).values_list("user__username", flat=True)) == [
        "wang"
    ]


def test_letters_to_confirm_an_address_are_limited(wang: Account) -> None:
    client = recognised()
    for number in range(7):
        client.post(EMAIL, {"email": f"n{number}@example.org", "action_add": "1"})
    assert len(delivered()) == 5


def test_what_the_clerk_does_about_a_password_is_told_to_the_address(
    people: list[Person], clerk: Account, wang: Account
) -> None:
    community = people[0].community
    actions.give_account(community, people[0], wang, actor=BY)
    people[0].refresh_from_db()
    code = actions.invite_back(community, people[0], actor=clerk).code
    new = actions.NewAccount("", NEW)
    actions.accept(code, new, answer=people[0].name, address="", door=community)
    bodies = [one.body for one in delivered()]
    assert ["made a code" in bodies[0] or "生成了一个码" in bodies[0], len(bodies)] == [True, 2]


def test_without_a_mail_server_the_page_leads_to_the_clerk(wang: Account, settings: Any) -> None:
    settings.MAIL_READY = False
    page = browser().get(ASK).content.decode()
    assert 'name="email"' not in page
    assert "clerk" in page
    browser().post(ASK, {"email": HERS})
    assert DBTaskResult.objects.count() == 0
    assert ASK in browser().get("/sign-in/").content.decode()


def test_a_forged_user_in_a_link_of_another_sets_nothing(wang: Account) -> None:
    other = actions.make_account("li", PASS, actor=BY)
    path, _code = asked(browser())
    forged = path.replace(f"/{user_pk_to_url_str(wang)}/", f"/{user_pk_to_url_str(other)}/")
    assert b"no longer good" in by_link(browser(), forged).content


class _Server(socketserver.StreamRequestHandler):
    """As much of SMTP as takes one letter."""

    taken: list[str] = []

    def handle(self) -> None:
        self._say("220 ready")
        for line in self.rfile:
            word = line[:4].upper().strip()
            if word == b"DATA":
                self._say("354 go on")
                self.taken.append("".join(iter(lambda: self.rfile.readline().decode(), ".\r\n")))
            self._say("221 bye" if word == b"QUIT" else "250 taken")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mail_server() -> Iterator[int]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def test_a_letter_goes_through_a_mail_server_and_one_that_is_away_breaks_nothing(
    wang: Account, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    letters.write(letters.RESET, HERS, whose=str(wang.pk), code="BBBB-CCCC")
    (waiting,) = DBTaskResult.objects.all()
    with mail_server() as port:
        settings.EMAIL_PORT = port
        assert letters.post.func(*waiting.args_kwargs["args"])
    assert any("wang@example.org" in one and "Auto-Submitted: auto-generated" in one for one in _Server.taken)
    assert not letters.post.func(*waiting.args_kwargs["args"])
