"""Where somebody is told: confirmed first, kept sealed, chosen by nobody else."""

from __future__ import annotations

import re
from typing import Any

import pytest
import requests
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from telling import at, called, reader, tell

from linli.apps.told import actions, tasks, ways
from linli.apps.told.actions.settings import address_of
from linli.apps.told.models import Way


def test_nothing_is_sent_before_the_address_is_confirmed_by_a_button(town: Any) -> None:
    one = reader(town, town.by("committee"), way="")
    with at(town):
        made = actions.add_way(one, "email", "a@example.org", actor=one.account)
    called(town)
    assert tell(town) == 0
    assert tasks.ask_to_confirm.func(made.pk)
    found = re.search(r"https://linli.example(/told/confirm/\S+)", mail.outbox[0].body)
    assert found is not None
    path = found[1]
    assert Client().get(path).status_code == 200
    assert not Way.objects.get().confirmed
    assert Client().post(path).status_code == 200
    assert Way.objects.get().confirmed
    assert not tasks.ask_to_confirm.func(made.pk)
    assert Client().post("/told/confirm/forged/").status_code == 410


@pytest.mark.parametrize(("kind", "address"), [
    ("email", "nobody"), ("email", "a@b.example\nBcc: x@y.example"), ("webhook", "http://hooks.example/x"),
    ("webhook", "https://user:pass@hooks.example/"), ("webhook", "https://"), ("webhook", "https://[::bad"),
    ("chat", "mailto://a:b@c.example"), ("chat", "syslog://"), ("chat", "file:///etc/passwd"), ("chat", "dbus://"),
    ("chat", "slack://"), ("chat", ""), ("email", "x" * 600),
    ("chat", "https://oapi.dingtalk.com/robot/send?access_token=a%2Fb"), ("chat", "https://oapi.dingtalk.com.x.example/"),
    ("chat", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key="), ("chat", "https://open.feishu.cn/open-apis/"),
])  # fmt: skip
def test_an_address_that_is_none_or_acts_on_the_machine_itself_is_not_taken(
    town: Any, kind: str, address: str
) -> None:
    one = reader(town, town.by("committee"), way="")
    with pytest.raises(actions.NotTaken):
        actions.add_way(one, kind, address, actor=one.account)


@pytest.mark.parametrize(("pasted", "kept"), [
    ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7aaa-4bc4-97a0-0ec2sifa5aaa", "企业微信 WeCom …"),
    ("https://oapi.dingtalk.com/robot/send?access_token=566cc69da782ec33e42d8e1c7a9b6d4f", "钉钉 DingTalk …"),
    ("https://open.feishu.cn/open-apis/bot/v2/hook/1f2e3d4c-aaaa-bbbb-cccc-1234567890ab", "飞书 Feishu …"),
    ("https://open.larksuite.com/open-apis/bot/v2/hook/1f2e3d4c-aaaa-bbbb-cccc-1234567890ab", "Lark …"),
])  # fmt: skip
def test_the_address_of_a_robot_is_taken_as_its_chat_tool_shows_it_and_leads_there(
    town: Any, monkeypatch: pytest.MonkeyPatch, pasted: str, kept: str
) -> None:
    one = reader(town, town.by("committee"), way="")
    actions.add_way(one, "chat", f" {pasted}\n", actor=one.account)
    way = Way.objects.get()
    assert way.shown == kept
    asked: list[Any] = []

    def answer(_adapter: Any, request: Any, **_given: Any) -> requests.Response:
        asked.append(request.url)
        found = requests.Response()
        found.status_code, found._content = 200, b'{"errcode": 0, "code": 0}'
        return found

    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", answer)
    ways.send_chat(address_of(way), "有新公告", "请看。")
    assert [one.rstrip("/") for one in asked] == [pasted]
    with pytest.raises(actions.NotTaken, match="chat tool"):
        actions.add_way(one, "webhook", pasted, actor=one.account)


def test_nobody_changes_how_another_is_told(town: Any) -> None:
    one, other = reader(town, town.by("committee")), reader(town, town.by("residents", 20), way="")
    for deed in (actions.drop_way, actions.try_again):
        with pytest.raises(PermissionDenied):
            deed(one, one.ways.get().pk, actor=other.account)
    assert not actions.drop_way(other, one.ways.get().pk, actor=other.account)
    client = Client()
    client.force_login(other.account)
    client.post(f"/account/notifications/ways/{one.ways.get().pk}/drop/")
    assert one.ways.count() == 1


def test_the_page_keeps_what_was_chosen_and_says_what_is_wrong(town: Any) -> None:
    one = reader(town, town.by("committee"), way="")
    client = Client(headers={"accept-language": "zh-CN"})
    assert client.get("/account/notifications/").status_code == 302
    client.force_login(one.account)
    given = {"digest": "9", "quiet_from": "21", "quiet_until": "6", "lang": "en", "vote": "digest", "meeting": "off",
             "mine": "digest", "notice": "off", "desk": "digest", "reply": "now", "hidden": "digest",
             "appeal": "off", "corrected": "now", "entered": "now", "contested": "digest", "answered": "off",
             "building": "now"}  # fmt: skip
    assert client.post("/account/notifications/", given).status_code == 302
    one.refresh_from_db()
    assert (one.digest_hour, one.lang, one.choices.get(kind="meeting").mode) == (9, "en", "off")
    assert client.post("/account/notifications/", given | {"desk": "now"}).status_code == 422
    wrong = client.post("/account/notifications/ways/", {"kind": "webhook", "address": "http://x.example"})
    assert wrong.status_code == 422
    assert "http://x.example" in wrong.content.decode()
    assert (
        client.post("/account/notifications/ways/", {"kind": "email", "address": "a@b.example"}).status_code
        == 302
    )
    assert "a…@b.example" in client.get("/account/notifications/").content.decode()
    assert client.post("/account/notifications/renew/").status_code == 302


def test_an_address_is_kept_sealed(town: Any) -> None:
    reader(town, town.by("committee"), way="webhook", address="https://hooks.example/secret-token")
    way = Way.objects.get()
    assert "secret-token" not in way.address
    assert "secret-token" not in way.shown
