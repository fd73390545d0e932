"""Signing in with an account held elsewhere: OpenID Connect and WeChat, as the file sign-in.toml says."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

WEIXIN = "https://open.weixin.qq.com"
WECHAT = "linli.apps.community.wechat.provider.WeChat"
OPENID = "linli.apps.community.openid.OpenID"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The providers, as allauth reads them, and the origins that a form of ours may lead to."""

    providers: dict[str, Any] = field(default_factory=dict)
    origins: tuple[str, ...] = ()


def read(file: Path | None) -> Elsewhere:
    """What the file says; nothing where there is none. Raises ValueError that names the line of the file to mend."""
    if file is None or not file.exists():
        return Elsewhere()
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
        return _read(found)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{file}: {error}") from None
    except Fault as fault:
        raise ValueError(f"{file}: {fault}") from None


class Fault(ValueError):
    """Something in the file that cannot be meant."""


def _read(found: dict[str, Any]) -> Elsewhere:
    if unknown := set(found) - {"oidc", "weixin"}:
        raise Fault(f"“{sorted(unknown)[0]}” is neither [[oidc]] nor [weixin]")
    providers: dict[str, Any] = {}
    origins: list[str] = []
    if "weixin" in found:
        table = _table("[weixin]", found["weixin"], {"client_id", "secret"}, {"inside"})
        providers["weixin"] = _weixin(table)
        origins.append(WEIXIN)
    tables = [
        _table("[[oidc]]", one, {"id", "name", "server_url", "client_id", "secret"}, {"name_en", "origin"})
        for one in found.get("oidc", [])
    ]
    if tables:
        apps = [_oidc(one) for one in tables]
        providers["openid_connect"] = {"provider_class": OPENID, "OAUTH_PKCE_ENABLED": True, "APPS": apps}
        origins += [one.get("origin") or _origin(one["server_url"]) for one in tables]
    if len({one["id"] for one in tables}) < len(tables):
        raise Fault("two [[oidc]] have the same id")
    return Elsewhere(providers, tuple(dict.fromkeys(origins)))


def _table(title: str, found: Any, needed: set[str], more: set[str]) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise Fault(f"{title} is a table of keys and values")
    if missing := sorted(needed - set(found)):
        raise Fault(f"{title} lacks “{missing[0]}”")
    if unknown := sorted(set(found) - needed - more):
        raise Fault(f"{title} has no key “{unknown[0]}”")
    if empty := sorted(key for key in needed if not found[key] or not isinstance(found[key], str)):
        raise Fault(f"{title}: “{empty[0]}” is a text that is not empty")
    return found


def _oidc(table: dict[str, Any]) -> dict[str, Any]:
    _origin(table["server_url"])
    return {
        "provider_id": table["id"],
        "name": table["name"],
        "client_id": table["client_id"],
        "secret": table["secret"],
        "settings": {
            "server_url": table["server_url"],
            "name_zh": table["name"],
            "name_en": table.get("name_en", table["name"]),
        },
    }


def _weixin(table: dict[str, Any]) -> dict[str, Any]:
    # Inside of the WeChat app an official account asks on another page than a website beside a QR code does.
    inside = bool(table.get("inside"))
    page = "connect/oauth2/authorize" if inside else "connect/qrconnect"
    return {
        "provider_class": WECHAT,
        "APPS": [
            {
                "provider_id": "weixin",
                "name": "微信",
                "client_id": table["client_id"],
                "secret": table["secret"],
            }
        ],
        "AUTHORIZE_URL": f"{WEIXIN}/{page}",
        "SCOPE": ["snsapi_userinfo" if inside else "snsapi_login"],
    }


def _origin(url: str) -> str:
    parts = urlsplit(url)
    local = parts.hostname in ("localhost", "127.0.0.1")
    if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and local)):
        raise Fault(f"“{url}” is not an address that begins with https://")
    return f"{parts.scheme}://{parts.netloc}"
