"""The ways in which people can be told: which addresses are taken, and sending to them through one library."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email

from linli.apps.told.guard import outside_only
from linli.core.charter.text import Text

LONGEST = 500
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


class NotTaken(ValueError):
    """An address that is not taken, and why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.says = Text(zh=zh, en=en)


class NotSent(Exception):
    """The other side did not take it, as far as is known."""


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
    return address, f"https://{parts.hostname}/…"[:120]


def _chat(address: str) -> tuple[str, str]:
    scheme = _split(address).scheme.lower()
    if scheme not in CHATS or _made(address) is None:
        raise NotTaken(
            f"看不懂这个地址。可以用的有：{'、'.join(CHATS.values())}，写法见 Apprise 的说明。",
            f"This address cannot be read. Written as Apprise says, these are taken: {', '.join(CHATS.values())}.",
        )
    return address, f"{CHATS[scheme]} …"


def _split(address: str) -> Any:
    try:
        return urlsplit(address)
    except ValueError:
        raise NotTaken("这个地址写得不对。", "This address is not written rightly.") from None


def _made(url: str) -> Any:
    import apprise

    # No configuration files, no plugins from disk: an address is only ever an address.
    return apprise.Apprise.instantiate(url, asset=apprise.AppriseAsset(plugin_paths=[], app_id="Linli"))


def send_mail(address: str, subject: str, body: str, *, headers: dict[str, str]) -> None:
    """One e-mail. Raises :class:`NotSent`."""
    mail = EmailMultiAlternatives(subject, body, settings.DEFAULT_FROM_EMAIL, [address], headers=headers)
    try:
        taken = mail.send()
    except OSError as error:
        raise NotSent(type(error).__name__) from error
    if not taken:
        raise NotSent("not taken")


def send_on(kind: str, address: str, subject: str, body: str) -> None:
    """A webhook or a chat tool, to the public internet only. Raises :class:`NotSent`."""
    url = "jsons://" + address.removeprefix("https://") if kind == "webhook" else address
    one = _made(url)
    if one is None:
        raise NotSent("the address cannot be read any more")
    with outside_only():
        if not one.notify(title=subject, body=body):
            raise NotSent("not taken")
