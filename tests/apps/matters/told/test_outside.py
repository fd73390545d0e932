"""What people cause to be sent goes to the public internet only, and shows that it is ours."""

from __future__ import annotations

import base64
import hmac
import json
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
import requests
from django.test import Client

from linli.apps.community import actions as community_actions
from linli.apps.told import actions, ways
from linli.apps.told.guard import Inside, is_public, outside_only, public_addresses
from linli.apps.told.models import Way

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECRET = "whsec_" + base64.b64encode(b"k" * 24).decode()


@pytest.mark.parametrize("address", [
    "127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.9", "169.254.169.254", "100.64.0.1", "0.0.0.1", "224.0.0.1",
    "::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "2002:7f00:1::", "::",
    "64:ff9b::7f00:1", "64:ff9b::a00:1",
])  # fmt: skip
def test_the_inside_network_is_not_public(address: str) -> None:
    assert not is_public(address)


def test_a_public_address_is_public() -> None:
    assert is_public("9.9.9.9")
    assert is_public("2620:fe::fe")
    assert is_public("64:ff9b::909:909")


class _Door(BaseHTTPRequestHandler):
    met: list[str] = []
    sent: list[tuple[Any, bytes]] = []

    def do_POST(self) -> None:
        self.sent.append((self.headers, self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(int(self.path.strip("/")))
        self.send_header("Location", "/204")
        self.end_headers()

    def do_GET(self) -> None:
        self.met.append(self.path)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_args: Any) -> None:
        """Nothing is written."""


@contextmanager
def receiver() -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), _Door)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


def test_a_webhook_is_signed_so_that_the_other_side_can_check_it_and_tell_it_from_one_sent_again(
    monkeypatch: Any,
) -> None:
    monkeypatch.setattr(ways, "outside_only", nullcontext)
    given: Any = {"id": "linli-7", "at": AT, "subject": "新公告", "body": "停水"}
    _Door.sent.clear()
    with receiver() as port:
        ways.send_hook(f"http://127.0.0.1:{port}/204", SECRET, **given)
        for status in (500, 302, 404):
            with pytest.raises(ways.NotSent, match=str(status)):
                ways.send_hook(f"http://127.0.0.1:{port}/{status}", SECRET, **given)
    assert len(_Door.sent) == 4, "a redirection is not followed"
    headers, content = _Door.sent[0]
    assert json.loads(content) == {"version": "1.0", "title": "新公告", "message": "停水", "type": "info"}
    signed = f"linli-7.{headers['webhook-timestamp']}.".encode() + content
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    expected = base64.b64encode(hmac.new(key, signed, "sha256").digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert {one["webhook-id"] for one, _content in _Door.sent} == {"linli-7"}


def test_each_webhook_has_a_key_of_its_own_that_its_owner_reads_on_the_page(db: None) -> None:
    account = community_actions.make_account("reader", None, actor=community_actions.TERMINAL)
    reader = actions.reader_of(account)
    keys = []
    for n in range(2):
        way = actions.add_way(reader, "webhook", f"https://hook.example/{n}", actor=account)
        keys.append(actions.hook_secret(way))
        assert actions.hook_secret(Way.objects.get(pk=way.pk)) == keys[-1]
    assert keys[0] != keys[1]
    assert all(len(base64.b64decode(key.removeprefix("whsec_"))) == 24 for key in keys)
    client = Client()
    client.force_login(account)
    page = client.get("/account/notifications/").content.decode()
    assert all(key in page for key in keys)


def test_a_webhook_never_reaches_the_inside_network_whatever_its_name_resolves_to(monkeypatch: Any) -> None:
    _Door.met.clear()
    with receiver() as port:
        requests.get(f"http://127.0.0.1:{port}/open", timeout=5)
        plain = socket.getaddrinfo

        def resolved(host: str, *args: Any, **more: Any) -> Any:
            return plain("127.0.0.1" if host == "evil.example" else host, *args, **more)

        monkeypatch.setattr(socket, "getaddrinfo", resolved)
        for host in ("127.0.0.1", "localhost", "evil.example"):
            with outside_only(), pytest.raises(requests.ConnectionError):
                requests.get(f"http://{host}:{port}/guarded", timeout=5)
        with pytest.raises(ways.NotSent):
            ways.send_hook(
                f"https://evil.example:{port}/guarded", SECRET, id="1", at=AT, subject="x", body="y"
            )
        with pytest.raises(Inside):
            public_addresses("evil.example", port)
    assert _Door.met == ["/open"]


class _HangsUp(socketserver.StreamRequestHandler):
    """As much of SMTP as takes a letter, and is gone before it says so."""

    def handle(self) -> None:
        self.wfile.write(b"220 ready\r\n")
        for line in self.rfile:
            if line[:4].upper() == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                while self.rfile.readline() not in (b".\r\n", b""):
                    pass
                return
            self.wfile.write(b"250 good\r\n")


def test_a_mail_server_that_is_gone_before_it_said_that_it_took_a_letter_may_have_taken_it(
    settings: Any,
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST = "127.0.0.1"
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _HangsUp) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        settings.EMAIL_PORT = server.server_address[1]
        with pytest.raises(ways.Uncertain):
            ways.send_mail("a@example.org", "x", "y", headers={})
        server.shutdown()
    with pytest.raises(ways.NoServer):
        ways.send_mail("a@example.org", "x", "y", headers={})
