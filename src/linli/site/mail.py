"""Through which server e-mail goes: one address, as in ``smtps://user:password@mail.example:465?from=linli@example``."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Mail:
    """A server: ``smtps`` speaks TLS from the first word, ``smtp`` begins it (``?plain=yes`` does without)."""

    host: str
    port: int
    user: str
    password: str
    tls: bool
    starttls: bool
    sender: str


def read_mail(text: str) -> Mail | None:
    """The server that ``LINLI_MAIL`` names; None where it names none. Raises ValueError for what cannot be read."""
    if not text:
        return None
    parts, asked = urlsplit(text), parse_qs(urlsplit(text).query)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError(
            "LINLI_MAIL is written like smtps://user:password@mail.example:465?from=linli@example"
        )
    return Mail(
        host=parts.hostname, port=parts.port or PORTS[parts.scheme], user=unquote(parts.username or ""),
        password=unquote(parts.password or ""), tls=parts.scheme == "smtps",
        starttls=parts.scheme == "smtp" and asked.get("plain") != ["yes"],
        sender=asked.get("from", [f"linli@{parts.hostname}"])[0],
    )  # fmt: skip
