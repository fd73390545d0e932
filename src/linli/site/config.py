"""Where Linli keeps its data and how it is reached, told by the command line, kept in the environment."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path

from linli.keyfiles import make_once
from linli.site.mail import Mail, read_mail

SETTINGS = "linli.site.settings"
KEY_FILE = "secret.key"
SIGN_IN_FILE = "sign-in.toml"
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """One installation. Without a data directory nothing is written to disk (tests, type checks)."""

    data_dir: Path | None
    database_url: str | None
    secret_file: Path | None
    demo: bool
    debug: bool
    hosts: tuple[str, ...]
    https: bool
    proxies: int = 0
    sign_in_file: Path | None = None
    url: str = "http://localhost:8000"
    mail: Mail | None = None
    pooled: bool = False
    """Whether a pooler stands before the database that keeps no prepared statements."""
    by_hand: bool = False
    """Whether what is past its period waits for `linli retention --do`, instead of going once a day by itself."""

    @property
    def production(self) -> bool:
        """True where people rely on it: it has data, and is neither a demonstration nor a workbench."""
        return self.data_dir is not None and not (self.demo or self.debug)


def configure(
    data_dir: Path,
    database_url: str | None = None,
    *,
    demo: bool = False,
    hosts: tuple[str, ...] = LOCAL_HOSTS,
    https: bool = False,
    environ: MutableMapping[str, str] = os.environ,
) -> None:
    """Say where the data lives; to be called once, before `django.setup()`."""
    environ.update(variables(data_dir, database_url, demo=demo, hosts=hosts, https=https))
    environ["DJANGO_SETTINGS_MODULE"] = SETTINGS


def variables(
    data_dir: Path,
    database_url: str | None = None,
    *,
    demo: bool = False,
    hosts: tuple[str, ...] = LOCAL_HOSTS,
    https: bool = False,
) -> dict[str, str]:
    """The environment that makes `from_environ` read this installation back."""
    return {
        "LINLI_DATA": str(data_dir),
        "LINLI_DATABASE": database_url or "",
        "LINLI_DEMO": "1" if demo else "",
        "LINLI_HOSTS": ",".join(hosts),
        "LINLI_HTTPS": "1" if https else "",
    }


def from_environ(environ: Mapping[str, str]) -> SiteConfig:
    """Read one installation from LINLI_DATA, _DATABASE, _DEMO, _HOSTS and the others named here."""
    data_dir = _path(environ.get("LINLI_DATA"))
    default_key = data_dir / KEY_FILE if data_dir else None
    hosts, https = _names(environ.get("LINLI_HOSTS")) or LOCAL_HOSTS, _yes(environ.get("LINLI_HTTPS"))
    return SiteConfig(
        data_dir=data_dir,
        database_url=environ.get("LINLI_DATABASE") or None,
        secret_file=_path(environ.get("LINLI_SECRET_FILE")) or default_key,
        demo=_yes(environ.get("LINLI_DEMO")),
        debug=_yes(environ.get("LINLI_DEBUG")),
        hosts=hosts,
        https=https,
        proxies=_count(environ.get("LINLI_PROXIES")),
        sign_in_file=_path(environ.get("LINLI_SIGN_IN")) or (data_dir / SIGN_IN_FILE if data_dir else None),
        url=environ.get("LINLI_URL") or f"{'https' if https else 'http'}://{hosts[0]}",
        mail=read_mail(environ.get("LINLI_MAIL", "")),
        pooled=_yes(environ.get("LINLI_POOLED")),
        by_hand=_yes(environ.get("LINLI_RETENTION_BY_HAND")),
    )


def secret_key(file: Path | None) -> str:
    """The signing key in `file`, made on the first start and readable by its owner alone.

    Without a file the key lives and dies with the process. An empty file is an error: it would sign nothing.
    """
    if file is None:
        return secrets.token_urlsafe(64)
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        make_once(file, f"{secrets.token_urlsafe(64)}\n".encode("ascii"))
    key = file.read_text(encoding="ascii").strip()
    if not key:
        raise ValueError(f"{file} is empty: delete it and start again, and a new key is made")
    return key


def _path(text: str | None) -> Path | None:
    return Path(text).expanduser().resolve() if text else None


def _yes(text: str | None) -> bool:
    return (text or "").strip().lower() in {"1", "true", "yes", "on"}


def _count(text: str | None) -> int:
    words = (text or "").strip() or "0"
    if not (words.isascii() and words.isdecimal()):
        raise ValueError(f"LINLI_PROXIES is the number of servers before this one, not “{words}”")
    return int(words)


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (text or "").split(",") if name.strip())
