"""The ways in which people can be told: which addresses are taken, and sending to them through one library."""

from __future__ import annotations

import hmac
import json
import re
from base64 import b64decode, b64encode
from contextlib import suppress
from datetime import datetime
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.validators import validate_email

from linli.apps.told.guard import outside_only
from linli.core.charter.text import Text

LONGEST = 500
HOOK_SECONDS = 10
SECRET_BEGINS = "whsec_"  # noqa: S105 - the word before every key
CHATS: Final = {
    "wecombot": "企业微信 WeCom",
    "dingtalk": "钉钉 DingTalk",
    "feishu": "飞书 Feishu",
    "lark": "Lark",
    "bark": "Bark",
    "slack": "Slack",
    "discord": "Discord",
    "tgram": "Telegram",
    "ntfys": "ntfy",
    "mmosts": "Mattermost",
    "matrixs": "Matrix",
    "rockets": "Rocket.Chat",
}
"""A closed list: the library also knows tools that act on the machine itself."""
ROBOTS: Final = (
    ("wecombot", re.compile(r"https://qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=([\w-]+)")),
    ("dingtalk", re.compile(r"https://oapi\.dingtalk\.com/robot/send\?access_token=(\w+)")),
    ("feishu", re.compile(r"https://open\.feishu\.cn/open-apis/bot/v2/hook/([\w-]+)/?")),
    ("lark", re.compile(r"https://open\.larksuite\.com/open-apis/bot/v2/hook/([\w-]+)/?")),
)
"""The address of a robot in a group as its chat tool shows it to be copied; not all of these does the library read."""


class NotTaken(ValueError):
    """An address that is not taken, and why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.says = Text(zh=zh, en=en)


class NotSent(Exception):
    """The other side did not take it, as far as is known."""


class NoServer(NotSent):
    """The server through which all e-mail goes cannot be used; the address may be as good as ever."""


class Uncertain(Exception):
    """The connection broke off while it was sent: it may have come or not."""


def checked(kind: str, address: str) -> tuple[str, str]:
    """An address as it is kept, and what pages show of it. Raises :class:`NotTaken`."""
    address = address.strip()
    if not address or len(address) > LONGEST or any(ord(char) < 33 for char in address):
        raise NotTaken("请填写地址，不带空格。", "Give an address, without spaces.")
    return {"email": _email, "webhook": _webhook, "chat": _chat}[kind](address)


def _email(address: str) -> tuple[str, str]:
    try:
        validate_email(address)
    except ValidationError:
        raise NotTaken("这不是电子邮箱地址。", "This is not an e-mail address.") from None
    name, _at, host = address.rpartition("@")
    return address, f"{name[:2]}…@{host}"[:120]


def _webhook(address: str) -> tuple[str, str]:
    parts = _split(address)
    if parts.scheme != "https" or not parts.hostname or parts.username or parts.password:
        raise NotTaken(
            "网络钩子要写成 https:// 开头的地址，不带用户名和密码。",
            "A webhook is an address that begins with https://, without a user name or password.",
        )
    if _of_robot(address) != address:
        raise NotTaken(
            "这是群机器人的地址，请选“聊天工具”。",
            "This is the address of a robot in a group: choose the chat tool.",
        )
    return address, f"https://{parts.hostname}/…"[:120]


def _chat(address: str) -> tuple[str, str]:
    address = _of_robot(address)
    scheme = _split(address).scheme.lower()
    if scheme not in CHATS or _made(address) is None:
        raise NotTaken(
            "看不懂这个地址。请把群机器人的 Webhook 地址整个粘贴过来（企业微信、钉钉、飞书、Lark）；"
            f"按 Apprise 的写法还可以用：{'、'.join(CHATS.values())}。",
            "This address cannot be read. Paste the whole webhook address of a robot in a group (WeCom, DingTalk, "
            f"Feishu, Lark); written as Apprise says, these are taken: {', '.join(CHATS.values())}.",
        )
    return address, f"{CHATS[scheme]} …"


def _of_robot(address: str) -> str:
    """As the library writes it."""
    for scheme, shown in ROBOTS:
        if found := shown.fullmatch(address):
            return f"{scheme}://{found[1]}/"
    return address


def _split(address: str) -> Any:
    try:
        return urlsplit(address)
    except ValueError:
        raise NotTaken("这个地址写得不对。", "This address is not written rightly.") from None


def _made(url: str) -> Any:
    import apprise

    # No configuration files, no plugins from disk: an address is only ever an address.
    return apprise.Apprise.instantiate(url, asset=apprise.AppriseAsset(plugin_paths=[], app_id="Linli"))


def send_mail(address: str, subject: str, body: str, *, headers: dict[str, str], html: str = "") -> None:
    """One e-mail; ``html`` says the same as ``body``. Raises :class:`NotSent`, :class:`Uncertain`."""
    server = get_connection()
    mail = EmailMultiAlternatives(
        subject, body, settings.DEFAULT_FROM_EMAIL, [address], connection=server, headers=headers
    )
    if html:
        mail.attach_alternative(html, "text/html")
    try:
        server.open()
    except OSError as error:
        raise NoServer(type(error).__name__) from error
    try:
        taken = mail.send()
    except (SMTPRecipientsRefused, SMTPDataError) as error:
        raise NotSent(type(error).__name__) from error
    except SMTPResponseException as error:
        raise NoServer(type(error).__name__) from error
    except OSError as error:
        raise Uncertain(type(error).__name__) from error
    finally:
        with suppress(OSError):
            server.close()
    if not taken:
        raise NotSent("not taken")


def send_chat(address: str, subject: str, body: str) -> None:
    """A chat tool, on the public internet only. Raises :class:`NotSent`."""
    one = _made(address)
    if one is None:
        raise NotSent("the address cannot be read any more")
    with outside_only():
        if not one.notify(title=subject, body=body):
            raise NotSent("not taken")


def send_hook(address: str, secret: str, *, id: str, at: datetime, subject: str, body: str) -> None:
    """A webhook, on the public internet only, signed as Standard Webhooks has it. Raises :class:`NotSent`.

    ``id`` is the same whenever the same message is sent again, so that the other side can tell.
    """
    import requests

    told = {"version": "1.0", "title": subject, "message": body, "type": "info"}
    content = json.dumps(told, ensure_ascii=False).encode()
    headers = {
        "Content-Type": "application/json", "User-Agent": "Linli", "webhook-id": id,
        "webhook-timestamp": str(int(at.timestamp())), "webhook-signature": signature(secret, id, at, content),
    }  # fmt: skip
    try:
        with (
            outside_only(),
            requests.post(
                address, content, headers=headers, timeout=HOOK_SECONDS, allow_redirects=False, stream=True
            ) as answer,
        ):
            taken = 200 <= answer.status_code < 300
    except (requests.RequestException, OSError) as error:
        raise NotSent(type(error).__name__) from error
    if not taken:
        raise NotSent(f"HTTP {answer.status_code}")


def signature(secret: str, id: str, at: datetime, content: bytes) -> str:
    """By which the other side knows that a message is ours and unchanged."""
    signed = f"{id}.{int(at.timestamp())}.".encode() + content
    found = hmac.digest(b64decode(secret.removeprefix(SECRET_BEGINS)), signed, "sha256")
    return f"v1,{b64encode(found).decode()}"
