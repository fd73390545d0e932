"""A letter goes out once, whoever fails: the worker, the mail server, or the address."""

from __future__ import annotations

import socket
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from telling import at, called, raising, reader, tell

from linli.apps.told import actions, ways
from linli.apps.told.actions import sending
from linli.apps.told.models import Sending, Way


def test_while_the_mail_server_is_down_letters_wait_nothing_is_lost_and_no_address_is_paused(
    town: Any, settings: Any
) -> None:
    for n, organ in enumerate(("committee", "party-branch")):
        reader(town, town.by(organ), address=f"{n}@example.org", digest=23)
        reader(town, town.by(organ, 1), address=f"{n}-1@example.org", digest=23)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = closed.getsockname()
    box, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    called(town)
    for _ in range(12):
        assert tell(town) == 0
        town.go(minutes=10)
    assert not Way.objects.filter(paused=True)
    assert not Way.objects.filter(failures__gt=0)
    assert set(Way.objects.values_list("last_error", flat=True)) <= {"", "ConnectionRefusedError"}
    waiting = Sending.objects.filter(state="queued").count()
    settings.EMAIL_BACKEND = box
    assert tell(town) == waiting > 1
    assert len({(one.to[0], one.subject) for one in mail.outbox}) == waiting
    assert not Way.objects.exclude(last_error="")


def test_a_worker_killed_while_sending_sends_nothing_twice_and_the_page_says_so(
    town: Any, monkeypatch: Any
) -> None:
    one = reader(town, town.by("committee"))
    called(town)

    class Killed(BaseException):
        pass

    def kill(*_args: Any, **_more: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(ways, "send_mail", kill)
        with pytest.raises(Killed):
            tell(town)
    assert tell(town) == 0
    town.go(minutes=20)
    assert tell(town) == 0
    assert mail.outbox == []
    assert Sending.objects.get(key__startswith="now").state == "unknown"
    client = Client()
    client.force_login(one.account)
    assert "不再补发" in client.get("/account/notifications/").content.decode()


def test_a_letter_of_which_nobody_knows_whether_it_was_taken_is_not_sent_twice(
    town: Any, monkeypatch: Any
) -> None:
    reader(town, town.by("committee"))
    called(town)
    with monkeypatch.context() as patched:
        patched.setattr(ways, "send_mail", raising(ways.Uncertain("SMTPServerDisconnected")))
        assert tell(town) == 0
    assert Sending.objects.get(key__startswith="now").state == "unknown"
    assert tell(town) == 0
    assert mail.outbox == []


def test_two_workers_at_once_claim_it_once(town: Any) -> None:
    reader(town, town.by("committee"))
    called(town)
    with at(town):
        actions.collect()
        actions.plan()
        one = Sending.objects.get(key__startswith="now")
        same = Sending.objects.get(key__startswith="now")
        assert sending._claim(one)
        assert not sending._claim(same)


def test_an_address_that_fails_is_tried_later_and_later_and_then_paused(town: Any, monkeypatch: Any) -> None:
    one = reader(town, town.by("committee"))
    called(town)

    monkeypatch.setattr(ways, "send_mail", raising(ways.NotSent("SMTPRecipientsRefused")))
    assert tell(town) == 0
    way = Way.objects.get()
    assert (way.failures, way.retry_at) == (1, town.at + timedelta(minutes=5))
    assert tell(town) == 0
    assert Way.objects.get().failures == 1
    for _ in range(7):
        town.go(minutes=30)
        Way.objects.update(retry_at=None)
        with at(town):
            actions.send_all()
    way.refresh_from_db()
    assert (way.paused, Sending.objects.get(key__startswith="now").state) == (True, "failed")
    assert way.last_error == "SMTPRecipientsRefused"
    assert actions.try_again(one, way.pk, actor=one.account)
    assert not Way.objects.get().paused
    monkeypatch.undo()
    assert tell(town) >= 1, "what was not taken goes out"
